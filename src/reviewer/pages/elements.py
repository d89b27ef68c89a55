"""XML as elements, read from bytes that come from anywhere.

Document types, entities, great depths and great numbers of elements are refused: no data needs them.
"""

from collections.abc import Iterator
from xml.parsers import expat

from reviewer.processes import limits

_LONGEST = 300  # letters of an element that are kept


class Refused(Exception):
    """The XML is broken, too large, or tries something that no invoice needs."""


class Element:
    """An element of an XML document: its name without a namespace, its attributes, its text and the elements in it."""

    __slots__ = ("attributes", "children", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name.rpartition(" ")[2]
        self.attributes = attributes
        self.text = ""
        self.children: list[Element] = []

    def all(self, *path: str) -> Iterator["Element"]:
        """Elements below: the first name at any depth, each next directly in the one before. ``A|B`` is either."""
        names = path[0].split("|")
        waiting = self.children[::-1]
        while waiting:
            one = waiting.pop()
            if one.name in names:
                yield from one.down(*path[1:])
            else:
                waiting.extend(reversed(one.children))

    def down(self, *path: str) -> Iterator["Element"]:
        """Elements below, each name directly in the one before."""
        if not path:
            yield self
            return
        names = path[0].split("|")
        for child in self.children:
            if child.name in names:
                yield from child.down(*path[1:])

    def value(self, *path: str) -> str:
        """The first text that is not blank at a path as in `all`."""
        return next((one.said for one in self.all(*path) if one.said), "")

    @property
    def said(self) -> str:
        return " ".join(self.text.split())[:_LONGEST]


def parse(data: bytes) -> Element:
    """The root of an XML document.

    Raises:
        Refused: it is no XML, has a document type, or is larger than a limit.
    """
    if len(data) > limits.XML_BYTES:
        raise Refused("size")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    builder = _Builder()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # no XML; an encoding that nobody knows
        raise Refused(type(error).__name__) from None
    return builder.root


class _Builder:
    """Makes elements of what the parser meets."""

    def __init__(self) -> None:
        self.root = Element("", {})
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > limits.XML_ELEMENTS or len(self._open) >= limits.XML_DEPTH:
            raise Refused("elements")
        element = Element(name, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        if len(self._open[-1].text) < _LONGEST:
            self._open[-1].text += text


def _refuse(*_: object) -> int:
    raise Refused("document type or entity")
