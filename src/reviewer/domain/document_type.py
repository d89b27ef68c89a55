"""What kind of paper a document is, with its expected fields. Data: one TOML file a type."""

from enum import StrEnum
from typing import Any

import msgspec

from reviewer.domain.field import DEFAULT_THRESHOLD
from reviewer.domain.geometry import Box


class Kind(StrEnum):
    """What shape a field's value has."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    NUMBER = "number"
    IDENTIFIER = "identifier"
    CODE = "code"
    CHOICE = "choice"
    MRZ = "mrz"
    PHRASE = "phrase"
    DURATION = "duration"
    PHONE = "phone"


class RowsBy(StrEnum):
    """What makes a line of the page a row of a field: an amount at its right, or a rate in percent beside amounts."""

    AMOUNT = "amount"
    RATE = "rate"


class FieldType(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    r"""One field that a document type expects.

    Attributes:
        name: stable, snake case; the key in exported JSON.
        label: for the operator.
        kind: the shape of its value.
        required: a missing value is a reason for doubt.
        several: it may have more than one value.
        columns: when not empty, the field has rows with these sub-fields.
        rows_by: how its rows are found; see RowsBy.
        labels: words that stand beside it on paper, by language (BCP 47).
        not_labels: words that speak against it.
        words: words that a value often holds: ``street`` in an address, ``-straße`` as the ending of a word, or a
            regular expression on the text in lower case without accents, between slashes: ``/\d{5} [a-z]+/``.
        not_words: words that a value never holds, written alike.
        patterns: regular expressions that a value must match as a whole; any one suffices.
        phrases: regular expressions on the running text. What their groups ``value``, ``value2``… hold is a value for
            kind ``phrase``, and speaks for the values of other kinds that stand in it; ``maybe`` says it less loudly.
        choices: for kind ``choice``: the names it may be normalized to.
        synonyms: for kind ``choice``: what is printed for a choice; for kind ``date``: words that stand for a date in
            ISO 8601, for example ``9999-12-31`` for what never ends.
        weights: named additive features of extraction; they replace the usual weights of the kind one by one.
        identifier: for kind ``identifier``: a python-stdnum module, for example ``iban``; several that it may be stand
            with blanks: ``eu.vat gb.vat``.
        country: for kind ``phone``: ISO 3166 code of numbers that are printed without a country's prefix.
        mrz: the element of a machine-readable zone that it is, for example ``surname``; see `mrz.formats.ELEMENTS`.
        threshold: below it a value is unsure; None takes the document type's.
        help: a sentence for the operator.
        means: what the field is called in other types, where that differs: values that a person set move between
            fields that mean the same when a document gets another type.
        steady: whether documents of one sender usually have the same here; see the rule ``steady``.
        place: where it usually stands on the first page, left, top, right and bottom as fractions of it: for services
            that read given places.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    several: bool = False
    columns: tuple["FieldType", ...] = ()
    rows_by: RowsBy = RowsBy.AMOUNT
    labels: dict[str, tuple[str, ...]] = {}
    not_labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    synonyms: dict[str, tuple[str, ...]] = {}
    weights: dict[str, float] = {}
    identifier: str = ""
    country: str = ""
    mrz: str = ""
    threshold: float | None = None
    help: str = ""
    means: str = ""
    steady: bool = False
    place: Box | None = None

    @property
    def meaning(self) -> str:
        """Equal for fields of different types that mean the same."""
        return self.means or self.name

    @property
    def label_words(self) -> tuple[str, ...]:
        return tuple(word for words in self.labels.values() for word in words)


class Together(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """How several documents of one type in one file are told.

    Attributes:
        called: what several are called, for the operator: ``receipts``.
        told_apart_by: the fields that differ from one to the next.
        on_a_page: whether several may lie on one page.
    """

    called: str
    told_apart_by: tuple[str, ...]
    on_a_page: bool = False


class DocumentType(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A kind of paper.

    Attributes:
        name: stable, snake case; the name of its file.
        title: for the operator.
        finder: how extraction finds its fields: ``candidates`` (by shape and features), ``pairs`` (label and value)
            or ``lines`` (every line).
        words: words that speak for this type, with their weight (they may speak against it, below 0); a regular
            expression on the text in lower case without accents stands between slashes.
        signs: traits of the page that speak for this type, with their weight: see `extraction.signs`.
        bias: weight without any word or sign.
        languages: languages its paper is usually in, BCP 47.
        threshold: below it a value is unsure.
        sender: name of the field that says from whom a document is, or empty.
        second: whether a second engine reads the places of its values once more; None leaves it to the settings.
        together: how several of it in one file are told; without it a file holds one.
        rules: what must hold: each ``{rule = "name", ...}`` with the parameters of that rule.
    """

    name: str
    title: str
    finder: str = "candidates"
    fields: tuple[FieldType, ...] = ()
    words: dict[str, float] = {}
    signs: dict[str, float] = {}
    bias: float = 0.0
    languages: tuple[str, ...] = ()
    threshold: float = DEFAULT_THRESHOLD
    sender: str = ""
    second: bool | None = None
    together: Together | None = None
    rules: tuple[dict[str, Any], ...] = ()

    def field(self, name: str) -> FieldType | None:
        return next((field for field in self.fields if field.name == name), None)

    def place(self, name: str, column: str = "") -> FieldType | None:
        """What is said of the values of a field, or of a column of it; None for what the type does not know."""
        field = self.field(name)
        if field is None or not column:
            return field
        return next((other for other in field.columns if other.name == column), None)

    def threshold_of(self, name: str) -> float:
        """The threshold of a field; unknown fields have the type's."""
        field = self.field(name)
        return self.threshold if field is None or field.threshold is None else field.threshold


def parse(toml: dict[str, Any]) -> DocumentType:
    """A document type from the contents of its TOML file.

    Raises:
        msgspec.ValidationError: names the key and what is wrong with it.
    """
    return msgspec.convert(toml, DocumentType)


def is_pattern(word: str) -> bool:
    """Whether a word of a list is a regular expression between slashes."""
    return len(word) > 2 and word.startswith("/") and word.endswith("/")
