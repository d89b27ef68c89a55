"""The free fonts the samples are printed with, and the Debian package each comes from.

They are needed only while samples are made. Their licences (OFL 1.1) allow embedding.
"""

from pathlib import Path

from PIL import ImageFont

ROOT = Path("/usr/share/fonts")
FONTS = {
    "till": ("fonts-terminus-otb", "opentype/terminus/terminus-bold.otb"),
    "till-light": ("fonts-liberation2", "truetype/liberation2/LiberationMono-Regular.ttf"),
    "till-strong": ("fonts-jetbrains-mono", "truetype/jetbrains-mono/JetBrainsMono-Medium.ttf"),
    "script": ("fonts-dancingscript", "opentype/dancingscript/DancingScript-Bold.otf"),
    "sans": ("fonts-lato", "truetype/lato/Lato-Regular.ttf"),
    "sans-bold": ("fonts-lato", "truetype/lato/Lato-Bold.ttf"),
    "sans-black": ("fonts-lato", "truetype/lato/Lato-Black.ttf"),
    "print": ("fonts-liberation2", "truetype/liberation2/LiberationSans-Regular.ttf"),
    "print-bold": ("fonts-liberation2", "truetype/liberation2/LiberationSans-Bold.ttf"),
    "serif": ("fonts-liberation2", "truetype/liberation2/LiberationSerif-Regular.ttf"),
    "serif-bold": ("fonts-liberation2", "truetype/liberation2/LiberationSerif-Bold.ttf"),
    "digits": ("fonts-ocr-b", "opentype/ocr-b/OCRB.otf"),
    "pen-capitals": ("fonts-bwht", "opentype/bwht/BecauseWeOrganize-Regular.otf"),
    "pen-hurried": ("fonts-dkg-handwriting", "truetype/fifthhorseman/dkg.ttf"),
    "signature": ("fonts-kristi", "truetype/kristi/Kristi.ttf"),
}


def path(name: str) -> Path:
    """The file of a font; stops the program with one sentence when its package is not installed."""
    package, file = FONTS[name]
    found = ROOT / file
    if not found.is_file():
        raise SystemExit(f"The samples need the Debian package {package}, which brings {found}.")
    return found


def font(name: str, size: float) -> ImageFont.FreeTypeFont:
    """A font at a size in pixels."""
    return ImageFont.truetype(str(path(name)), size)


def require_all() -> None:
    """Fail before any work is done, not after."""
    for name in FONTS:
        path(name)
