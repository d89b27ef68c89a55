"""What a review teaches: for each value that a person looked at, the candidates it was chosen from and the right one.

It is enough to learn from without the page and without reading it again.
"""

import msgspec

from reviewer.domain.field import Region


class Weighed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One candidate.

    Attributes:
        text: as printed.
        features: named figures, without those that are 0.
        right: whether it is the confirmed value.
    """

    text: str
    features: dict[str, float]
    right: bool = False


class Example(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field of one document, as a person settled it.

    Attributes:
        field: its name.
        recognized: what was read, None when nothing was.
        confirmed: what it is.
        regions: where it stands.
        candidates: best first; none of them is right when the value was not found on the page.
    """

    field: str
    recognized: str | None
    confirmed: str
    regions: tuple[Region, ...]
    candidates: tuple[Weighed, ...] = ()


class Lesson(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the review of one document teaches.

    Attributes:
        document: its id.
        steps: how many it had when the lesson was drawn; after another one it is drawn again.
        document_type: that the fields belong to.
        engine: what read the page.
        examples: only of values that a person confirmed or set; a value that was released unseen teaches nothing.
    """

    document: str
    steps: int
    document_type: str
    engine: str = ""
    examples: tuple[Example, ...] = ()
