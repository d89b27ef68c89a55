"""The engines of this installation, made when first needed and kept."""

from collections.abc import Sequence

from reviewer import registry
from reviewer.engines import _choose
from reviewer.engines._choose import Choice
from reviewer.engines.base import AUTO, Engine, EngineInfo, Options
from reviewer.errors import EngineError

_PACKAGE = "reviewer.engines"


class Engines:
    """All engines with the same options."""

    def __init__(self, options: Options) -> None:
        self.options = dict(options)
        self._made: dict[str, Engine] = {}
        self._infos: dict[str, EngineInfo] = {}

    def named(self, name: str) -> Engine:
        """An engine by name.

        Raises:
            EngineError: there is none, or it could not be loaded.
        """
        if name not in self._made:
            try:
                module = registry.load(_PACKAGE, name)
            except KeyError:
                names = ", ".join(registry.names(_PACKAGE))
                raise EngineError(f'There is no engine "{name}".', f"Choose {AUTO}, or one of: {names}.") from None
            except ImportError as error:
                raise EngineError(
                    f"A part of the engine {name} is missing: {error.name}.", "Install Reviewer again."
                ) from None
            self._made[name] = module.Engine(self.options)
        return self._made[name]

    def info(self, name: str) -> EngineInfo:
        """What an engine can do. What cannot be used is looked at again each time: it may have been installed."""
        if name in self._infos:
            return self._infos[name]
        try:
            info = self.named(name).available()
        except EngineError as error:
            info = EngineInfo(name, name, available=False, reason=error.text, advice=error.advice)
        if info.available:
            self._infos[name] = info
        else:
            self._made.pop(name, None)
        return info

    def infos(self) -> tuple[EngineInfo, ...]:
        """What every engine can do."""
        return tuple(self.info(name) for name in registry.names(_PACKAGE))

    def choose(self, wanted: str, languages: Sequence[str]) -> Choice:
        """See `_choose.choose`; loads no other engine than the one asked for, if that one can do it."""
        if wanted in registry.names(_PACKAGE):
            try:
                return _choose.choose(wanted, languages, [self.info(wanted)])
            except EngineError:
                pass  # the others are looked at for the advice
        return _choose.choose(wanted, languages, self.infos())
