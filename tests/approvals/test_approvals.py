"""Four eyes: over the limit nothing happens until another person says yes, and then it happens once."""

import asyncio
from typing import Any

import httpx2

from tests.support.post_office import run_job
from tests.support.world import LINE, World, new_world

DISCOUNTED = [{**LINE, "discount": {"percent": "30", "reason": "Old friend"}}]


async def limit(world: World, **rules: Any) -> None:
    path = f"/v1/companies/{world.company['id']}/invoice-rules"
    version = (await world.api.get(path)).json()["version"]
    answer = await world.api.put(path, json=rules, headers={"if-match": f'"{version}"'})
    assert answer.status_code == 200, answer.text


async def ask(client: httpx2.AsyncClient, invoice: dict[str, Any], act: str, **more: Any) -> httpx2.Response:
    return await client.post("/v1/approvals", json={"invoice_id": invoice["id"], "act": act, **more})


async def asked(client: httpx2.AsyncClient, invoice: dict[str, Any], act: str, **more: Any) -> dict[str, Any]:
    answer = await ask(client, invoice, act, **more)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def status(world: World, invoice: dict[str, Any]) -> str:
    return str((await world.api.get(f"/v1/invoices/{invoice['id']}")).json()["status"])


def code(answer: httpx2.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


class TestDiscounts:
    async def test_over_the_limit_nothing_is_issued_and_no_number_taken(self, world: World) -> None:
        """DSC-07"""
        await limit(world, free_discount="20")
        draft = await world.add_draft(lines=DISCOUNTED)
        assert code(await world.api.post(f"/v1/invoices/{draft['id']}/issue")) == (409, "approval.needed")
        assert (await world.add_invoice())["number"].endswith("0001")

    async def test_at_the_limit_it_is_free(self, world: World) -> None:
        await limit(world, free_discount="30")
        draft = await world.add_draft(lines=DISCOUNTED)
        assert (await world.api.post(f"/v1/invoices/{draft['id']}/issue")).status_code == 200
        assert code(await ask(world.api, await world.add_draft(lines=DISCOUNTED), "issue")) == (
            409, "approval.not_needed",
        )  # fmt: skip

    async def test_more_than_the_most_is_never_given(self, world: World) -> None:
        await limit(world, free_discount="10", most_discount="25")
        draft = await world.add_draft(lines=DISCOUNTED)
        assert code(await ask(world.api, draft, "issue")) == (422, "discount.too_high")

    async def test_a_reason_may_be_asked_for(self, world: World) -> None:
        """DSC-08"""
        await limit(world, discount_reasons=True)
        draft = await world.add_draft(lines=[{**LINE, "discount": {"percent": "1"}}])
        assert code(await world.api.post(f"/v1/invoices/{draft['id']}/issue")) == (422, "discount.no_reason")


class TestDecide:
    async def test_another_person_approves_and_it_is_issued(self, world: World) -> None:
        await limit(world, free_discount="20")
        member, draft = await world.user("member"), await world.add_draft(lines=DISCOUNTED)
        request = await asked(member, draft, "issue", note="She pays at once")
        assert (request["state"], "30.00 %" in request["finding"], request["mine"]) == ("pending", True, True)
        answer = await world.api.post(f"/v1/approvals/{request['id']}/approve", json={"note": "Fine"})
        assert (answer.json()["state"], answer.json()["decision_note"]) == ("approved", "Fine")
        assert await status(world, draft) == "issued"
        kinds = [one["kind"] for one in (await world.api.get(f"/v1/invoices/{draft['id']}/timeline")).json()["data"]]
        assert kinds[:3] == ["invoice.approval_granted", "invoice.issued", "invoice.approval_requested"]

    async def test_nobody_approves_their_own_not_even_with_another_key(self, world: World) -> None:
        """M35"""
        await limit(world, free_discount="20")
        draft = await world.add_draft(lines=DISCOUNTED)
        request = await asked(world.api, draft, "issue")
        for who in (world.api, await world.key_of(world.owner)):
            for verb, body in (("approve", {}), ("decline", {"note": "No, thanks"})):
                answer = await who.post(f"/v1/approvals/{request['id']}/{verb}", json=body)
                assert code(answer) == (403, "approval.own")
        assert await status(world, draft) == "draft"

    async def test_twenty_approvals_at_once_issue_once(self, world: World) -> None:
        await limit(world, free_credit="100")
        invoice, member = await world.add_invoice(), await world.user("accountant")
        credit = {"reason": "Did not like it", "amount": "500.00"}
        request = await asked(member, invoice, "credit", credit=credit)
        path = f"/v1/approvals/{request['id']}/approve"
        answers = await asyncio.gather(*(world.api.post(path, json={}) for _ in range(20)))
        assert sorted(answer.status_code for answer in answers) == [200, *[409] * 19]
        notes = (await world.api.get(f"/v1/invoices/{invoice['id']}/credit-notes")).json()["data"]
        assert [note["balance"]["amount_due"] for note in notes] == ["500.00"]

    async def test_what_fails_is_not_decided(self, world: World) -> None:
        await limit(world, free_credit="100")
        invoice, member = await world.add_invoice(), await world.user("accountant")
        request = await asked(member, invoice, "credit", credit={"reason": "Broken", "amount": "1400.00"})
        await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Late", "amount": "90.00"})
        answer = await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})
        assert code(answer) == (409, "invoice.over_credited")
        assert (await world.api.get(f"/v1/approvals/{request['id']}")).json()["state"] == "pending"

    async def test_a_draft_changed_since_is_not_issued(self, world: World) -> None:
        await limit(world, free_discount="20")
        member, draft = await world.user("member"), await world.add_draft(lines=DISCOUNTED)
        request = await asked(member, draft, "issue")
        worse = world.draft(lines=[{**LINE, "discount": {"percent": "90"}}])
        await member.put(f"/v1/invoices/{draft['id']}", json=worse, headers={"if-match": '"1"'})
        answer = await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})
        assert code(answer) == (409, "approval.changed")
        assert await status(world, draft) == "draft"

    async def test_declined_is_declined(self, world: World) -> None:
        await limit(world, free_discount="20")
        member, draft = await world.user("member"), await world.add_draft(lines=DISCOUNTED)
        request = await asked(member, draft, "issue")
        answer = await world.api.post(f"/v1/approvals/{request['id']}/decline", json={"note": "Too much"})
        assert answer.json()["state"] == "declined"
        assert code(await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})) == (
            409,
            "approval.decided",
        )
        assert await status(world, draft) == "draft"

    async def test_only_who_asked_withdraws(self, world: World) -> None:
        await limit(world, free_discount="20")
        member, draft = await world.user("member"), await world.add_draft(lines=DISCOUNTED)
        request = await asked(member, draft, "issue")
        assert code(await ask(world.api, draft, "issue")) == (409, "approval.pending")
        assert code(await world.api.post(f"/v1/approvals/{request['id']}/withdraw")) == (403, "approval.not_yours")
        assert (await member.post(f"/v1/approvals/{request['id']}/withdraw")).json()["state"] == "withdrawn"
        assert (await ask(world.api, draft, "issue")).status_code == 201

    async def test_who_may_not_do_it_may_not_approve_it(self, world: World) -> None:
        await limit(world, free_credit="100")
        invoice = await world.add_invoice()
        request = await asked(world.api, invoice, "credit", credit={"reason": "Broken"})
        member = await world.user("member")
        assert code(await member.post(f"/v1/approvals/{request['id']}/approve", json={})) == (
            403, "approval.not_permitted",
        )  # fmt: skip

    async def test_what_goes_with_the_draft(self, world: World) -> None:
        await limit(world, free_discount="20")
        draft = await world.add_draft(lines=DISCOUNTED)
        await asked(world.api, draft, "issue")
        assert (await world.api.delete(f"/v1/invoices/{draft['id']}", headers={"if-match": '"1"'})).status_code == 204
        assert (await world.api.get("/v1/approvals")).json()["total"] == 0


