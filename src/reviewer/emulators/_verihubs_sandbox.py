"""Code words of the Verihubs sandbox, which stand for pictures and references. Its card is made up."""

from typing import Any

SIZE_EXCEEDED = "IMAGE_SIZE_EXCEED_LIMIT"
NOT_DETECTED = "NO_KTP_DETECTED"
FLAGS = {"B": "blur", "D": "dark", "F": "flashlight", "G": "grayscale"}
_CARDS = ("KTP", "KTP_B", "KTP_D", "KTP_BD", "KTP_BF", "KTP_F", "KTP_G", "KTP_FG", "KTP_BG", "KTP_DG")
PICTURES = (SIZE_EXCEEDED, NOT_DETECTED, *_CARDS)
REFERENCES = {
    "REFERENCE_ID": "",
    "REFERENCE_ID_EXIST": "INVALID_PAYLOAD_REFERENCE_ID_EXISTS",
    "REFERENCE_ID_TOO_LONG": "INVALID_PAYLOAD_REFERENCE_ID",
    "REFERENCE_ID_TOO_SHORT": "INVALID_PAYLOAD_REFERENCE_ID",
}
"""References and the error that each stands for."""

CARD = {
    "nik": "3273010203850004",
    "full_name": "SITI PERCOBAAN",
    "place_of_birth": "KOTA UJI",
    "date_of_birth": "02-03-1985",
    "gender": "PEREMPUAN",
    "blood_type": "-",
    "address": "JL UJI NO 5",
    "rt_rw": "003/004",
    "administrative_village": "DESA UJI",
    "district": "KECAMATAN UJI",
    "city": "KOTA UJI",
    "state": "PROVINSI UJI",
    "religion": "ISLAM",
    "marital_status": "KAWIN",
    "occupation": "GURU",
    "nationality": "WNI",
}


def quality(flags: str) -> dict[str, bool]:
    """`image_quality` with some flags set, named by their letters."""
    return {name: letter in flags for letter, name in FLAGS.items()}


def of_reference(reference: str) -> tuple[str, bool] | None:
    """The flags of a card that a reference stands for, and whether quality is validated; None for other references."""
    name = reference.removeprefix("REFERENCE_ID_")
    validated = name.endswith("_V")
    name = name.removesuffix("_V")
    return (name.removeprefix("KTP").strip("_"), validated) if name in _CARDS else None


def card(reference: str, flags: str) -> dict[str, Any]:
    """`data` of a card."""
    return {**CARD, "image_quality": quality(flags), "reference_id": reference}
