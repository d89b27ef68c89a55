"""How Aspose.OCR is used: the settings of its recognition under their own names and defaults."""

from typing import Annotated, Any

from reviewer.providers.base import Options, Section, shown

_MODES = (
    "Regions",
    "DsrNoFilter",
    "DsrAndFilter",
    "NoDsrNoFilter",
    "TextDetector",
    "DsrPlusDetector",
    "PolygonalTextDetector",
    "LineDetector",
)
_FILTERS = ("Default", "Low", "LowMid", "Mid", "MidHigh", "High", "Ultra", "All")
_LANGUAGES = (
    "English",
    "German",
    "Italian",
    "Indonesian",
    "Russian",
    "Ukrainan",
    "Belorussian",
    "Kazah",
    "Chinese",
    "HWT_ENG",
)


class AsposeOptions(Options, frozen=True, kw_only=True):
    """See `providers.base.Options`; a free account has 150 calls a month, and waiting may cost some of them."""

    base_url: Annotated[str, shown("Server", section=Section.CONNECTION)] = "https://api.aspose.cloud"
    language: Annotated[
        str, shown("Language", "As the service writes it; HWT_ENG is English handwriting.", choices=_LANGUAGES)
    ] = "English"
    dpi: Annotated[
        int, shown("Resolution", "Pages are sent with no more than this. 0 sends them as they are.", ge=0, unit="dpi")
    ] = 300
    skew_correct: Annotated[
        bool,
        shown(
            "Straighten the page",
            "Up to 15 degrees. Switch it off when the text of a region comes from beside it.",
        ),
    ] = True
    rotate: Annotated[
        int, shown("Turn the page", "By so many degrees before it is read.", ge=-360, le=360, unit="degrees")
    ] = 0
    binarization: Annotated[bool, shown("Make it black and white")] = False
    contrast_correction: Annotated[bool, shown("Correct the contrast")] = True
    upsampling: Annotated[bool, shown("Enlarge small print")] = False
    spell_check: Annotated[bool, shown("Check the spelling", "It may change names and numbers.")] = False
    dsr_mode: Annotated[str, shown("Page analysis", "How the service looks for text.", choices=_MODES)] = "Regions"
    dsr_confidence: Annotated[
        str, shown("Page analysis filter", "Which blocks of text it believes in.", choices=_FILTERS)
    ] = "Default"
    at_once: Annotated[int, shown("At the same time", section=Section.LIMITS, ge=1, le=1000, unit="tasks")] = 2
    per_minute: Annotated[int, shown("Requests", section=Section.LIMITS, ge=1, le=60_000, unit="a minute")] = 30


def settings_of(options: AsposeOptions, regions: list[dict[str, Any]]) -> dict[str, Any]:
    """The settings of a request, as the service spells them."""
    return {
        "language": options.language,
        "makeSkewCorrect": options.skew_correct,
        "rotate": options.rotate,
        "makeBinarization": options.binarization,
        "makeContrastCorrection": options.contrast_correction,
        "makeUpsampling": options.upsampling,
        "makeSpellCheck": options.spell_check,
        "dsrMode": options.dsr_mode,
        "dsrConfidence": options.dsr_confidence,
        "resultType": "Text",
        "regions": regions,
    }
