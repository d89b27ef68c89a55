"""Whether what was read fits the languages that were asked for."""

import unicodedata
from collections.abc import Sequence

from reviewer.domain.text import Word
from reviewer.engines import _languages

_FEWEST_LETTERS = 20
_SURE = 0.8
_LITTLE = 0.25
"""Share of letters in sure words. On 15 pages, Latin print read as Russian: 0 to 0.24, in a language of its own script
0.27 to 1, a passport that is hardly legible aside."""
_FEW = 0.05
_ALPHABETS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Grek": ("GREEK",),
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Deva": ("DEVANAGARI",),
    "Geor": ("GEORGIAN",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Kore": ("HANGUL", "CJK"),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Thai": ("THAI",),
}
"""How Unicode calls the letters of each script."""


def misfit(words: Sequence[Word], languages: Sequence[str]) -> str:
    """A sentence when the print does not seem to be in any of the languages; else, or when none is known, nothing."""
    with_letters = [word for word in words if any(letter.isalpha() for letter in word.text)]
    letters = [letter for word in with_letters for letter in word.text if letter.isalpha()]
    if not languages or len(letters) < _FEWEST_LETTERS:
        return ""
    named = _languages.listed(languages, "or")
    if share_in_script(with_letters, languages) < _FEW:
        return f"No letters of {named} were read; perhaps the print is in another language."
    every = sum(len(word.text) for word in with_letters)
    sure = sum(len(word.text) for word in with_letters if (word.confidence or 0.0) >= _SURE)
    if sure < _LITTLE * every:
        return f"Little makes sense as {named}; perhaps the print is in another language."
    return ""


def share_in_script(words: Sequence[Word], languages: Sequence[str]) -> float:
    """Which share of the letters of words is in a script that one of the languages is written in."""
    letters = [letter for word in words for letter in word.text if letter.isalpha()]
    found = [_languages.language(tag) for tag in languages]
    alphabets = tuple(alphabet for each in found if each for alphabet in _ALPHABETS[each.script])
    return sum(unicodedata.name(letter, "").startswith(alphabets) for letter in letters) / max(1, len(letters))
