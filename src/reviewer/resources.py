"""Where `resources/` lies: inside an installed wheel, or at the top of a checkout."""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder of the resources.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("resources")


def path(*parts: str) -> Path:
    """A file or folder below the resources, for example ``path("icons", "open.svg")``."""
    return root().joinpath(*parts)
