"""Amendments: a new version under the same number where the rules allow it, and what the client says to it."""

from typing import Any

import httpx2
import pytest

from duespark.delivery import job as delivery_job
from tests.support.post_office import Wire, work_off
from tests.support.world import LINE, World, new_world

WHY = "Two hours were forgotten"


@pytest.fixture(autouse=True)
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    made = Wire()
    monkeypatch.setattr(delivery_job, "transport", lambda: made)
    return made


async def allow(world: World, **rules: Any) -> None:
    path = f"/v1/companies/{world.company['id']}/invoice-rules"
    version = (await world.api.get(path)).json()["version"]
    body = {"amendments": "new_version", **rules}
    answer = await world.api.put(path, json=body, headers={"if-match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


async def amend(world: World, invoice: dict[str, Any], **fields: Any) -> httpx2.Response:
    now = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
    body = {"reason": WHY, "draft": world.draft(**fields)}
    path = f"/v1/invoices/{invoice['id']}/amend"
    return await world.api.post(path, json=body, headers={"if-match": f'"{now["version"]}"'})


MORE = [{**LINE, "quantity": "12"}]


class TestAmend:
    async def test_credit_notes_are_the_policy_unless_somebody_chose(self, world: World) -> None:
        """E7: what was issued stays as it is."""
        answer = await amend(world, await world.add_invoice(), lines=MORE)
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.not_allowed")

    async def test_the_number_stays_and_a_sealed_version_says_why(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        answer = await amend(world, invoice, lines=MORE)
        assert answer.status_code == 200, answer.text
        assert answer.json()["number"] == invoice["number"]
        assert answer.json()["document"]["issue_date"] == invoice["document"]["issue_date"]
        versions = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions")).json()["data"]
        assert [(one["number"], one["change"], one["reason"], one["proof"]) for one in versions] == [
            (2, "amendment", WHY, "valid"),
            (1, "issue", "", "valid"),
        ]
        diff = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions/1/diff/2")).json()["changes"]
        assert "Line 1, quantity" in [one["label"] for one in diff]
        for number in (1, 2):
            pdf = await world.api.get(f"/v1/invoices/{invoice['id']}/versions/{number}/pdf")
            assert pdf.content.startswith(b"%PDF")

    async def test_what_is_owed_follows(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        await pay(world, invoice, "1476.00")
        balance = (await amend(world, invoice, lines=MORE)).json()["balance"]
        assert (balance["amount_due"], balance["paid"], balance["balance"]) == ("1771.20", "1476.00", "295.20")
        kinds = [one["kind"] for one in (await timeline(world, invoice))]
        assert kinds[:2] == ["invoice.reopened", "invoice.amended"]

    async def test_less_than_was_paid_is_refused(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        await pay(world, invoice, "1400.00")
        answer = await amend(world, invoice, lines=[{**LINE, "quantity": "1"}])
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.amended_below_paid")
        assert len((await world.api.get(f"/v1/invoices/{invoice['id']}/versions")).json()["data"]) == 1

    async def test_parties_currency_and_day_stay(self, world: World) -> None:
        await allow(world)
        invoice, other = await world.add_invoice(), await world.add_client()
        for fields in ({"client_id": other["id"]}, {"currency": "EUR"}, {"issue_date": "2020-01-01"}):
            answer = await amend(world, invoice, lines=MORE, **fields)
            assert (answer.status_code, answer.json()["code"]) == (422, "invoice.amendment_keeps")

    async def test_nothing_changed_is_no_amendment(self, world: World) -> None:
        await allow(world)
        answer = await amend(world, await world.add_invoice())
        assert (answer.status_code, answer.json()["code"]) == (409, "version.wrong_change")

    async def test_an_old_version_is_refused(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        body = {"reason": WHY, "draft": world.draft(lines=MORE)}
        path = f"/v1/invoices/{invoice['id']}/amend"
        assert (await world.api.post(path, json=body)).status_code == 428
        assert (await world.api.post(path, json=body, headers={"if-match": '"1"'})).status_code == 412

    async def test_reports_see_the_new_lines(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        await amend(world, invoice, lines=[*MORE, {**LINE, "description": "Print"}])
        rows = await world.fetch(
            "SELECT description, quantity FROM invoice_lines WHERE org_id = $1 ORDER BY position", world.org
        )
        assert [(row["description"], int(row["quantity"])) for row in rows] == [("Design work", 12), ("Print", 10)]

    async def test_the_law_of_the_country_is_named(self, world: World) -> None:
        rules = (await world.api.get(f"/v1/companies/{world.company['id']}/invoice-rules")).json()
        assert (rules["law"], rules["amendments"], rules["version"]) == (
            "Ustawa o VAT, art. 106j", "credit_and_reissue", 0,
        )  # fmt: skip

    async def test_another_organization_reaches_neither(self, world: World, database: str) -> None:
        """FM-46"""
        invoice = await world.add_invoice()
        async with new_world(database) as other:
            assert (await amend_raw(other, invoice)).status_code == 404
            path = f"/v1/companies/{world.company['id']}/invoice-rules"
            assert (await other.api.get(path)).status_code == 404


class TestWhatStays:
    async def test_what_was_written_off_stays_given_up(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        body = {"reason": "small_amount", "amount": "476.00"}
        await world.api.post(f"/v1/invoices/{invoice['id']}/write-off", json=body)
        balance = (await amend(world, invoice, lines=MORE)).json()["balance"]
        assert (balance["amount_due"], balance["written_off"], balance["balance"]) == ("1771.20", "476.00", "1295.20")
        answer = await amend(world, invoice, lines=[{**LINE, "quantity": "3"}])
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.amended_below_paid")

    async def test_written_off_in_whole_it_is_owed_again_only_by_the_difference(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/write-off", json={"reason": "other"})
        after = (await amend(world, invoice, lines=MORE)).json()
        assert (after["balance"]["balance"], after["settled_at"]) == ("295.20", None)

    async def test_attachments_stay(self, world: World) -> None:
        await allow(world)
        draft = await world.add_draft()
        path = f"/v1/invoices/{draft['id']}"
        png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
        assert (await world.api.post(f"{path}/attachments?name=plan.png", content=png)).status_code == 201
        invoice = (await world.api.post(f"{path}/issue")).json()
        after = (await amend(world, invoice, lines=MORE)).json()
        assert [one["name"] for one in after["document"]["attachments"]] == ["plan.png"]
        assert len((await world.api.get(f"{path}/attachments")).json()["data"]) == 1

    async def test_deducted_deposits_stay(self, world: World) -> None:
        await allow(world)
        paid = await world.add_invoice(
            kind="deposit_invoice", lines=[{"description": "Deposit", "unit_price": "100.00"}]
        )
        await pay(world, paid, "123.00")
        draft = await world.add_draft()
        path = f"/v1/invoices/{draft['id']}"
        await world.api.put(f"{path}/deposits", json={}, headers={"if-match": f'"{draft["version"]}"'})
        invoice = (await world.api.post(f"{path}/issue")).json()
        after = (await amend(world, invoice, lines=MORE)).json()
        assert [one["number"] for one in after["document"]["prepayments"]] == [paid["number"]]
        assert after["balance"]["amount_due"] == "1648.20"

    async def test_a_corrected_invoice_is_corrected_again_instead(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice(lines=[{**LINE, "id": "1"}])
        body = {"reason": "Counted wrong", "lines": [{**LINE, "id": "1", "quantity": "9"}]}
        await world.api.post(f"/v1/invoices/{invoice['id']}/correct", json=body)
        answer = await amend(world, invoice, lines=MORE)
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.corrected")

    async def test_a_quote_gets_no_new_version(self, world: World) -> None:
        await allow(world)
        quote = await world.add_invoice(kind="quote")
        answer = await amend(world, quote, kind="quote", lines=MORE)
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.only_invoices_amended")
        answer = await amend(world, await world.add_invoice(), kind="quote", lines=MORE)
        assert (answer.status_code, answer.json()["code"]) == (422, "invoice.amendment_keeps")

    async def test_an_account_that_is_none_of_the_company_s_is_refused(self, world: World) -> None:
        await allow(world)
        answer = await amend(world, await world.add_invoice(), lines=MORE, bank_account_id=str(world.org))
        assert (answer.status_code, answer.json()["code"]) == (422, "invoice.unknown_bank_account")


async def amend_raw(world: World, invoice: dict[str, Any]) -> httpx2.Response:
    body = {"reason": WHY, "draft": world.draft(lines=MORE)}
    return await world.api.post(f"/v1/invoices/{invoice['id']}/amend", json=body, headers={"if-match": '"2"'})


async def pay(world: World, invoice: dict[str, Any], amount: str) -> None:
    body = {"client_id": world.client["id"], "amount": amount, "currency": "PLN", "received_on": today(invoice)}
    assert (await world.api.post("/v1/payments", json=body)).status_code == 201


def today(invoice: dict[str, Any]) -> str:
    return str(invoice["document"]["issue_date"])


async def timeline(world: World, invoice: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await world.api.get(f"/v1/invoices/{invoice['id']}/timeline")).json()["data"]
    return found


async def sent_and_amended(world: World) -> tuple[dict[str, Any], str]:
    """An invoice the client has, amended since, and the path of its page."""
    await allow(world)
    invoice = await world.add_invoice()
    await world.api.post(f"/v1/invoices/{invoice['id']}/send", json={})
    await work_off(world)
    assert (await amend(world, invoice, lines=MORE)).status_code == 200
    await work_off(world)
    url = (await world.api.get(f"/v1/invoices/{invoice['id']}/public-link")).json()["url"]
    return invoice, "/i/" + url.rpartition("/i/")[2]


class TestClient:
    async def test_gets_it_again_with_the_reason(self, world: World, wire: Wire) -> None:
        await sent_and_amended(world)
        assert len(wire.taken) == 2
        assert WHY in wire.taken[1].text

    async def test_who_never_got_it_is_not_told(self, world: World, wire: Wire) -> None:
        await allow(world)
        await amend(world, await world.add_invoice(), lines=MORE)
        await work_off(world)
        assert wire.taken == []

    @pytest.mark.parametrize("answer", ["accepted", "rejected"])
    async def test_answers_once_and_it_is_kept_as_evidence(self, world: World, answer: str) -> None:
        invoice, page = await sent_and_amended(world)
        guest = world.guest()
        shown = (await guest.get(page)).text
        assert WHY in shown
        assert "It asks for PLN\xa01,771.20 now, instead of PLN\xa01,476.00." in shown
        form = {"version": "2", "answer": answer, "name": "Ewa Baker", "note": "Thanks"}
        for _ in range(2):
            assert (await guest.post(f"{page}/answer", data=form)).status_code == 303
        kept = (await world.api.get(f"/v1/invoices/{invoice['id']}/amendment-answers")).json()["data"]
        assert [(one["version"], one["answer"], one["name"], one["note"], one["ip"]) for one in kept] == [
            (2, answer, "Ewa Baker", "Thanks", "127.0.0.1"),
        ]  # fmt: skip
        assert (await timeline(world, invoice))[0]["kind"] == "invoice.amendment_answered"
        assert f"Change {answer} by Ewa Baker" in (await guest.get(page)).text

    async def test_an_answer_to_an_older_version_does_not_count(self, world: World) -> None:
        invoice, page = await sent_and_amended(world)
        form = {"version": "1", "answer": "accepted", "name": "Ewa"}
        await world.guest().post(f"{page}/answer", data=form)
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}/amendment-answers")).json()["data"] == []

    async def test_the_seller_is_told_once(self, world: World, wire: Wire) -> None:
        _, page = await sent_and_amended(world)
        mails = await world.fetch(
            "SELECT count(*) AS n FROM sends WHERE kind = 'account_mail' AND org_id = $1", world.org
        )
        form = {"version": "2", "answer": "rejected", "name": "Ewa", "note": "Too much"}
        for _ in range(2):
            await world.guest().post(f"{page}/answer", data=form)
        after = await world.fetch(
            "SELECT count(*) AS n FROM sends WHERE kind = 'account_mail' AND org_id = $1", world.org
        )
        assert after[0]["n"] - mails[0]["n"] == 1

    async def test_says_who_they_are(self, world: World) -> None:
        invoice, page = await sent_and_amended(world)
        answer = await world.guest().post(f"{page}/answer", data={"version": "2", "answer": "accepted", "name": " "})
        assert (answer.status_code, "Please type your name." in answer.text, WHY in answer.text) == (422, True, True)
        assert (await world.api.get(f"/v1/invoices/{invoice['id']}/amendment-answers")).json()["data"] == []

    async def test_is_asked_once_more_about_the_next_version(self, world: World) -> None:
        invoice, page = await sent_and_amended(world)
        guest = world.guest()
        await guest.post(f"{page}/answer", data={"version": "2", "answer": "rejected", "name": "Ewa"})
        assert (await amend(world, invoice, lines=[{**LINE, "quantity": "11"}])).status_code == 200
        assert "Change rejected" not in (await guest.get(page)).text
        await guest.post(f"{page}/answer", data={"version": "3", "answer": "accepted", "name": "Ewa"})
        kept = (await world.api.get(f"/v1/invoices/{invoice['id']}/amendment-answers")).json()["data"]
        assert [(one["version"], one["answer"]) for one in kept] == [(3, "accepted"), (2, "rejected")]


class TestPreview:
    async def test_shows_what_would_change_and_stores_nothing(self, world: World) -> None:
        await allow(world)
        invoice = await world.add_invoice()
        more = [
            {**LINE, "id": invoice["document"]["lines"][0]["id"], "quantity": "12"},
            {**LINE, "description": "Hosting"},
        ]
        path = f"/v1/invoices/{invoice['id']}/amend/preview"
        shown = (await world.api.post(path, json=world.draft(lines=more))).json()
        assert [(one["label"], one["kind"]) for one in shown["changes"]] == [
            ("Line 1, quantity", "changed"),
            ("Line 2", "added"),
        ]
        assert shown["amount_due_before"] == invoice["balance"]["amount_due"] != shown["amount_due_after"]
        assert shown["over_limit"] == ""
        now = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert now == invoice
        amended = await amend(world, invoice, lines=more)
        assert amended.json()["balance"]["amount_due"] == shown["amount_due_after"]

    async def test_shows_lines_taken_out_and_who_must_approve(self, world: World) -> None:
        await allow(world, free_credit="10.00")
        invoice = await world.add_invoice(lines=[LINE, {**LINE, "description": "Hosting"}])
        path = f"/v1/invoices/{invoice['id']}/amend/preview"
        shown = (await world.api.post(path, json=world.draft(lines=[LINE]))).json()
        assert [(one["label"], one["kind"]) for one in shown["changes"]] == [("Line 2", "removed")]
        assert "over the limit of 10.00 PLN" in shown["over_limit"]

    async def test_refuses_what_amending_would(self, world: World) -> None:
        invoice = await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}/amend/preview"
        answer = await world.api.post(path, json=world.draft(lines=MORE))
        assert (answer.status_code, answer.json()["code"]) == (409, "invoice.not_allowed")
        await allow(world)
        answer = await world.api.post(path, json=world.draft(currency="EUR"))
        assert (answer.status_code, answer.json()["code"]) == (422, "invoice.amendment_keeps")
