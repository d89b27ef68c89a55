from PySide6.QtCore import QCoreApplication, QObject

from reviewer.ui import english


def test_one_file_and_two_files(qapp):
    english.install(qapp)
    told = QObject()
    assert [told.tr("%n file(s) written.", "", n) for n in (0, 1, 2)] == [
        "0 files written.",
        "1 file written.",
        "2 files written.",
    ]
    assert QCoreApplication.translate("any", "Keep (s) here") == "Keep (s) here"
    qapp.removeTranslator(qapp.findChild(english.English))
    qapp.findChild(english.English).deleteLater()
