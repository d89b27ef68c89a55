"""Makes a page stand upright before an engine reads it, and brings the words back to the frame of the page."""
