"""From words to fields, by document type: deterministic, without Qt and without any recognition library."""
