"""The window. Qt begins here."""
