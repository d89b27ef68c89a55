"""Who read a page, in words for the bar above it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.domain.text import PageText, TextSource
from reviewer.services.sources import title_of


@dataclass(frozen=True)
class Source:
    """Who read a page.

    Attributes:
        text: in words.
        short: the same where there is little room.
        reason: why so.
        anyway: its pixels were not read but can be.
    """

    text: str = ""
    short: str = ""
    reason: str = ""
    anyway: bool = False

    @property
    def forms(self) -> tuple[str, ...]:
        """What may stand in the bar, the best first."""
        return (self.text, self.short) if self.text else ()


def source_of(text: PageText | None, *, writable: bool, provider: str = "") -> Source:
    """Who read a page.

    Args:
        text: its words, None for one that nobody has read here.
        writable: whether it may be read again.
        provider: name of the one that the document's fields come from, empty when they were found here.
    """
    if provider:
        service = title_of(provider)
        words = _tr("The words on the page were read by {engine}.") if text is not None else ""
        reason = words.format(engine=title_of(text.engine)) if text is not None and text.engine != provider else ""
        return Source(_tr("Read by {engine}").format(engine=service), service, reason)
    if text is None:
        return Source()
    if text.source is TextSource.TEXT_LAYER:
        return Source(_tr("Text of the PDF itself"), _tr("PDF text"), text.reason, writable)
    engine = title_of(text.engine)
    return Source(_tr("Read by {engine}").format(engine=engine), engine, text.reason)


def _tr(text: str) -> str:
    return QCoreApplication.translate("page source", text)
