"""What a provider is: it takes a file, gives a ticket, and is asked with the ticket until the answer is there."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Protocol, runtime_checkable

import msgspec

from reviewer.domain.bundle import Part
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.geometry import Box
from reviewer.domain.revision import RevisionStatus
from reviewer.domain.text import PageText
from reviewer.secret import Secret

if TYPE_CHECKING:  # httpx behind it takes 0.1 s to import; whoever only keeps tickets does not wait for that
    from reviewer.providers._http import Http

PACKAGE = "reviewer.providers"
MOST_PAGES = 10_000
"""An answer that speaks of more is wrong."""


class Size(msgspec.Struct, frozen=True, array_like=True):
    """Width and height of a page in pixels, as it was sent; of a PDF at 300 dots per inch."""

    width: int
    height: int


class SentRegion(msgspec.Struct, frozen=True):
    """A rectangle that a service is asked to read.

    Attributes:
        field: its name; a cell of a row is named as `cell_name` does it.
        page: from 0.
        box: fractions of the page as it is sent.
    """

    field: str
    page: int
    box: Box


def cell_name(field: str, row: int, column: str) -> str:
    """The name of a cell of a field with rows, in one text: see `cell_of`."""
    return f"{field}:{row}:{column}"


def cell_of(name: str) -> tuple[str, int, str] | None:
    """Field, row (from 0) and column that `cell_name` made a name of; None for the name of a plain field."""
    field, _, rest = name.rpartition(":")
    field, _, row = field.rpartition(":")
    return (field, int(row), rest) if field and row.isdecimal() and len(row) < 10 else None


class Sent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an answer answers; kept with the ticket, since an answer alone does not tell.

    Attributes:
        pages: size of each page as it was sent; empty when it is not known.
        regions: that were asked for, in the order in which they were sent.
        document_type: Reviewer's, as it was asked for.
        expected: texts by field that the service was asked to compare with.
        turns: degrees clockwise by page by which pages were turned before they were sent, as the operator had turned
            them; empty when none was. Places in an answer are meant for the pages as they were sent.
        regions_of: Reviewer's document type that the fields of `regions` belong to.
        noted: what the provider noted in the ticket's `data` when it sent it.
    """

    pages: tuple[Size, ...] = ()
    regions: tuple[SentRegion, ...] = ()
    document_type: str = ""
    expected: dict[str, str] = {}
    turns: tuple[int, ...] = ()
    regions_of: str = ""
    noted: dict[str, str] = {}


class Picture(msgspec.Struct, frozen=True):
    """A page as a picture file."""

    data: bytes
    size: Size
    media_type: str


class Upload(msgspec.Struct, frozen=True):
    """What a provider sends.

    Attributes:
        reference: our own id of the task; letters, digits and dashes.
        name: neutral name of the file with its suffix; never the operator's.
        media_type: of `data`.
        data: the original when the document is exactly its pages as they are shown, else a file made of them.
        sent: what the answer will answer.
        page: makes a picture of a page (from 0): dots per inch (0: as it is), ``image/jpeg`` or ``image/png``, and the
            most bytes (0: any number); it is reduced until it fits, never enlarged.
    """

    reference: str
    name: str
    media_type: str
    data: bytes
    sent: Sent
    page: Callable[[int, int, str, int], Picture]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.sent.pages)


class Ticket(msgspec.Struct, frozen=True, omit_defaults=True):
    """What finds a task again at the service; kept before it is first asked about.

    Attributes:
        ids: remote ids, one for each part that was sent, in order.
        parts: how many parts there are to send.
        done: how many of them are known to have ended.
        data: what else the provider needs.
    """

    ids: tuple[str, ...] = ()
    parts: int = 1
    done: int = 0
    data: dict[str, str] = {}

    @property
    def whole(self) -> bool:
        """Whether everything was sent."""
        return len(self.ids) >= self.parts


class Answer(msgspec.Struct, frozen=True):
    """What a service answered, as it came: a body for each part."""

    bodies: tuple[bytes, ...]


class Pending(msgspec.Struct, frozen=True):
    """There is no answer yet: what the service says of it, and the ticket when it changed."""

    state: str = ""
    ticket: Ticket | None = None


