"""What may be set of Mindee."""

from typing import Literal

import msgspec


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Both versions.

    Attributes:
        rate_limits: v1 allows 4 requests a second and 75 a minute.
        feedback: whether v1 takes feedback, or answers 403.
        rotation: v1 polygons are those of the upright page, of the page as it lies, or it is not said.
        sync_only: v1 products that have no tasks.
        workflow_product: the v1 product that workflows read with.
        signed: what webhooks are signed over: the bytes sent, or the same without line breaks.
        polygon, confidence, raw_text: what v2 models do when a request does not say.
        clockwise: order of the points of v2 polygons.
        read_once: a v2 result can be fetched once.
    """

    rate_limits: bool = False
    feedback: Literal["on", "forbidden"] = "on"
    rotation: Literal["applied", "kept", "unknown"] = "applied"
    sync_only: tuple[str, ...] = ()
    workflow_product: str = "financial_document/v1"
    signed: Literal["raw", "stripped"] = "raw"
    polygon: bool = False
    confidence: bool = False
    raw_text: bool = False
    clockwise: bool = True
    read_once: bool = False
