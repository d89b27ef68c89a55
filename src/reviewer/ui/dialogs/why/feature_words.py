"""What extraction's features and evidence are called for the operator. The one table; integrators see the names too."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from reviewer.domain.document_type import Kind
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

FEATURES: Final = {
    # labels
    "label_left": QT_TRANSLATE_NOOP("features", "Its label stands left of it"),
    "label_adjacent": QT_TRANSLATE_NOOP("features", "Nothing stands between its label and it"),
    "label_alone": QT_TRANSLATE_NOOP("features", "The words left of it are its label alone"),
    "label_above": QT_TRANSLATE_NOOP("features", "Its label stands above it"),
    "label_column": QT_TRANSLATE_NOOP("features", "Its label is the head of its column"),
    "last_label": QT_TRANSLATE_NOOP("features", "Of all with this label, it stands last"),
    "not_label": QT_TRANSLATE_NOOP("features", "A label left of it means something else"),
    "not_above": QT_TRANSLATE_NOOP("features", "A label above it means something else"),
    "not_column": QT_TRANSLATE_NOOP("features", "The head of its column means something else"),
    "other_label": QT_TRANSLATE_NOOP("features", "Another field's label stands left of it"),
    "other_above": QT_TRANSLATE_NOOP("features", "Another field's label stands above it"),
    "holds_label": QT_TRANSLATE_NOOP("features", "It has a label in it"),
    "is_label": QT_TRANSLATE_NOOP("features", "It is nothing but a label"),
    "phrase": QT_TRANSLATE_NOOP("features", "The sentence around it says so"),
    # what it is made of
    "pattern": QT_TRANSLATE_NOOP("features", "It has the form that this field has"),
    "words": QT_TRANSLATE_NOOP("features", "It has words that are usual here"),
    "not_words": QT_TRANSLATE_NOOP("features", "It has words that never stand here"),
    "only_words": QT_TRANSLATE_NOOP("features", "It is made of usual words alone"),
    "format": QT_TRANSLATE_NOOP("features", "It has the form of a machine-readable zone"),
    "check_digit": QT_TRANSLATE_NOOP("features", "Its check digits are right"),
    "proven": QT_TRANSLATE_NOOP("features", "A check digit proves it"),
    "digits": QT_TRANSLATE_NOOP("features", "Share of digits"),
    "letters": QT_TRANSLATE_NOOP("features", "Share of letters"),
    "long_letters": QT_TRANSLATE_NOOP("features", "Many letters stand one after the other"),
    "upper": QT_TRANSLATE_NOOP("features", "It is set in capitals"),
    "lower": QT_TRANSLATE_NOOP("features", "It begins with a small letter"),
    "short": QT_TRANSLATE_NOOP("features", "It has few letters"),
    "long": QT_TRANSLATE_NOOP("features", "It is long"),
    "rows": QT_TRANSLATE_NOOP("features", "It runs over several rows"),
    "whole": QT_TRANSLATE_NOOP("features", "It stands apart from other words"),
    "bracketed": QT_TRANSLATE_NOOP("features", "It stands in brackets"),
    "bracket": QT_TRANSLATE_NOOP("features", "A number stands in it or behind it"),
    "cut": QT_TRANSLATE_NOOP("features", "A part of its row was left out"),
    "apart": QT_TRANSLATE_NOOP("features", "There are gaps in it"),
    "bullets": QT_TRANSLATE_NOOP("features", "Marks part it into several texts"),
    "echo": QT_TRANSLATE_NOOP("features", "It says the same words twice"),
    "extends": QT_TRANSLATE_NOOP("features", "It is the full name of the brand over it"),
    "joined": QT_TRANSLATE_NOOP("features", "Its last row is only the end of a name"),
    "goes_on": QT_TRANSLATE_NOOP("features", "It goes on in the row after the name's end"),
    "legal_form": QT_TRANSLATE_NOOP("features", "It ends with a legal form, as names of companies do"),
    "behind": QT_TRANSLATE_NOOP("features", "It goes on behind a legal form"),
    "titled": QT_TRANSLATE_NOOP("features", "A title stands behind it"),
    "open": QT_TRANSLATE_NOOP("features", "It ends with a word after which a name goes on"),
    "uneven": QT_TRANSLATE_NOOP("features", "Its rows are set in different sizes or kinds"),
    "unclear": QT_TRANSLATE_NOOP("features", "The reader was not sure of its words"),
    "enclosed": QT_TRANSLATE_NOOP("features", "It begins with a bracket"),
    "decimals": QT_TRANSLATE_NOOP("features", "It has two decimals"),
    "integer": QT_TRANSLATE_NOOP("features", "It is a whole number"),
    "grouped": QT_TRANSLATE_NOOP("features", "Its thousands are grouped"),
    "aside": QT_TRANSLATE_NOOP("features", "It stands in brackets before another amount"),
    "glued": QT_TRANSLATE_NOOP("features", "Letters touch its digits"),
    "money": QT_TRANSLATE_NOOP("features", "A currency stands beside it"),
    "negative": QT_TRANSLATE_NOOP("features", "It is below zero"),
    "zero": QT_TRANSLATE_NOOP("features", "It is zero"),
    "largest": QT_TRANSLATE_NOOP("features", "It is the largest amount"),
    "past": QT_TRANSLATE_NOOP("features", "It is not in the future"),
    "plausible": QT_TRANSLATE_NOOP("features", "It is of the last years"),
    "full_year": QT_TRANSLATE_NOOP("features", "Its year has four digits"),
    "date_part": QT_TRANSLATE_NOOP("features", "It is a part of a date"),
    "abroad": QT_TRANSLATE_NOOP("features", "It begins with a country's prefix"),
    "valid": QT_TRANSLATE_NOOP("features", "Its country has such numbers"),
    "seconds": QT_TRANSLATE_NOOP("features", "It has seconds"),
    "days": QT_TRANSLATE_NOOP("features", "It counts days or weeks"),
    "years": QT_TRANSLATE_NOOP("features", "It counts years"),
    "share": QT_TRANSLATE_NOOP("features", "It stands there more often than others"),
    "single": QT_TRANSLATE_NOOP("features", "There is no other of its kind"),
    "repeated": QT_TRANSLATE_NOOP("features", "It stands there more than once"),
    "twice": QT_TRANSLATE_NOOP("features", "It stands there twice"),
    # lines of an address
    "good_rows": QT_TRANSLATE_NOOP("features", "Rows with words that are usual here"),
    "bad_rows": QT_TRANSLATE_NOOP("features", "Rows with words that never stand here"),
    "plain_rows": QT_TRANSLATE_NOOP("features", "Rows without any known word"),
    "street_rows": QT_TRANSLATE_NOOP("features", "Rows that look like a street"),
    "street_before": QT_TRANSLATE_NOOP("features", "The row before it looks like a street"),
    "starts_good": QT_TRANSLATE_NOOP("features", "Its first row has a usual word"),
    "bad_after": QT_TRANSLATE_NOOP("features", "The row after it does not belong to it"),
    "good_before": QT_TRANSLATE_NOOP("features", "The row before it would fit, too"),
    "good_after": QT_TRANSLATE_NOOP("features", "The row after it would fit, too"),
    "open_end": QT_TRANSLATE_NOOP("features", "It ends in the middle of a sentence"),
    "open_before": QT_TRANSLATE_NOOP("features", "The row before it goes on in it"),
    "stop_end": QT_TRANSLATE_NOOP("features", "It ends with a full stop"),
    "gap_after": QT_TRANSLATE_NOOP("features", "A gap follows it"),
    "postcode": QT_TRANSLATE_NOOP("features", "It has a post code"),
    "commas": QT_TRANSLATE_NOOP("features", "It has commas"),
    "digit_first": QT_TRANSLATE_NOOP("features", "It begins with a number"),
    # where it stands
    "top": QT_TRANSLATE_NOOP("features", "It stands near the top"),
    "bottom": QT_TRANSLATE_NOOP("features", "It stands near the end"),
    "first_row": QT_TRANSLATE_NOOP("features", "It is the first row"),
    "early": QT_TRANSLATE_NOOP("features", "It comes early"),
    "left": QT_TRANSLATE_NOOP("features", "It stands at the left"),
    "right": QT_TRANSLATE_NOOP("features", "It stands at the right"),
    "at_right": QT_TRANSLATE_NOOP("features", "It stands at the right edge"),
    "centered": QT_TRANSLATE_NOOP("features", "It is centered"),
    "wide": QT_TRANSLATE_NOOP("features", "It is wide"),
    "tall": QT_TRANSLATE_NOOP("features", "Size of its print"),
    "far": QT_TRANSLATE_NOOP("features", "The same name stands far from it on the page"),
    "alone": QT_TRANSLATE_NOOP("features", "Nothing else stands in its row"),
    "with_time": QT_TRANSLATE_NOOP("features", "A time stands beside it"),
    "with_date": QT_TRANSLATE_NOOP("features", "A date stands beside it"),
    "before_date": QT_TRANSLATE_NOOP("features", "A date stands behind it"),
    "in_table": QT_TRANSLATE_NOOP("features", "It stands in a row of the table"),
    "block_head": QT_TRANSLATE_NOOP("features", "It is the first line of several"),
    "address_below": QT_TRANSLATE_NOOP("features", "An address stands under it"),
    "address_beside": QT_TRANSLATE_NOOP("features", "An address stands beside it"),
    "contact_below": QT_TRANSLATE_NOOP("features", "A telephone, mail or tax number stands under it"),
    "under_sender": QT_TRANSLATE_NOOP("features", "It stands under the sender's line"),
    # what else says so
    "sum": QT_TRANSLATE_NOOP("features", "Sums agree with it"),
    "part": QT_TRANSLATE_NOOP("features", "It is only a part of a sum"),
    "base_sum": QT_TRANSLATE_NOOP("features", "The bases of the tax lines add up to it"),
    "rate_base": QT_TRANSLATE_NOOP("features", "It is the base of a tax line"),
    "rate_amount": QT_TRANSLATE_NOOP("features", "It is the tax of one tax line"),
    "rate_sum": QT_TRANSLATE_NOOP("features", "The tax lines add up to it"),
    "rows_sum": QT_TRANSLATE_NOOP("features", "The rows add up to it"),
    "mrz": QT_TRANSLATE_NOOP("features", "The machine-readable zone says so"),
    "from_mrz": QT_TRANSLATE_NOOP("features", "It comes from the machine-readable zone"),
    "personal": QT_TRANSLATE_NOOP("features", "The personal number agrees"),
    "embedded": QT_TRANSLATE_NOOP("features", "The electronic invoice says so"),
    "domain": QT_TRANSLATE_NOOP("features", "A web or mail address is like it"),
    "taken": QT_TRANSLATE_NOOP("features", "Another field is surer of this text"),
    "missing": QT_TRANSLATE_NOOP("features", "It is not printed: so much is asked of any other"),
}

_OTHERWISE: Final = {
    (Kind.PHONE, "grouped"): QT_TRANSLATE_NOOP("features", "Its digits stand in groups"),
    (Kind.CODE, "decimals"): QT_TRANSLATE_NOOP("features", "Decimals follow it"),
}
"""Features that mean something else for one kind."""

RELATIONS: Final = {
    "below": QT_TRANSLATE_NOOP("features", "It stands below “{}”"),
    "above": QT_TRANSLATE_NOOP("features", "It stands above “{}”"),
    "under": QT_TRANSLATE_NOOP("features", "It stands below “{}”, in its column"),
    "over": QT_TRANSLATE_NOOP("features", "It stands above “{}”, in its column"),
    "after": QT_TRANSLATE_NOOP("features", "It stands further down than “{}”"),
    "near": QT_TRANSLATE_NOOP("features", "It stands beside “{}”"),
    "same": QT_TRANSLATE_NOOP("features", "It is the same as “{}”"),
    "overlap": QT_TRANSLATE_NOOP("features", "It stands where “{}” stands"),
    "anniversary": QT_TRANSLATE_NOOP("features", "It is whole years before or after “{}”"),
}
"""Features that look at another field, whose label stands in the braces."""

EVIDENCE: Final = {
    "single_date": QT_TRANSLATE_NOOP("features", "it is the only date"),
    "single_time": QT_TRANSLATE_NOOP("features", "it is the only time"),
    "sum": QT_TRANSLATE_NOOP("features", "sums agree with it"),
    "mrz": QT_TRANSLATE_NOOP("features", "the machine-readable zone says the same"),
    "embedded": QT_TRANSLATE_NOOP("features", "the electronic invoice says the same"),
    "twice": QT_TRANSLATE_NOOP("features", "it stands there twice"),
    "personal": QT_TRANSLATE_NOOP("features", "the personal number says the same"),
    "check_digit": QT_TRANSLATE_NOOP("features", "its check digits are right"),
    "anniversary": QT_TRANSLATE_NOOP("features", "it is whole years from another date"),
    "domain": QT_TRANSLATE_NOOP("features", "a web or mail address is like it"),
    "repeated": QT_TRANSLATE_NOOP("features", "it stands there more than once"),
    "label": QT_TRANSLATE_NOOP("features", "its label stands at no other text"),
}
"""What settles a choice, as the end of a sentence."""


def feature_words(name: str, kind: Kind, label_of: Callable[[str], str]) -> str:
    """What a feature says, in words; its name, where nobody gave it any.

    Args:
        name: as in the weights of document types.
        kind: of the field.
        label_of: gives the label of another field.
    """
    text = _OTHERWISE.get((kind, name), FEATURES.get(name, ""))
    if text:
        return _translated(text)
    relation, dot, other = name.partition(".")
    if dot and relation in RELATIONS:
        return _translated(RELATIONS[relation]).format(label_of(other))
    return name


def evidence_words(names: tuple[str, ...]) -> str:
    """What settles a choice, as the end of a sentence."""
    return ", ".join(_translated(EVIDENCE.get(name, name)) for name in names)


def _translated(text: str) -> str:
    return QCoreApplication.translate("features", text)
