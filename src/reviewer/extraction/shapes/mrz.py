"""Machine-readable zones, and what looks like one; they need no label."""

from reviewer.extraction.beside_mrz import whole
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.scene import Scene

SHARED = True
LIMIT = 20


def find(scene: Scene) -> list[Candidate]:
    """Every zone of the document; the same MRZ on two pages is one value."""
    return [whole(zone, scene.layout) for zone in scene.layout.zones[:LIMIT]]
