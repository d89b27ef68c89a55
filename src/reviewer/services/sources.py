"""What reads a document: this computer, or a provider; chosen for it, for its type, or for all."""

from reviewer import registry
from reviewer.domain.document import AUTO
from reviewer.engines.base import title_of as engine_title
from reviewer.settings import Settings

_PROVIDERS = "reviewer.providers"

TITLES = {"handl": "Handl", "mindee": "Mindee", "mybiros": "myBiros", "verihubs": "Verihubs", "aspose": "Aspose.OCR"}
"""What providers are called on screen, for whoever must not wait for their import; `Provider.title` says the same."""

PROVIDERS = tuple(TITLES)
"""All providers, in the order of the settings."""


def title_of(source: str) -> str:
    """What an engine or a provider is called on screen: its title, else its name."""
    return TITLES.get(source) or engine_title(source)


def is_provider(source: str) -> bool:
    """Whether a source is a provider. Imports nothing of it."""
    return source in registry.names(_PROVIDERS)


def in_use(settings: Settings) -> tuple[str, ...]:
    """Names of the providers that the operator switched on, by title."""
    names = (name for name in registry.names(_PROVIDERS) if settings.providers.get(name, {}).get("use"))
    return tuple(sorted(names, key=title_of))


def default_source(settings: Settings) -> str:
    """The provider that reads every document, or ``auto``."""
    name = settings.reading.provider
    return name if is_provider(name) and settings.providers.get(name, {}).get("use") else AUTO


def source_for(document_type: str, settings: Settings) -> str:
    """The provider that reads documents of a type, or ``auto``. The first in use, by name, when there are several."""
    for name, table in sorted(settings.providers.items()):
        wanted = table.get("default_for", ())
        if table.get("use") and is_provider(name) and isinstance(wanted, list | tuple) and document_type in wanted:
            return name
    return AUTO
