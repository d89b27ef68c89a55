"""Helper processes that touch what strangers made, and the wire and the memory between them and the program."""
