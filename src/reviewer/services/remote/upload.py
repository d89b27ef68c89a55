"""What is sent of a document."""

from dataclasses import dataclass

from reviewer.domain.document import Document
from reviewer.domain.recognition import RecognitionTask
from reviewer.jobs import CancelToken
from reviewer.pages.client import PageClient
from reviewer.providers.base import Upload
from reviewer.services.ledger import Ledger
from reviewer.services.tools import Passwords
from reviewer.store.originals import Originals


@dataclass(frozen=True)
class Uploads:
    """Makes uploads.

    Attributes:
        originals, passwords: where the files are.
        pages: draws pages.
        ledger: knows the document types.
    """

    originals: Originals
    passwords: Passwords
    pages: PageClient
    ledger: Ledger

    def __call__(self, document: Document, task: RecognitionTask, token: CancelToken) -> Upload:
        raise NotImplementedError
