"""Made forms, and the weights that are fitted to them."""
