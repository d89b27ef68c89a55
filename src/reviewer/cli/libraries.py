"""The libraries of Linux that Qt needs, and the Debian packages that have them."""

import ctypes
import os
import subprocess
import sys

from reviewer.cli.findings import Finding

QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Without them nothing of Qt loads."""

WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Without them no window opens under X11."""

_SECONDS = 60


def check() -> list[Finding]:
    """Whether Qt loads, and whether a window could open."""
    missing = _missing(QT)
    if missing:
        return [Finding("Qt", f"does not load: {', '.join(missing)} missing.", False, _install(QT, missing))]
    findings = [_loads()]
    missing = _missing(WINDOW)
    if missing:
        text = f"cannot open under X11: {', '.join(missing)} missing."
        findings.append(Finding("Window", text, False, _install(WINDOW, missing)))
    elif sys.platform == "linux":
        display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
        findings.append(Finding("Window", f"display {display}" if display else "there is no display here.", None))
    return findings


def _missing(libraries: dict[str, str]) -> list[str]:
    return [name for name in libraries if not _found(name)] if sys.platform == "linux" else []


def _found(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install(libraries: dict[str, str], missing: list[str]) -> str:
    packages = sorted({libraries[name] for name in missing})
    return f"Install: sudo apt-get install {' '.join(packages)} (or what has them on this system)."


def _loads() -> Finding:
    """In a process of its own: commands never load Qt themselves."""
    code = "from PySide6 import QtCore, QtWidgets; print(QtCore.qVersion())"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Finding("Qt", f"could not be tried ({type(error).__name__}).", None)
    if done.returncode == 0:
        return Finding("Qt", done.stdout.strip(), True)
    reason = (done.stderr.strip().splitlines() or ["it stopped"])[-1]
    return Finding(
        "Qt", f"does not load: {reason}", False, "Install Reviewer again; its window needs PySide6-Essentials."
    )
