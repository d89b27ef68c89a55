"""Machine-readable zones of travel documents, after ICAO Doc 9303: read from noisy rows, checked, and compared."""
