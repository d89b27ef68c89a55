"""What waits for the operator's word: a proposal, a second key press, a text that was not confirmed."""

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from reviewer.domain.field import Region


@dataclass(frozen=True)
class Proposal:
    """A text read from a drawn region: it waits for yes (Enter) or no (Esc).

    Attributes:
        entry: id of the entry that it is meant for.
        text: as read, empty while reading.
        confidence: 0..1 or None.
        regions: what was drawn.
        reading: still being read.
        origin: who read it.
    """

    entry: str
    text: str
    regions: tuple[Region, ...]
    confidence: float | None = None
    reading: bool = False
    origin: str = ""


@dataclass
class Asked:
    """What was asked once and needs a second key press, and what is no step yet.

    Attributes:
        force: id of the entry whose value the next Enter keeps against a rule.
        finish: whether finishing again passes over warnings.
        drafts: what was typed and not confirmed, by entry id.
        typing: whether typing into the active entry was the last that was done.
        untyped: what was typed there and taken back last, or None.
    """

    force: str = ""
    finish: bool = False
    drafts: dict[str, str] = field(default_factory=dict)
    typing: bool = False
    untyped: str | None = None

    def done(self) -> None:
        """Something else was done, or another entry is active."""
        self.typing, self.untyped = False, None


def forced(text: str) -> str:
    """What another Enter does with a value that breaks a rule."""
    if not text:
        return QCoreApplication.translate("fields", "Enter again leaves it empty, with the error.")
    return QCoreApplication.translate("fields", "Enter again keeps “{}” with the error.").format(text)
