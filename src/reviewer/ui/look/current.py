"""The color table in use, and whether anything may move. Set by the theme alone, read by whoever paints."""

from reviewer.ui.look.tokens import LIGHT, Colors


class _InUse:
    table: Colors = LIGHT
    still: bool = False


def colors() -> Colors:
    """The colors to paint with now. Ask at each painting: the theme may have changed since the last."""
    return _InUse.table


def still() -> bool:
    """Whether nothing may move: the system asks for reduced motion."""
    return _InUse.still


def use(table: Colors, *, still: bool = False) -> None:
    """Paint with `table` from now on."""
    _InUse.table = table
    _InUse.still = still
