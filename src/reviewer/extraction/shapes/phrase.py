"""Texts in running prose that a phrase leads to: the parties after “by and between”, the state after “the laws of”."""

from rapidfuzz import fuzz

from reviewer.domain.document_type import FieldType
from reviewer.domain.normalize import folded
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.scene import Scene

SHARED = False
LIMIT = 200

_EDGES = " ,;:-–—\"“”'‘’"
_ALIKE = 82  # of 100: two spellings of one name


def find(scene: Scene, field: FieldType) -> list[Candidate]:
    """The values of every phrase of the field; those that name the same, though spelled a little otherwise, agree."""
    found: dict[tuple[int, int], Candidate] = {}
    for phrase in field.phrases:
        for start, stop, strength in scene.prose.said(phrase):
            place = _trimmed(scene.prose.text, start, stop)
            if place[0] < place[1] and (place not in found or found[place].traits["phrase"] < strength):
                found[place] = _candidate(scene, place, strength)
        if len(found) >= LIMIT:
            break
    candidates = [found[place] for place in sorted(found)][:LIMIT]
    _agree(candidates)
    return candidates


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    piece = text[start:stop]
    return start + len(piece) - len(piece.lstrip(_EDGES)), start + len(piece.rstrip(_EDGES))


def _candidate(scene: Scene, place: tuple[int, int], strength: float) -> Candidate:
    start, stop = place
    text = scene.prose.text[start:stop]
    spans = scene.prose.spans(start, stop)
    traits = {
        "phrase": strength,
        "early": 1.0 - start / max(len(scene.prose.text), 1),
        "upper": float(text.isupper()),
        "long": float(len(text.split()) > 10),
        "digits": sum(sign.isdigit() for sign in text) / len(text),
    }
    return Candidate(spans, text, _key(text), None, traits)


def _agree(candidates: list[Candidate]) -> None:
    """Give spellings of one name the same key, and say how often it stands there."""
    kept: list[Candidate] = []
    for one in candidates:
        same = next((other for other in kept if fuzz.ratio(str(one.key), str(other.key)) >= _ALIKE), None)
        if same is None:
            kept.append(one)
        else:
            one.key = same.key
    for one in candidates:
        count = sum(other.key == one.key for other in candidates)
        one.traits["repeated"] = min(count - 1, 3) / 3


def _key(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
