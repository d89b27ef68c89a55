"""What a provider says of itself, for the settings page. Imports nothing that takes long."""

from typing import Any

import msgspec

from reviewer.providers.base import Section

TEXT, BOOL, INT, CHOICE, LIST, TABLE = "text", "bool", "int", "choice", "list", "table"
SERVER, TYPES, READ_THERE = "base_url", "types", "default_for"
"""Names of options that every provider has."""


class OptionInfo(msgspec.Struct, frozen=True):
    """One option, as a form draws it.

    Attributes:
        name: in the settings.
        title: label.
        hint: sentence under it, or empty.
        section: where it stands.
        kind: ``text``, ``bool``, ``int``, ``choice`` (one of `choices`), ``list`` (texts) or ``table`` (text by text).
        default: when it is not set.
        choices: to choose among; of a text they are offered only.
        unit: word after a number, or empty.
        least, most: of a number, None without.
        rare: few need it; it is shown on request.
        pattern: regular expression of what a text may be, or empty.
    """

    name: str
    title: str
    hint: str
    section: Section
    kind: str
    default: Any
    choices: tuple[str, ...] = ()
    unit: str = ""
    least: int | None = None
    most: int | None = None
    rare: bool = False
    pattern: str = ""


class SecretInfo(msgspec.Struct, frozen=True):
    """A secret that a provider needs, and whether there is one."""

    name: str
    label: str
    optional: bool
    known: bool


class ProviderInfo(msgspec.Struct, frozen=True):
    """A provider.

    Attributes:
        name, title, reads: as it says itself.
        options: in the order of the form.
        secrets: that it needs.
        feedback: one sentence: what becomes of corrections.
        describes: it can say what it reads, so that a document type can be made of it.
        key_store: whether this computer has a store for keys; else they are kept until Reviewer closes.
    """

    name: str
    title: str
    reads: str
    options: tuple[OptionInfo, ...]
    secrets: tuple[SecretInfo, ...]
    feedback: str
    key_store: bool
    describes: bool = False
