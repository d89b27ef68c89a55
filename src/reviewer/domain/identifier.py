"""Identifiers with check digits, judged by python-stdnum."""

import importlib
import re
from functools import cache, lru_cache
from types import ModuleType

_IBAN = re.compile(r"[A-Za-z]{2}[\W_]?\d")


@cache
def _module(name: str) -> ModuleType | None:
    if not re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", name):
        return None
    try:
        module = importlib.import_module(f"stdnum.{name}")
    except ImportError:
        return None
    return module if hasattr(module, "is_valid") else None


def known(names: str) -> bool:
    """Whether there are such kinds of identifiers, for example ``iban`` or ``eu.vat``; several stand with blanks."""
    return bool(names.split()) and all(_module(name) is not None for name in names.split())


@lru_cache(maxsize=4096)
def is_valid(names: str, text: str) -> bool:
    """Whether a text is an identifier of one of some kinds, check digits included; an unknown kind accepts nothing.

    A thousand words of a page are tried, for several fields.
    """
    if names == "iban" and not _IBAN.match(text):
        return False
    modules = (_module(name) for name in names.split())
    return any(module is not None and bool(module.is_valid(text)) for module in modules)


def expected(names: str, text: str) -> tuple[str, str] | None:
    """The check digits of an IBAN that has a possible form, and those that the rest of it would have; else None."""
    compact = re.sub(r"[\W_]", "", text).upper()
    if names != "iban" or not re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}", compact) or not compact.isascii():
        return None
    rest = "".join(str(int(sign, 36)) for sign in f"{compact[4:]}{compact[:2]}00")
    return compact[2:4], f"{98 - int(rest) % 97:02}"
