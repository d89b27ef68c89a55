"""The window. Qt begins here."""

import builtins

import PySide6.QtCore  # noqa: F401 - puts an import of its own in the place of Python's

# PySide's reads the source of every module that is imported after it and looks for `from __feature__ import`, which
# nobody writes here: a tenth of a second of the start, and 200,000 lines kept. It keeps Python's own beside it.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
