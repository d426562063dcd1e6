"""The invoices that are printed: one company's, to other clients, of other days, for other things each time, so that nothing
but what the company and its template say is printed from memory."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.pdf.printers import Plain
from tests.documents import samples

WORDS = (
    "Oak",
    "linen",
    "copper",
    "paper",
    "blue",
    "large",
    "folding",
    "second",
    "winter",
    "signed",
    "table",
    "lamp",
    "frame",
)
STREETS = ("Harbour Street", "Mill Lane", "Station Road", "Kirchgasse", "Rue du Lac")


def documents(count: int, lines: int = 12, *, first: int = 0) -> list[Plain]:
    """Distinct invoices of so many lines, counted from `first`; the same ones in every run."""
    return [_document(place, lines) for place in range(first, first + count)]


def _document(place: int, lines: int) -> Plain:
    chance = Random(place)
    items = tuple(_item(chance) for _ in range(lines))
    client = " ".join(chance.choices(WORDS, k=2)).title()
    street = f"{chance.choice(STREETS)} {chance.randint(1, 180)}"
    address = replace(samples.BUYER.address, line1=street, postal_code=f"{chance.randint(10000, 99999)}")
    issued = date(2026, 1, 1) + timedelta(days=chance.randint(0, 300))
    return samples.document(
        items,
        number=f"INV-{place:06d}",
        buyer=replace(samples.BUYER, name=f"{client} {place} GmbH", address=address),
        issue_date=issued,
        supply_date=issued - timedelta(days=2),
        due_date=issued + timedelta(days=chance.choice((7, 14, 30))),
        terms="Goods remain our property until paid in full.",
    )


def _item(chance: Random) -> samples.Line:
    name = " ".join(chance.choices(WORDS, k=chance.randint(2, 6))).capitalize()
    price = f"{chance.randint(1, 900)}.{chance.randint(0, 99):02d}"
    return samples.item(f"{name}, no. {chance.randint(1, 9999)}", str(chance.randint(1, 40)), price)