class TestCredit:
    async def test_what_is_given_back_in_another_currency_counts_in_the_books(self, world: World) -> None:
        await limit(world, free_credit="1000")
        exchange = {"currency": "PLN", "rate": "4.3", "rate_date": "2026-03-01", "source": "manual"}
        invoice = await world.add_invoice(currency="EUR", exchange=exchange)
        path = f"/v1/invoices/{invoice['id']}/credit"
        wish = {"reason": "Broken", "amount": "240.00"}
        assert code(await world.api.post(path, json=wish)) == (409, "approval.needed")
        assert (await world.api.post(path, json={**wish, "amount": "230.00"})).status_code == 201

    async def test_an_amendment_that_asks_for_less_is_one_too(self, world: World) -> None:
        await limit(world, free_credit="100", amendments="new_version")
        invoice, member = await world.add_invoice(), await world.user("accountant")
        wish = {"reason": "Half of it", "draft": world.draft(lines=[{**LINE, "quantity": "5"}])}
        headers = {"if-match": f'"{invoice["version"]}"'}
        answer = await member.post(f"/v1/invoices/{invoice['id']}/amend", json=wish, headers=headers)
        assert code(answer) == (409, "approval.needed")
        request = await asked(member, invoice, "amend", amend=wish)
        await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})
        now = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert now["balance"]["amount_due"] == "738.00"

    async def test_who_decides_sees_what_would_change(self, world: World) -> None:
        await limit(world, amendments="new_version", free_credit="100.00")
        invoice, jan, eve = await world.add_invoice(), await world.user("admin"), await world.user("admin")
        draft = world.draft(lines=[{**LINE, "quantity": "2"}], notes="Only two hours")
        waiting = await asked(jan, invoice, "amend", amend={"reason": "less was done", "draft": draft})
        at = f"/v1/approvals/{waiting['id']}/changes"
        found = (await eve.get(at)).json()
        assert (found["amount_due_before"], found["amount_due_after"]) == ("1476.00", "295.20")
        shown = found["changes"]
        assert {one["label"]: one["new"] for one in shown} == {"Line 1, quantity": "2", "Notes": "Only two hours"}
        assert (await eve.post(f"/v1/approvals/{waiting['id']}/approve", json={})).status_code == 200
        assert (await eve.get(at)).json()["changes"] == []  # the versions tell it now


