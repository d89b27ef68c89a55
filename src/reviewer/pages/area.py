"""A part of a file's page that is a page of its own: its size, its text, its parts."""

from msgspec.structs import replace

from reviewer.domain.geometry import Box
from reviewer.pages.calls import WHOLE, PageSize, TextLayer, View
from reviewer.pages.frame import layout

_NO_WORDS = "This part of the page has no text of its own."


def cut_size(size: PageSize, area: Box | None) -> PageSize:
    """The frame of an area of a page, None for all of it: what drawing it gives."""
    if area is None:
        return size
    plan = layout(size.width, size.height, View(clip=area))
    return replace(size, width=plan.turned_width, height=plan.turned_height)


def cut_clip(clip: Box, area: Box | None) -> Box:
    """A part of an area, in fractions of it, as fractions of the file's page; nothing of it lies outside the area."""
    if area is None:
        return clip
    on_area = Box(max(0.0, clip.left), max(0.0, clip.top), min(1.0, clip.right), min(1.0, clip.bottom))
    return (WHOLE if on_area.area <= 0 else on_area).within(area)


def cut_text(layer: TextLayer, area: Box | None) -> TextLayer:
    """The text of an area. Without a word in it, its pixels are to be read: there may be a picture."""
    if area is None or layer.text is None:
        return layer
    text = layer.text.cut(area)
    return TextLayer(text, layer.reason) if text.lines else TextLayer(None, _NO_WORDS)
