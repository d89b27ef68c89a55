"""Recognizing documents: page by page, again, interrupted, and with what a person did meanwhile."""

import threading

import pytest
from msgspec.structs import replace

from fakes import SIZE, FakeFile, PowerCut, died, pages_of, receipt
from reviewer.domain.embedded import EmbeddedInvoice
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.engines.base import Kind
from reviewer.errors import Cancelled, ChildDied, EngineError, PasswordNeeded, UnreadableFile
from reviewer.jobs import CancelToken, silent
from reviewer.pages.calls import Embedded
from reviewer.services.wishes import Wish, wished
from reviewer.store import documents, recognitions, steps, tasks, texts
from zones import TD3

THREE = ("Alpha", "Beta", "Gamma")


def test_a_receipt_becomes_fields(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    opened = bench.opened(document)

    assert opened.revision.document_type == "receipt"
    assert opened.revision.entries["total:0"].value.text == "12.50"
    assert opened.revision.status is RevisionStatus.PENDING
    assert opened.texts[0].engine == "rapidocr"
    assert [task.state for task in opened.tasks] == [TaskState.DONE]
    with bench.desk.workspace.read() as connection:
        kept = recognitions.latest(connection, document)
    assert kept.task == opened.tasks[0].id
    assert 0.0 < kept.type_confidence <= 1.0


def test_the_first_recognition_cannot_be_undone(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    assert bench.review(document).undo() is None


def test_a_long_document_grows_page_by_page(bench, tmp_path):
    bench.taken(pages_of(tmp_path / "a.png", *THREE))

    assert [len(step.changes) for step in bench.merges] == [1, 1, 1]
    assert [bool(step.recognition) for step in bench.merges] == [False, False, True]


def test_pages_are_as_large_as_they_were_drawn(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.pdf", "x", "y", own=["text of its own", ""]))

    assert [(page.width, page.height) for page in bench.opened(document).document.pages] == [SIZE, SIZE]


# Which words


def test_a_pages_own_text_needs_no_engine(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.pdf", "pixels", "pixels", own=["letters", ""]))

    found = bench.opened(document).texts
    assert (found[0].text, found[1].text) == ("letters", "pixels")
    assert found[1].reason == "This page has no text of its own. It is there."
    assert [page for page, _ in bench.tools.reader.reads] == [1]


def test_an_engine_given_by_name_is_obeyed_over_a_pages_own_text(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.pdf", "pixels", own=["letters"]))

    bench.again(document, source="tesseract")

    assert bench.opened(document).texts[0].text == "pixels"
    assert bench.opened(document).texts[0].engine == "tesseract"


def test_read_anyway_reads_pixels(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.pdf", "pixels", own=["letters"]))

    bench.read(bench.desk.tasks.wish(document, read_anyway=True).result())

    assert bench.opened(document).texts[0].text == "pixels"


def test_a_picture_is_not_asked_for_its_own_text(bench, tmp_path):
    bench.taken(receipt(tmp_path / "a.png"))

    assert {call for call, _ in bench.tools.pages.asked} == {"probe", "render"}


def test_the_languages_of_a_type_are_possible_ones(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    bench.again(document, document_type="receipt")

    hints = bench.tools.reader.reads[-1][1]
    assert (hints.languages, hints.possible) == ((), bench.desk.types["receipt"].languages)


@pytest.mark.parametrize(("kind", "thorough"), [("plain_text", False), ("receipt", True), ("form", True)])
def test_a_type_of_mere_words_is_read_as_fast_as_the_engine_can(bench, tmp_path, kind, thorough):
    document = bench.taken(receipt(tmp_path / "a.png"))

    bench.again(document, document_type=kind)

    assert bench.tools.reader.reads[-1][1].thorough is thorough


def test_what_was_noticed_is_kept(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png", notices=["This file was repaired."]))

    with bench.desk.workspace.read() as connection:
        assert recognitions.latest(connection, document).messages == ("This file was repaired.",)


def test_a_zone_with_a_wrong_check_digit_is_read_again_with_its_alphabet(bench, tmp_path):
    readings = iter(["\n".join(TD3).replace("L898902C3", "L898902C8"), "\n".join(TD3)])
    bench.tools.reader.change = lambda _words: next(readings)

    document = bench.taken(pages_of(tmp_path / "a.png", "a passport"))

    assert [hints.kind for _, hints in bench.tools.reader.reads] == [Kind.ANY, Kind.MRZ]
    opened = bench.opened(document)
    assert opened.revision.document_type == "passport"
    assert opened.revision.entries["document_number:0"].value.text == "L898902C3"
    assert opened.texts[0].reason.endswith("The machine-readable zone was read again.")


# When it fails


def test_a_child_that_dies_once_costs_nothing(bench, tmp_path):
    bench.tools.reader.errors = {1: [died()]}

    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))

    assert bench.opened(document).tasks[0].state is TaskState.DONE


def test_after_a_failure_reading_goes_on_where_it_was(bench, tmp_path):
    bench.tools.reader.errors = {2: [died(), died()]}
    (taken,) = bench.take(pages_of(tmp_path / "a.png", *THREE))
    with pytest.raises(ChildDied):
        bench.read(taken.task)
    failed = bench.opened(taken.document.id).tasks[0]
    assert (failed.state, failed.error) == (TaskState.FAILED, "The text reader stopped unexpectedly.")
    assert bench.opened(taken.document.id).texts.keys() == {0, 1}


def test_a_restart_goes_on_at_the_first_unread_page(start, tmp_path):
    bench = start()
    bench.tools.reader.errors = {2: [PowerCut()]}
    (taken,) = bench.take(pages_of(tmp_path / "a.png", *THREE))
    with pytest.raises(PowerCut):
        bench.read(taken.task)

    bench = start()
    (task,) = bench.desk.tasks.recover()
    bench.read(task)

    assert [page for page, _ in bench.tools.reader.reads] == [2]
    entries = bench.review(taken.document.id).entries()
    assert [entry.value.text for entry in entries] == ["Alpha", "Beta", "Gamma"]


def test_a_document_that_brings_the_program_down_is_left_alone_after_three_times(start, tmp_path):
    (taken,) = start().take(pages_of(tmp_path / "a.png", *THREE))
    for _ in range(tasks.ATTEMPTS):
        bench = start()
        (task,) = bench.desk.tasks.recover()
        bench.tools.reader.errors = {0: [PowerCut()]}
        with pytest.raises(PowerCut):
            bench.read(task)

    bench = start()

    assert bench.desk.tasks.recover() == ()
    assert bench.opened(taken.document.id).tasks[0].state is TaskState.FAILED


def test_closing_the_program_is_no_attempt_and_no_cancelling(start, tmp_path):
    (taken,) = start().take(pages_of(tmp_path / "a.png", *THREE))
    for _ in range(tasks.ATTEMPTS + 1):
        bench = start()
        (task,) = bench.desk.tasks.recover()
        bench.desk.closing = True
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            bench.read(task, token)

    (task,) = start().desk.tasks.recover()

    assert (task.id, task.attempts) == (taken.task.id, 0)


def test_cancelling_stops_the_reading_and_keeps_the_words(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "a.png", *THREE))
    reader, token = bench.tools.reader, CancelToken()
    reader.held = threading.Event()
    outcome: list[BaseException] = []

    def read() -> None:
        try:
            bench.read(taken.task, token)
        except Cancelled as error:
            outcome.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert reader.waiting.wait(10)
    token.cancel()
    thread.join(10)

    assert outcome
    assert bench.opened(taken.document.id).tasks[0].state is TaskState.CANCELLED


def test_a_task_that_was_cancelled_while_it_waited_is_not_begun(bench, tmp_path):
    (taken,) = bench.take(receipt(tmp_path / "a.png"))
    bench.desk.tasks.drop(taken.task).result()

    with pytest.raises(Cancelled):
        bench.read(taken.task)

    assert bench.opened(taken.document.id).tasks[0].state is TaskState.CANCELLED


def test_an_engine_that_is_not_there_is_told(bench, tmp_path):
    bench.tools.reader.engines = ("rapidocr",)
    document = bench.taken(receipt(tmp_path / "a.png"))

    with pytest.raises(EngineError, match="tesseract is not installed"):
        bench.again(document, source="tesseract")

    assert bench.opened(document).tasks[-1].advice == "Install it."


def test_a_damaged_page_fails_the_document_with_its_sentence(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "a.png", *THREE, damaged_page=1))

    with pytest.raises(UnreadableFile, match="Page 2 is damaged"):
        bench.read(taken.task)


def test_an_encrypted_document_is_read_with_the_password_that_opened_it(start, tmp_path):
    bench = start()
    bench.desk.passwords.offer("sesame")
    document = bench.taken(pages_of(tmp_path / "a.pdf", "x", own=["secret"], password="sesame"))
    assert bench.opened(document).texts[0].text == "secret"

    bench = start()  # passwords are never written
    with pytest.raises(PasswordNeeded):
        bench.again(document)


# Again


def test_reading_again_is_one_step_that_can_be_undone(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    bench.tools.reader.change = str.upper
    bench.merges.clear()

    bench.again(document)

    assert [len(step.changes) for step in bench.merges] == [3]
    review = bench.review(document)
    assert [entry.value.text for entry in review.entries()] == ["ALPHA", "BETA", "GAMMA"]
    review.undo()
    assert [entry.value.text for entry in bench.review(document).entries()] == ["Alpha", "Beta", "Gamma"]


def test_what_a_person_set_survives_another_reading(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    bench.review(document).correct("text:1", "Bravo")
    bench.tools.reader.change = str.upper

    bench.again(document)

    value = bench.review(document).revision.entries["text:1"].value
    assert (value.text, value.recognized_text) == ("Bravo", "Beta")
    assert [(each.text, each.origin) for each in value.alternatives] == [("BETA", "RapidOCR")]


def test_what_a_person_set_while_pages_come_survives_them(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "a.png", *THREE))
    document = taken.document.id
    bench.tools.reader.errors = {2: [PowerCut()]}
    with pytest.raises(PowerCut):
        bench.read(taken.task)
    bench.review(document).correct("text:0", "Able")

    with bench.desk.workspace.read() as connection:
        bench.read(tasks.get(connection, taken.task.id))

    entries = bench.review(document).entries()
    assert [entry.value.text for entry in entries] == ["Able", "Beta", "Gamma"]


def test_a_machine_does_not_change_the_type_that_a_person_works_with(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.review(document).confirm("total:0")
    bench.tools.reader.change = lambda words: "a few plain words"

    bench.again(document)

    assert bench.opened(document).revision.document_type == "receipt"


def test_a_type_that_was_found_may_be_found_differently(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    bench.tools.reader.change = lambda words: "a few plain words"

    bench.again(document)

    assert bench.opened(document).revision.document_type == "plain_text"


def test_the_type_that_is_asked_for_is_taken(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))

    found = bench.again(document, document_type="plain_text")

    assert found.type_confidence is None
    assert bench.opened(document).revision.entries["text:0"].value.text == "THE OLDE CHANDLERY"
    with bench.desk.workspace.read() as connection:
        assert documents.get(connection, document).document_type == "plain_text"


def test_a_new_type_finds_fields_without_reading_again(bench, tmp_path):
    document = bench.taken(receipt(tmp_path / "a.png"))
    count = len(bench.tools.reader.reads)

    bench.desk.retype(document, "plain_text", bench.merges.append)(CancelToken(), lambda *_: None)

    assert len(bench.tools.reader.reads) == count
    assert bench.opened(document).revision.document_type == "plain_text"
    bench.review(document).undo()
    assert bench.opened(document).revision.document_type == "receipt"


def test_some_pages_can_be_read_again(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))
    bench.tools.reader.change = str.upper
    task = replace(wished(document, Wish(), asked=True), pages=(1,))
    bench.desk.workspace.lane.call(lambda connection: tasks.enqueue(connection, task))

    bench.read(task)

    assert [entry.value.text for entry in bench.review(document).entries()] == ["Alpha", "BETA", "Gamma"]


def test_a_blank_page_gives_a_document_without_values(bench, tmp_path):
    document = bench.taken(FakeFile().write(tmp_path / "a.png"))

    assert bench.review(document).unsure() == ()
    assert bench.opened(document).revision.document_type == "plain_text"


def test_nothing_is_written_beside_the_log(bench, tmp_path):
    document = bench.taken(pages_of(tmp_path / "a.png", *THREE))

    with bench.desk.workspace.read() as connection:
        assert [step.number for step in steps.log(connection, document)] == [1, 2, 3]
        task = tasks.of_document(connection, document)[0]
        assert [text.page for text in texts.of_task(connection, task.id)] == [0, 1, 2]


def value_of(bench, document: str, field: str):
    return next(entry.value for entry in bench.review(document).entries() if entry.field == field)


def test_where_a_second_engine_agrees_the_characters_are_sure(bench, tmp_path):
    bench.tools.reader.confidence = 0.8
    bench.tools.reader.second = {}
    total = value_of(bench, bench.taken(receipt(tmp_path / "a.png")), "total")
    assert total.recognized_confidence == pytest.approx(0.99)
    assert total.confidence > 0.9


def test_where_a_second_engine_differs_a_person_is_asked_and_offered_both(bench, tmp_path):
    bench.tools.reader.second = {"12.50": "12.60"}
    total = value_of(bench, bench.taken(receipt(tmp_path / "a.png")), "total")
    assert total.text == "12.50"
    assert total.confidence < 0.9
    assert total.doubts[0].text == "Engines differ at character 4: “5” or “6”."
    assert total.doubts[0].at == 3
    assert "12.60" in [alternative.text for alternative in total.alternatives]


@pytest.mark.parametrize(
    ("second", "wanted", "sure"), [(False, True, False), (True, False, True), (None, False, False)]
)
def test_a_document_type_may_say_whether_there_is_a_second_reading(bench, tmp_path, second, wanted, sure):
    bench.tools.reader.confidence = 0.8
    bench.tools.reader.second = {}
    reading = replace(bench.desk.settings.reading, second=wanted)
    bench.desk.settings = replace(bench.desk.settings, reading=reading)
    kind = bench.desk.ledger._types["receipt"]
    bench.desk.ledger._types = {**bench.desk.ledger._types, "receipt": replace(kind, second=second)}

    total = value_of(bench, bench.taken(receipt(tmp_path / "a.png")), "total")

    assert (total.recognized_confidence > 0.9) is sure


def test_without_a_second_engine_the_first_reading_stands(bench, tmp_path):
    total = value_of(bench, bench.taken(receipt(tmp_path / "a.png")), "total")
    assert total.recognized_confidence == pytest.approx(0.97)


# What a full disk left


def test_a_reading_that_could_not_be_ended_goes_on_at_the_first_unread_page(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "a.png", "Alpha", "Beta"))
    bench.tools.reader.errors[1] = [PowerCut()]  # nothing is noted
    with pytest.raises(PowerCut):
        bench.read(taken.task)
    assert len(bench.tools.reader.reads) == 1

    again = bench.desk.tasks.wish(taken.document.id).result()
    assert (again.id, again.state, again.attempts) == (taken.task.id, TaskState.QUEUED, 0)
    bench.read(again)

    assert [index for index, _ in bench.tools.reader.reads] == [0, 1]


def test_another_wish_takes_the_place_of_one_that_was_left(bench, tmp_path):
    (taken,) = bench.take(pages_of(tmp_path / "a.png", "Alpha"))

    again = bench.desk.tasks.wish(taken.document.id, source="tesseract").result()

    assert again.id != taken.task.id
    with bench.desk.workspace.read() as connection:
        states = [task.state for task in tasks.of_document(connection, taken.document.id)]
    assert states == [TaskState.CANCELLED, TaskState.QUEUED]


# The electronic invoice in a file

EMBEDDED = EmbeddedInvoice("factur-x.xml", {"number": "A-1", "total": "99.00", "iban": "GB82WEST12345698765432"})
INVOICE = """
    Larkfield Seeds Ltd                 Invoice no. A-1
    9 Mill Road, Ardlough               Invoice date 3 May 2024
    Total EUR                                       90.00
"""


def test_an_electronic_invoice_is_compared_with_the_print(bench, tmp_path):
    file = pages_of(tmp_path / "a.pdf", "", own=[INVOICE], embedded=Embedded(EMBEDDED))

    document = bench.taken(file)

    opened = bench.opened(document)
    entries = opened.revision.entries
    assert opened.revision.document_type == "invoice"
    assert "embedded" in entries["number:0"].value.evidence
    assert entries["total:0"].value.text == "90.00"
    assert entries["total:0"].value.alternatives[0].text == "99.00"
    assert entries["iban:0"].value.regions == ()
    assert opened.texts[0].embedded == EMBEDDED


def test_an_electronic_invoice_counts_again_with_another_type(bench, tmp_path):
    file = pages_of(tmp_path / "a.pdf", "", own=[INVOICE], embedded=Embedded(EMBEDDED))
    document = bench.taken(file)

    bench.desk.retype(document, "receipt", bench.merges.append)(CancelToken(), silent)
    bench.desk.retype(document, "invoice", bench.merges.append)(CancelToken(), silent)

    assert "embedded" in bench.opened(document).revision.entries["number:0"].value.evidence


def test_it_belongs_to_the_first_page_of_its_file(bench, tmp_path):
    file = pages_of(tmp_path / "a.pdf", "", "", own=[INVOICE, "more"], embedded=Embedded(EMBEDDED))

    found = bench.opened(bench.taken(file)).texts

    assert [text.embedded for text in found.values()] == [EMBEDDED, None]


def test_a_broken_electronic_invoice_costs_a_message_and_nothing_else(bench, tmp_path):
    file = pages_of(tmp_path / "a.pdf", "", own=[INVOICE], embedded=Embedded(notices=("It is broken.",)))

    document = bench.taken(file)

    with bench.desk.workspace.read() as connection:
        assert recognitions.latest(connection, document).messages == ("It is broken.",)
    assert "Invoice no. A-1" in bench.opened(document).texts[0].text


def test_a_child_that_dies_of_an_electronic_invoice_costs_a_message_too(bench, tmp_path, monkeypatch):
    def dies(*_arguments, **_options):
        raise died()

    monkeypatch.setattr(bench.tools.pages, "embedded", dies)

    document = bench.taken(pages_of(tmp_path / "a.pdf", "", own=[INVOICE]))

    with bench.desk.workspace.read() as connection:
        (message,) = recognitions.latest(connection, document).messages
    assert message == "The electronic invoice in this PDF cannot be read."
    assert "Invoice no. A-1" in bench.opened(document).texts[0].text
