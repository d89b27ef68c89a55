"""Many documents at once: their values as cells, and what the operator says of them."""
