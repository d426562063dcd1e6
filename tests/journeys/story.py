"""A small business told through the API: a company, clients, invoices in every state, payments, a dispute."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.journeys.person import Person

COMPANY: dict[str, Any] = {
    "profile": {
        "name": "Example Studio GmbH",
        "address": {"line1": "Musterstraße 8", "city": "Berlin", "postal_code": "10115", "country": "DE"},
        "tax_ids": [{"scheme": "VAT", "value": "DE136695976"}],
        "email": "studio@example.com",
    },
    "tax_registered": True,
    "currency": "EUR",
    "payment_terms_days": 14,
    "bank_accounts": [{"holder": "Example Studio GmbH", "iban": "DE89370400440532013000", "bic": "COBADEFF"}],
}
CLIENTS = [
    ("Example Bakery", "Berlin", "DE", "EUR"),
    ("Example Hotel", "Wien", "AT", "EUR"),
    ("Example Press", "Paris", "FR", "EUR"),
    ("Example Roasters", "Zürich", "CH", "CHF"),
    ("Example Theatre", "Hamburg", "DE", "EUR"),
]
# Client, days since issue, price, what the client has done so far.
INVOICES = [
    (0, 150, "1840.00", "owes"),
    (1, 120, "960.00", "paid"),
    (4, 88, "2200.00", "paid"),
    (1, 75, "640.00", "owes"),
    (2, 60, "3100.00", "paid"),
    (0, 48, "480.00", "paid in part"),
    (3, 40, "1250.00", "owes"),
    (4, 30, "1120.00", "disputes"),
    (2, 21, "2750.00", "paid"),
    (0, 10, "760.00", "owes"),
    (4, 2, "5400.00", "owes"),
]


@dataclass(frozen=True)
class Story:
    """Where the parts of the story are found."""

    owner: Person
    company: Any
    clients: list[Any]
    invoices: list[Any]
    draft: Any
    item: Any


def tell(owner: Person) -> Story:
    """Everything from the organization to the last payment, on the calendar before today."""
    organization = {
        "name": "Example Studio",
        "country": "DE",
        "time_zone": "Europe/Berlin",
        "base_currency": "EUR",
    }
    owner.call("POST", "/organizations", organization)
    company = owner.call("POST", "/companies", COMPANY)
    clients = [owner.call("POST", "/clients", _client(*given)) for given in CLIENTS]
    today = date.fromisoformat(owner.call("GET", "/dashboard")["today"])
    invoices = [_invoice(owner, company, clients, today, *given) for given in INVOICES]
    draft = owner.call("POST", "/invoices", _draft(company, clients[0], "320.00", None))
    prices = [{"currency": "EUR", "unit_price": "95.00"}]
    item = owner.call("POST", "/items", {"name": "Workshop", "sku": "WS-1", "unit": "h", "prices": prices})
    terms = {"client_id": clients[0]["id"], "currency": "EUR", "unit_price": "80.00", "since": today.isoformat()}
    owner.call("POST", f"/items/{item['id']}/contract-prices", terms)
    owner.call("POST", "/invitations", {"email": "colleague@example.com", "role": "accountant"})
    owner.call("POST", "/api-keys", {"name": "Shop", "scopes": ["invoices.read", "invoices.write"]})
    return Story(owner=owner, company=company, clients=clients, invoices=invoices, draft=draft, item=item)


def _client(name: str, city: str, country: str, currency: str) -> dict[str, Any]:
    address = {"line1": "Market Square 5", "city": city, "postal_code": "1010", "country": country}
    email = f"{name.split()[-1].lower()}@example.com"
    return {"profile": {"name": name, "address": address, "email": email}, "currency": currency}


def _draft(company: Any, client: Any, price: str, issued: date | None) -> dict[str, Any]:
    line = {"description": "Design work", "quantity": "1", "unit_price": price, "tax": "standard"}
    return {
        "company_id": company["id"],
        "client_id": client["id"],
        "issue_date": issued.isoformat() if issued else None,
        "currency": client["currency"],
        "lines": [line],
    }


def _invoice(
    owner: Person, company: Any, clients: list[Any], today: date, client: int, days: int, price: str, then: str
) -> Any:
    issued = today - timedelta(days=days)
    made = owner.call("POST", "/invoices", _draft(company, clients[client], price, issued))
    made = owner.call("POST", f"/invoices/{made['id']}/issue", {"issue_date": issued.isoformat()})
    if then.startswith("paid"):
        _pay(owner, made, issued + timedelta(days=18), part=then == "paid in part")
    if then == "disputes":
        note = "Says the second proof was never approved."
        owner.call("POST", f"/invoices/{made['id']}/reminders/pause", {"reason": "dispute", "note": note})
    return owner.call("GET", f"/invoices/{made['id']}")


def _pay(owner: Person, invoice: Any, on: date, *, part: bool) -> None:
    payment = {
        "client_id": invoice["client_id"],
        "amount": "200.00" if part else invoice["balance"]["balance"],
        "currency": invoice["document"]["currency"],
        "received_on": on.isoformat(),
        "reference": f"Transfer {invoice['number']}",
    }
    owner.call("POST", "/payments", payment)
