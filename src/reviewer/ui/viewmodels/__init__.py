"""What the window shows and does, without widgets: QtCore only."""
