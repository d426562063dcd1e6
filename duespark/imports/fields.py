"""What a column of a table may be, for each kind of import, and the headings it is known by."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from duespark.runtime.table_text import Row, match_headings

Kind = Literal["clients", "items", "invoices"]
Field = Literal[
    "external_id", "name", "code", "email", "phone", "contact_name", "line1", "line2", "postal_code", "city", "region", "country",
    "vat_number", "tax_number", "registration_number", "website", "currency", "language", "payment_terms_days", "early_discounts", "notes",
    "sku", "description", "unit", "tax", "unit_price", "gtin",
    "number", "issue_date", "due_date", "client_id", "client_name", "client_email", "quantity", "net", "total", "paid",
    "purchase_order", "corrects",
]  # fmt: skip

_PRICE = ("price", "unit price", "unitprice", "rate", "list price", "cena", "cena netto", "preis", "einzelpreis", "prix",
          "precio", "prezzo")  # fmt: skip
_DESCRIPTION = ("item", "item name", "product", "service", "details", "opis", "nazwa towaru", "beschreibung", "designation",
                "concepto", "line description")  # fmt: skip

FIELDS: Mapping[Kind, Mapping[Field, Sequence[str]]] = MappingProxyType(
    {
        "clients": {
            "external_id": ("id", "client id", "customer id", "customerid", "customer number", "kundennummer", "identyfikator"),
            "name": ("client", "customer", "company", "company name", "client name", "customer name", "nazwa", "kontrahent",
                     "firma", "kunde", "nom", "nombre", "ragione sociale"),
            "code": ("short name", "client code", "kod"),
            "email": ("e mail", "email address", "mail", "adres e mail"),
            "phone": ("telephone", "phone number", "telefon", "tel"),
            "contact_name": ("contact", "contact person", "osoba kontaktowa", "ansprechpartner"),
            "line1": ("address", "street", "address line 1", "street address", "ulica", "adres", "strasse", "adresse"),
            "line2": ("address line 2", "street 2"),
            "postal_code": ("zip", "zip code", "postcode", "post code", "kod pocztowy", "plz", "code postal"),
            "city": ("town", "miasto", "stadt", "ort", "ville", "ciudad"),
            "region": ("state", "province", "county", "wojewodztwo"),
            "country": ("country code", "kraj", "land", "pays", "pais"),
            "vat_number": ("vat", "vat id", "vat no", "tax id", "ust id", "ust idnr", "nip ue", "numero de tva"),
            "tax_number": ("nip", "tax no", "steuernummer", "siret", "ein", "abn", "gstin"),
            "registration_number": ("company number", "regon", "krs", "handelsregister", "siren"),
            "website": ("url", "web", "www"),
            "currency": ("waluta", "wahrung", "devise"),
            "language": ("jezyk", "sprache", "langue"),
            "payment_terms_days": ("payment terms", "terms", "termin platnosci", "zahlungsziel"),
            "early_discounts": ("early discount", "early payment", "early payment discount", "cash discount", "prompt payment",
                                "skonto", "escompte", "pronto pago", "sconto"),
            "notes": ("note", "comment", "uwagi", "notizen"),
        },
        "items": {
            "external_id": ("id", "item id", "product id"),
            "sku": ("code", "item code", "product code", "stock code", "stockcode", "article number", "indeks", "artikelnummer"),
            "name": ("item", "item name", "product", "product name", "title", "nazwa", "bezeichnung", "nombre"),
            "description": ("details", "note", "opis", "beschreibung"),
            "unit": ("uom", "unit of measure", "jm", "j m", "jednostka", "einheit", "unite"),
            "tax": ("vat", "tax key", "tax rate", "vat rate"),
            "currency": ("waluta", "wahrung", "devise"),
            "unit_price": _PRICE,
            "gtin": ("ean", "upc", "barcode", "ean 13"),
        },
        "invoices": {
            "external_id": ("id", "invoice id"),
            "number": ("invoice", "invoice number", "invoice no", "invoiceno", "document number", "numer", "numer faktury",
                       "nr faktury", "rechnungsnummer", "numero", "facture"),
            "issue_date": ("date", "invoice date", "invoicedate", "issued", "data wystawienia", "rechnungsdatum", "datum", "fecha"),
            "due_date": ("due", "due on", "termin platnosci", "fallig", "faelligkeit", "echeance"),
            "client_id": ("customer id", "customerid", "client code", "customer number", "kundennummer"),
            "client_name": ("client", "customer", "customer name", "bill to", "kontrahent", "nabywca", "kunde"),
            "client_email": ("email", "e mail", "customer email"),
            "country": ("client country", "kraj", "land", "pays"),
            "sku": ("code", "item code", "product code", "stock code", "stockcode"),
            "description": _DESCRIPTION,
            "quantity": ("qty", "ilosc", "menge", "anzahl", "quantite", "cantidad", "hours"),
            "unit": ("uom", "jm", "j m", "einheit"),
            "unit_price": _PRICE,
            "tax": ("vat", "vat rate", "tax rate", "stawka vat", "ust", "tva"),
            "net": ("net amount", "amount", "line total", "subtotal", "netto", "wartosc netto"),
            "total": ("gross", "grand total", "invoice total", "brutto", "amount due"),
            "paid": ("amount paid", "paid amount", "zaplacono", "bezahlt"),
            "currency": ("waluta", "wahrung", "devise"),
            "purchase_order": ("po", "po number", "order number"),
            "corrects": ("corrected invoice", "original invoice", "credit of"),
            "notes": ("note", "comment", "uwagi"),
        },
    }
)  # fmt: skip


def guess_columns(kind: Kind, headings: Row, saved: Mapping[str, str] | None = None) -> list[Field | None]:
    """What each column is: as a saved mapping of its heading says, else by the heading itself.

    >>> guess_columns("invoices", Row(1, ("InvoiceNo", "Quantity", "Colour")))
    ['number', 'quantity', None]
    """
    by_heading = match_headings(headings.cells, {field: list(names) for field, names in FIELDS[kind].items()})
    found: list[Field | None] = []
    for at, cell in enumerate(headings.cells):
        name = (saved or {}).get(cell) or (by_heading.get(at) if saved is None else None)
        field = next((one for one in FIELDS[kind] if one == name), None)
        found.append(field if field not in found else None)
    return found
