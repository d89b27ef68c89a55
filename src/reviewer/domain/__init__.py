"""Immutable values. No I/O, no Qt."""
