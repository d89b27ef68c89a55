"""Ways to find the fields of a document: one file each, named by the document type."""
