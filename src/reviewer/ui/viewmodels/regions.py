"""Reading what was drawn on the page, as a proposal for the active value."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.field import Region
from reviewer.domain.geometry import bounds_of
from reviewer.errors import ReviewerError
from reviewer.lanes import REGION
from reviewer.services.review import Review
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.region import ReadRegionJob, RegionText
    from reviewer.services.tools import Tools


@dataclass(frozen=True)
class _Use:
    """The workspace, and the job that reads a region."""

    desk: "Desk"
    job: "type[ReadRegionJob]"


class Regions(QObject):
    """Reads one region at a time: what is drawn anew takes the place of what was being read.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(self, runner: Runner, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._use: _Use | None = None
        self._tools: Tools | None = None
        self._run: Run | None = None
        review.read_asked.connect(self._on_asked)

    def use(self, desk: "Desk", job: "type[ReadRegionJob]") -> None:
        """Read from a workspace, with this job."""
        self._use = _Use(desk, job)

    @property
    def tools(self) -> "tuple[Tools, ...]":
        """The children in use."""
        return () if self._tools is None else (self._tools,)

    @Slot(object)
    def _on_asked(self, proposal: Proposal) -> None:
        review = self._review.review
        if self._use is None or review is None:
            return
        self._runner.drop(REGION)
        if self._run is not None:
            self._run.cancel()
        job = self._job(self._use, review, proposal)
        self._run = self._runner.start(REGION, job, succeeded=self._on_read, failed=self._on_failed)
        self._run.ended.connect(self._on_ended)

    def _job(self, use: _Use, review: Review, proposal: Proposal) -> "ReadRegionJob":
        region = _around(proposal.regions)
        page = review.document.pages[region.page]
        kind = review.field_type(review.revision.entries[proposal.entry])
        reading = use.desk.settings.reading
        return use.job(
            self.open_tools,
            use.desk.workspace.originals.path_of(page.original),
            page.index,
            use.desk.passwords.of(page.original),
            region,
            page.rotation,
            kind.kind if kind is not None else None,
            reading.region_engine or reading.engine,
            reading.languages or review.kind.languages,
            page.area,
            reading.region_languages,
            page.skew,
        )

    def open_tools(self) -> "Tools":
        """The children that look at pages for the operator, made when first needed. For jobs."""
        assert self._use is not None
        if self._tools is None:
            self._tools = self._use.desk.open_tools()
        return self._tools

    @Slot(object)
    def _on_read(self, read: "RegionText") -> None:
        proposal = self._review.proposal
        if proposal is None or not proposal.reading or self.sender() is not self._run:
            return
        confidence = read.confidence if read.text else None
        self._review.set_proposal(Proposal(proposal.entry, read.text, proposal.regions, confidence, False, read.origin))
        if not read.text:
            self.told.emit(Notice(self.tr("Nothing was read there. Type the value, or draw again."), key="region"))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        if self.sender() is self._run:
            self._review.set_proposal(None)
            self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._run:
            self._run = None


def _around(regions: tuple[Region, ...]) -> Region:
    """One region around those of the first one's page."""
    if len(regions) == 1:
        return regions[0]
    page = regions[0].page
    return Region(page, bounds_of(region.polygon for region in regions if region.page == page).polygon())
