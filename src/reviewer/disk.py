"""What the disk has to be told, so that it is there after the power went."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Bring a rename or a new file in a folder to the disk."""
    if os.name == "nt":
        return  # Windows cannot sync a folder, and NTFS journals renames
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
