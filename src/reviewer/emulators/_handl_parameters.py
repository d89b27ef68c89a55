"""The query parameters of Handl, checked as strictly as a client should send them."""

from collections.abc import Callable
from typing import Any

from starlette.datastructures import QueryParams

Problem = dict[str, Any]


def _whole(low: int, high: int | None = None) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text.lstrip("-").isdecimal():
            return "value is not a valid integer"
        if int(text) < low:
            return f"ensure this value is greater than or equal to {low}"
        if high is not None and int(text) > high:
            return f"ensure this value is less than or equal to {high}"
        return ""

    return check


def _truth(text: str) -> str:
    """Lower-case only: what else a server takes is not known."""
    return "" if text in ("true", "false") else "value could not be parsed to a boolean"


CHECKS: dict[str, Callable[[str], str]] = {
    "async": _truth,
    "quality": _whole(0, 100),
    "dpi": _whole(0),
    "auto_pdf_raw_images": _truth,
    "pdf_raw_images": _truth,
    "gauss": _whole(0),
    "check_fake": _truth,
    "simple_cropper": _truth,
    "use_internal_api": _truth,
    "priority": _whole(1),
    "return_crops": _truth,
    "with_hitl": _truth,
    "hitl_async": _truth,
    "min_shape": _whole(1),
    "min_filesize": _whole(1),
    "doc2pdf": _truth,
}


def problems(query: QueryParams) -> list[Problem]:
    """What is wrong with the parameters, as the service words it."""
    found = []
    for name, text in query.multi_items():
        wrong = CHECKS[name](text) if name in CHECKS else ""
        if wrong:
            found.append({"loc": ["query", name], "msg": wrong, "type": "value_error", "ctx": {"given": text[:40]}})
    return found


def truth(query: QueryParams, name: str) -> bool:
    """A boolean parameter."""
    return query.get(name) == "true"


def whole(query: QueryParams, name: str, default: int) -> int:
    """A whole number among the parameters."""
    return int(query.get(name, default))
