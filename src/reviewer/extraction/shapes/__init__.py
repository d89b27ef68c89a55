"""Candidates by the shape of a value: one file a kind of field, found by its name."""
