"""The command palette: all actions, found by a few letters."""
