"""Papers that lie in one file with others: what several receipts, invoices and cards look like as text."""

from itertools import zip_longest
from textwrap import dedent

CANDLES = """
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
BREAD = """
    MILL LANE BAKERY
    3 Mill Lane, Ardlough
    RECEIPT
    Date: 16/03/2025
    Rye bread        3.20
    Plum cake        6.10
    TOTAL            9.30
    CASH            10.00
    CHANGE           0.70
    Thank you, please come again
"""
TEA = """
    KETTLE & LEAF TEA ROOM
    40 Castle Row, Ardlough
    RECEIPT
    Date: 21/03/2025
    Pot of tea       2.80
    Scone            3.45
    TOTAL            6.25
    CASH             7.00
    CHANGE           0.75
    Thank you, please come again
"""


def invoice(number: str, day: str, net: str, tax: str, total: str, *, foot: str = "") -> str:
    """An invoice of one page; without a total it goes on."""
    sums = f"""
    Net total                                   {net}
    VAT 20 %                                    {tax}
    Total due                                   {total}
    """
    return f"""
    Harbour Ropes Ltd
    5 Dock Road, Ardlough
                                   INVOICE
    Invoice number: {number}
    Invoice date: {day}
    Bill to: The Olde Chandlery, 12 Quay Street

    Description          Quantity      Price    Amount
    Hemp rope, 10 m             2      40.00     80.00
    Shackle, steel              4       5.00     20.00
    {sums if total else ""}
    {foot}
    """


def going_on(number: str, net: str, tax: str, total: str, *, foot: str = "") -> str:
    """The last page of an invoice."""
    return f"""
    Harbour Ropes Ltd                 Invoice number: {number}

    Description          Quantity      Price    Amount
    Carried over                                100.00
    Anchor chain, 5 m           1     150.00    150.00

    Net total                                   {net}
    VAT 20 %                                    {tax}
    Total due                                   {total}
    {foot}
    """


def beside(one: str, other: str, *, gap: int = 14) -> str:
    """Two papers side by side."""
    left, right = (dedent(text).strip("\n").split("\n") for text in (one, other))
    width = max(map(len, left)) + gap
    return "\n".join(f"{a:<{width}}{b}".rstrip() for a, b in zip_longest(left, right, fillvalue=""))


def under(one: str, other: str, *, gap: int = 5) -> str:
    """Two papers, one above the other."""
    return dedent(one).strip("\n") + "\n" * (gap + 1) + dedent(other).strip("\n")
