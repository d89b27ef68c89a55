"""One window for a workspace: a second start raises the first window and hands its files over."""

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 1000
LONGEST = 1_000_000


def _name(folder: Path) -> str:
    """Of the socket of a workspace. It holds no path: others can list sockets."""
    return f"reviewer-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:20]}"


def hand_over(folder: Path, paths: tuple[Path, ...]) -> bool:
    """Ask the window that has this workspace to come to the front and take the files. False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps([str(path.absolute()) for path in paths]).encode())
    written = socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return written


class Doorbell(QObject):
    """Listens for second starts.

    Signals:
        rung: paths handed over; may be none.
    """

    rung = Signal(list)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # What a crash left behind; nobody listens there, or `hand_over` would have reached it.
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))

    def close(self) -> None:
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        socket.disconnected.connect(self._on_told)

    @Slot()
    def _on_told(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        told = bytes(socket.read(LONGEST).data())
        socket.deleteLater()
        try:
            paths = json.loads(told or b"[]")
        except ValueError:
            return
        if isinstance(paths, list) and all(isinstance(path, str) for path in paths):
            self.rung.emit(paths)
