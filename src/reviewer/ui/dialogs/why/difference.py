"""The difference of two candidates in words: what speaks for each, and what against."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from reviewer.extraction.explain import Considered, Standing
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

_MOST = 2
"""Reasons named for each."""
_TELLING = 0.15
"""Points; a smaller difference is no reason."""

translate = QCoreApplication.translate

_LEADS = {
    (True, True): QT_TRANSLATE_NOOP("why", "{points} points ahead of the runner-up."),
    (True, False): QT_TRANSLATE_NOOP("why", "{points} points behind the runner-up."),
    (False, True): QT_TRANSLATE_NOOP("why", "{points} points ahead of the chosen text."),
    (False, False): QT_TRANSLATE_NOOP("why", "{points} points behind the chosen text."),
}
"""Whether the candidate is the chosen one, and whether its score is the higher one."""
_FOR, _AGAINST = QT_TRANSLATE_NOOP("why", "For it: {reasons}."), QT_TRANSLATE_NOOP("why", "Against it: {reasons}.")
_OTHERS = {
    True: (
        QT_TRANSLATE_NOOP("why", "For the runner-up: {reasons}."),
        QT_TRANSLATE_NOOP("why", "Against the runner-up: {reasons}."),
    ),
    False: (
        QT_TRANSLATE_NOOP("why", "For the chosen text: {reasons}."),
        QT_TRANSLATE_NOOP("why", "Against the chosen text: {reasons}."),
    ),
}

_Scores = Mapping[str, float]
_Words = Callable[[str], str]


def difference_words(one: Considered, other: Considered, words: _Words) -> str:
    """By how much one is ahead of the other or behind it, and the heaviest reasons.

    Args:
        one: the chosen candidate; or any other, to be compared with that.
        other: the runner-up; or the chosen one.
        words: says what a feature is called.
    """
    chosen = one.standing is Standing.CHOSEN
    lead = one.score - other.score
    points = QLocale().toString(abs(lead), "f", 2)
    gains = {name: gain for name, gain in one.difference(other) if abs(gain) >= _TELLING}
    losses = {name: -gain for name, gain in gains.items()}
    mine, its = _scores(one), _scores(other)
    told = [translate("why", _LEADS[chosen, lead >= 0]).format(points=points)]
    named: set[str] = set()
    for sentences, ahead, own, beside in (((_FOR, _AGAINST), gains, mine, its), (_OTHERS[chosen], losses, its, mine)):
        for sentence, names in zip(sentences, _speaking(ahead, own), strict=True):
            new = [name for name in names if name not in named][:_MOST]
            named.update(new)
            if new:
                reasons = "; ".join(_reason(name, own, beside, words) for name in new)
                told.append(translate("why", sentence).format(reasons=reasons))
    return " ".join(told)


def _speaking(gains: _Scores, own: _Scores) -> tuple[list[str], list[str]]:
    """What speaks for a candidate more than for the other, and what speaks against it more."""
    return (
        [name for name, gain in gains.items() if gain > 0 and own.get(name, 0.0) > 0],
        [name for name, gain in gains.items() if gain < 0 and own.get(name, 0.0) < 0],
    )


def _reason(name: str, own: _Scores, beside: _Scores, words: _Words) -> str:
    """A reason; with both figures, where it holds for both and only counts differently."""
    told = words(name)
    told = told[:1].lower() + told[1:]
    if name not in beside:
        return told
    mine, its = (QLocale().toString(abs(scores[name]), "f", 2) for scores in (own, beside))
    return translate("why", "{reason} ({points}, there {others})").format(reason=told, points=mine, others=its)


def _scores(one: Considered) -> _Scores:
    return {part.name: part.score for part in one.parts}
