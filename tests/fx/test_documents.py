"""Invoices in another currency: provisional while a draft, locked at issue by the law's day, never in the way."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from duespark.runtime.jobs.inline import run_waiting_jobs
from tests.adapters.fx_rates.servers import EURO, MONDAY, Said
from tests.documents.reading import pdf_text
from tests.fx.conftest import MONDAY_EVENING, Outside, fetched
from tests.support.world import SELLER, World

TYPED = {"currency": "PLN", "rate": "4.5", "rate_date": "2026-01-02", "source": "Contract"}


@pytest.fixture
async def known(world: World, outside: Outside) -> World:
    await fetched(world)
    return world


async def german(world: World) -> None:
    """The same company in a country whose law wants the rate of the very day."""
    profile = {**SELLER, "address": {**SELLER["address"], "country": "DE"}, "tax_ids": []}  # type: ignore[dict-item]
    world.company = await world.add_company(profile=profile)


def stated(invoice: dict[str, Any]) -> tuple[Decimal, str, str] | None:
    found = invoice["document"]["exchange"]
    return found and (Decimal(found["rate"]), found["rate_date"], found["source"])


async def issue(world: World, draft: dict[str, Any], **body: Any) -> dict[str, Any]:
    response = await world.api.post(f"/v1/invoices/{draft['id']}/issue", json=body)
    assert response.status_code == 200, response.text
    return dict(response.json())


class TestDraft:
    async def test_states_the_rate_and_the_totals_of_the_books(self, known: World) -> None:
        await german(known)
        draft = await known.add_draft(currency="EUR")
        assert stated(draft) == (Decimal("4.26"), "2026-01-19", "ECB")
        totals = draft["document"]["totals"]
        assert totals["converted"] == {
            "currency": "PLN", "net": "5112.00", "tax": "971.28", "gross": "6083.28", "amount_due": "6083.28",
        }  # fmt: skip

    async def test_in_the_currency_of_the_books_states_none(self, known: World) -> None:
        assert stated(await known.add_draft(currency="PLN")) is None

    async def test_of_an_unknown_pair_states_none_and_is_fine(self, known: World) -> None:
        draft = await known.add_draft(currency="KWD")
        assert (stated(draft), draft["document"]["totals"]["converted"]) == (None, None)

    async def test_the_preview_states_it_too(self, known: World) -> None:
        preview = (await known.api.post("/v1/invoices/preview", json=known.draft(currency="EUR"))).json()
        assert preview["document"]["exchange"]["source"] == "ECB"

    async def test_a_typed_rate_stays_through_edits_and_issue(self, known: World) -> None:
        draft = await known.add_draft(currency="EUR", exchange=TYPED)
        path, headers = f"/v1/invoices/{draft['id']}", {"if-match": '"1"'}
        draft = (
            await known.api.put(path, json=known.draft(currency="EUR", exchange=TYPED, notes="x"), headers=headers)
        ).json()
        assert stated(draft) == stated(await issue(known, draft)) == (Decimal("4.5"), "2026-01-02", "Contract")

    async def test_a_rate_read_and_sent_back_is_not_a_typed_one(self, known: World, outside: Outside) -> None:
        """FM-37: a program that repeats what it read does not pin the rate of the draft's day."""
        draft = await known.add_draft(currency="EUR")
        body = known.draft(currency="EUR", exchange=draft["document"]["exchange"])
        draft = (await known.api.put(f"/v1/invoices/{draft['id']}", json=body, headers={"if-match": '"1"'})).json()
        outside.fakes["ecb"].rows[MONDAY + timedelta(1)] = {**EURO, "PLN": Decimal("4.4")}
        outside.set_time(MONDAY_EVENING + timedelta(1))
        await known.set_clock(MONDAY_EVENING + timedelta(2))
        await fetched(known)
        assert stated(await issue(known, draft)) == (Decimal("4.4"), "2026-01-20", "ECB")


