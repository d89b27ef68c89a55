"""Languages: what they are called in English, in Tesseract and in scripts, and the letters they have beyond a to z.

Letters after the alphabets in CLDR (main exemplar characters); names after ISO 639 and BCP 47.
"""

from collections.abc import Iterable

import msgspec


class Language(msgspec.Struct, frozen=True):
    """One language.

    Attributes:
        tag: BCP 47.
        name: in English.
        tesseract: the name of its data there.
        script: ISO 15924.
        letters: small letters beyond a to z, and capitals not made from them; other scripts: a few of the commonest.
    """

    tag: str
    name: str
    tesseract: str
    script: str = "Latn"
    letters: str = ""


ALL = tuple(
    Language(*row)
    for row in (
        ("af", "Afrikaans", "afr", "Latn", "áâèéêëîïôöûü"),
        ("sq", "Albanian", "sqi", "Latn", "çë"),
        ("ar", "Arabic", "ara", "Arab", "ابتجدرسعلمنهوي"),
        ("hy", "Armenian", "hye", "Armn", "աբգդեիլմնոստր"),
        ("az", "Azerbaijani", "aze", "Latn", "çəğıöşüİ"),
        ("eu", "Basque", "eus", "Latn", "çñ"),
        ("be", "Belarusian", "bel", "Cyrl", "абвгдежзіклмнопрст"),
        ("bn", "Bengali", "ben", "Beng", "অআইকগতনবমরলস"),
        ("bs", "Bosnian", "bos", "Latn", "čćđšž"),
        ("bg", "Bulgarian", "bul", "Cyrl", "абвгдежзийклмнопрст"),
        ("ca", "Catalan", "cat", "Latn", "àçèéíïòóúü"),
        ("zh-Hans", "Chinese (simplified)", "chi_sim", "Hans", "的一是在不了有和这国"),
        ("zh-Hant", "Chinese (traditional)", "chi_tra", "Hant", "的一是在不了有和這國"),
        ("hr", "Croatian", "hrv", "Latn", "čćđšž"),
        ("cs", "Czech", "ces", "Latn", "áčďéěíňóřšťúůýž"),
        ("da", "Danish", "dan", "Latn", "æøå"),
        ("nl", "Dutch", "nld", "Latn", "áäéëíïóöúü"),
        ("en", "English", "eng"),
        ("et", "Estonian", "est", "Latn", "äõöüšž"),
        ("fil", "Filipino", "fil", "Latn", "ñ"),
        ("fi", "Finnish", "fin", "Latn", "äöåšž"),
        ("fr", "French", "fra", "Latn", "àâæçèéêëîïôùûüÿœ"),
        ("gl", "Galician", "glg", "Latn", "áéíñóúü"),
        ("ka", "Georgian", "kat", "Geor", "აბგდეილმნორსტ"),
        ("de", "German", "deu", "Latn", "äöüß"),
        ("el", "Greek", "ell", "Grek", "αάβγδεέζηήθιίκλμνξοόπρσςτυύφχψωώ"),
        ("he", "Hebrew", "heb", "Hebr", "אבגדהוזחטיכלמנסעפצקרשת"),
        ("hi", "Hindi", "hin", "Deva", "अआइकगतनबमरलस"),
        ("hu", "Hungarian", "hun", "Latn", "áéíóöőúüű"),
        ("is", "Icelandic", "isl", "Latn", "áðéíóúýþæö"),
        ("id", "Indonesian", "ind"),
        ("ga", "Irish", "gle", "Latn", "áéíóú"),
        ("it", "Italian", "ita", "Latn", "àèéìîòóù"),
        ("ja", "Japanese", "jpn", "Jpan", "のにはをたがでてとしれさ日本"),
        ("kk", "Kazakh", "kaz", "Cyrl", "абвгдежзийклмнопрстәғқңөұүһі"),
        ("km", "Khmer", "khm", "Khmr", "កខគងចជតនបមរលស"),
        ("ko", "Korean", "kor", "Kore", "가나다라마바사아자하이의는"),
        ("la", "Latin", "lat"),
        ("lv", "Latvian", "lav", "Latn", "āčēģīķļņšūž"),
        ("lt", "Lithuanian", "lit", "Latn", "ąčęėįšųūž"),
        ("lb", "Luxembourgish", "ltz", "Latn", "äëé"),
        ("mk", "Macedonian", "mkd", "Cyrl", "абвгдѓежзијкљмн"),
        ("ms", "Malay", "msa"),
        ("mt", "Maltese", "mlt", "Latn", "àċġħż"),
        ("mi", "Maori", "mri", "Latn", "āēīōū"),
        ("nb", "Norwegian", "nor", "Latn", "æøåéòó"),
        ("oc", "Occitan", "oci", "Latn", "áàçéèíïóòúü"),
        ("fa", "Persian", "fas", "Arab", "ابپتجچدرسعگلمنهوی"),
        ("pl", "Polish", "pol", "Latn", "ąćęłńóśźż"),
        ("pt", "Portuguese", "por", "Latn", "áâãàçéêíóôõúü"),
        ("ro", "Romanian", "ron", "Latn", "ăâîșțşţ"),
        ("ru", "Russian", "rus", "Cyrl", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
        ("sr", "Serbian", "srp", "Cyrl", "абвгдђежзијкљмн"),
        ("sr-Latn", "Serbian (Latin)", "srp_latn", "Latn", "čćđšž"),
        ("sk", "Slovak", "slk", "Latn", "áäčďéíĺľňóôŕšťúýž"),
        ("sl", "Slovenian", "slv", "Latn", "čšžćđ"),
        ("es", "Spanish", "spa", "Latn", "áéíñóúü"),
        ("sw", "Swahili", "swa"),
        ("sv", "Swedish", "swe", "Latn", "åäöéà"),
        ("ta", "Tamil", "tam", "Taml", "அஆஇகசதநபமரலவ"),
        ("te", "Telugu", "tel", "Telu", "అఆఇకగతనబమరలస"),
        ("th", "Thai", "tha", "Thai", "กขคงจชตนบมรลสอ"),
        ("tr", "Turkish", "tur", "Latn", "çğıöşüâîûİ"),
        ("uk", "Ukrainian", "ukr", "Cyrl", "абвгґдеєжзиіїйклмн"),
        ("ur", "Urdu", "urd", "Arab", "ابپتٹجچدرسعگلمنہوی"),
        ("uz", "Uzbek", "uzb"),
        ("vi", "Vietnamese", "vie", "Latn", "àáảãạăắặâấậđèéẹêếệìíịòóọôốộơớợùúụưứựỳý"),
        ("cy", "Welsh", "cym", "Latn", "âêîôûŵŷáàäëéïöü"),
    )
)

_BY_TAG = {language.tag.casefold(): language for language in ALL}
_BY_TESSERACT = {language.tesseract: language for language in ALL}
_CHINESE = {"tw": "zh-hant", "hk": "zh-hant", "mo": "zh-hant", "hant": "zh-hant"}
_SAME = {"no": "nb", "nn": "nb", "tl": "fil", "in": "id", "iw": "he"}


def language(tag: str) -> Language | None:
    """The language of a BCP 47 tag, without its region: ``en-GB`` is English, ``zh-TW`` traditional Chinese."""
    parts = tag.casefold().replace("_", "-").split("-")
    parts[0] = _SAME.get(parts[0], parts[0])
    if parts[0] == "zh":
        return _BY_TAG[next((_CHINESE[part] for part in parts[1:] if part in _CHINESE), "zh-hans")]
    return next((found for end in range(len(parts), 0, -1) if (found := _BY_TAG.get("-".join(parts[:end])))), None)


def by_tesseract(name: str) -> Language | None:
    """The language of some Tesseract data; None for ``osd``, scripts and what is not in the table."""
    return _BY_TESSERACT.get(name)


def name(tag: str) -> str:
    """What a language is called in English; an unknown tag as it is."""
    found = language(tag)
    return found.name if found else tag


def listed(tags: Iterable[str], word: str = "and") -> str:
    """What languages are called in a sentence: "German, English and Dutch"."""
    names = [name(tag) for tag in tags]
    return f" {word} ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def eastern(tags: Iterable[str]) -> bool:
    """Whether any of the languages is written in Chinese or Japanese characters."""
    return any(found.script in {"Hans", "Hant", "Jpan"} for tag in tags if (found := language(tag)))


def lacking(wanted: Iterable[str], offered: Iterable[str]) -> tuple[str, ...]:
    """The tags of `wanted` that none of the tags in `offered` covers."""
    there = {_key(tag) for tag in offered}
    return tuple(tag for tag in wanted if _key(tag) not in there)


def replaceable(missing: Iterable[str], present: Iterable[str]) -> bool:
    """Whether each missing language is written like one of those present: it loses accents then, not everything."""
    scripts = {found.script for tag in present if (found := language(tag))}
    return all((found := language(tag)) is not None and found.script in scripts for tag in missing)


def _key(tag: str) -> str:
    found = language(tag)
    return found.tag if found else tag
