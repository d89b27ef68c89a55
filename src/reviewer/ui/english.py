"""The texts of the program are English; what Qt leaves to a translation is their plural."""

from PySide6.QtCore import QCoreApplication, QTranslator

PLURAL = "(s)"


class English(QTranslator):
    """Makes "1 file" and "2 files" of "%n file(s)"; every other text stays as it is."""

    def isEmpty(self) -> bool:
        return False  # an empty translator is not asked

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if n < 0 or PLURAL not in text:
            return None
        return text.replace(PLURAL, "" if n == 1 else "s")


def install(qt: QCoreApplication) -> None:
    """Use it, once."""
    if qt.findChild(English) is None:
        qt.installTranslator(English(qt))
