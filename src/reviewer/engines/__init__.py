"""Words from pixels, offline. One engine a file, found by its name; only the reader child imports engines."""
