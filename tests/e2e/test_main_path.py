"""From a file to a reviewed, exported document, by keys; and everything is still there after a restart."""

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_receipt_is_read_corrected_finished_exported_and_still_there(open_window, receipt, tmp_path):
    desk = open_window(receipt)
    desk.wait_read()
    assert desk.status() == "pending"
    assert desk.value("total") == "93.10"

    desk.wait(lambda: QApplication.focusWidget() is desk.editor)
    first = desk.review.current
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type("Selasih")
    desk.press(Qt.Key.Key_Return)
    assert desk.review.entry(first).value.text == "Selasih"
    assert desk.status() == "in_review"
    assert desk.review.current != first

    for _ in range(200):
        if isinstance(QApplication.focusWidget(), QPushButton):
            break
        desk.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert not desk.review.review.unsure()
    desk.press(Qt.Key.Key_Return)  # on "Mark reviewed"
    desk.wait(desk.saved)
    desk.wait(lambda: any((tmp_path / "workspace" / "export").glob("*.json")))
    desk.wait(lambda: not desk.application.runner.runs(desk_export_lane()))
    exported = only_json(tmp_path)
    assert exported["document"]["revision_status"] == "reviewed"
    assert exported["document"]["reviewed_by"] == "Ana"
    assert exported["fields"]["total"][0]["text"] == "93.10"
    corrected = exported["fields"][desk_field(first)][0]
    assert (corrected["text"], corrected["source"]) == ("Selasih", "corrected")
    desk.application.close()

    again = open_window()
    again.wait(lambda: again.session.queue.counts != {})
    assert again.session.queue.reviewed_today == 1
    again.wait(lambda: again.session.acting.can_undo)
    again.press(Qt.Key.Key_Z, CTRL)  # what the operator did last was to finish this document
    again.wait(lambda: again.session.document is not None)
    assert again.status() == "in_review"
    assert again.review.entry(first).value.text == "Selasih"
    again.wait(again.saved)
    again.wait(lambda: only_json(tmp_path)["document"]["revision_status"] == "in_review")


def test_keys_of_the_table_reach_their_actions_from_the_editor(open_window, receipt):
    """Under X11 text editors take Ctrl+U and Ctrl+Z for themselves unless they are told not to."""
    desk = open_window(receipt)
    desk.wait_read()
    desk.wait(lambda: QApplication.focusWidget() is desk.editor)
    first = desk.review.current
    text = desk.review.entry(first).value.text
    desk.press(Qt.Key.Key_U, CTRL)
    assert desk.review.entry(first).value.mark == "unreadable"
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.review.entry(first).value.text == text
    assert desk.review.current == first
    desk.press(Qt.Key.Key_Tab)
    second = desk.review.current
    assert second != first
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.review.current == first
    desk.press(Qt.Key.Key_B, CTRL)
    assert desk.review.entry(first).value.mark == "blank"
    desk.wait(desk.saved)


def desk_export_lane():
    from reviewer.lanes import EXPORT

    return EXPORT


def desk_field(entry: str) -> str:
    return entry.split(":")[0]


def only_json(tmp_path) -> dict:
    (path,) = (tmp_path / "workspace" / "export").glob("*.json")
    return json.loads(path.read_text("utf-8"))
