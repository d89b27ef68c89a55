"""The providers as the settings have them: with options, secrets, and one measure of traffic each."""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, cast

import msgspec

from reviewer import registry
from reviewer.errors import ProviderError, SettingsError
from reviewer.jobs import CancelToken
from reviewer.providers._http import Http
from reviewer.providers.base import PACKAGE, Options, Provider, lowered
from reviewer.secret import Secret
from reviewer.services.remote.traffic import Traffic
from reviewer.settings import Settings

FindSecret = Callable[[str, str], Secret | None]
"""Gives the secret of a provider by its name."""


def names() -> list[str]:
    """All providers."""
    return registry.names(PACKAGE)


def kind(name: str) -> type[Provider]:
    """The class of a provider.

    Raises:
        KeyError: there is none of that name.
    """
    return cast(type[Provider], registry.load(PACKAGE, name).Provider)


def options(name: str, settings: Settings) -> Options:
    """A provider's options as the settings have them.

    Raises:
        SettingsError: they are not what they may be.
    """
    try:
        return msgspec.convert(settings.providers.get(name, {}), kind(name).Options)
    except msgspec.ValidationError as error:
        raise SettingsError(f"The settings of {kind(name).title} cannot be used: {error}.", "Mend them.") from None


class Connections:
    """Makes providers for jobs. Any thread may ask.

    Args:
        settings: as they are now.
        secret: finds secrets.
        transport: in place of the network, for tests.
    """

    def __init__(self, settings: Callable[[], Settings], secret: FindSecret, transport: Any = None) -> None:
        self._settings = settings
        self._secret = secret
        self._transport = transport
        self._lock = Lock()
        self._traffic: dict[str, tuple[tuple[int, str], Traffic]] = {}
        self._kept: dict[tuple[str, str], dict[str, Any]] = {}

    def options(self, name: str) -> Options:
        """See `options`."""
        return options(name, self._settings())

    def kind(self, name: str) -> type[Provider]:
        """The class of a provider."""
        return kind(name)

    def traffic(self, name: str) -> Traffic:
        """The one measure of a provider's traffic; a new one when its address or its rate changes."""
        chosen = self.options(name)
        by = (chosen.per_minute, chosen.base_url)
        with self._lock:
            known = self._traffic.get(name)
            if known is None or known[0] != by:
                known = self._traffic[name] = (by, Traffic(chosen.per_minute))
            return known[1]

    def open(self, name: str, token: CancelToken | None = None, *, seconds: int | None = None) -> Provider:
        """A provider for one job.

        Args:
            name: its name.
            token: of the job.
            seconds: a reply is waited for; None is as long as the options say.

        Raises:
            ProviderError: its address or a secret is missing.
            SettingsError: its options are not what they may be.
        """
        made, chosen = kind(name), self.options(name)
        secrets = self._secrets(made, name)
        with self._lock:
            kept = self._kept.setdefault((name, chosen.base_url), {})
        http = Http(
            made.title,
            chosen.base_url,
            seconds=seconds or chosen.timeout,
            hosts=chosen.hosts,
            token=token,
            kept=kept,
            transport=self._transport,
        )
        return made(http, chosen, secrets)

    def _secrets(self, made: type[Provider], name: str) -> Mapping[str, Secret]:
        found: dict[str, Secret] = {}
        for need in made.needs:
            secret = self._secret(name, need.name)
            if secret:
                found[need.name] = secret
            elif not need.optional:
                raise ProviderError(
                    f"{made.title} needs its {lowered(need.label)}.", "Give it in Settings.", code="key"
                )
        return found

    def forget(self) -> None:
        """Forget what was kept of providers, for example access tokens: a key or an address changed."""
        with self._lock:
            self._kept.clear()
