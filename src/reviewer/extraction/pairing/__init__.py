"""Labels and their values on any form: units of text, what links them, and which links are chosen."""
