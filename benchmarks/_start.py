"""What `startup.py` starts: the program itself, with an ear for what it paints. It imports nothing before that does.

    python _start.py WORKSPACE BEGAN DOCUMENTS

BEGAN is the moment of `time.monotonic` when this process was asked for. Prints seconds from there, as JSON.
"""

from __future__ import annotations

import sys
from time import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reviewer.ui.application import Application
    from reviewer.ui.frame import Frame

times: dict[str, float] = {}


def main() -> None:
    from reviewer import __main__ as program
    from reviewer import app

    workspace, began, documents = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
    load = app.load_settings

    def load_settings() -> object:  # called when Qt is imported, and before there is a window
        hear_frame(began, documents)
        return load()

    app.load_settings = load_settings  # type: ignore[assignment]
    program.main(["--workspace", workspace])
    import json

    print(json.dumps(times))


def hear_frame(began: float, documents: int) -> None:
    """Hear of the first paint."""
    from reviewer.ui.frame import Frame

    show = Frame.show

    def heard(frame: Frame) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt

        class First(QObject):
            """The whole window is painted in one go: what is posted comes after it."""

            def eventFilter(self, watched: QObject, event: QEvent) -> bool:
                if event.type() is QEvent.Type.Paint:
                    frame.window.removeEventFilter(self)
                    QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
                return False

            def customEvent(self, event: QEvent) -> None:
                times["painted"] = monotonic() - began

        first = First()
        frame.window.installEventFilter(first)
        show(frame)
        hear_application(began, documents)

    Frame.show = heard  # type: ignore[method-assign]


def hear_application(began: float, documents: int) -> None:
    """Hear of the first document."""
    from reviewer.ui.application import Application

    show = Application.show

    def heard(application: Application) -> None:
        from _window import Painted, Window
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        window = Window(application)

        def has_fields() -> bool:
            return window.session.document is not None and bool(window.review.rows()) and window.editor.isVisible()

        def usable() -> bool:
            page = window.review.page
            counted = sum(window.session.queue.counts.values()) >= documents
            return has_fields() and counted and window.pictures.ready(page)

        class Ear(Painted):
            def __init__(self, name: str, *of: object) -> None:
                super().__init__(*of)  # type: ignore[arg-type]
                self.name = name

            def customEvent(self, event: object) -> None:
                super().customEvent(event)  # type: ignore[arg-type]
                times[self.name] = self.at - began
                if self.name == "usable":
                    QApplication.quit()

        application.ears = [  # type: ignore[attr-defined]
            Ear("fields", has_fields, window.fields),
            Ear("usable", usable, window.page),
        ]
        # What the last of them needs may come without a paint of the page.
        application.session.queue.counted.connect(window.page.update)
        QTimer.singleShot(30_000, QApplication.quit)
        show(application)

    Application.show = heard  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