class TestExport:
    async def test_holds_what_the_filters_find(self, world: World) -> None:
        await limit(world, free_credit="0.00")
        invoice = await world.add_invoice()
        jan = await world.user("admin")
        await asked(jan, invoice, "void", void={"reason": "never ordered"})
        table = await world.api.get("/v1/approvals.csv?state=pending")
        head, row = table.text.strip().splitlines()
        assert "finding" in head
        assert "never ordered" in row
        assert len((await world.api.get("/v1/approvals.csv?state=approved")).text.strip().splitlines()) == 1
        book = await world.api.get("/v1/approvals.xlsx")
        assert book.content.startswith(b"PK")


class TestSecondPerson:
    async def test_is_told_whether_there_could_be_one(self, world: World) -> None:
        assert (await world.api.get("/v1/me")).json()["others_approve"] is False
        viewer = await world.user("viewer")
        assert (await world.api.get("/v1/me")).json()["others_approve"] is False
        await world.user("member")
        assert (await world.api.get("/v1/me")).json()["others_approve"] is True
        assert (await viewer.get("/v1/me")).json()["others_approve"] is True


class TestGivenUp:
    async def test_a_write_off_over_the_limit_waits_for_a_second_person(self, world: World) -> None:
        await limit(world, free_credit="1000")
        invoice, member = await world.add_invoice(), await world.user("accountant")
        wish = {"reason": "uncollectible", "note": "Insolvent"}
        path = f"/v1/invoices/{invoice['id']}/write-off"
        assert code(await member.post(path, json=wish)) == (409, "approval.needed")
        assert (await member.post(path, json={**wish, "amount": "1000.00"})).status_code == 200
        await member.post(f"{path}/undo", json={"reason": "Wrong amount"})
        request = await asked(member, invoice, "write_off", write_off=wish)
        assert request["reason"] == "uncollectible: Insolvent"
        assert request["finding"] == "1476.00 PLN is over the limit of 1000.00 PLN for credits and write-offs."
        assert (await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})).status_code == 200
        now = (await world.api.get(f"/v1/invoices/{invoice['id']}")).json()
        assert (now["balance"]["written_off"], now["balance"]["balance"]) == ("1476.00", "0.00")

    async def test_nobody_is_asked_for_what_cannot_be_given_up(self, world: World) -> None:
        await limit(world, free_credit="100")
        invoice = await world.add_invoice()
        wish = {"reason": "other", "amount": "9999.00"}
        assert code(await ask(world.api, invoice, "write_off", write_off=wish)) == (409, "invoice.over_written_off")

    async def test_paid_since_it_is_not_given_up(self, world: World) -> None:
        await limit(world, free_credit="100")
        invoice, member = await world.add_invoice(), await world.user("accountant")
        request = await asked(member, invoice, "write_off", write_off={"reason": "other"})
        paid = {"client_id": world.client["id"], "amount": "1000.00", "currency": "PLN"}
        day = invoice["document"]["issue_date"]
        assert (await world.api.post("/v1/payments", json={**paid, "received_on": day})).status_code == 201
        answer = await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})
        assert code(answer) == (409, "approval.changed")

    async def test_a_correction_to_less_counts_as_a_credit_note_does(self, world: World) -> None:
        await limit(world, free_credit="200")
        invoice, member = await world.add_invoice(lines=[{**LINE, "id": "1"}]), await world.user("accountant")
        path = f"/v1/invoices/{invoice['id']}/correct"
        wish = {"reason": "Counted wrong", "lines": [{**LINE, "id": "1", "quantity": "8"}]}
        more = {"reason": "Counted wrong", "lines": [{**LINE, "id": "1", "quantity": "10", "unit_price": "500.00"}]}
        assert code(await member.post(path, json=wish)) == (409, "approval.needed")
        request = await asked(member, invoice, "correct", correct=wish)
        assert (await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})).status_code == 200
        made = (await world.api.get(f"/v1/invoices/{invoice['id']}/corrections")).json()["data"]
        assert [one["document"]["totals"]["gross"] for one in made] == ["-295.20"]
        assert (await member.post(path, json=more)).status_code == 201

    async def test_a_void_is_no_way_around(self, world: World) -> None:
        await limit(world, free_credit="1000")
        member = await world.user("accountant")
        invoice, quote = await world.add_invoice(), await world.add_invoice(kind="quote")
        wish = {"reason": "Never ordered"}
        assert code(await member.post(f"/v1/invoices/{invoice['id']}/void", json=wish)) == (409, "approval.needed")
        assert (await member.post(f"/v1/invoices/{quote['id']}/void", json=wish)).status_code == 200
        request = await asked(member, invoice, "void", void=wish)
        assert (request["reason"], request["number"]) == ("Never ordered", invoice["number"])
        assert (await world.api.post(f"/v1/approvals/{request['id']}/approve", json={})).status_code == 200
        assert await status(world, invoice) == "void"

    async def test_what_is_wished_must_be_said(self, world: World) -> None:
        invoice = await world.add_invoice()
        for act in ("credit", "amend", "correct", "write_off", "void"):
            assert code(await ask(world.api, invoice, act)) == (422, "approval.wish_missing")


