"""Which column of a pasted table is what of a line: by its heading where there is one, else by what stands in it."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from duespark.runtime.table_text import Row, heading_key, match_headings
from duespark.runtime.typed_number import Mark, typed_number

Field = Literal[
    "description", "note", "sku", "quantity", "unit", "unit_price", "discount", "tax", "project", "task", "date",
    "billable", "ignored",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)

HOURS = ("hours", "duration", "duration h", "duration decimal", "time", "time h", "billable hours", "tracked hours", "godziny",
         "czas", "stunden", "dauer")  # fmt: skip
"""Headings of a quantity in hours, which time trackers write."""

AMOUNTS = ("amount", "billable amount", "betrag", "montant", "importe", "kwota")
CODES = ("usd", "eur", "gbp", "pln", "chf", "aud", "cad")

HEADINGS: Mapping[str, Sequence[str]] = {
    "description": ("item", "name", "product", "service", "details", "article", "item name", "what",
                    "opis", "nazwa", "usluga", "towar", "bezeichnung", "beschreibung", "leistung", "artikel",
                    "designation", "libelle", "descripcion", "concepto", "descrizione"),
    "note": ("notes", "comment", "remark", "uwagi", "notiz", "remarque", "nota"),
    "sku": ("code", "item code", "product code", "article number", "art no", "stock code", "stockcode", "part number",
            "kod", "indeks", "artikelnummer", "artikelnr", "art nr", "reference", "ref", "referencia", "codice"),
    "quantity": ("qty", "amount of units", *HOURS, "count", "units", "pcs", "ilosc", "liczba", "menge",
                 "anzahl", "quantite", "qte", "cantidad", "quantita"),
    "unit": ("uom", "unit of measure", "measure", "jm", "j m", "jednostka", "einheit", "me", "unite", "unidad", "unita"),
    "unit_price": ("price", "unit price", "rate", *(f"{rate} rate {code}".strip() for rate in ("hourly", "billable")
                   for code in ("", *CODES)), "price per unit", "unit cost", "net price", "cena", "cena netto",
                   "cena jedn", "cena jednostkowa", "cena jednostkowa netto", "preis", "einzelpreis", "stuckpreis",
                   "prix", "prix unitaire", "prix unitaire ht", "pu", "precio", "precio unitario", "prezzo"),
    "discount": ("discount percent", "disc", "rabat", "rabatt", "remise", "descuento", "sconto"),
    "tax": ("vat", "tax rate", "vat rate", "gst", "stawka vat", "stawka", "mwst", "ust", "steuer", "tva", "iva"),
    "project": ("project name", "projekt", "projet", "proyecto"),
    "task": ("task name", "activity", "expense", "expense category", "category", "merchant", "zadanie", "aufgabe"),
    "date": ("start date", "spent date", "spent on", "day", "work date", "expense date", "data", "datum", "dia"),
    "billable": ("is billable", "reimbursable"),
    "ignored": (*(f"{amount} {code}" for amount in ("amount", "billable amount") for code in CODES), *AMOUNTS,
                "total", "net", "line total", "net amount", "sum", "value", "wartosc", "wartosc netto", "netto",
                "razem", "gesamt", "gesamtpreis", "betrag", "total ht", "montant", "importe", "totale", "no", "lp", "pos"),
}  # fmt: skip


def columns_by_heading(cells: Sequence[str]) -> dict[int, Field] | None:
    """What each column is, if this row is one of headings: none of its cells is a number, and one says what it is."""
    found: dict[int, Field] = {
        at: field for at, name in match_headings(cells, HEADINGS).items() for field in FIELDS if field == name
    }
    numbers = any(typed_number(cell) is not None for cell in cells)
    if not found or numbers or set(found.values()) == {"ignored"}:
        return None
    return _with_expense(cells, found)


def in_hours(heading: str) -> bool:
    """Whether a heading of quantities speaks of hours.

    >>> in_hours("Duration (decimal)"), in_hours("Qty")
    (True, False)
    """
    return heading_key(heading) in HOURS


def _with_expense(cells: Sequence[str], found: dict[int, Field]) -> dict[int, Field]:
    """The amount is the price where nothing else is, nor a quantity: a sheet of expenses."""
    if "unit_price" in found.values() or "quantity" in found.values():
        return found
    keys = {*AMOUNTS, *(f"amount {code}" for code in CODES)}
    at = next((at for at, cell in enumerate(cells) if heading_key(cell) in keys and found.get(at) == "ignored"), None)
    return found if at is None else {**found, at: "unit_price"}


def columns_by_content(rows: Sequence[Row], *, mark: Mark) -> dict[int, Field]:
    """What each column is, by what most of its cells hold.

    The first column of words is the description, a later one the unit. The last column of numbers is the price and the
    one before it the quantity; where a last one is the product of the two before it, it is a total and ignored.

    >>> rows = [Row(1, ("Tea", "3", "kg", "9.50", "28.50")), Row(2, ("Cup", "2", "", "4", "8"))]
    >>> columns_by_content(rows, mark=".")
    {0: 'description', 1: 'quantity', 2: 'unit', 3: 'unit_price', 4: 'ignored'}
    """
    width = len(rows[0].cells) if rows else 0
    numbers = [at for at in range(width) if _mostly_numbers([row.cells[at] for row in rows], mark)]
    words = [at for at in range(width) if at not in numbers and any(row.cells[at] for row in rows)]
    found: dict[int, Field] = dict(zip(words, ("description", "unit"), strict=False))
    if len(numbers) >= 3 and _is_product(rows, numbers[-3:], mark):
        found[numbers.pop()] = "ignored"
    found |= dict(zip(reversed(numbers), ("unit_price", "quantity"), strict=False))
    return dict(sorted(found.items()))


def _mostly_numbers(cells: Sequence[str], mark: Mark) -> bool:
    filled = [cell for cell in cells if cell]
    numbers = [cell for cell in filled if typed_number(cell, mark=mark) is not None]
    return len(numbers) * 2 > len(filled)


def _is_product(rows: Sequence[Row], columns: Sequence[int], mark: Mark) -> bool:
    for row in rows:
        quantity, price, total = (typed_number(row.cells[at], mark=mark) for at in columns)
        if quantity is None or price is None or total is None or abs(quantity * price - total) * 100 > abs(total):
            return False
    return True
