"""What providers are and what can be set of them, for the settings page; and whether they can be reached."""

import types
from pathlib import Path
from time import monotonic
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from reviewer import document_types, key_store
from reviewer.domain.document_type import DocumentType
from reviewer.errors import ProviderError, SettingsError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import Options, Section, SupportsDescription, SupportsFeedback, SupportsStatus
from reviewer.secret import Secret
from reviewer.services.remote import connection
from reviewer.services.remote.connection import Connections, FindSecret
from reviewer.services.remote.info import BOOL, CHOICE, INT, LIST, TABLE, TEXT, OptionInfo, ProviderInfo, SecretInfo
from reviewer.settings import Settings


class DescribeJob(msgspec.Struct, frozen=True):
    """Look at all providers: imports them, and asks the key store."""

    kind: ClassVar[str] = "describe providers"
    secret: FindSecret

    def __call__(self, token: CancelToken, report: Report) -> tuple[ProviderInfo, ...]:
        available = key_store.available()
        return tuple(describe(name, self.secret, available) for name in connection.names())


class Tried(msgspec.Struct, frozen=True):
    """That a provider was reached: what it said, and the milliseconds that took."""

    provider: str
    text: str
    milliseconds: int


class TryJob(msgspec.Struct, frozen=True):
    """Test the connection to a provider with what stands in the form.

    Attributes:
        provider: its name.
        settings: with the options as they stand there.
        secret: finds secrets, those that were typed first.
    """

    kind: ClassVar[str] = "test connection"
    provider: str
    settings: Settings
    secret: FindSecret

    def __call__(self, token: CancelToken, report: Report) -> Tried:
        began = monotonic()
        made = Connections(lambda: self.settings, self.secret).open(self.provider, token)
        text = made.test_connection()
        return Tried(self.provider, text, round(1_000 * (monotonic() - began)))


class Made(msgspec.Struct, frozen=True):
    """A document type that was made of a service's description.

    Attributes:
        provider: its name.
        kind: the document type.
        service: what the service is called in the options' `types`.
        path: of its file.
    """

    provider: str
    kind: DocumentType
    service: str
    path: Path


class MakeTypeJob(msgspec.Struct, frozen=True):
    """Make a document type of what a service says of itself, as a file among the operator's own types.

    Attributes:
        provider: its name.
        settings: with the options as they stand in the form.
        secret: finds secrets, those that were typed first.
        folder: of the operator's own types.
    """

    kind: ClassVar[str] = "make document type"
    provider: str
    settings: Settings
    secret: FindSecret
    folder: Path

    def __call__(self, token: CancelToken, report: Report) -> Made:
        connections = Connections(lambda: self.settings, self.secret)
        service = connections.open(self.provider, token)
        if not isinstance(service, SupportsDescription):
            raise ProviderError(f"{service.title} does not describe what it reads.", code="request")
        kind = service.described()
        try:
            path = document_types.written(kind, self.folder)
        except FileExistsError:
            raise SettingsError(
                f"There is a document type “{kind.name}” already.", "Remove its file first, or keep using it."
            ) from None
        except (OSError, ValueError) as error:
            raise SettingsError(f"The document type cannot be kept: {error}.") from None
        return Made(self.provider, kind, service.described_as(), path)


class KeepJob(msgspec.Struct, frozen=True):
    """Keep or forget secrets in the key store. Returns whether all that are to be kept are in it.

    Attributes:
        secrets: by provider and name; None for one that is to be forgotten.
    """

    kind: ClassVar[str] = "keep keys"
    secrets: dict[tuple[str, str], Secret | None]

    def __call__(self, token: CancelToken, report: Report) -> bool:
        kept = True
        for (provider, name), secret in self.secrets.items():
            if secret is None:
                key_store.forget(provider, name)
            else:
                kept = key_store.keep(provider, name, secret) and kept
        return kept


def describe(name: str, secret: FindSecret, available: bool) -> ProviderInfo:
    """What there is to know of a provider."""
    made = connection.kind(name)
    return ProviderInfo(
        name,
        made.title,
        made.reads,
        options_of(made.Options),
        tuple(SecretInfo(need.name, need.label, need.optional, bool(secret(name, need.name))) for need in made.needs),
        _feedback(made),
        available,
        issubclass(made, SupportsDescription),
    )


def options_of(kind: type[Options]) -> tuple[OptionInfo, ...]:
    """The options of a provider by section, each section in their order in the struct."""
    hints = get_type_hints(kind, include_extras=True)
    found = [_option(field, hints[field.name]) for field in msgspec.structs.fields(kind) if field.name not in ("use",)]
    order = list(Section)
    return tuple(sorted(found, key=lambda option: order.index(option.section)))


def _option(field: msgspec.structs.FieldInfo, hint: Any) -> OptionInfo:
    meta = next((each for each in _metas(hint)), msgspec.Meta())
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    extra = meta.extra or {}
    default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    choices = tuple(map(str, extra.get("choices", ()))) or (get_args(plain) if get_origin(plain) is Literal else ())
    return OptionInfo(
        field.name,
        meta.title or field.name,
        meta.description or "",
        extra.get("section", Section.READING),
        _kind(plain),
        default,
        choices,
        extra.get("unit", ""),
        None if meta.ge is None else int(meta.ge),
        None if meta.le is None else int(meta.le),
        bool(extra.get("rare")),
        meta.pattern or "",
    )


def _metas(hint: Any) -> list[msgspec.Meta]:
    return [each for each in getattr(hint, "__metadata__", ()) if isinstance(each, msgspec.Meta)]


def _kind(plain: Any) -> str:
    origin = get_origin(plain)
    if origin in (Union, types.UnionType):
        return _kind(next(each for each in get_args(plain) if each is not type(None)))
    if origin is Literal:
        return CHOICE
    if origin in (tuple, list):
        return LIST
    if origin is dict:
        return TABLE
    return {bool: BOOL, int: INT}.get(plain, TEXT)


def _feedback(made: type[Any]) -> str:
    takes_values, takes_status = issubclass(made, SupportsFeedback), issubclass(made, SupportsStatus)
    if takes_values:
        return "Corrected values are sent back where your account and the settings below allow it; else they stay here."
    if takes_status:
        return "The revision status is sent back. Corrected values stay here, and can be exported as a training set."
    return "This service takes no corrections. They stay here, and can be exported as a training set."
