"""A few letters find an action: beginnings of words first, then letters in their order."""

import pytest

from reviewer.ui.dialogs.palette.ranking import Entry, find

ENTRIES = [
    Entry("file.open", "Open files", "Adds images and PDFs to the queue.", "Window", ("Ctrl+O",)),
    Entry("document.reopen", "Reopen", "Puts a finished document back.", possible=False),
    Entry("document.finish", "Mark reviewed", "Finishes the document.", "Finish", ("Ctrl+Enter",)),
    Entry("document.next", "Next document", "Shows the next document of the queue.", "Document", ("Ctrl+Down",)),
    Entry("field.next", "Next field", "Goes to the next field.", "Confirm and move", ("Tab",)),
    Entry("edit.undo", "Undo", "Takes back the last thing you did.", "Value", ("Ctrl+Z",)),
    Entry("region.reread", "Read the region again", "Reads the region of the active field.", "Region", ("F5",)),
]


def names(text: str, *recent: str) -> list[str]:
    return [found.entry.name for found in find(ENTRIES, text, recent)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("undo", "edit.undo"),
        ("UNDO", "edit.undo"),
        ("nd", "document.next"),
        ("nf", "field.next"),
        ("mr", "document.finish"),
        ("markrev", "document.finish"),
        ("rev", "document.finish"),
        ("ctrl+z", "edit.undo"),
        ("f5", "region.reread"),
        ("field next", "field.next"),
        ("region again", "region.reread"),
        ("takes back", "edit.undo"),
        ("finish", "document.finish"),
        ("open", "file.open"),
    ],
)
def test_what_is_meant_comes_first(text, first):
    assert names(text)[0] == first


def test_every_word_must_be_found():
    assert names("next undo") == []
    assert names("zzz") == []


def test_letters_in_the_middle_of_words_need_each_other():
    assert "document.next" not in names("eou")
    assert names("ndo") == ["document.next", "edit.undo"]


def test_without_words_recent_ones_come_first_and_all_are_there():
    assert names("", "edit.undo", "field.next")[:2] == ["edit.undo", "field.next"]
    assert len(names("   ")) == len(ENTRIES)


def test_recent_ones_come_before_equals_and_not_before_better_ones():
    assert names("next") == ["document.next", "field.next", *names("next")[2:]]
    assert names("next", "field.next")[:2] == ["field.next", "document.next"]
    assert names("undo", "field.next")[0] == "edit.undo"


def test_the_letters_that_match_are_known():
    (found,) = (each for each in find(ENTRIES, "mr") if each.entry.name == "document.finish")
    assert "".join(found.entry.title[place] for place in sorted(found.letters)) == "Mr"
    assert find(ENTRIES, "ctrl+z")[0].letters == frozenset()


def test_odd_letters_keep_their_places():
    entries = [Entry("a", "İndir: STRASSE ß")]
    (found,) = find(entries, "ß")
    assert found.letters == {15}
    assert find(entries, "strasse")[0].letters == set(range(7, 14))
