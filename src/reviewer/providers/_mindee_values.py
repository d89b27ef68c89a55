"""Values of Mindee as texts."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from reviewer.domain.field import Field, Row, Value
from reviewer.providers._json import text

_MOST_COLUMNS = 100
"""Of so many every row has one, even if empty; no real answer has more."""
_DIGITS = ".15g"
"""All that a float knows of a decimal; with more 0.1 + 0.2 is not 0.3."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def plain(value: Any) -> tuple[str, str | None]:
    """A scalar as text, and its normalized form where it has one by itself: numbers, ISO dates, booleans."""
    found = text(value)
    if isinstance(value, bool):
        return found, found
    if isinstance(value, int | float):
        exact = format(value, _DIGITS) if isinstance(value, float) else found
        found = format(Decimal(exact), "f") if found else ""
        return found, found or None
    return found, found if _is_day(found) else None


def made(value: Any, confidence: float | None, **more: Any) -> Value:
    """A recognized value; one without text has no confidence."""
    found, normalized = plain(value)
    return Value(found, normalized, confidence if found else None, **more)


def is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float)


def _is_day(found: str) -> bool:
    if not _DAY.fullmatch(found):
        return False
    try:
        date.fromisoformat(found)
    except ValueError:
        return False
    return True


def table(rows: list[dict[str, list[Value]]], columns: Iterable[str]) -> tuple[Row, ...]:
    """Rows of cells by column, each row with every column; without rows that say nothing."""
    every = list(columns)[:_MOST_COLUMNS]
    return tuple(
        Row(
            tuple(
                Field(column, tuple(cells.get(column, ())) or (Value(""),))
                for column in dict.fromkeys((*every, *cells))
            )
        )
        for cells in rows
        if any(value.text for values in cells.values() for value in values)
    )


def united(fields: Iterable[Field]) -> list[Field]:
    """Fields of one name, as of several pages, as one."""
    found: dict[str, list[Field]] = {}
    for field in fields:
        found.setdefault(field.name, []).append(field)
    return [
        Field(
            name, tuple(value for one in same for value in one.values), tuple(row for one in same for row in one.rows)
        )
        for name, same in found.items()
    ]


class Rest:
    """Collects what has no other place, by its path in the answer."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    def keep(self, path: str, value: Any) -> None:
        """Keep what says something."""
        if value is None or value == "" or value == [] or value == {}:
            return
        self.kept[path] = value

    def others(self, node: dict[str, Any], path: str, *known: str) -> None:
        """Keep everything of a node but what is known."""
        for key, value in node.items():
            if key not in known:
                self.keep(f"{path}.{key}" if path else key, value)
