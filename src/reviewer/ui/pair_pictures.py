"""Has the pages drawn on which pairs stand, those of the next ones too."""

from PySide6.QtCore import QObject, Slot

from reviewer.ui.canvas.page_jobs import PageKey
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.page_files import PageFiles
from reviewer.ui.viewmodels.adjudicating import Adjudicating


class PairPictures(QObject):
    """Between the pairs, which know documents, and the pictures, which know files.

    Args:
        model: says which pair is shown and which come next.
        pictures: of the shown one's document.
        files: says where pages lie.
    """

    def __init__(
        self, model: Adjudicating, pictures: Pictures, files: PageFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._pictures = pictures
        self._files = files
        model.changed.connect(self._on_changed)

    @Slot()
    def _on_changed(self) -> None:
        shown = self._model.shown
        if shown is None:
            if not self._model.looking:
                self._pictures.open(None, None)
            return
        document = shown.document
        if document.id != self._pictures.here:
            self._pictures.open(document, lambda number: self._files.file(document.pages[number]))
        self._pictures.want(shown.page)
        ahead = ((found.pages[page], page) for found, page in self._model.ahead() if found.pages)
        self._pictures.prepare(tuple((PageKey.of(page), self._files.file(page)) for page, _ in ahead))
