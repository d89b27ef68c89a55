"""What is drawn on a page beside its words: boxes to tick, with their state, and the strokes of its frames."""
