"""What sheets over many documents show, and what can be done there."""
