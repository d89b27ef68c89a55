"""Whether a folder may hold a database that several processes share."""

import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.davfs2"}
)


def is_remote(folder: Path) -> bool:
    """Whether a folder lies on another computer, where SQLite's write-ahead log does not work.

    Only Linux can tell; elsewhere the answer is no, and the journal mode that is checked at opening must do.
    """
    if not sys.platform.startswith("linux"):
        return False
    kinds = _kinds()
    nearest = next((parent for parent in (folder, *folder.parents) if str(parent) in kinds), None)
    return nearest is not None and kinds[str(nearest)] in _REMOTE


def _kinds() -> dict[str, str]:
    """The kind of file system by mount point."""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    fields = (line.split() for line in lines)
    return {_plain(parts[1]): parts[2] for parts in fields if len(parts) > 2}


def _plain(mount: str) -> str:
    """A mount point without the escapes that the kernel writes for blanks."""
    for escape, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount = mount.replace(escape, letter)
    return mount
