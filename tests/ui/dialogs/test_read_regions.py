import pytest

from reviewer.settings import Reading
from reviewer.ui.dialogs.read_regions import ReadRegions


@pytest.fixture
def make(look, qtbot):
    def made(reading=Reading(), *, can_read=True) -> ReadRegions:  # noqa: B008  # frozen
        dialog = ReadRegions(reading, ("de", "fr"), can_read=can_read)
        qtbot.addWidget(dialog)
        return dialog

    return made


def test_without_a_choice_regions_are_read_as_documents_are(make):
    dialog = make()
    assert (dialog.engine, dialog.languages) == ("", ())


def test_what_was_chosen_is_chosen_again(make):
    dialog = make(Reading(region_engine="tesseract", region_languages=("yo",)))
    assert (dialog.engine, dialog.languages) == ("tesseract", ("yo",))


def test_the_place_can_be_read_at_once(make, qtbot):
    dialog = make()
    told = []
    dialog.accepted.connect(lambda: told.append(dialog.read_now))
    dialog.now.click()
    assert told == [True]


def test_a_value_without_a_place_has_nothing_to_read(make):
    dialog = make(can_read=False)
    dialog.show()
    assert not dialog.now.isVisible()
    told = []
    dialog.accepted.connect(lambda: told.append(dialog.read_now))
    next(b for b in dialog.findChildren(type(dialog.now)) if b.text() == "Use from now on").click()
    assert told == [False]
