"""Lengths of time as people print them: ``3 years``, ``two (2) years``, ``18 Monate``, ``un an``."""

import re
from collections.abc import Iterator

import msgspec

_NUMBERS: dict[int, str] = {
    1: "one a an ein eine einem einer eines un une een uno una",
    2: "two zwei deux twee due dos",
    3: "three drei trois drie tre tres",
    4: "four vier quatre quattro cuatro",
    5: "five fünf cinq vijf cinque cinco",
    6: "six sechs zes sei seis",
    7: "seven sieben sept zeven sette siete",
    8: "eight acht huit otto ocho",
    9: "nine neun neuf negen nove nueve",
    10: "ten zehn dix tien dieci diez",
    11: "eleven elf onze undici once",
    12: "twelve zwölf douze twaalf dodici doce",
    15: "fifteen fünfzehn quinze vijftien quindici quince",
    18: "eighteen achtzehn dix-huit achttien diciotto dieciocho",
    20: "twenty zwanzig vingt twintig venti veinte",
    24: "twenty-four vierundzwanzig vingt-quatre vierentwintig ventiquattro veinticuatro",
    30: "thirty dreißig dreissig trente dertig trenta treinta",
    36: "thirty-six sechsunddreißig trente-six zesendertig trentasei",
    48: "forty-eight achtundvierzig quarante-huit achtenveertig quarantotto",
    60: "sixty sechzig soixante zestig sessanta sesenta",
    90: "ninety neunzig quatre-vingt-dix negentig novanta noventa",
}
_WORDS = {word: number for number, words in _NUMBERS.items() for word in words.split()}
_UNITS: dict[str, str] = {
    "day": "days? tage?n? jours? dagen dag giorni giorno días? dias? hari",
    "week": "weeks? wochen? semaines? weken week settiman[ae] semanas? minggu",
    "month": "months? monate?n? mois maand(?:en)? mes[ie] meses bulan",
    "year": "years? jahre?n? ans? années? annees? jaar jaren anni anno años? tahun",
}
_EACH = "|".join(f"(?P<{unit}>{'|'.join(words.split())})" for unit, words in _UNITS.items())
_SPELLED = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_DURATION = re.compile(
    rf"(?<![\w.,-])(?:(?P<word>{_SPELLED})\s?(?:\(\s?(?P<inner>\d{{1,3}})\s?\))?|(?P<figure>\d{{1,3}}))"
    rf"\)?(?:\s|-)(?:calendar\s|full\s|consecutive\s|business\s)?(?:{_EACH})(?![^\W_])",
    re.IGNORECASE,
)


class Found(msgspec.Struct, frozen=True):
    """A length of time in a text.

    Attributes:
        start, stop: where it stands.
        number: how many; the figure counts where word and figure differ.
        unit: ``day``, ``week``, ``month`` or ``year``.
    """

    start: int
    stop: int
    number: int
    unit: str

    @property
    def plain(self) -> str:
        """In plain English: ``2 years``, ``1 month``."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


def find(text: str) -> Iterator[Found]:
    """All lengths of time in a text, in their order; cost grows linearly with it."""
    for match in _DURATION.finditer(text):
        figure = match["inner"] or match["figure"]
        number = int(figure) if figure else _WORDS[match["word"].lower()]
        unit = next(name for name in _UNITS if match[name])
        yield Found(match.start(), match.end(), number, unit)


def plain(text: str) -> str | None:
    """The first length of time of a text in plain English, or None."""
    found = next(find(text), None)
    return None if found is None else found.plain
