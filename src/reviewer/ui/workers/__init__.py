"""Jobs in QThreads."""
