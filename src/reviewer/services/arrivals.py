"""What comes into a workspace: files that are named, pasted, or handed over by `reviewer add`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.pages.client import PageClient
from reviewer.services.sources import default_source
from reviewer.services.tools import Passwords
from reviewer.services.wishes import Wish
from reviewer.settings import Settings
from reviewer.store.workspace import Workspace

if TYPE_CHECKING:  # the first document does not wait for what takes others in
    from reviewer.services.incoming import IncomingJob
    from reviewer.services.intake import IntakeJob, MadeJob, Taken

_ANY = Wish()


class Arrivals:
    """Makes the jobs that take files in.

    Args:
        workspace: takes them.
        passwords: open encrypted ones.
        settings: gives the operator's.
    """

    def __init__(self, workspace: Workspace, passwords: Passwords, settings: Callable[[], Settings]) -> None:
        self._workspace = workspace
        self._passwords = passwords
        self._settings = settings

    def intake(
        self, paths: tuple[Path, ...], pages: PageClient, taken: "Callable[[Taken], None]", wish: Wish = _ANY
    ) -> "IntakeJob":
        """Take in files, and folders with all they hold."""
        from reviewer.services.intake import IntakeJob  # see above

        if wish is _ANY:
            wish = Wish(default_source(self._settings()))
        return IntakeJob(paths, self._workspace, pages, self._passwords, wish, taken)

    def incoming(
        self, pages: PageClient, taken: "Callable[[Taken], None]", but: frozenset[Path] = frozenset()
    ) -> "IncomingJob":
        """Take in what `reviewer add` handed over, but for some paths."""
        from reviewer.services.incoming import IncomingJob  # see above

        return IncomingJob(self._workspace.incoming, lambda paths, told: self.intake(paths, pages, told), taken, but)

    def paste(self, make: Callable[[Path], Path], pages: PageClient, taken: "Callable[[Taken], None]") -> "MadeJob":
        """Take in a file that `make` writes."""
        from reviewer.services.intake import MadeJob  # see above

        return MadeJob(make, self._workspace.temporary, lambda paths: self.intake(paths, pages, taken))
