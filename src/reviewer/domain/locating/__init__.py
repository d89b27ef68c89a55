"""Where on the pages a text stands, as somebody types it: whatever an engine mixed up, and however it is written."""
