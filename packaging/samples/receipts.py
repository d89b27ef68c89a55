"""Three till receipts of invented shops. Every sum is computed, so every sum is right."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from fonts import font
from till import Till, banner

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Receipt:
    """What was printed, and what a reader should find in it."""

    till: Till
    fields: dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One line of goods; the price belongs to one piece or one kilogram."""

    description: str
    quantity: str
    price: str
    rate: str = ""
    code: str = ""

    @property
    def amount(self) -> Decimal:
        return money(Decimal(self.quantity) * Decimal(self.price))


def money(value: Decimal) -> Decimal:
    return value.quantize(CENT, ROUND_HALF_UP)


def comma(value: Decimal | str) -> str:
    return str(value).replace(".", ",")


def row(description: str, quantity: str | None, price: str | None, amount: str) -> dict[str, str | None]:
    return {"description": description, "quantity": quantity, "price": price, "amount": amount}


def hardware() -> Receipt:
    """A Malaysian hardware shop of the GST years: prices with tax, cash rounded to five sen."""
    company, number = "SELASIH PERKASA HARDWARE SDN BHD", "1984217-M"
    address = ["LOT 27 & 29, JALAN SELASIH 3/4,", "TAMAN SELASIH PERMAI,", "43017 BANDAR SELASIH, SELANGOR"]
    items = [
        Item("WALL PUTTY WHITE 5KG", "2", "18.90", code="2900011112403"),
        Item('PAINT ROLLER SET 9"', "1", "16.50", code="2900022201882"),
        Item("PVC ELBOW 20MM", "6", "0.85", code="10442"),
        Item("MASKING TAPE 24MM", "3", "2.30", code="2900033317541"),
        Item("SANDPAPER NO.120", "5", "1.20", code="10718"),
        Item("CABLE TIE 200MM 100S", "1", "7.90", code="20563"),
        Item('DOOR HINGE S/STEEL 4"', "2", "6.46", code="31109"),
    ]
    total = sum((item.amount for item in items), Decimal())
    tax = money(total * 6 / 106)
    payable = money((total * 20).quantize(Decimal(1), ROUND_HALF_UP) / 20)
    cash = Decimal("150.00")

    till = Till(font("till", 24), 48, zero="O")
    head = (company, f"(CO. REG. NO. {number})", *address, "TEL : 03-1055 2284", "(GST ID NO : 009574203392)")
    till.centred(*head)
    till.feed(18)
    till.line("TAX INVOICE", "centre", tall=2)
    till.rule()
    till.pair("INVOICE NO : SP02-118734", "COUNTER : 02")
    till.pair("DATE       : 21/04/2018", "TIME : 16:38:07")
    till.line("CASHIER    : NURUL A.")
    till.rule()
    till.pair("ITEM / QTY      U.PRICE", "AMOUNT (RM)")
    till.rule()
    for item in items:
        till.line(f"{item.code:<15}{item.description}")
        till.pair(f"{item.quantity:>6} X {item.price:>9}", f"{item.amount} S")
    till.rule()
    till.line(f"ITEM(S) : {len(items)}    QTY : {sum(int(item.quantity) for item in items)}")
    till.feed(8)
    till.pair("TOTAL INCL. GST 6%", f"RM {total:>9}")
    till.pair("ROUNDING ADJ", f"RM {payable - total:>9}")
    till.pair("TOTAL", f"RM {payable}", wide=2, tall=2)
    till.feed(6)
    till.pair("CASH", f"RM {cash:>9}")
    till.pair("CHANGE", f"RM {cash - payable:>9}")
    till.feed(18)
    till.pair("GST SUMMARY          AMT (RM)", "TAX (RM)")
    till.pair(f"S = 6%{total - tax:>23}", str(tax))
    till.rule("=")
    till.centred("GOODS SOLD ARE NOT REFUNDABLE.", "EXCHANGE WITHIN 7 DAYS WITH THIS RECEIPT.")
    till.centred("TERIMA KASIH. SILA DATANG LAGI.")
    till.feed(10)
    till.code("2021180734026", 60)
    fields = {
        "company": company,
        "company_number": number,
        "address": "\n".join(address),
        "date": "21/04/2018",
        "time": "16:38:07",
        "number": "SP02-118734",
        "total": str(payable),
        "tax": str(tax),
        "rounding": str(payable - total),
        "cash": str(cash),
        "change": str(cash - payable),
        "currency": "MYR",
        "line_items": [row(item.description, item.quantity, item.price, str(item.amount)) for item in items],
    }
    return Receipt(till, fields)


