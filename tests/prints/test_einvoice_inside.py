"""Factur-X, ZUGFeRD: the PDF of an invoice carries its e-invoice, or the app says what is missing."""

import asyncio
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import facturx
import pikepdf
import pytest

from duespark.adapters.pdf.factur_x import Level, NotPatchable, embed_einvoice
from duespark.documents.render import render_pdf
from duespark.documents.view import Look
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.read import read_einvoice
from duespark.engine.invoice.plain import load
from duespark.prints.draw import Drawn, Wanted, draw
from duespark.prints.einvoice import Inside, judge
from duespark.prints.wish import EInvoiceWish
from duespark.runtime.aside import end_free
from duespark.runtime.ids import new_id
from tests.documents import samples
from tests.support import verapdf
from tests.support.world import BUYER, SELLER, World

XRECHNUNG_SELLER = {"contact_name": "Ada Example", "phone": "+48 12 555 01 00"}


def wanted(document: dict[str, Any], einvoice: EInvoiceWish, *, status: str = "issued") -> Wanted:
    return Wanted(invoice_id=new_id(), input="", document=document, status=status, look=Look(), einvoice=einvoice)


def drawn(document: dict[str, Any], einvoice: EInvoiceWish = "en16931") -> Drawn:
    return asyncio.run(draw(wanted(document, einvoice)))


def for_xrechnung() -> dict[str, Any]:
    document = samples.german() | {"buyer_reference": "04011000-12345-03"}
    document["seller"] = document["seller"] | {"contact_name": "Ada Example"}
    return document


class TestEmbedding:
    def test_the_official_library_reads_the_same_file_back(self) -> None:
        found = drawn(samples.german())
        name, xml = facturx.get_xml_from_pdf(found.pdf)
        assert name == "factur-x.xml"
        assert read_einvoice(xml).terms["BT-1"] == "RE-2026-00117"

    def test_our_importer_reads_the_same_totals(self) -> None:
        document = samples.two_rates()
        terms = read_einvoice(drawn(document).pdf).terms
        totals = document["totals"]
        assert [str(terms[term]) for term in ("BT-109", "BT-110", "BT-112", "BT-115")] == [
            totals["net"],
            totals["tax"],
            totals["gross"],
            totals["amount_due"],
        ]

    def test_it_is_an_alternative_to_the_pages(self) -> None:
        with pikepdf.open(BytesIO(drawn(samples.german()).pdf)) as file:
            (spec,) = file.Root.AF
            assert (spec.AFRelationship, str(spec.UF)) == ("/Alternative", "factur-x.xml")
            assert b"<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in file.Root.Metadata.read_bytes()

    def test_a_leitweg_id_asks_for_xrechnung(self) -> None:
        assert drawn(for_xrechnung()).einvoice == "xrechnung"

    def test_what_xrechnung_lacks_does_not_cost_the_e_invoice(self) -> None:
        document = for_xrechnung()
        document["seller"] = document["seller"] | {"contact_name": ""}
        found = drawn(document)
        assert (found.einvoice, found.problems) == ("en16931", ())

    def test_xrechnung_has_its_own_name_and_level(self) -> None:
        found = drawn(for_xrechnung(), "xrechnung")
        assert (found.einvoice, found.problems) == ("xrechnung", ())
        name, xml = facturx.get_xml_from_pdf(found.pdf)
        assert (name, b"xrechnung_3.0" in xml) == ("xrechnung.xml", True)
        assert read_einvoice(found.pdf).terms["BT-10"] == "04011000-12345-03"

    def test_equal_input_gives_equal_bytes(self) -> None:
        assert drawn(samples.german()).pdf == drawn(samples.german()).pdf

    def test_a_pdf_of_another_printer_is_refused(self) -> None:
        pdf = BytesIO()
        with pikepdf.new() as file:
            file.add_blank_page()
            file.Root.Metadata = file.make_stream(b"<x:xmpmeta/>")
            file.save(pdf)
        with pytest.raises(NotPatchable):
            embed_einvoice(pdf.getvalue(), b"<xml/>", level="EN 16931", day=date(2026, 1, 1))

    def test_the_pages_stay_as_they_are(self) -> None:
        plain = asyncio.run(render_pdf(samples.german(), look=Look(), status="issued"))
        level: Level = "EN 16931"
        hybrid = embed_einvoice(plain, b"<xml/>", level=level, day=date(2026, 3, 2))
        with pikepdf.open(BytesIO(plain)) as before, pikepdf.open(BytesIO(hybrid)) as after:
            assert [page.Contents.read_bytes() for page in before.pages] == [
                page.Contents.read_bytes() for page in after.pages
            ]


class TestQualifying:
    @pytest.mark.parametrize("inside", ["en16931", "xrechnung"])
    async def test_what_is_missing_is_named_with_its_field(self, inside: Inside) -> None:
        document = samples.german()
        document["buyer"] = document["buyer"] | {"address": document["buyer"]["address"] | {"country": ""}}
        judged = await judge(load(document), inside)
        assert judged.xml is None
        assert "/buyer/address/country" in {one.field for one in judged.problems}

    async def test_a_checker_that_dies_leaves_a_pdf_that_is_not_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from duespark.einvoice import validate

        monkeypatch.setattr(validate, "SECONDS", 0.0)
        found = await draw(wanted(samples.german(), "en16931"))
        end_free()
        assert (found.einvoice, found.final, found.problems[0]["rule"]) == ("left_out", False, "UNCHECKED")
        assert found.pdf.startswith(b"%PDF-")

    def test_the_writer_and_the_profile_agree(self) -> None:
        assert PROFILES["factur-x-xrechnung"].syntax == "cii"