class Mapped(msgspec.Struct, frozen=True, omit_defaults=True):
    """An answer in Reviewer's terms.

    Attributes:
        fields: under the service's own names.
        document_type: the service's own name for the kind of paper, empty when it does not say.
        version: of the service's model, as far as it tells.
        remote_id: of the document at the service, for feedback; empty for the task's own.
        messages: about the whole document.
        extras: what has no place elsewhere.
        texts: the words of pages, where the answer has them.
        parts: the documents that it found in the file, when it found several.
        status: the revision status that it has at the service.
        page_count: pages of the document, 0 when the answer does not tell.
        turns: degrees clockwise by page that make a page upright, where polygons are meant for the upright page.
    """

    fields: tuple[Field, ...] = ()
    document_type: str = ""
    version: str = ""
    remote_id: str = ""
    messages: tuple[str, ...] = ()
    extras: dict[str, Any] = {}
    texts: tuple[PageText, ...] = ()
    parts: tuple[Part, ...] = ()
    status: RevisionStatus | None = None
    page_count: int = 0
    turns: dict[int, int] = {}


class Section(StrEnum):
    """Where an option stands on the settings page, in this order."""

    CONNECTION = "Connection"
    READING = "Reading"
    LIMITS = "Limits"
    FEEDBACK = "Feedback"


def shown(title: str, hint: str = "", section: Section = Section.READING, **more: Any) -> msgspec.Meta:
    """How an option is shown on the settings page, and what it may be.

    Args:
        title: its label.
        hint: a sentence under it.
        section: where.
        more: ``ge``, ``le``, ``pattern`` as in msgspec; for the form ``unit`` (a word after the number), ``choices``
            (values offered; any other may be typed) and ``rare`` (shown on request).
    """
    extra: dict[str, Any] = {"section": section}
    extra.update({key: more.pop(key) for key in ("unit", "choices", "rare") if key in more})
    return msgspec.Meta(title=title, description=hint, extra=extra, **more)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What every provider's options have. The settings page is drawn from them: see `shown`."""

    use: bool = False
    base_url: Annotated[str, shown("Server", section=Section.CONNECTION)] = ""
    hosts: Annotated[
        tuple[str, ...],
        shown(
            "Other hosts",
            "The key is also sent to these hosts when the server redirects there.",
            Section.CONNECTION,
            rare=True,
        ),
    ] = ()
    types: Annotated[
        dict[str, str],
        shown("Document types", "What each type is called at the service; several names are parted by commas."),
    ] = {}
    default_for: Annotated[
        tuple[str, ...], shown("Used for", "Documents of these types are read here unless something else is chosen.")
    ] = ()
    at_once: Annotated[int, shown("At the same time", section=Section.LIMITS, ge=1, le=1000, unit="tasks")] = 4
    give_up_after: Annotated[
        int,
        shown(
            "Give up after",
            "Afterwards the task stays in the list and says what happened. Nothing is sent twice.",
            Section.LIMITS,
            ge=1,
            le=10_080,
            unit="min",
        ),
    ] = 10
    per_minute: Annotated[
        int, shown("Requests", section=Section.LIMITS, rare=True, ge=1, le=60_000, unit="a minute")
    ] = 60
    timeout: Annotated[int, shown("Wait for a reply", section=Section.LIMITS, rare=True, ge=1, le=600, unit="s")] = 60


def called(names: str) -> tuple[str, ...]:
    """The service's names for a document type, as an entry of `Options.types` has them."""
    return tuple(name for part in names.split(",") if (name := part.strip()))


class Need(msgspec.Struct, frozen=True):
    """A secret that a provider needs: its name in files and the environment, its label, whether it may be missing."""

    name: str
    label: str
    optional: bool = False


