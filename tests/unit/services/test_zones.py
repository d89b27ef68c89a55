"""Zones that were not read right are read again: by which engine, where, and what is kept."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.domain.geometry import Box
from reviewer.domain.text import PageText
from reviewer.engines.base import EngineInfo, Hints, Kind
from reviewer.errors import ChildDied, EngineError
from reviewer.extraction.zones import find
from reviewer.jobs import CancelToken
from reviewer.processes.memory import Pixels
from reviewer.services.zones import ZoneReader
from zones import TD3

TYPES = load()
WRONG = (TD3[0], TD3[1].replace("7408122", "7408123"))
HEAD = "PASSPORT   Passport No.\nSurname    Given names\nNationality  Place of birth\nDate of expiry  Authority\n\n"


class Reader:
    """A reader that answers from a table: by engine and turn, what stands in a region or on the page.

    Attributes:
        asked: engine, hints and region of each call.
    """

    def __init__(self, answers: dict[tuple[str, int], Sequence[str] | Exception]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Hints, Box | None]] = []

    def describe(self, **_: object) -> tuple[EngineInfo, ...]:
        return (
            EngineInfo("rapidocr", "RapidOCR", True),
            EngineInfo("slow", "Slow", False),
            EngineInfo("tesseract", "Tesseract", True),
        )

    def read(
        self, pixels: Pixels, number: int, engine: str, hints: Hints, *, region: Box | None = None, **_: object
    ) -> PageText:
        self.asked.append((engine, hints, region))
        rows = self.answers.get((engine, hints.turn), ())
        if isinstance(rows, Exception):
            raise rows
        box = region or Box(0.0, 0.0, 1.0, 1.0)
        return _inside(replace(page("\n".join(rows) or " "), page=number, engine=engine, turn=hints.turn), box)


def _inside(text: PageText, box: Box) -> PageText:
    def moved(polygon):
        return tuple((box.left + x * box.width, box.top + y * box.height) for x, y in polygon)

    lines = tuple(
        replace(
            line,
            words=tuple(replace(word, polygon=moved(word.polygon)) for word in line.words),
            polygon=moved(line.polygon),
        )
        for line in text.lines
    )
    return replace(text, lines=lines, turn=0)


def improved(text: PageText, reader: Reader, document_type: str = "auto") -> PageText:
    pixels = Pixels("", 1, 1, 4)
    return ZoneReader(reader, pixels, TYPES, document_type, CancelToken()).improved(text)  # type: ignore[arg-type]


def read(rows: Sequence[str], head: str = HEAD) -> PageText:
    return replace(page(head + "\n".join(rows)), engine="rapidocr", reason="The built-in engine.")


def test_a_zone_that_is_right_is_not_read_again():
    reader = Reader({})
    text = read(TD3)

    assert improved(text, reader) is text
    assert reader.asked == []


def test_a_page_without_one_is_not_read_again():
    reader = Reader({})

    improved(read((), head="Some letter\nabout nothing"), reader)

    assert reader.asked == []


def test_a_wrong_zone_is_read_again_with_its_alphabet_around_its_place():
    reader = Reader({("rapidocr", 0): TD3})
    text = read(WRONG)

    better = improved(text, reader)

    ((engine, hints, region),) = reader.asked
    assert (engine, hints.kind, hints.upright) == ("rapidocr", Kind.MRZ, True)
    (zone,) = find([text])
    assert region.left <= zone.box.left < zone.box.right <= region.right
    assert region.top < zone.box.top < zone.box.bottom < region.bottom
    assert [zone.valid for zone in find([better])] == [True]
    assert [line.text for line in better.lines] == [*HEAD_LINES, *TD3]
    assert better.reason == "The built-in engine. The machine-readable zone was read again."


HEAD_LINES = [" ".join(line.split()) for line in HEAD.strip().split("\n")]


def test_where_the_engine_fails_again_another_one_is_asked():
    reader = Reader({("rapidocr", 0): WRONG, ("tesseract", 0): TD3})

    better = improved(read(WRONG), reader)

    assert [engine for engine, _, _ in reader.asked] == ["rapidocr", "tesseract"]
    assert find([better])[0].valid


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {("rapidocr", 0): WRONG, ("tesseract", 0): ("nothing", "of use")},
        {("rapidocr", 0): EngineError("No.", "Nothing."), ("tesseract", 0): EngineError("No.", "Nothing.")},
        {("rapidocr", 0): ChildDied("It died.", "Try again.")},
    ],
)
def test_what_is_no_better_is_not_kept(answers):
    text = read(WRONG)

    assert improved(text, Reader(answers)) is text


def test_names_that_the_reader_is_not_sure_of_are_read_again():
    text = replace(page("\n".join(TD3), confidence=0.5), engine="rapidocr")
    reader = Reader({("rapidocr", 0): TD3})

    better = improved(text, reader)

    assert len(reader.asked) == 1
    assert min(word.confidence for word in better.words) > 0.9


def test_a_zone_of_which_a_row_is_missing_is_looked_for_further_around():
    reader = Reader({("rapidocr", 0): TD3})
    text = read((TD3[0],))
    (zone,) = find([text])

    better = improved(text, reader)

    region = reader.asked[0][2]
    assert zone.box.top - region.top > 3 * zone.box.height
    assert find([better])[0].valid


def test_a_zone_upside_down_is_turned_for_reading():
    reader = Reader({("rapidocr", 180): TD3})
    text = read((">>>>>>>>>>>>>>>ZOVZ>>N3W1d3dS3Z>d", "Z1902299569662209±622906932>060066>>>>>"))

    improved(text, reader)

    assert reader.asked[0][1].turn == 180


def test_a_passport_without_any_is_searched_each_way_up():
    reader = Reader({("rapidocr", 180): TD3})

    better = improved(read(()), reader)

    assert [(hints.turn, region) for _, hints, region in reader.asked] == [(0, None), (180, None)]
    assert find([better])[0].valid


def test_the_chosen_type_decides_whether_one_is_searched():
    reader = Reader({})
    improved(read((), head="Some letter"), reader, "passport")
    assert [hints.turn for _, hints, _ in reader.asked] == [0, 180, 90, 270]

    reader = Reader({})
    improved(read(()), reader, "receipt")
    assert reader.asked == []
