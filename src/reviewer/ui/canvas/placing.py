"""Where the page lies in the scene, and how its active entry is brought into view."""

from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsRectItem

from reviewer.domain.geometry import Polygon, bounds_of
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.taking import covered
from reviewer.ui.canvas.transform import NOMINAL_SIZE, PageTransform
from reviewer.ui.canvas.words import Words
from reviewer.ui.canvas.zooming import Zooming
from reviewer.ui.viewmodels.review import ReviewViewModel


class Placing:
    """Places the shown page.

    Attributes:
        page: the item that everything on the page is a part of; its frame is 0 to 1.
        transform: from the page frame to the scene.
        following: whether the active entry is kept in view when the page gets another size or turn.
    """

    def __init__(self, zooming: Zooming, model: ReviewViewModel, pictures: Pictures) -> None:
        self._zooming = zooming
        self._model = model
        self._pictures = pictures
        self.following = False
        self.transform = PageTransform()
        self.page = QGraphicsRectItem(0, 0, 1, 1)
        self.page.setFlag(QGraphicsRectItem.GraphicsItemFlag.ItemHasNoContents)
        self.page.setTransform(QTransform(*self.transform.coefficients()))

    def place(self, words: Words | None) -> bool:
        """Give the page its size and turn in the scene. Whether they were others before."""
        review = self._model.review
        pages = () if review is None else review.document.pages
        shown = self._model.page < len(pages)
        self.page.setVisible(shown)
        size = self._pictures.size(self._model.page) or NOMINAL_SIZE
        page = pages[self._model.page] if shown else None
        transform = PageTransform(*size) if page is None else PageTransform(*size, page.rotation, page.skew)
        if transform == self.transform:
            return False
        turned = (transform.rotation, transform.skew) != (self.transform.rotation, self.transform.skew)
        self.transform = transform
        self.page.setTransform(QTransform(*transform.coefficients()))
        self._zooming.set_page(transform.size)
        if self.following or turned:
            self.reveal(words)
        return True

    def reveal(self, words: Words | None) -> None:
        """Bring the place looked at, else the active entry's, into view, moving as little as possible.

        `words` are those of the page.
        """
        entry = self._model.entry(self._model.current)
        regions = self._model.looked or (() if entry is None else entry.value.regions)
        polygons = tuple(region.polygon for region in regions if region.page == self._model.page)
        if polygons:
            self.reveal_polygons(polygons, words)

    def reveal_polygons(self, polygons: tuple[Polygon, ...], words: Words | None) -> None:
        """Bring a place of the page into view, moving as little as possible."""
        place = self.transform.box_to_scene(bounds_of(polygons))
        self._zooming.reveal(place, self._line_height(polygons, words))

    def _line_height(self, polygons: tuple[Polygon, ...], words: Words | None) -> float:
        """The height of the print in a region, in the scene: of its words, else of its polygons."""
        boxes = [] if words is None else [words.grid.boxes[number] for number in covered(words, polygons)]
        boxes = boxes or [bounds_of((polygon,)) for polygon in polygons]
        heights = sorted(self.transform.box_to_scene(box).height for box in boxes)
        return heights[len(heights) // 2]
