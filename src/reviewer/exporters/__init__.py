"""Reviewed documents as files. One module is one format; `base` says what it has, `atomic` writes any file."""

from reviewer.exporters import _atomic as atomic  # by this name it would be taken for a format by `registry`

__all__ = ["atomic"]