class TestIssue:
    async def test_locks_the_rate_of_its_own_day_not_that_of_the_draft(self, known: World) -> None:
        """FM-37: drafted on Monday, back-dated to Friday."""
        await german(known)
        draft = await known.add_draft(currency="EUR")
        issued = await issue(known, draft, issue_date="2026-01-16")
        assert stated(issued) == (Decimal("4.25"), "2026-01-16", "ECB")

    async def test_a_back_dated_batch_takes_each_its_own_rate(self, known: World) -> None:
        """FM-37: a weekend takes Friday's, whatever order they were written in."""
        await german(known)
        days = ["2026-01-19", "2026-01-18", "2026-01-17", "2026-01-16", "2026-01-15"]
        drafts = {day: await known.add_draft(currency="EUR", issue_date=day) for day in days}
        rates = {day: stated(await issue(known, drafts[day])) for day in sorted(days)}
        assert {day: str(rate and rate[1]) for day, rate in rates.items()} == {
            "2026-01-15": "2026-01-15", "2026-01-16": "2026-01-16", "2026-01-17": "2026-01-16", "2026-01-18": "2026-01-16",
            "2026-01-19": "2026-01-19",
        }  # fmt: skip

    async def test_the_day_of_the_supply_counts_where_it_is_stated(self, known: World) -> None:
        await german(known)
        draft = await known.add_draft(currency="EUR", supply_date="2026-01-15")
        assert stated(await issue(known, draft)) == (Decimal("4.2345"), "2026-01-15", "ECB")

    async def test_a_polish_seller_takes_the_working_day_before(self, known: World) -> None:
        """Article 31a of the Polish VAT act: issued on Monday, Friday's rate."""
        assert stated(await known.add_invoice(currency="EUR")) == (Decimal("4.25"), "2026-01-16", "ECB")

    async def test_a_rate_entered_by_hand_is_stated_with_its_reference(self, known: World) -> None:
        body = {"rate": "4.2711", "reference": "NBP 011/A/NBP/2026"}
        await known.api.put("/v1/exchange-rates/EUR/PLN/2026-01-16", json=body)
        assert stated(await known.add_invoice(currency="EUR")) == (
            Decimal("4.2711"),
            "2026-01-16",
            "NBP 011/A/NBP/2026",
        )

    async def test_what_is_issued_keeps_its_rate_whatever_comes_later(self, known: World) -> None:
        issued = await known.add_invoice(currency="EUR")
        pdf = (await known.api.get(f"/v1/invoices/{issued['id']}/pdf")).content
        await known.api.put("/v1/exchange-rates/EUR/PLN/2026-01-16", json={"rate": "9"})
        assert (await known.api.get(f"/v1/invoices/{issued['id']}")).json()["document"] == issued["document"]
        assert (await known.api.get(f"/v1/invoices/{issued['id']}/pdf")).content == pdf

    async def test_a_copy_takes_the_rate_of_its_own_day(self, known: World) -> None:
        """FM-37: the rate is not copied."""
        issued = await known.add_invoice(currency="EUR", exchange=TYPED)
        copy = (await known.api.post(f"/v1/invoices/{issued['id']}/duplicate")).json()
        assert stated(copy) == (Decimal("4.25"), "2026-01-16", "ECB")

    async def test_the_paper_says_it(self, known: World) -> None:
        issued = await known.add_invoice(currency="EUR")
        text = pdf_text((await known.api.get(f"/v1/invoices/{issued['id']}/pdf")).content)
        assert "4.25" in text
        assert "ECB" in text


class TestNoRate:
    """FM-45: a source that is down never blocks issuing, and never makes a rate up."""

    async def test_issues_without_and_says_so(self, world: World, outside: Outside) -> None:
        outside.fakes["ecb"].broken = Said(503)
        await fetched(world)
        issued = await world.add_invoice(currency="EUR")
        assert (issued["status"], stated(issued)) == ("issued", None)
        timeline = (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]
        (fact,) = [one for one in timeline if one["kind"] == "invoice.exchange_rate_missing"]
        assert fact["data"] == {"invoice_id": issued["id"], "currency": "EUR", "base": "PLN"}
        (row,) = await world.fetch(
            "SELECT after FROM audit_entries WHERE org_id = $1 AND action = 'invoice.issue'", world.org
        )
        assert '"exchange": null' in row["after"]

    async def test_uses_the_last_known_one_while_it_is_young_enough(self, known: World, outside: Outside) -> None:
        outside.fakes["ecb"].broken = Said(503)
        await known.set_clock(MONDAY_EVENING + timedelta(days=8))
        await fetched(known)
        assert stated(await known.add_invoice(currency="EUR")) == (Decimal("4.26"), "2026-01-19", "ECB")
        await known.set_clock(MONDAY_EVENING + timedelta(days=9))
        assert stated(await known.add_invoice(currency="EUR")) is None

    async def test_in_the_currency_of_the_books_nothing_is_missing(self, world: World) -> None:
        issued = await world.add_invoice()
        kinds = [one["kind"] for one in (await world.api.get(f"/v1/invoices/{issued['id']}/timeline")).json()["data"]]
        assert "invoice.exchange_rate_missing" not in kinds

    async def test_a_day_to_come_takes_todays(self, known: World) -> None:
        later = (date(2026, 1, 19) + timedelta(days=60)).isoformat()
        draft = await known.add_draft(currency="EUR", supply_date=later)
        await run_waiting_jobs(known.pool)
        assert stated(draft) == (Decimal("4.25"), "2026-01-16", "ECB")
