"""What reviewed documents have had before, for the fields and the rules of the open one."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from reviewer.domain.document_type import DocumentType
from reviewer.domain.earlier import NOTHING, Earlier, sender_of, steady
from reviewer.domain.revision import Entry, Revision
from reviewer.jobs import Job, Later
from reviewer.services.review import Review
from reviewer.store.workspace import Workspace

if TYPE_CHECKING:  # what compares texts takes long to import: the first document does not wait for it
    from reviewer.services.earlier import Before, BeforeJob, Many, SteadyJob


class Senders:
    """Makes the jobs that look, and keeps what was found of senders.

    Args:
        workspace: where the documents are.
        types: the document types at hand.

    Attributes:
        known: what is known of them by their keys, for the rules; see `steady_values`.
    """

    def __init__(self, workspace: Workspace, types: Mapping[str, DocumentType]) -> None:
        self._workspace = workspace
        self._types = types
        self.known: dict[str, Earlier] = {}

    def of(self, revision: Revision, kind: DocumentType) -> Earlier:
        """What is known of the sender of a document."""
        return self.known.get(sender_of(revision, kind), NOTHING) if self.known else NOTHING

    def steady_values(self, review: Review) -> "Job[Earlier] | None":
        """Look what the sender of the open document has had before; None where nothing is to be looked for."""
        sender, names = sender_of(review.revision, review.kind), steady(review.kind)
        if not sender or not names:
            return None

        def make() -> "SteadyJob":
            from reviewer.services.earlier import SteadyJob  # see above

            return SteadyJob(self._workspace, review.document.id, self._sender_fields, sender, names, self._many)

        return Later("steady values", make)

    def values_before(self, review: Review, entry: Entry) -> "Job[tuple[Before, ...]] | None":
        """Look what the field of an entry has had in other documents; None for what no type describes."""
        field = review.field_type(entry)
        if field is None:
            return None

        def make() -> "BeforeJob":
            from reviewer.services.earlier import BeforeJob  # see above

            return BeforeJob(
                self._workspace,
                review.document.id,
                self._sender_fields,
                sender_of(review.revision, review.kind),
                field,
                entry.field,
                entry.column,
                entry.value.text,
                self._many,
            )

        return Later("earlier values", make)

    @cached_property
    def _many(self) -> "Many":
        from reviewer.services.earlier import Many  # see above

        return Many()

    @property
    def _sender_fields(self) -> frozenset[str]:
        return frozenset(kind.sender for kind in self._types.values() if kind.sender)
