"""How it is with a cell of a sheet."""

from enum import StrEnum


class State(StrEnum):
    """Only what is open is confirmed with the others."""

    OPEN = "open"
    SETTLED = "settled"
    ASIDE = "aside"
    ERROR = "error"
    TYPED = "typed"  # something was typed and not taken
    EMPTY = "empty"
    LONG = "long"  # not all of it can be seen
    NOWHERE = "nowhere"  # there is no picture to compare it with
    FINISHED = "finished"
    GONE = "gone"
