"""What a person settled goes with the part of a document that it stands on."""

from datetime import date

from msgspec.structs import replace

from journals import human, machine
from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.conflict import offered
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry, Revision
from reviewer.services.along import taken_along

TODAY = date(2025, 6, 1)
PLACE = Box(0.1, 0.1, 0.3, 0.2).polygon()
PARTS = Bundle((Part((0,)), Part((1, 2))), "invoices")


def test_a_contradiction_that_nobody_decided_is_told_again_by_the_reading_of_the_part():
    """Its place is one of the whole: in the part it would lie on another page."""
    settled = replace(human("12", machine("12")), regions=(Region(2, PLACE),))
    reading = replace(machine("72"), regions=(Region(2, PLACE),))
    asked = offered(settled, reading, "Engine", None, TODAY)
    revision = Revision("d", entries={"total:0": Entry("total:0", "total", asked)})

    (change,) = taken_along(revision, PARTS, PARTS.parts[1])

    along = change.after.value
    assert (along.text, along.regions, along.conflict) == ("12", (Region(1, PLACE),), None)
    again = offered(along, replace(reading, regions=(Region(1, PLACE),)), "Engine", None, TODAY)
    assert (again.conflict.text, again.conflict.regions) == ("72", (Region(1, PLACE),))


def test_a_place_given_by_hand_goes_along_and_settles_nothing():
    placed = replace(machine("12"), regions=(Region(2, PLACE),), placed_by="Ada")
    revision = Revision("d", entries={"total:0": Entry("total:0", "total", placed)})
    assert taken_along(revision, PARTS, PARTS.parts[0]) == ()

    (change,) = taken_along(revision, PARTS, PARTS.parts[1])

    along = change.after.value
    assert (along.regions, along.placed_by, along.settled) == ((Region(1, PLACE),), "Ada", False)


def test_a_row_that_was_removed_goes_along_as_such():
    there = replace(machine("12"), regions=(Region(1, PLACE),))
    cells = [
        Entry(f"items:7:{name}:0", "items", value, 7.0, "items:7", name)
        for name, value in (("amount", there), ("note", machine("")))
    ]
    revision = Revision("d", removed=frozenset(e.id for e in cells), removed_entries={e.id: e for e in cells})
    assert taken_along(revision, PARTS, PARTS.parts[0]) == ()

    changes = taken_along(revision, PARTS, PARTS.parts[1])

    assert [(change.id, change.after) for change in changes] == [("items:0:amount:0", None), ("items:0:note:0", None)]
    assert changes[0].before.value.regions == (Region(0, PLACE),)


def test_what_was_decided_is_not_asked_again():
    decided = replace(human("12", machine("12")), regions=(Region(2, PLACE),), reread="72")
    revision = Revision("d", entries={"total:0": Entry("total:0", "total", decided)})

    (change,) = taken_along(revision, PARTS, PARTS.parts[1])

    assert offered(change.after.value, machine("72"), "Engine", None, TODAY).conflict is None
