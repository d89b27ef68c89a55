"""The parts of the window that show values of many documents."""
