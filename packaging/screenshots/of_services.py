"""Services that are played for a picture, and the settings with which the window uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Played:
    """One service.

    Attributes:
        name: of provider and emulator.
        sample: that it reads.
        keys: what the environment calls its secrets, and the parts of the emulator's key.
        options: of the provider.
        path: what its base URL ends with.
        before: whether this computer reads the sample first.
    """

    name: str
    sample: str
    keys: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    before: bool = False

    @property
    def read_by(self) -> list[list[str]]:
        """Options of the commands that read it, one after the other."""
        by_service = ["--provider", self.name]
        return [["--engine", "auto"], by_service] if self.before else [by_service]


_ID_AND_KEY = {"APP_ID": "emulated-app-id", "API_KEY": "emulated-api-key"}
_ID_AND_SECRET = {"CLIENT_ID": "emulated-client-id", "CLIENT_SECRET": "emulated-client-secret"}
PLAYED = (
    Played("handl", "passport-specimen.jpg", {"TOKEN": "emulated-handl-token"}),
    Played("mindee", "invoice-ardlough.pdf", {"API_KEY": "emulated-mindee-key"}),
    Played(
        "mybiros", "health-card-specimen.jpg", {"KEY": "emulated-mybiros-key"}, {"service": "it_health_card"}, "/api/v1"
    ),
    Played("verihubs", "ktp-specimen.jpg", _ID_AND_KEY),
    Played("aspose", "receipt-hardware.jpg", _ID_AND_SECRET, before=True),
)


@contextmanager
def played(service: Played, settings_folder: Path) -> Iterator[dict[str, str]]:
    """Play a service, with settings in which it is used. Yields what the environment must have of keys."""
    from reviewer import document_types
    from reviewer import settings as settings_files
    from reviewer.emulators._emulator import emulate
    from reviewer.emulators._local_reader import LocalReader
    from reviewer.emulators._server import serving
    from reviewer.settings import Settings

    types = dict(document_types.load())
    with LocalReader(types, Settings()) as reader:
        emulator = emulate(service.name, reader, types=types)
        with serving(emulator.app) as url:
            options = {"use": True, "base_url": url + service.path, "per_minute": 6_000, **service.options}
            settings_files.save(Settings(providers={service.name: options}), settings_folder / "settings.toml")
            yield {f"REVIEWER_{service.name.upper()}_{name}": value for name, value in service.keys.items()}
