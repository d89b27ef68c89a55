"""Mindee: version 1, with its products, and version 2, with its models, in one server."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from starlette.responses import Response
from starlette.routing import BaseRoute

from reviewer.emulators._emulator import Stage
from reviewer.emulators._mindee_options import Options
from reviewer.emulators._mindee_products import READY_MADE
from reviewer.emulators._mindee_v1 import V1
from reviewer.emulators._mindee_v2 import V2, model_id

__all__ = ["Emulator", "Options"]

_SECOND = "/v2/"


class Emulator:
    """Both versions."""

    title: ClassVar[str] = "Mindee"
    key: ClassVar[str] = "emulated-mindee-key"
    retention: ClassVar[float | None] = None
    path: ClassVar[str] = ""

    def __init__(self, stage: Stage, options: Options) -> None:
        self._stage = stage
        self._first = V1(stage, options)
        self._second = V2(stage, options)

    def routes(self) -> Sequence[BaseRoute]:
        """The calls of both."""
        return [*self._first.routes(), *self._second.routes()]

    def kind(self, method: str, path: str) -> str:
        """What a request is for."""
        if method == "GET":
            return "other" if path.endswith(("/openapi.json", "/search/models", "/documents")) else "poll"
        return {"POST": "submit", "PUT": "feedback", "PATCH": "feedback"}.get(method, "other")

    def refuse(self, status: int, *, path: str = "") -> Response:
        """The answer with an error status of the version that was asked."""
        return self._second.refuse(status) if path.startswith(_SECOND) else self._first.refuse(status)

    def credentials(self) -> Mapping[str, str]:
        """The key, products and models."""
        callbacks = self._stage.callbacks.options
        rows = {
            "v1": f"Authorization: Token {self._stage.key}",
            "v1 products": f"mindee/{', mindee/'.join(READY_MADE)}, and ACCOUNT/TYPE/v1",
            "v2": f"Authorization: {self._stage.key}",
            **{f"v2 {name}": f"model {model_id(name)}" for name in self._stage.types},
        }
        return {**rows, "Webhook": f"{callbacks.url}, signed with {callbacks.secret}"} if callbacks.url else rows
