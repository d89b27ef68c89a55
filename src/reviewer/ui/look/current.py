"""The color table in use. Set by the theme alone, read by whoever paints."""

from reviewer.ui.look.tokens import LIGHT, Colors


class _InUse:
    table: Colors = LIGHT


def colors() -> Colors:
    """The colors to paint with now. Ask at each painting: the theme may have changed since the last."""
    return _InUse.table


def use(table: Colors) -> None:
    """Paint with `table` from now on."""
    _InUse.table = table
