from reviewer.ui.letterbox import Letterbox


def test_it_tells_once_of_what_is_put_in(qtbot, tmp_path):
    told = []
    box = Letterbox(tmp_path)
    box.changed.connect(lambda: told.append(True))
    with qtbot.waitSignal(box.changed):
        (tmp_path / "a").mkdir()
        (tmp_path / "b").mkdir()
    qtbot.wait(300)
    assert told == [True]