def cafe() -> Receipt:
    """A British café on narrow paper: VAT included, paid in cash."""
    company, number = "Oddlark Coffee House Ltd", "99417302"
    address = ["14 Tanner's Row", "Wexley WX4 7QJ"]
    items = [
        Item("Flat White", "2", "3.60"),
        Item("Loose Leaf Assam", "1", "3.10"),
        Item("Eggs on Sourdough", "1", "11.50"),
        Item("Mushrooms on Toast", "1", "9.75"),
        Item("Pear & Ginger Cake", "2", "4.40"),
    ]
    total = sum((item.amount for item in items), Decimal())
    net = money(total / Decimal("1.2"))
    cash = Decimal("50.00")

    till = Till(font("till-light", 20), 32, margin=34, gap=5)
    till.feed(10)
    till.picture(banner("Oddlark", "script", 104))
    till.feed(18)
    till.line(company, "centre", bold=True)
    till.centred(*address, "Tel 01632 960417", "VAT No. GB 999 9999 73", f"Co. Reg. No. {number}")
    till.feed(14)
    till.pair("09 Nov 2024", "11:52")
    till.pair("Receipt 0418-227", "Table 6")
    till.line("Served by Imogen")
    till.rule()
    for item in items:
        each = f"@{item.price}" if item.quantity != "1" else ""
        till.pair(f"{item.quantity} {item.description:<18} {each:<5}"[:26].rstrip(), str(item.amount))
    till.rule()
    till.pair("Net", str(net))
    till.pair("VAT 20%", str(total - net))
    till.feed(6)
    till.pair("TOTAL", f"£{total}", wide=2, tall=2)
    till.feed(8)
    till.pair("Cash", f"£{cash}")
    till.pair("Change", f"£{cash - total}")
    till.rule()
    till.line("VAT rate     Net     VAT  Gross")
    till.line(f"20.00%   {net:>7} {total - net:>7} {total:>6}")
    till.feed(16)
    till.centred("Thank you for stopping by.", "Open 8 to 5, closed Mondays", "www.oddlark.example")
    till.feed(30)
    fields = {
        "company": company,
        "company_number": number,
        "address": "\n".join(address),
        "date": "09 Nov 2024",
        "time": "11:52",
        "number": "0418-227",
        "total": str(total),
        "tax": str(total - net),
        "rounding": None,
        "cash": str(cash),
        "change": str(cash - total),
        "currency": "GBP",
        "line_items": [
            row(item.description, item.quantity, item.price if item.quantity != "1" else None, str(item.amount))
            for item in items
        ],
    }
    return Receipt(till, fields)


def supermarket() -> Receipt:
    """A German supermarket: two tax rates, goods by weight, a bottle deposit."""
    company, number = "Holunder Markt Brandow e.K.", "HRA 9417"
    address = ["Amselgrund 12", "05417 Birkenried"]
    items = [
        Item("Vollmilch 3,8% 1L", "2", "1.29", "B"),
        Item("Roggenmischbrot 750g", "1", "2.79", "B"),
        Item("Gouda jung", "0.386", "11.90", "B"),
        Item("Rispentomaten", "0.742", "3.49", "B"),
        Item("Haferflocken zart", "1", "0.89", "B"),
        Item("Kaffee gemahlen 500g", "1", "6.49", "B"),
        Item("Apfelschorle 6x1,0L", "1", "4.74", "A"),
        Item("Pfand 0,25 EUR", "6", "0.25", "A"),
        Item("Spülmittel Zitrone", "1", "1.45", "A"),
        Item("Küchenrollen 4 St.", "1", "3.25", "A"),
        Item("Leergut", "1", "-0.75", "A"),
    ]
    total = sum((item.amount for item in items), Decimal())
    gross = {rate: sum((item.amount for item in items if item.rate == rate), Decimal()) for rate in "AB"}
    net = {"A": money(gross["A"] / Decimal("1.19")), "B": money(gross["B"] / Decimal("1.07"))}
    tax = total - net["A"] - net["B"]
    cash = Decimal("50.00")

    till = Till(font("till-strong", 20), 42, margin=40, gap=7, zero="O")
    till.feed(6)
    till.picture(banner("HOLUNDER", "sans-black", 58, inverse=True))
    till.feed(12)
    till.centred(company, *address, f"Amtsgericht Birkenried {number}", "USt-IdNr. DE999999938")
    till.feed(10)
    till.line("EUR", "right")
    for item in items:
        till.pair(item.description, f"{comma(item.amount)} {item.rate}")
        if "." in item.quantity:
            till.line(f"    {comma(item.quantity)} kg x {comma(item.price):>6} EUR/kg")
        elif item.quantity != "1":
            till.line(f"    {item.quantity} Stk x {comma(item.price):>6}")
    till.rule()
    till.pair("SUMME", f"EUR {comma(total)}", wide=2, tall=2, bold=True)
    till.rule("=")
    till.pair("Geg. BAR", f"EUR {comma(cash):>8}")
    till.pair("Rückgeld BAR", f"EUR {comma(cash - total):>8}")
    till.feed(14)
    till.line(f"{'MwSt':<8}{'Netto':>9}{'Steuer':>12}{'Brutto':>12}")
    for rate, percent in (("A", "19,0%"), ("B", " 7,0%")):
        parts = f"{comma(net[rate]):>9}{comma(gross[rate] - net[rate]):>12}{comma(gross[rate]):>12}"
        till.line(f"{rate}= {percent}{parts}")
    till.line(f"Summe   {comma(total - tax):>9}{comma(tax):>12}{comma(total):>12}")
    till.feed(14)
    till.pair("Datum: 14.03.2025", "Uhrzeit: 18:07:52")
    till.pair("Bon-Nr.: 4817  Markt: 0093", "Kasse: 3")
    till.line("Bediener: 000112")
    till.rule()
    till.line("TSE-Transaktion: 118264")
    till.pair("Start: 18:05:31", "Signatur: 236907")
    till.feed(10)
    till.centred("Vielen Dank für Ihren Einkauf", "Mo - Sa 7 bis 20 Uhr geöffnet")
    till.feed(30)
    fields = {
        "company": company,
        "company_number": number,
        "address": "\n".join(address),
        "date": "14.03.2025",
        "time": "18:07:52",
        "number": "4817",
        "total": comma(total),
        "tax": comma(tax),
        "rounding": None,
        "cash": comma(cash),
        "change": comma(cash - total),
        "currency": "EUR",
        "line_items": [_german_row(item) for item in items],
    }
    return Receipt(till, fields)


def _german_row(item: Item) -> dict[str, str | None]:
    if item.quantity == "1":
        return row(item.description, None, None, comma(item.amount))
    return row(item.description, comma(item.quantity), comma(item.price), comma(item.amount))