class TestWalls:
    async def test_another_organization_sees_and_decides_nothing(self, world: World, database: str) -> None:
        """FM-46"""
        await limit(world, free_discount="20")
        request = await asked(world.api, await world.add_draft(lines=DISCOUNTED), "issue")
        async with new_world(database) as other:
            assert (await other.api.get("/v1/approvals")).json()["total"] == 0
            for verb, body in (("approve", {}), ("decline", {"note": "Not ours"}), ("withdraw", None)):
                answer = await other.api.post(f"/v1/approvals/{request['id']}/{verb}", json=body)
                assert answer.status_code == 404

    async def test_nobody_dates_back_by_the_hand_of_another(self, world: World) -> None:
        """Who approves needs the permission to back-date, too."""
        await limit(world, free_discount="20")
        await world.add_invoice()
        draft = await world.add_draft(lines=DISCOUNTED)
        issue = {"issue_date": "2020-01-01", "backdate": True}
        request = await asked(world.api, draft, "issue", issue=issue)
        member = await world.user("member")
        answer = await member.post(f"/v1/approvals/{request['id']}/approve", json={})
        assert (answer.status_code, await status(world, draft)) == (403, "draft")
        accountant = await world.user("accountant")
        assert (await accountant.post(f"/v1/approvals/{request['id']}/approve", json={})).status_code == 200

    async def test_bulk_issue_names_what_needs_a_second_person(self, world: World) -> None:
        await limit(world, free_discount="20")
        await world.add_draft(lines=DISCOUNTED)
        body = {"action": "issue", "filters": {"status": ["draft"]}}
        run = (await world.api.post("/v1/bulk-runs", json=body)).json()
        await run_job(world, "bulk.run", {"run_id": run["id"]})
        row = (await world.api.get(f"/v1/bulk-runs/{run['id']}/rows")).json()["data"][0]
        assert (row["state"], row["code"]) == ("failed", "approval.needed")
