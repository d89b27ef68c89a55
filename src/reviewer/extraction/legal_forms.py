"""Legal forms at the end of a company's name: what is a name, and what is printed behind it."""

import re

_MALAY_AND_ENGLISH = r"s\.?d\.?n\.? ?b\.?h\.?d|pte\.? ltd|ltd|limited|llc|llp|inc|plc|corp|company|s/b"
_GERMAN = r"gmbh(?: ?& ?co\.? kg)?|e\.k|o?hg|kgaa"
_ROMANCE = r"s\.?a\.?r\.?l|s\.?a\.?s|e\.?u\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?n\.?c|s\.l(?:\.u)?"
_FORM = rf"(?<![^\W_])(?:{_MALAY_AND_ENGLISH}|{_GERMAN}|{_ROMANCE}|b\.v|n\.v|tbk)(?![^\W_])\.?"

TRADES = frozenset(
    (
        *("enterprise", "enterprises", "trading", "traders", "restaurant", "restaurants", "restoran", "industries"),
        *("marketing", "services", "service", "supply", "supplies", "holdings", "international", "global", "ventures"),
        *("hardware", "stationery", "stationers", "books", "bookstore", "electrical", "electronics", "furniture"),
        *("food", "foods", "beverage", "beverages", "catering", "bakery", "bakeries", "confectionery", "seafood"),
        *("supermarket", "hypermarket", "minimarket", "mart", "market", "store", "stores", "shop", "pharmacy"),
        *("beauty", "care", "health", "cash", "carry", "auto", "parts", "motor", "motors", "mini", "fresh", "retail"),
        *("resources", "solutions", "technology", "technologies", "products", "development", "management", "coffee"),
        *("petroleum", "station", "engineering", "construction", "transport", "logistics", "express", "group"),
        *("handel", "vertrieb", "technik", "getränke", "backwaren", "distribution", "commerce", "handels", "sons"),
    )
)
"""Words that say what a company does, and are no name by themselves."""
_ENDING_TRADES = frozenset(("enterprise", "enterprises", "trading", "restaurant", "restaurants"))
"""Those that stand at the end of a name like a legal form."""

ENDING = re.compile(rf"{_FORM}\W*$", re.IGNORECASE)
"""At the end of a text."""

FOLLOWED = re.compile(rf"{_FORM}(?=[\s,·|]\s*[^\W_])", re.IGNORECASE)
"""With more behind it."""

_WORD = re.compile(r"[^\W_]+")
_GOES_ON = re.compile(r"(?:&|\b(?:and|dan|und|et))\s*$", re.IGNORECASE)


def end_of_name(text: str, start: int, stop: int) -> int | None:
    """Where a name ends within a stretch of a text that goes on behind its legal form; the last such place."""
    return max((match.end() for match in FOLLOWED.finditer(text, start, stop)), default=None)


def is_rest(text: str) -> bool:
    """Whether a text is the end of a name and not all of it: a legal form with trades or one more word before it."""
    form = ENDING.search(text)
    words = [word.lower() for word in _WORD.findall(text[: form.start()] if form else text)]
    if form is None and not (words and words[-1] in TRADES):
        return False
    most = 1 if form else 1 + (words[-1] in _ENDING_TRADES)
    return len(words) <= most or all(word in TRADES for word in words)


def goes_on(text: str) -> bool:
    """Whether a text ends with a word after which a name must go on."""
    return _GOES_ON.search(text) is not None
