"""Settings: a list of pages, one page at a time, nothing changed before OK."""
