"""Names that web and mail addresses of a document are made of: mostly its sender's."""

import re
from collections.abc import Iterator
from itertools import accumulate

from reviewer.domain.normalize import folded
from reviewer.extraction import legal_forms
from reviewer.extraction.layout import Layout

_ADDRESS = re.compile(
    r"(?:@|www\.|https?://)(?:www\.)?(?P<named>[a-z0-9-]+(?:\.[a-z0-9-]+)+)"
    r"|(?<![\w@.-])(?P<bare>(?:[a-z0-9-]+\.)+(?:com|net|org|eu|co\.[a-z]{2}|[a-z]{2}))(?![\w.@-])"
)
_PROVIDERS = frozenset(("gmail", "googlemail", "hotmail", "outlook", "yahoo", "gmx", "web", "icloud", "aol", "live"))
_GERMAN = ("gmbh", "ag", "kg", "ohg", "ug", "und")
_ENGLISH = ("ltd", "limited", "co", "llc", "inc", "corp", "plc", "the", "and")
_OTHERS = ("sarl", "sas", "sa", "srl", "spa", "bv", "nv", "sl", "pt", "cv", "tbk", "ooo", "ооо")
_FORMS = frozenset((*_GERMAN, *_ENGLISH, *_OTHERS))
_LEAST = 4  # letters that are no chance
_MOST = 6  # words of a name
_PARTLY = 0.5


def bare(text: str) -> str:
    """Letters and digits of a name without its legal form."""
    name = folded(legal_forms.ENDING.sub("", text))
    return "".join(token for token in re.findall(r"[^\W_]+", name) if token not in _FORMS)


class WebNames:
    """The telling parts of the web and mail addresses of a document."""

    def __init__(self, layout: Layout) -> None:
        self._known = frozenset(_names(layout))

    def like(self, text: str) -> float:
        """How far a name is like one of them, 0..1: as a whole, or in one word. An address itself is no name."""
        plain = folded(text)
        if _ADDRESS.search(plain):
            return 0.0
        tokens = [token for token in re.findall(r"[^\W_]+", plain) if token not in _FORMS]
        starts = set(accumulate(tokens)) if len(tokens) <= _MOST else set()
        whole = "".join(tokens)
        if any(len(known) >= _LEAST and (known in starts or _begins(whole, known)) for known in self._known):
            return 1.0
        long = [token for token in tokens if len(token) >= _LEAST]
        return _PARTLY if any(token in known for token in long for known in self._known) else 0.0


def _begins(name: str, known: str) -> bool:
    """Whether a web name begins with a name, and has not much more than that."""
    return len(name) >= max(_LEAST, len(known) / 2) and known.startswith(name)


def _names(layout: Layout) -> Iterator[str]:
    """Without hyphens, ends (``.co.uk``), and names of those who keep the mail of others."""
    for row in layout.rows:
        for match in _ADDRESS.finditer(row.folded):
            labels = (match["named"] or match["bare"]).split(".")[:-1]
            if len(labels) > 1 and labels[-1] in ("co", "com"):
                labels.pop()
            if labels and labels[-1] not in _PROVIDERS:
                yield labels[-1].replace("-", "")
