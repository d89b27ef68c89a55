"""Whether a file holds several documents, and where each of them is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from reviewer.domain.bundle import ANY, Bundle, Part
from reviewer.domain.document_type import DocumentType
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Classification
from reviewer.extraction.bundle.marks import KINDS, ZONE
from reviewer.extraction.bundle.on_a_page import OnAPage
from reviewer.extraction.bundle.page_after_page import PageAfterPage
from reviewer.extraction.bundle.sheet import Looker, Sheet

_Found = tuple[Part, DocumentType | None]


def find(
    pages: Sequence[PageText],
    types: Mapping[str, DocumentType],
    found: Classification,
    *,
    today: date,
    named: bool = False,
) -> Bundle | None:
    """The documents that a file seems to hold, when these are several.

    Args:
        pages: all that was read, in order.
        types: the document types by name.
        found: the type of the file as a whole.
        today: the day of reading.
        named: whether somebody named that type: then all its pages are of it, and of a type that does not say how two
            of it are told apart, a file holds one.
    """
    kind = types.get(found.name)
    if named and (kind is None or kind.together is None):
        return None
    looker = Looker(types, kind if named else None, today)
    lying, following = OnAPage(looker), PageAfterPage()
    documents: list[_Found] = []
    for page in pages:
        sheet = Sheet(page, looker, found if len(pages) == 1 else None)
        parts = lying.find(sheet)
        if parts:
            documents += [(Part((page.page,), area), kind) for area, kind in parts]
            following.close()
        else:
            following.add(sheet)
    for group in following.groups:
        if group.sheets:
            documents.append((Part(tuple(sheet.text.page for sheet in group.sheets)), group.kind))
    if len(documents) < 2:
        return None
    documents.sort(key=lambda one: one[0].pages)  # stable: the parts of a page stay in their order
    told_by = {name for names in (*lying.told_by, *following.told_by) for name in names}
    kinds = [kind for _, kind in documents]
    reasons = [*lying.reasons, *following.reasons]
    reason = reasons[0] if KINDS in reasons or not told_by else _reason(kinds[0], told_by)
    return Bundle(tuple(part for part, _ in documents), _called(kinds), reason)


def _called(kinds: Sequence[DocumentType | None]) -> str:
    """What they are, where all are of one type."""
    first = kinds[0]
    if first is None or first.together is None or any(kind is not first for kind in kinds):
        return ANY
    return first.together.called


def _reason(kind: DocumentType | None, told_by: Collection[str]) -> str:
    if ZONE in told_by:
        return f"Each has its own {ZONE}."
    labels = [field.label.lower() for field in kind.fields if field.name in told_by] if kind is not None else []
    return f"Each has its own {', '.join(labels[:-1])}{' and ' if labels[1:] else ''}{labels[-1]}." if labels else ""
