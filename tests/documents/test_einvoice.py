"""E-invoices over HTTP: downloads of issued documents, valid or refused with what to mend."""

import pytest

from duespark.einvoice.read import read_einvoice
from tests.support.world import World


class TestDownload:
    async def test_an_issued_invoice_leaves_as_valid_xml(self, world: World) -> None:
        invoice = await world.add_invoice()
        for profile in ("ubl", "cii", "factur-x"):
            answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice", params={"profile": profile})
            assert answer.status_code == 200, answer.text
            assert answer.headers["content-type"].startswith("application/xml")
            assert f"_{profile}.xml" in answer.headers["content-disposition"]
            terms = read_einvoice(answer.content).terms
            assert (terms["BT-1"], str(terms["BT-112"])) == (invoice["number"], invoice["document"]["totals"]["gross"])

    async def test_a_credit_note_leaves_as_one(self, world: World) -> None:
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Returned"})
        notes = (await world.api.get(f"/v1/invoices/{invoice['id']}/credit-notes")).json()["data"]
        answer = await world.api.get(f"/v1/invoices/{notes[0]['id']}/einvoice")
        terms = read_einvoice(answer.content).terms
        assert (terms["BT-3"], terms["BG-3"][0]["BT-25"]) == ("381", invoice["number"])

    async def test_what_breaks_a_rule_is_refused_with_what_to_mend(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice", params={"profile": "xrechnung"})
        assert answer.status_code == 422
        assert answer.json()["code"] == "einvoice.invalid"
        assert "Add a bank account to the company" in answer.json()["detail"]

    @pytest.mark.parametrize("profile", ["ubl", "cii", "ksef"])
    async def test_a_void_one_is_not_handed_out(self, world: World, profile: str) -> None:
        """No syntax can say that it is void: a program that reads it would book it and pay it."""
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        for path in ("einvoice", "einvoice/check"):
            answer = await world.api.get(f"/v1/invoices/{invoice['id']}/{path}", params={"profile": profile})
            assert (answer.status_code, answer.json()["code"]) == (409, "einvoice.void")
            assert f"{invoice['number']} was voided" in answer.json()["detail"]

    async def test_a_draft_has_none(self, world: World) -> None:
        draft = await world.add_draft()
        answer = await world.api.get(f"/v1/invoices/{draft['id']}/einvoice")
        assert answer.json()["code"] == "einvoice.not_possible"


class TestKsef:
    async def test_a_polish_company_gets_its_file(self, world: World) -> None:
        invoice = await world.add_invoice()
        check = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice/check", params={"profile": "ksef"})
        assert check.json() == {"profile": "ksef", "title": "KSeF FA(3)", "valid": True, "problems": []}
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice", params={"profile": "ksef"})
        assert answer.status_code == 200, answer.text
        assert f"<P_2>{invoice['number']}</P_2>".encode() in answer.content
        assert "_ksef.xml" in answer.headers["content-disposition"]

    async def test_what_cannot_be_said_is_refused_in_words(self, world: World) -> None:
        invoice = await world.add_invoice(lines=[{"description": "Tea", "sku": "x" * 51, "unit_price": "1.00"}])
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice", params={"profile": "ksef"})
        assert (answer.status_code, answer.json()["code"]) == (422, "einvoice.invalid")
        assert "takes 50 characters" in answer.json()["detail"]
        assert "One rule is broken" in answer.json()["detail"]
        assert answer.json()["errors"][0]["pointer"] == "#/lines"

    async def test_a_correction_may_name_a_ksef_number(self, world: World) -> None:
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Returned"})
        note = (await world.api.get(f"/v1/invoices/{invoice['id']}/credit-notes")).json()["data"][0]
        params = {"profile": "ksef", "corrected": "5265877635-20250826-0100001AF629-AF"}
        answer = await world.api.get(f"/v1/invoices/{note['id']}/einvoice", params=params)
        assert b"<NrKSeFFaKorygowanej>5265877635-20250826-0100001AF629-AF</NrKSeFFaKorygowanej>" in answer.content
        refused = await world.api.get(f"/v1/invoices/{note['id']}/einvoice/check", params=params | {"corrected": "12"})
        assert not refused.json()["valid"]


class TestCheck:
    async def test_every_problem_names_its_field(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice/check", params={"profile": "xrechnung"})
        found = answer.json()
        assert not found["valid"]
        fields = {one["rule"]: one["field"] for one in found["problems"]}
        assert fields["BR-DE-15"] == "/buyer_reference"
        assert fields["BR-DE-6"] == "/seller/phone"

    async def test_a_valid_one_has_none(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice/check")
        assert answer.json() == {"profile": "ubl", "title": "UBL 2.1 (EN 16931)", "valid": True, "problems": []}

    async def test_another_organizations_invoice_is_not_there(self, world: World) -> None:
        answer = await world.api.get("/v1/invoices/0197e0a0-0000-7000-8000-000000000000/einvoice")
        assert answer.status_code == 404
