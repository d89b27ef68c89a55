"""What SQLite is told of how to look. It does not count what rows have, and guesses badly where very few match."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

T = TypeVar("T")


class unindexed(FunctionElement[T]):
    """A column by which no index is chosen: one is read that has all columns that are asked for."""

    inherit_cache = True
    name = "unindexed"

    def __init__(self, column: ColumnElement[T]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(unindexed)
def _plain(element: "unindexed[Any]", compiler: Any, **options: Any) -> str:
    return str(compiler.process(next(iter(element.clauses)), **options))


@compiles(unindexed, "sqlite")
def _plus(element: "unindexed[Any]", compiler: Any, **options: Any) -> str:
    return f"+{_plain(element, compiler, **options)}"