def lowered(label: str) -> str:
    """A label within a sentence: "License key" is a license key, "API key" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class Pace(msgspec.Struct, frozen=True):
    """How often a service is asked: first after `first` seconds, then after `growth` times as long, at most `most`."""

    first: float = 2.0
    growth: float = 1.5
    most: float = 30.0


class Provider(Protocol):
    """A service that recognizes documents. One instance serves all tasks; any thread may call it.

    Errors of `submit` and `poll`: `NotSent` and `Busy` (nothing was taken), `ReplyLost` (of `submit` only),
    `Forgotten` (of `poll`), any other `ProviderError` (the end of the task), `InputError` (the service cannot take
    this document; nothing was sent).
    """

    title: ClassVar[str]
    reads: ClassVar[str]
    """A sentence for the settings page: what it reads."""
    Options: ClassVar[type[Options]]
    needs: ClassVar[tuple[Need, ...]]
    pace: ClassVar[Pace]
    places: ClassVar[bool]
    """Whether its answers say where values stand; where they do not, an engine on this computer looks for them."""
    names: ClassVar[Mapping[str, Mapping[str, str]]]
    """By Reviewer's document type: the service's names of fields, and Reviewer's."""

    def __init__(self, http: "Http", options: Any, secrets: Mapping[str, Secret]) -> None: ...

    def submit(self, upload: Upload, ticket: Ticket) -> Ticket | Answer:
        """Send the next part. Called again until the ticket is whole; each ticket is kept before the next call."""
        ...

    def poll(self, ticket: Ticket) -> Pending | Answer:
        """Ask once."""
        ...

    def test_connection(self) -> str:
        """Try host and credentials without sending a document. Returns a sentence.

        Raises:
            ProviderError: what is wrong, in words.
        """
        ...

    @staticmethod
    def mapped(answer: Answer, sent: Sent) -> Mapped:
        """What an answer says.

        Raises:
            NotFinished: it is no finished answer; the sentence says what it is.
            ProviderError: it cannot be understood, or tells that the task failed.
        """
        ...


@runtime_checkable
class SupportsLookup(Protocol):
    """Can tell by our own reference whether something was taken."""

    def look_up(self, reference: str) -> Ticket:
        """The ticket to ask with, when a reply was lost: asking with it tells, within `give_up_after`, what became."""
        ...


@runtime_checkable
class SupportsRemarks(Protocol):
    """Has something to say of an answer once the places of its values are known."""

    @staticmethod
    def remarks(sent: Sent, fields: tuple[Field, ...]) -> tuple[str, ...]:
        """Sentences for the operator; `fields` are under Reviewer's names, their places on the pages as they are."""
        ...


@runtime_checkable
class SupportsCancel(Protocol):
    """Can stop a task at the service."""

    def cancel(self, ticket: Ticket) -> None: ...


@runtime_checkable
class SupportsCheck(Protocol):
    """Compares the texts of `Sent.expected` with what it reads: its values then say whether they are `valid`."""

    @staticmethod
    def checks(options: Any) -> bool:
        """Whether it does as it is set up."""
        ...


@runtime_checkable
class SupportsFeedback(Protocol):
    """Takes corrected values."""

    @staticmethod
    def takes_feedback(options: Any) -> bool:
        """Whether it does as it is set up; where not, corrections are kept here."""
        ...

    def feedback(self, raw: Answer, fields: tuple[Field, ...]) -> dict[str, Any]:
        """What is sent for corrected fields (under the service's names), in its own shape; plain JSON."""
        ...

    def send_feedback(self, remote_id: str, body: dict[str, Any], key: str) -> None:
        """Send it; `key` is the idempotency key, the same at each try."""
        ...


@runtime_checkable
class SupportsStatus(Protocol):
    """Takes the revision status."""

    def set_status(self, remote_id: str, status: RevisionStatus, key: str) -> None: ...


@runtime_checkable
class SupportsStatusLookup(Protocol):
    """Tells the revision status that a document has there."""

    def status_of(self, remote_id: str) -> RevisionStatus | None:
        """The status that it has there now; None when it is none of ours."""
        ...


@runtime_checkable
class SupportsDescription(Protocol):
    """Can tell which fields it reads."""

    def described(self) -> DocumentType:
        """The service's own kind of document, with its fields under its names and with its labels."""
        ...

    def described_as(self) -> str:
        """What the service calls it: the value for the options' `types`."""
        ...
