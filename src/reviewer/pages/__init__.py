"""Pages of originals: their size, their pixels and their own text, decoded in a child of their own."""
