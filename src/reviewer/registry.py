"""Plug-ins are files: one module of a package is one plug-in, found by its name."""

import importlib
import pkgutil
from functools import cache
from types import ModuleType


def names(package: str) -> list[str]:
    """The plug-ins of a package, without importing them. `base`, `worker`, `client` and `_private` modules are none."""
    return list(_names(package))


@cache  # asked for each task and each turn; looking into the folder takes a third of a millisecond
def _names(package: str) -> tuple[str, ...]:
    module = importlib.import_module(package)
    found = (entry.name for entry in pkgutil.iter_modules(module.__path__) if not entry.ispkg)
    return tuple(
        sorted(name for name in found if not name.startswith("_") and name not in {"base", "worker", "client"})
    )


def load(package: str, name: str) -> ModuleType:
    """Import one plug-in.

    Raises:
        KeyError: there is none of that name.
    """
    if name not in names(package):
        raise KeyError(name)
    return importlib.import_module(f"{package}.{name}")
