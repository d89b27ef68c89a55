"""What SQLite is told of how to look. It does not count what rows have, and guesses badly where very few match."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

T = TypeVar("T")


class Unindexed(FunctionElement[T]):
    """A column by which no index is chosen: one is read that has all columns that are asked for."""

    inherit_cache = True
    name = "unindexed"

    def __init__(self, column: ColumnElement[T]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(Unindexed)
def _plain(element: "Unindexed[Any]", compiler: Any, **options: Any) -> str:
    return str(compiler.process(next(iter(element.clauses)), **options))


@compiles(Unindexed, "sqlite")
def _plus(element: "Unindexed[Any]", compiler: Any, **options: Any) -> str:
    return f"+{_plain(element, compiler, **options)}"
