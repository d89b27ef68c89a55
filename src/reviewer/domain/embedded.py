"""What the electronic invoice inside a PDF says (ZUGFeRD, Factur-X, XRechnung): read beside the print, and compared."""

import msgspec

ORIGIN = "Embedded invoice"
"""Where an alternative comes from that the electronic invoice says."""


class EmbeddedInvoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """An electronic invoice, in plain forms: dates ISO, amounts as decimals with a point, currencies ISO codes.

    Attributes:
        file: its name within the PDF.
        values: by the name of the field of the document type ``invoice``.
        rows: of its tables, by the name of the field: texts by column.
    """

    file: str
    values: dict[str, str] = {}
    rows: dict[str, tuple[dict[str, str], ...]] = {}

    @property
    def dates(self) -> frozenset[str]:
        """Its days; the order of day and month in the print follows from them."""
        return frozenset(text for name, text in self.values.items() if name in ("date", "due_date"))
