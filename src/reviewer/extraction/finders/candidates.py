"""Fields by candidates: every text of the right shape is weighed by its features, and the best one is taken."""

from collections.abc import Sequence
from datetime import date

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field
from reviewer.domain.text import PageText
from reviewer.extraction.answer import Extraction
from reviewer.extraction.examine import examine_scene
from reviewer.extraction.items import as_field, find_rows
from reviewer.extraction.scene import Scene
from reviewer.extraction.values import values_of


def find(pages: Sequence[PageText], kind: DocumentType, today: date) -> Extraction:
    """All fields of the type, in its order."""
    scene = Scene(pages, kind, today)
    examined = {examination.field.name: examination for examination in examine_scene(scene)}
    fields = []
    for field in kind.fields:
        if field.columns:
            fields.append(as_field(field, find_rows(field, scene), kind.threshold_of(field.name)))
        else:
            fields.append(Field(field.name, values=values_of(examined[field.name])))
    messages: tuple[str, ...] = ()
    if scene.layout.left_out:
        messages = (f"{scene.layout.left_out} words in the middle of the document were not searched for fields.",)
    return Extraction(tuple(fields), messages)
