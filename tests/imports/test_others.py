"""Clients, items, e-invoices, workbooks, saved mappings, and who may import."""

import io
import zipfile
from pathlib import Path

import pytest

from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.engine.invoice.party import Address, Party
from duespark.runtime.web import encode_cursor
from tests.einvoice.papers import BUYER, SELLER, paper
from tests.imports.desk import changed, done, retail, rows_of, table, uploaded
from tests.support.world import World

SAMPLE = Path(__file__).parents[1] / "golden" / "einvoices" / "corpus_EN16931_1_Teilrechnung.cii.xml"


def workbook() -> bytes:
    """A workbook of one sheet with a number cell, made by hand."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>SKU</t></is></c><c r="B1" t="inlineStr"><is><t>Name</t></is></c>'
        '<c r="C1" t="inlineStr"><is><t>Price</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>T-1</t></is></c><c r="B2" t="inlineStr"><is><t>Tea</t></is></c>'
        '<c r="C2"><v>19.99</v></c></row></sheetData></worksheet>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override'
        ' PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
    )
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", types)
        packed.writestr("_rels/.rels", rels.format("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", book)
        packed.writestr("xl/_rels/workbook.xml.rels", rels.format("worksheet", "worksheets/sheet1.xml"))
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


class TestClients:
    ROWS = (
        ("1", "Nova GmbH", "nova@example.com", "Niemcy", "DE123456788", "30"),
        ("2", "Bad", "no address", "PL", "", ""),
        ("1", "Nova again", "", "PL", "", ""),
    )
    HEADINGS = ("ID", "Company name", "E-mail", "Country", "VAT ID", "Payment terms")

    async def test_good_rows_are_added_and_bad_ones_named(self, world: World) -> None:
        run = await uploaded(world, table(*self.ROWS, headings=self.HEADINGS), "clients")
        run = await done(world, await changed(world, run, mode="partial"), "check", "apply")
        assert (run["report"]["added"], run["report"]["refused"]) == (1, 2)
        problems = {one["row"]: one["problem"] for one in await rows_of(world, run, "refused")}
        assert "Row 2 is the same client" in problems[4]
        found = next(
            one for one in (await world.api.get("/v1/clients")).json()["data"] if one["profile"]["name"] == "Nova GmbH"
        )
        assert (found["profile"]["address"]["country"], found["payment_terms_days"]) == ("DE", 30)

    async def test_an_invoice_finds_the_client_by_the_id_of_the_other_system(self, world: World) -> None:
        run = await uploaded(world, table(self.ROWS[0], headings=self.HEADINGS), "clients")
        await done(world, run, "check", "apply")
        row = ("F-1", "2025-01-10", "1", "Tea", "1", "10")
        run = await uploaded(
            world, table(row, headings=("Number", "Date", "Customer ID", "Item", "Qty", "Price")), "invoices"
        )
        run = await done(world, run, "check", "apply")
        assert run["report"]["added"] == 1, run
        found = (await world.api.get("/v1/invoices")).json()["data"][0]
        assert found["client_name"] == "Nova GmbH"


class TestItems:
    async def test_a_workbook_is_read_without_the_noise_of_binary_fractions(self, world: World) -> None:
        run = await uploaded(world, workbook(), "items", name="prices.xlsx")
        assert (run["format"], [one["field"] for one in run["columns"]]) == ("xlsx", ["sku", "name", "unit_price"])
        run = await done(world, run, "check", "apply")
        item = (await world.api.get("/v1/items")).json()["data"][0]
        assert (item["sku"], item["prices"][0]["unit_price"]) == ("T-1", "19.99")
        undone = await done(world, run, "undo")
        assert undone["report"]["removed"] == 1
        assert (await world.api.get("/v1/items")).json()["data"] == []


class TestEInvoices:
    async def test_is_taken_over_as_stated_with_what_was_ignored_and_what_differs(self, world: World) -> None:
        company = await world.add_company(
            profile={"name": "Lieferant GmbH", "address": {"country": "DE", "city": "München"}}, currency="EUR"
        )
        run = await done(
            world, await uploaded(world, SAMPLE.read_bytes(), "invoices", company_id=company["id"]), "check", "apply"
        )
        assert run["state"] == "applied", run
        stated = {one["field"]: (one["stated"], one["computed"]) for one in run["report"]["differences"]}
        assert stated["/totals/gross"] == ("197.65", "197.58")
        invoice = (await world.api.get("/v1/invoices")).json()["data"][0]
        assert (invoice["gross"], invoice["balance"]) == ("197.65", "147.65")
        again = await world.api.get(f"/v1/invoices/{invoice['id']}/einvoice", params={"profile": "cii"})
        assert again.status_code == 200, again.text

    async def test_an_invoice_of_somebody_else_is_refused(self, world: World) -> None:
        run = await done(world, await uploaded(world, SAMPLE.read_bytes(), "invoices"), "check")
        assert "not by" in (await rows_of(world, run, "refused"))[0]["problem"]

    async def test_a_client_we_know_is_found(self, world: World) -> None:
        await world.add_client(profile={"name": BUYER.name})
        ours = Party(name=world.company["profile"]["name"], address=Address(country="PL", city="Krakow"))
        xml = write_einvoice(paper(seller=ours), PROFILES["ubl"])
        await done(world, await uploaded(world, xml, "invoices"), "check", "apply")
        assert (await world.api.get("/v1/clients")).json()["total"] == 2
        assert SELLER.name not in str((await world.api.get("/v1/clients")).json())

    async def test_a_number_nobody_can_file_is_refused(self, world: World) -> None:
        """Found by number, a document with one of 300,000 characters could not even be stored."""
        ours = Party(name=world.company["profile"]["name"], address=Address(country="PL", city="Krakow"))
        for number in ("7" * 61, "7" * 300_000):
            xml = write_einvoice(paper(seller=ours, number=number), PROFILES["ubl"])
            run = await done(world, await uploaded(world, xml, "invoices"), "check")
            assert f"has {len(number)} characters" in (await rows_of(world, run, "refused"))[0]["problem"]

    async def test_a_broken_file_is_a_failed_check(self, world: World) -> None:
        run = await done(world, await uploaded(world, b"<?xml version='1.0'?><Invoice/>", "invoices"), "check")
        assert (run["state"], "cannot be read" in run["problem"]) == ("failed", True)


class TestUpload:
    @pytest.mark.parametrize(("content", "kind"), [(b"", "clients"), (b"\x00\x01\x02\x03", "items"), (b"PK\x03\x04rubbish", "items"),
                                                   (b"Name\n", "clients"), (b"%PDF-1.7", "clients")])  # fmt: skip
    async def test_what_cannot_be_imported_is_refused_at_once(self, world: World, content: bytes, kind: str) -> None:
        answer = await world.api.post("/v1/imports", params={"kind": kind}, content=content)
        assert answer.status_code == 422
        assert answer.json()["code"] in ("import.unknown_format", "import.einvoice_is_invoice")

    async def test_a_saved_mapping_reads_the_next_file_alike(self, world: World) -> None:
        run = await uploaded(world, table(("1", "Tea"), headings=("Ref", "What")), "items")
        assert [one["field"] for one in run["columns"]] == [None, None]
        body = {"columns": ["sku", "name"], "options": {**run["options"], "currency": "GBP"}}
        run = (await world.api.put(f"/v1/imports/{run['id']}", json=body, headers={"if-match": '"1"'})).json()
        saved = await world.api.post("/v1/imports/mappings", json={"import_id": run["id"], "name": "Shop"})
        assert saved.status_code == 201, saved.text
        again = await uploaded(world, table(("2", "Cup"), headings=("Ref", "What")), "items")
        assert ([one["field"] for one in again["columns"]], again["options"]["currency"]) == (["sku", "name"], "GBP")
        gone = await world.api.delete(f"/v1/imports/mappings/{saved.json()['id']}")
        assert gone.status_code == 204
        assert (await world.api.get("/v1/imports/mappings")).json()["data"] == []

    async def test_an_applied_import_does_not_change(self, world: World) -> None:
        run = await done(
            world, await uploaded(world, table(("1", "Tea"), headings=("SKU", "Name")), "items"), "check", "apply"
        )
        body = {"columns": [], "options": run["options"]}
        headers = {"if-match": f'"{run["version"]}"'}
        answer = await world.api.put(f"/v1/imports/{run['id']}", json=body, headers=headers)
        assert answer.json()["code"] == "import.not_changeable"

    async def test_a_field_of_another_kind_is_refused(self, world: World) -> None:
        run = await uploaded(world, table(("1", "Tea"), headings=("SKU", "Name")), "items")
        body = {"columns": ["paid"], "options": run["options"]}
        answer = await world.api.put(f"/v1/imports/{run['id']}", json=body, headers={"if-match": '"1"'})
        assert answer.json()["code"] == "import.unknown_field"

    async def test_only_those_who_keep_the_books_import(self, world: World) -> None:
        member = await world.user("member")
        answer = await member.post("/v1/imports", params={"kind": "items"}, content=table(("1",), headings=("SKU",)))
        assert answer.status_code == 403

    async def test_another_organization_sees_nothing(self, world: World) -> None:
        answer = await world.api.get("/v1/imports/0197e0a0-0000-7000-8000-000000000000")
        assert answer.json()["code"] == "import.not_found"
        answer = await world.api.delete("/v1/imports/mappings/0197e0a0-0000-7000-8000-000000000000")
        assert answer.json()["code"] == "import.mapping_not_found"

    async def test_the_report_leaves_as_csv(self, world: World) -> None:
        run = await done(world, await uploaded(world, retail(), "invoices"), "check")
        answer = await world.api.get(f"/v1/imports/{run['id']}/rows.csv")
        assert answer.text.splitlines()[0].lstrip("\ufeff").startswith("row,rows,fate")
        at = f"/v1/imports/{run['id']}/rows"
        first = (await world.api.get(at, params={"limit": 5})).json()
        assert len(first["data"]) == 5
        assert first["total"] > 5
        rest = (await world.api.get(at, params={"limit": 200, "cursor": first["next"]})).json()
        assert {row["row"] for row in first["data"]}.isdisjoint(row["row"] for row in rest["data"])
        wrong = encode_cursor("position", "five", world.org)
        assert (await world.api.get(at, params={"cursor": wrong})).json()["code"] == "request.bad_cursor"
        assert len((await world.api.get("/v1/imports")).json()["data"]) == 1
