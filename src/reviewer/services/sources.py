"""What reads a document: this computer, or a provider; chosen for it, for its type, or for all."""

from reviewer import registry
from reviewer.domain.document import AUTO
from reviewer.settings import Settings

_PROVIDERS = "reviewer.providers"


def is_provider(source: str) -> bool:
    """Whether a source is a provider. Imports nothing of it."""
    return source in registry.names(_PROVIDERS)


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
