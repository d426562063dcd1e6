"""The main job through the API, as a program that a customer writes would do it: from signing up to a paid invoice."""

import io
import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx2
import pypdfium2
import pytest
from PIL import Image

from duespark.app import create_app
from duespark.runtime.db import Pool, open_pool
from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.support.world import BUYER, SELLER

PASSWORD = "correct horse battery"
FACTS = ("drafted", "issued", "delivery_sent", "reminder_queued", "payment_allocated", "settled", "public_link_viewed")


class Person:
    """Somebody at a browser: cookies, the CSRF token, and the local mailbox to look into."""

    def __init__(self, pool: Pool) -> None:
        transport = httpx2.ASGITransport(app=create_app(pool), raise_app_exceptions=False)
        self.pool = pool
        self.http = httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")

    async def ask(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        response = await self.http.request(method, path, **options)
        assert response.status_code == status, f"{method} {path}: {response.status_code} {response.text[:600]}"
        is_json = "json" in response.headers.get("content-type", "")
        found = response.json() if is_json else response.content
        if isinstance(found, dict) and found.get("csrf_token"):
            self.http.headers["x-csrf-token"] = found["csrf_token"]
        return found

    async def work(self) -> None:
        """Let the worker's jobs run."""
        await run_waiting_jobs(self.pool)

    async def mails(self, to: str) -> list[dict[str, Any]]:
        """Mails to this address, oldest first, in full."""
        page = await self.ask("GET", f"/v1/mailbox?limit=100&to={to}")
        return [await self.ask("GET", f"/v1/mailbox/{mail['id']}") for mail in reversed(page["data"])]


@pytest.fixture
async def person(fresh_database: str) -> AsyncIterator[Person]:
    pool = await open_pool(fresh_database, size=10)
    someone = Person(pool)
    yield someone
    await someone.http.aclose()
    await pool.close()


async def sign_up(person: Person, email: str) -> None:
    await person.ask("POST", "/v1/auth/sign-up", 202, json={"email": email, "password": PASSWORD, "name": "Robin"})
    refused = {"email": email, "password": PASSWORD}
    assert (await person.ask("POST", "/v1/auth/sign-in", 403, json=refused))["code"] == "auth.email_not_verified"
    await person.work()
    (mail,) = await person.mails(email)
    token = re.search(r"/verify-email\?token=([\w.-]+)", mail["text"])
    assert token, mail["text"]
    me = await person.ask("POST", "/v1/auth/verify-email", json={"token": token[1]})
    assert me["organization"] is None


async def set_up(person: Person) -> dict[str, Any]:
    """Organization, company with logo and bank account, client; returns a draft's body."""
    organization = {"name": "Robin's Studio", "country": "PL", "time_zone": "Europe/Warsaw", "base_currency": "PLN"}
    once = {"idempotency-key": "my-organization"}
    first = await person.ask("POST", "/v1/organizations", 201, json=organization, headers=once)
    again = await person.ask("POST", "/v1/organizations", 201, json=organization, headers=once)
    assert again == first
    await person.ask("GET", "/v1/me")
    account = {"holder": "Example Studio", "iban": "PL61109010140000071219812874", "bic": "WBKPPLPP"}
    company = await person.ask(
        "POST", "/v1/companies", 201,
        json={"profile": SELLER, "tax_registered": True, "currency": "PLN", "bank_accounts": [account]},
    )  # fmt: skip
    picture = io.BytesIO()
    Image.new("RGB", (240, 80), "#B45309").save(picture, "PNG")
    logo = await person.ask(
        "PUT", f"/v1/companies/{company['id']}/logo", content=picture.getvalue(), headers={"content-type": "image/png"}
    )
    assert logo["logo_url"]
    client = await person.ask(
        "POST", "/v1/clients", 201, json={"profile": BUYER, "currency": "PLN", "time_zone": "Europe/Warsaw"}
    )
    return {
        "company_id": company["id"],
        "client_id": client["id"],
        "payment_terms": {"days": 14},
        "lines": [
            {
                "description": "Logo design",
                "quantity": "10",
                "unit": "h",
                "unit_price": "120.00",
                "discount": {"percent": "10"},
            },
            {
                "description": "Printed brochure",
                "quantity": "100",
                "unit": "pcs",
                "unit_price": "3.50",
                "tax": "reduced",
            },
        ],
        "allowances": [{"amount": "50.00", "reason": "First order", "tax": "standard"}],
    }


async def test_from_signing_up_to_a_paid_invoice(person: Person) -> None:
    await sign_up(person, "robin@example.com")
    draft = await set_up(person)

    # 1080 + 350 - 50 = 1380 net; 23 % of 1030 is 236.90, 8 % of 350 is 28.00
    preview = await person.ask("POST", "/v1/invoices/preview", json=draft)
    totals = preview["document"]["totals"]
    assert (totals["net"], totals["tax"], totals["gross"]) == ("1380.00", "264.90", "1644.90")
    assert preview["page_count"] == 1
    assert preview["pages"][0].startswith("<svg")

    saved = await person.ask("POST", "/v1/invoices", 201, json=draft, headers={"idempotency-key": "draft-1"})
    issued = await person.ask("POST", f"/v1/invoices/{saved['id']}/issue", headers={"if-match": '"1"'})
    assert re.fullmatch(r"INV-\d{4}-0001", issued["number"])
    invoice = f"/v1/invoices/{issued['id']}"
    await check_pdf(person, invoice, issued["number"])

    sent = await person.ask("POST", f"{invoice}/send", 202, json={})
    assert [one["recipient"] for one in sent["data"]] == ["bakery@example.com"]
    await person.work()
    (mail,) = await person.mails("bakery@example.com")
    assert issued["number"] in mail["subject"]
    assert [one["type"] for one in mail["attachments"]] == ["application/pdf"]
    link = await check_public_page(person, mail, "1,644.90")

    await check_reminders(person, invoice, issued)
    await check_payment(person, invoice, issued, link)


async def check_pdf(person: Person, invoice: str, number: str) -> None:
    pdf = pypdfium2.PdfDocument(await person.ask("GET", f"{invoice}/pdf"))
    text = pdf[0].get_textpage().get_text_bounded()
    for wanted in (number, "Example Bakery", "Logo design", "1,644.90", "23", "PL61 1090"):
        assert wanted in text


async def check_public_page(person: Person, mail: dict[str, Any], amount: str) -> str:
    found = re.search(r"https?://[^\s\"]+(/i/\w+)", mail["text"])
    assert found, mail["text"]
    page = (await person.ask("GET", found[1], headers={"user-agent": "Mozilla/5.0", "cookie": ""})).decode()
    assert amount in page
    assert "Logo design" in page
    return found[1]


async def check_reminders(person: Person, invoice: str, issued: dict[str, Any]) -> None:
    """Move time: what is due goes out by itself, once each."""
    plan = await person.ask("GET", f"{invoice}/reminders")
    assert plan["state"] == "planned"
    assert plan["next_at"] is not None
    for _ in range(3):
        await person.ask("POST", "/v1/test-clock/advance", json={"days": 7})
        await person.work()
    plan = await person.ask("GET", f"{invoice}/reminders")
    steps = [step["step"] for step in plan["plan"] if step["state"] == "sent"]
    assert len(steps) == len(set(steps)) >= 3
    mails = await person.mails("bakery@example.com")
    assert len(mails) == 1 + len(steps)
    me = await person.ask("GET", "/v1/me")
    started = datetime.fromisoformat(issued["issued_at"])
    assert datetime.fromisoformat(me["test_clock"]) - started > timedelta(days=20)
    late = await person.ask("GET", invoice)
    assert late["days_past_due"] == 7
    board = await person.ask("GET", "/v1/dashboard")
    assert [(one["currency"], one["overdue"]) for one in board["currencies"]][:1] == [("PLN", "1644.90")]


async def check_payment(person: Person, invoice: str, issued: dict[str, Any], link: str) -> None:
    """Half first: reminders go on for the rest. Then the rest: they stop, a receipt goes out, the dashboard changes."""
    me = await person.ask("GET", "/v1/me")
    payment = {
        "client_id": issued["client_id"],
        "currency": "PLN",
        "received_on": me["now"][:10],
        "method": "bank_transfer",
    }
    await person.ask("POST", "/v1/payments", 201, json={**payment, "amount": "644.90"})
    assert (await person.ask("GET", invoice))["balance"] == {
        "amount_due": "1644.90",
        "paid": "644.90",
        "credited": "0.00",
        "discounted": "0.00",
        "balance": "1000.00",
        "refundable": "0.00",
        "applied": "0.00",
        "written_off": "0.00",
    }
    await person.ask("POST", "/v1/test-clock/advance", json={"days": 8})
    await person.work()
    last = (await person.mails("bakery@example.com"))[-1]
    assert "1,000.00" in last["text"]
    before = len(await person.mails("bakery@example.com"))

    await person.ask("POST", "/v1/payments", 201, json={**payment, "amount": "1000.00"})
    await person.work()
    settled = await person.ask("GET", invoice)
    assert settled["settled_at"] is not None
    assert Decimal(settled["balance"]["balance"]) == 0
    await person.ask("POST", "/v1/test-clock/advance", json={"days": 60})
    await person.work()
    mails = await person.mails("bakery@example.com")
    assert len(mails) == before + 1, [mail["subject"] for mail in mails]
    assert (await person.ask("GET", f"{invoice}/reminders"))["state"] == "done"
    board = await person.ask("GET", "/v1/dashboard")
    assert Decimal(board["currencies"][0]["outstanding"]) == 0
    page = (await person.ask("GET", link, headers={"user-agent": "Mozilla/5.0", "cookie": ""})).decode()
    assert "Paid" in page or "paid" in page
    kinds = {entry["kind"] for entry in (await person.ask("GET", f"{invoice}/timeline"))["data"]}
    assert {f"invoice.{fact}" for fact in FACTS} <= kinds, kinds
