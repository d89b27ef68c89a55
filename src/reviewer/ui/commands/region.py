"""What the actions on regions do."""

from PySide6.QtCore import Slot

from reviewer.ui.canvas.region_walk import RegionWalk
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.key_names import KEYS


class RegionCommands(Group):
    """Editing a region, drawing one, going from one to the next."""

    changing = ("region.draw", "region.draw_here", "region.edit", "region.edit_here", "region.reread")

    _walk: RegionWalk | None = None

    def handlers(self) -> Handlers:
        return {
            "region.draw": self.draw,
            "region.draw_here": self.draw,
            "region.edit": self.edit,
            "region.edit_here": self.edit,
            "region.reread": self.reread,
            "region.next": lambda: self.walk.step(1),
            "region.previous": lambda: self.walk.step(-1),
            "region.under": self.under,
            **self._panes.page.view.hands.handlers(),
        }

    @property
    def walk(self) -> RegionWalk:
        if self._walk is None:
            view = self._panes.page.view
            self._walk = RegionWalk(view, self._session.review, view.overlay)
        return self._walk

    @Slot()
    def draw(self) -> None:
        self._panes.page.view.begin_drawing()
        if not self._panes.page.view.hands.on:
            self._tell_placeless()

    @Slot()
    def edit(self) -> None:
        """Unlock the place of the active value, or lock it again."""
        if not self._panes.page.view.edit_region():
            self._tell_placeless()

    @Slot()
    def under(self) -> None:
        if not self.walk.under():
            self._tell(self.tr("No other region lies over or under this one."))

    @Slot()
    def reread(self) -> None:
        """Read the place of the active value again, as a proposal; or the place that was just drawn for it."""
        review = self._session.review
        drawn = review.proposal.regions if review.proposal is not None else ()
        regions = drawn or review.place_of(review.current)
        if not regions:
            self._tell_placeless()
            return
        review.draw(*regions)

    def _tell_placeless(self) -> None:
        """Say that the active value stands nowhere, or that there is none."""
        text = self.tr("This value has no place on the page. Draw one with {keys[region.draw]}.")
        if self._session.review.entry(self._session.review.current) is None:
            text = self.tr(
                "There is no value that a region could be of. {keys[field.add]} adds one where the type allows it."
            )
        self._tell(text.format(keys=KEYS))
