"""Candidates scored for a field: a weighted sum of named features, and a softmax over all of them."""

import math
from collections.abc import Iterable, Mapping

from reviewer.domain.document_type import FieldType
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.features import Features

MISSING = "missing"
_RELATION = "."


class Choice:
    """A candidate for one field.

    Attributes:
        candidate: the text and its place.
        key: equal for choices that mean the same for the field.
        features: named figures that count for this field.
        score: their weighted sum.
        probability: softmax of the score over all candidates of the field and "missing".
        certainty: how often a choice of that probability is right, as far as it was measured.
        evidence: names of what settles this choice.
    """

    __slots__ = ("candidate", "certainty", "evidence", "features", "key", "probability", "score")

    def __init__(self, candidate: Candidate, features: Features, weights: Mapping[str, float]) -> None:
        self.candidate = candidate
        self.key = candidate.key
        self.features = features
        self.score = sum(weights[name] * value for name, value in features.items() if value and name in weights)
        self.probability = 0.0
        self.certainty = 0.0
        self.evidence: tuple[str, ...] = ()

    def set(self, name: str, value: float, weights: Mapping[str, float]) -> None:
        """Change one feature, and the score with it."""
        self.score += weights.get(name, 0.0) * (value - self.features.get(name, 0.0))
        self.features[name] = value

    @property
    def labeled(self) -> bool:
        """Whether one of the field's own labels stands at it, or its form needs none."""
        features = self.features
        return any(
            features.get(name, 0.0) > 0.4
            for name in ("label_left", "label_above", "label_column", "format", "base_sum", "phrase")
        )


class Examination:
    """A field and all that was considered for it.

    Attributes:
        field: of the document type.
        threshold: below it a value is unsure.
        weights: by feature.
        choices: best first.
        missing: probability that the page does not have it.
    """

    def __init__(
        self, field: FieldType, threshold: float, weights: dict[str, float], choices: Iterable[Choice]
    ) -> None:
        self.field = field
        self.threshold = threshold
        self.weights = weights
        self.choices = list(choices)
        self.missing = 1.0

    def rank(self) -> None:
        """Sort, and share out the probability."""
        self.choices.sort(key=lambda choice: -choice.score)
        nothing = self.weights.get(MISSING, 0.0)
        highest = max(nothing, self.choices[0].score) if self.choices else nothing
        # Candidates that mean the same do not compete with each other.
        best: dict[object, float] = {}
        for choice in self.choices:
            best.setdefault(choice.key, math.exp(choice.score - highest))
        whole = sum(best.values()) + math.exp(nothing - highest)
        for choice in self.choices:
            if self.field.several:  # another right value takes nothing away from it
                choice.probability = 1.0 / (1.0 + math.exp(min(nothing - choice.score, 700.0)))
            else:
                choice.probability = math.exp(choice.score - highest) / whole
        self.missing = math.exp(nothing - highest) / whole

    @property
    def chosen(self) -> Choice | None:
        """The best candidate, when it is better than having none."""
        if not self.choices or self.choices[0].score <= self.weights.get(MISSING, 0.0):
            return None
        return self.choices[0]

    @property
    def runner_up(self) -> Choice | None:
        """The best candidate that means something else than the chosen one."""
        if not self.choices:
            return None
        first = self.choices[0].key
        return next((choice for choice in self.choices if choice.key != first), None)

    def several(self) -> list[Choice]:
        """For a field with several values: the chosen one and all others at its labels, in the order of the page."""
        nothing = self.weights.get(MISSING, 0.0)
        kept = self.choices[:1]
        for choice in self.choices[1:]:
            free = not any(
                choice.candidate.overlaps(other.candidate) or (self.field.phrases and choice.key == other.key)
                for other in kept
            )
            if choice.labeled and choice.score > nothing and free:
                kept.append(choice)
        return sorted(kept, key=lambda choice: (choice.candidate.first.row.number, choice.candidate.first.start))

    def relations(self) -> list[tuple[str, str, str]]:
        """Features that look at another field: feature, relation, other field."""
        parts = (name.partition(_RELATION) for name in self.weights if _RELATION in name)
        return [(f"{relation}{dot}{other}", relation, other) for relation, dot, other in parts]
