"""What stands on the page, as text: for who cannot see it."""

from PySide6.QtCore import QCoreApplication

from reviewer.domain.doubt import Judgement
from reviewer.domain.field import Value
from reviewer.domain.geometry import bounds
from reviewer.ui.look import lines
from reviewer.ui.viewmodels.review import ReviewViewModel

_MOST = 200


def spoken_page(model: ReviewViewModel) -> str:
    """The values on the shown page from top to bottom, one a line: "Total: RM 8.95, unsure, 61 %"."""
    review = model.review
    if review is None:
        return ""
    found = []
    for entry in review.revision.entries.values():
        boxes = [bounds(region.polygon) for region in entry.value.regions if region.page == model.page]
        if boxes:
            found.append(((boxes[0].center[1], boxes[0].left), entry))
    found.sort(key=lambda pair: pair[0])
    told = []
    for _place, entry in found[:_MOST]:
        told.append(f"{model.label(entry)}: {spoken_value(entry.value, review.judgements[entry.id])}")
    return "\n".join(told)


def spoken_value(value: Value, judgement: Judgement) -> str:
    """A value with its state in words."""
    parts = [value.text.replace("\n", ", ")]
    if judgement.unsure:
        parts.append(QCoreApplication.translate("page", "unsure"))
    if not value.settled:
        parts.append(lines.figure(value.confidence))
    elif not judgement.unsure:
        parts.append(QCoreApplication.translate("page", "confirmed"))
    return ", ".join(part for part in parts if part)