@pytest.mark.verapdf
@pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
def test_is_archivable_and_accessible_by_the_reference_validator(tmp_path: Path) -> None:
    cases = {
        "german": drawn(samples.german()),
        "two_rates": drawn(samples.two_rates()),
        "long": drawn(samples.long(120)),
        "xrechnung": drawn(for_xrechnung(), "xrechnung"),
    }
    assert {found.einvoice for found in cases.values()} == {"en16931", "xrechnung"}
    files = [tmp_path / f"{name}.pdf" for name in cases]
    for file, found in zip(files, cases.values(), strict=True):
        file.write_bytes(found.pdf)
    assert verapdf.failures(files) == []


class TestOverHttp:
    async def test_an_issued_invoice_carries_it(self, world: World) -> None:
        invoice = await world.add_invoice()
        pdf = (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content
        terms = read_einvoice(pdf).terms
        assert (terms["BT-1"], str(terms["BT-112"])) == (invoice["number"], invoice["document"]["totals"]["gross"])
        facts = (await world.api.get(f"/v1/invoices/{invoice['id']}/print")).json()
        assert (facts["einvoice"], facts["problems"], facts["page_count"]) == ("en16931", [], 1)

    async def test_a_credit_note_carries_it(self, world: World) -> None:
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "Returned"})
        notes = (await world.api.get(f"/v1/invoices/{invoice['id']}/credit-notes")).json()["data"]
        pdf = (await world.api.get(f"/v1/invoices/{notes[0]['id']}/pdf")).content
        assert read_einvoice(pdf).terms["BT-3"] == "381"

    async def test_a_void_invoice_carries_none(self, world: World) -> None:
        """The page says that it is void; the XML could not."""
        invoice = await world.add_invoice()
        await world.api.post(f"/v1/invoices/{invoice['id']}/void", json={"reason": "Wrong client"})
        path = f"/v1/invoices/{invoice['id']}"
        assert (await world.api.get(f"{path}/print")).json()["einvoice"] == "off"
        assert b"factur-x" not in (await world.api.get(f"{path}/pdf")).content
        assert b"factur-x" not in (await world.api.get(f"{path}/versions/2/pdf")).content
        facts = (await world.api.get(f"{path}/print")).json()
        assert (facts["einvoice"], facts["problems"]) == ("off", [])

    async def test_a_client_without_a_country_leaves_it_out_and_says_so(self, world: World) -> None:
        nowhere = {**BUYER, "address": {**BUYER["address"], "country": ""}}  # type: ignore[dict-item]
        client = await world.add_client(profile=nowhere)
        draft = await world.add_draft(client_id=client["id"])
        foreseen = (await world.api.get(f"/v1/invoices/{draft['id']}/print")).json()
        await world.api.post(f"/v1/invoices/{draft['id']}/issue")
        pdf = await world.api.get(f"/v1/invoices/{draft['id']}/pdf")
        facts = (await world.api.get(f"/v1/invoices/{draft['id']}/print")).json()
        assert pdf.status_code == 200
        assert b"factur-x.xml" not in pdf.content
        for said in (foreseen, facts):
            assert said["einvoice"] == "left_out"
            assert [(one["rule"], one["field"]) for one in said["problems"]] == [("BR-11", "/buyer/address/country")]

    async def test_a_quote_has_none_and_lacks_nothing(self, world: World) -> None:
        quote = await world.add_draft(kind="quote")
        facts = (await world.api.get(f"/v1/invoices/{quote['id']}/print")).json()
        assert (facts["einvoice"], facts["problems"]) == ("off", [])

    async def test_a_company_chooses(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}/print-settings"
        before = (await world.api.get(path)).json()
        assert (before["einvoice"], before["sign"], before["version"]) == ("en16931", False, 0)
        answer = await world.api.put(path, json={"einvoice": "off"}, headers={"if-match": '"0"'})
        assert (answer.json()["einvoice"], answer.json()["version"]) == ("off", 1)
        again = await world.api.put(path, json={"einvoice": "en16931"}, headers={"if-match": '"0"'})
        assert again.status_code == 412
        invoice = await world.add_invoice()
        assert b"factur-x" not in (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content

    async def test_xrechnung_over_http(self, world: World) -> None:
        profile = {**SELLER, **XRECHNUNG_SELLER}
        company = await world.add_company(profile=profile, bank_accounts=[{"iban": "PL61109010140000071219812874"}])
        path = f"/v1/companies/{company['id']}/print-settings"
        await world.api.put(path, json={"einvoice": "xrechnung"}, headers={"if-match": '"0"'})
        invoice = await world.add_invoice(company_id=company["id"], buyer_reference="04011000-12345-03")
        facts = (await world.api.get(f"/v1/invoices/{invoice['id']}/print")).json()
        assert (facts["einvoice"], facts["problems"]) == ("xrechnung", [])

    async def test_a_viewer_may_look_and_not_choose(self, world: World) -> None:
        viewer = await world.user("viewer")
        path = f"/v1/companies/{world.company['id']}/print-settings"
        assert (await viewer.get(path)).status_code == 200
        answer = await viewer.put(path, json={"einvoice": "off"}, headers={"if-match": '"0"'})
        assert answer.status_code == 403
