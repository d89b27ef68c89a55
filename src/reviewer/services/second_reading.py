"""Has a second engine look at the places of the values that were found, and judges the words by what it sees."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer.domain.field import Field
from reviewer.domain.text import PageText
from reviewer.errors import ChildDied, EngineError, ReviewerError
from reviewer.extraction.second import Place, compared, places
from reviewer.jobs import CancelToken
from reviewer.services.reading import PageReader

SECOND = "tesseract"
"""It misreads other characters than RapidOCR, and reads many lines at a time cheaply."""


@dataclass
class SecondReading:
    """The second reading of one document.

    Attributes:
        reader: reads its pages.
        wanted: whether there is to be one.
    """

    reader: PageReader
    wanted: bool
    _done: set[int] = field(default_factory=set)

    def of(self, pages: Iterable[PageText], fields: tuple[Field, ...], token: CancelToken) -> list[PageText]:
        """The pages that look otherwise after it. Each is read a second time once; one that cannot be is left.

        Raises:
            Cancelled: the token asked to stop.
        """
        changed: list[PageText] = []
        for page in pages if self.wanted else ():
            if page.page in self._done or page.engine in ("", SECOND):
                continue
            asked = places(fields, page)
            if not asked:
                continue
            self._done.add(page.page)
            again = self._read(page, asked, token)
            if again is not page:
                changed.append(again)
        return changed

    def _read(self, page: PageText, asked: tuple[Place, ...], token: CancelToken) -> PageText:
        try:
            answers = self.reader.read_again(page, tuple(each.box for each in asked), SECOND, token)
        except (EngineError, ChildDied):
            self.wanted = False  # it is not installed, lacks the language, or fails: the first reading stands
            return page
        except ReviewerError:
            return page
        return compared(page, asked, answers)
