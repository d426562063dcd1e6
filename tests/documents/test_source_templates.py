"""Source templates over HTTP: the same drafts, versions, choices and freezing as templates of blocks."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf

from duespark.documents.source.first import first_source
from duespark.documents.view import Look
from duespark.prints.draw import Wanted
from duespark.prints.draw import draw as print_to_keep
from tests.documents import samples
from tests.documents.reading import html_text, pdf_text
from tests.documents.test_template_texts import NESTED, long_invoice
from tests.documents.test_templates import act, begin, choose, paper, publish
from tests.signed_links.paper import codes_in
from tests.support import verapdf
from tests.support.world import World


async def saved(world: World, template: dict[str, Any], html: str, css: str = "") -> Any:
    content = template["content"] | {"html": html, "css": css}
    return await act(world, "PUT", "", template, {"name": template["name"], "content": content})


async def issued_with(world: World, html: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """A published source template that draws everything, and an invoice issued with it."""
    template = (await saved(world, await begin(world, kind="source"), html)).json()
    template = await publish(world, template)
    assert (await choose(world, template_id=template["id"])).status_code == 200
    return template, await world.add_invoice()


class TestDraft:
    async def test_begins_with_a_whole_invoice(self, world: World) -> None:
        made = await begin(world, kind="source")
        assert made["kind"] == made["content"]["kind"] == "source"
        assert "{% for line in line_items %}" in made["content"]["html"]
        listed = (await world.api.get("/v1/templates")).json()["data"]
        assert [one["kind"] for one in listed] == ["source"]
        checked = await world.api.post("/v1/templates/check", json={"content": made["content"]})
        assert checked.json() == {"problems": []}

    async def test_pdf_14_refuses_a_mistake_with_its_place(self, world: World) -> None:
        made = await begin(world, kind="source")
        answer = await saved(world, made, "<p>\n{{ totl }}</p>")
        assert answer.json()["detail"] == "The template: Line 2, column 4: “totl” is unknown. Did you mean “total”?"
        assert answer.json()["errors"][0]["pointer"] == "#/content/html"

    async def test_what_is_left_out_keeps_nothing_from_being_saved(self, world: World) -> None:
        made = await begin(world, kind="source")
        assert (await saved(world, made, "<p>x</p><script>x()</script>", "@import 'a';")).status_code == 200

    async def test_stays_of_its_kind_and_cannot_be_extended(self, world: World) -> None:
        source, blocks = await begin(world, "Source", kind="source"), await begin(world, "Blocks")
        answer = await act(world, "PUT", "", source, {"name": "Source", "content": blocks["content"]})
        assert "stays of its kind" in answer.json()["detail"]
        source = await publish(world, source)
        content = {"extends": source["id"], "changes": []}
        answer = await act(world, "PUT", "", blocks, {"name": "Blocks", "content": content})
        assert "no blocks to extend" in answer.json()["detail"]

    async def test_versions_differences_and_roll_back(self, world: World) -> None:
        first = await publish(world, await begin(world, kind="source"))
        changed = (await saved(world, first, "<p>{{ total }}</p>", "p { color: red }")).json()
        found = (await world.api.get(f"/v1/templates/{first['id']}/diff")).json()["data"]
        assert [one["field"] for one in found] == ["css", "html"]
        assert found[1]["after"] == "<p>{{ total }}</p>"
        second = await publish(world, changed)
        third = (await act(world, "POST", "/versions/1/restore", second)).json()
        assert (third["published"], third["content"]) == (3, first["content"])

    async def test_a_preview_shows_its_pages(self, world: World) -> None:
        made = await begin(world, kind="source")
        answer = (await world.api.post("/v1/templates/preview", json={"content": made["content"]})).json()
        assert (answer["page_count"], answer["problems"]) == (1, [])
        broken = made["content"] | {"html": "{{ nothing }}"}
        answer = (await world.api.post("/v1/templates/preview", json={"content": broken})).json()
        assert answer["problems"][0]["line"] == 1


class TestIssued:
    async def test_prints_with_the_e_invoice_inside_and_keeps_its_look(self, world: World) -> None:
        """FM-24."""
        template, invoice = await issued_with(
            world, "<h1>Mine</h1><p>{{ invoice.number }}</p>{{ verification_qr_code }}"
        )
        first = await paper(world, invoice)
        assert ["/check/" in code for code in codes_in(first)] == [True]
        assert "Mine" in pdf_text(first)
        template = (await saved(world, template, "<h1>Other</h1>")).json()
        await publish(world, template)
        assert await paper(world, invoice) == first
        version = await world.api.get(f"/v1/invoices/{invoice['id']}/versions/1/pdf")
        assert "Mine" in pdf_text(version.content)
        page = (await world.api.get(f"/v1/invoices/{invoice['id']}/html")).text
        assert "Mine" in html_text(page)

    async def test_the_e_invoice_is_inside(self, tmp_path: Path) -> None:
        look = Look(source=first_source())
        wanted = Wanted(
            invoice_id=UUID(int=1),
            input="0" * 64,
            document=samples.german(),
            status="issued",
            look=look,
            einvoice="en16931",
        )
        made = await print_to_keep(wanted)
        assert (made.einvoice, made.template_problems) == ("en16931", ())
        (tmp_path / "one.pdf").write_bytes(made.pdf)
        with pikepdf.open(tmp_path / "one.pdf") as file:
            assert list(file.attachments) == ["factur-x.xml"]
        assert verapdf.failures([tmp_path / "one.pdf"]) == []

    async def test_fm_30_one_that_fails_gives_way_to_a_standard_template_and_a_task(self, world: World) -> None:
        template, _ = await issued_with(world, f"<h1>Mine</h1>{NESTED}")
        invoice = await long_invoice(world)
        text = pdf_text(await paper(world, invoice))
        assert "Line19" in text
        assert "Mine" not in text
        told = (await world.api.get("/v1/dashboard")).json()["needs_attention"]
        (task,) = [one for one in told if one["kind"] == "template_failed"]
        assert task["invoice_id"] == invoice["id"]
        assert "A standard template was used instead." in task["detail"]
        changed = (await saved(world, template, "<h1>Mended</h1>")).json()
        await publish(world, changed)
        told = (await world.api.get("/v1/dashboard")).json()["needs_attention"]
        assert [one for one in told if one["kind"] == "template_failed"] == []
