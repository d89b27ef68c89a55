"""Identifiers with check digits, judged by python-stdnum."""

import importlib
import re
from functools import cache
from types import ModuleType


@cache
def _module(name: str) -> ModuleType | None:
    if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", name):
        return None
    try:
        module = importlib.import_module(f"stdnum.{name}")
    except ImportError:
        return None
    return module if hasattr(module, "is_valid") else None


def known(name: str) -> bool:
    """Whether there is such a kind of identifier, for example ``iban`` or ``eu.vat``."""
    return _module(name) is not None


def is_valid(name: str, text: str) -> bool:
    """Whether a text is an identifier of a kind, check digits included; an unknown kind accepts nothing."""
    module = _module(name)
    return module is not None and bool(module.is_valid(text))
