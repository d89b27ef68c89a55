"""Reviewer: check what OCR read from documents, offline, mostly by keyboard."""

__version__ = "0.1.0"
