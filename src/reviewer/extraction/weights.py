"""The usual weights of features by the kind of a field. A document type's own weights replace them one by one.

``missing`` is the score of having no value at all: a candidate must be better than that.
"""

from reviewer.domain.document_type import FieldType, Kind

_LABELS = {
    "label_left": 3.5,
    "label_adjacent": 1.0,
    "label_alone": 1.5,
    "label_above": 2.0,
    "label_column": 1.0,
    "not_label": -4.0,
    "not_above": -1.5,
    "other_label": -3.0,
    "pattern": 1.5,
    "words": 1.0,
    "not_words": -4.0,
    "check_digit": 3.0,
    "mrz": 14.0,
    "from_mrz": 2.5,
    "personal": 2.5,
    "embedded": 3.0,
    "taken": -6.0,
    "holds_label": -1.0,
    "phrase": 3.0,
}

_BY_KIND: dict[Kind, dict[str, float]] = {
    Kind.AMOUNT: {
        "decimals": 0.8,
        "integer": -1.5,
        "money": 0.3,
        "repeated": 0.5,
        "at_right": 0.3,
        "tall": 0.5,
        "sum": 2.5,
        "part": -2.0,
        "missing": 3.0,
    },
    Kind.DATE: {
        "label_left": 2.5,
        "label_above": 1.5,
        "with_time": 1.0,
        "past": 0.5,
        "plausible": 1.5,
        "full_year": 0.3,
        "repeated": 0.5,
        "early": 0.7,
        "missing": 0.5,
    },
    Kind.TIME: {"label_left": 2.0, "other_label": 0.0, "with_date": 1.0, "seconds": 0.3, "early": 0.7, "missing": 0.5},
    Kind.CODE: {
        "label_left": 2.5,
        "label_adjacent": 2.5,
        "digits": 1.0,
        "long": 0.5,
        "decimals": -3.0,
        "long_letters": -2.0,
        "missing": 4.0,
    },
    Kind.IDENTIFIER: {"label_left": 2.5, "label_adjacent": 2.0, "missing": 3.5},
    Kind.PHRASE: {
        "phrase": 4.0,
        "early": 1.0,
        "long": -2.0,
        "digits": -3.0,
        "repeated": 1.0,
        "other_label": 0.0,
        "missing": 3.0,
    },
    Kind.DURATION: {"phrase": 4.0, "days": -1.5, "label_adjacent": 1.5, "other_label": 0.0, "missing": 3.0},
    Kind.PHONE: {
        "label_left": 2.5,
        "label_adjacent": 2.0,
        "abroad": 1.0,
        "valid": 1.5,
        "grouped": 0.5,
        "repeated": 0.5,
        "missing": 3.5,
    },
    Kind.NUMBER: {"label_adjacent": 2.0, "missing": 4.0},
    Kind.CHOICE: {
        "label_left": 1.0,
        "label_alone": 0.0,
        "label_above": 0.5,
        "other_label": 0.0,
        "share": 2.0,
        "single": 1.0,
        "missing": 0.5,
    },
    Kind.MRZ: {"format": 6.0, "check_digit": 2.0, "missing": 2.0},
    Kind.TEXT: {"embedded": 6.0, "label_adjacent": 2.5, "digits": -2.0, "short": -2.0, "long": -1.0, "missing": 3.0},
    Kind.LINES: {
        "label_adjacent": 2.5,
        "good_rows": 1.0,
        "bad_rows": -3.0,
        "plain_rows": -0.7,
        "starts_good": 0.7,
        "bad_after": 0.5,
        "good_after": -1.0,
        "good_before": -0.7,
        "open_end": -1.0,
        "stop_end": 0.3,
        "gap_after": 0.4,
        "postcode": 0.7,
        "commas": 0.5,
        "missing": 2.0,
    },
}


def weights_of(field: FieldType) -> dict[str, float]:
    """The weights that count for a field."""
    return {**_LABELS, **_BY_KIND.get(field.kind, {}), **field.weights}
