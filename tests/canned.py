"""A reader for emulators that reads nothing: it knows the words. What is made of them is real."""

from functools import cache

from paper import page
from reviewer import document_types
from reviewer.domain.document_type import DocumentType
from reviewer.emulators._documents import documents_in
from reviewer.emulators._reading import Reading, ReadPage, Unreadable

TYPES: dict[str, DocumentType] = dict(document_types.load())
SIZE = (1000, 1400)
DAMAGED = b"damaged"

RECEIPT = """
    THE OLDE CHANDLERY
    12 Quay Street, Ardlough
    RECEIPT
    Date: 14/03/2025
    Candles          4.00
    Rope             8.50
    TOTAL           12.50
    CASH            20.00
    CHANGE           7.50
    Thank you, please come again
"""

INVOICE = """
    NORTHSHORE SAILMAKERS LTD
    4 Harbour Row, Ardlough
    INVOICE
    Invoice number: NS-2041
    Invoice date: 14/03/2025
    Due date: 13/04/2025
    Bill to: Kelp & Sons
    VAT number: GB123456782
    Description       Quantity   Unit price    Amount
    Sail cloth               2        40.00     80.00
    Rope                     1        20.00     20.00
    Net total                                  100.00
    VAT 20%                                     20.00
    Total GBP                                  120.00
"""

KTP = """
    PROVINSI CONTOH
    KOTA CONTOH
    NIK : 3171234567890123
    Nama : BUDI CONTOH
    Tempat/Tgl Lahir : JAKARTA, 01-02-1990
    Jenis Kelamin : LAKI-LAKI    Gol. Darah : O
    Alamat : JL CONTOH NO 1
    RT/RW : 001/002
    Kel/Desa : DESA CONTOH
    Kecamatan : KECAMATAN CONTOH
    Agama : ISLAM
    Status Perkawinan : BELUM KAWIN
    Pekerjaan : KARYAWAN SWASTA
    Kewarganegaraan : WNI
    Berlaku Hingga : SEUMUR HIDUP
"""


class CannedReader:
    """Every file has these pages; one that begins with `damaged` cannot be read.

    Args:
        pages: the print on each.
        media_type: of every file.

    Attributes:
        asked: names and kinds of the files that were read.
    """

    def __init__(self, *pages: str, media_type: str = "image/jpeg") -> None:
        self.pages = pages or (RECEIPT,)
        self.media_type = media_type
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def read(self, content: bytes, name: str, kinds: tuple[str, ...] = ()) -> Reading:
        self.asked.append((name, kinds))
        if content.startswith(DAMAGED):
            raise Unreadable("This file is damaged.")
        return _reading(self.pages, self.media_type, kinds)


@cache
def _reading(pages: tuple[str, ...], media_type: str, kinds: tuple[str, ...]) -> Reading:
    texts = [page(text, number=number) for number, text in enumerate(pages)]
    read = tuple(ReadPage(text, *SIZE) for text in texts)
    return Reading(media_type, read, documents_in(texts, TYPES, kinds))


def png(width: int = 1000, height: int = 700, padding: int = 0) -> bytes:
    """The first bytes of a PNG of that size: enough for who looks no further."""
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return head + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00" + b"\x00" * padding
