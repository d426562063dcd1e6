"""Texts of templates over HTTP: refused with block, line and column, frozen with the invoice, left out safely when they fail."""

from typing import Any

from duespark.documents.screen_page import render_screen
from duespark.documents.templates.read import read_template
from duespark.documents.view import Look, print_view
from tests.documents import samples
from tests.documents.reading import html_text, pdf_text
from tests.documents.test_templates import act, begin, choose, paper, publish, with_text
from tests.support.world import World

NESTED = "{% for a in line_items %}{% for b in line_items %}{% for c in line_items %}{% for d in line_items %}x" + (
    "{% endfor %}" * 4
)
"""Right on the example with its four lines; too many rounds on an invoice with twenty."""


async def chosen(world: World, text: str) -> dict[str, Any]:
    template = await publish(world, await with_text(world, await begin(world), text))
    assert (await choose(world, template_id=template["id"])).status_code == 200
    return template


async def long_invoice(world: World) -> dict[str, Any]:
    lines = [{"description": f"Line {at}", "quantity": "1", "unit_price": "10.00"} for at in range(20)]
    return await world.add_invoice(lines=lines)


def with_own(content: dict[str, Any], text: str) -> dict[str, Any]:
    return content | {"blocks": [*content["blocks"], {"id": "own", "type": "text", "options": {"text": text}}]}


class TestSave:
    async def test_pdf_14_refuses_an_unknown_name_with_block_line_column_and_the_nearest(self, world: World) -> None:
        made = await begin(world)
        body = {"name": "Ours", "content": with_own(made["content"], "Thank you,\n{{ client.nmae }}")}
        answer = await act(world, "PUT", "", made, body)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "template.invalid")
        says = "Block “own”: Line 2, column 4: “client.nmae” is unknown. Did you mean “client.name”?"
        assert problem["detail"] == says
        assert problem["errors"][0]["pointer"].endswith(f"/blocks/{len(made['content']['blocks'])}/options/text")

    async def test_the_foot_of_the_page_is_checked_too(self, world: World) -> None:
        made = await begin(world)
        foot = {"id": "foot", "type": "footer", "options": {"text": "{% if total %}"}}
        blocks = [one for one in made["content"]["blocks"] if one["type"] != "footer"]
        body = {"name": "Ours", "content": made["content"] | {"blocks": [*blocks, foot]}}
        assert "Block “foot”" in (await act(world, "PUT", "", made, body)).json()["detail"]

    async def test_a_check_tells_every_problem_and_saves_nothing(self, world: World) -> None:
        made = await begin(world)
        body = {"content": with_own(made["content"], "{{ totl }} {{ total | curency }}"), "template_id": made["id"]}
        found = (await world.api.post("/v1/templates/check", json=body)).json()["problems"]
        assert [(one["block"], one["field"], one["line"], one["column"]) for one in found] == [
            ("own", "text", 1, 4), ("own", "text", 1, 23),
        ]  # fmt: skip
        assert (await world.api.get(f"/v1/templates/{made['id']}")).json()["version"] == made["version"]

    async def test_a_preview_tells_what_was_left_out(self, world: World) -> None:
        made = await begin(world)
        body = {"content": with_own(made["content"], "{{ totl }}")}
        answer = (await world.api.post("/v1/templates/preview", json=body)).json()
        assert [(one["block"], one["line"]) for one in answer["problems"]] == [("own", 1)]
        assert answer["page_count"] == 1


class TestReference:
    async def test_lists_names_and_filters_with_examples(self, world: World) -> None:
        viewer = await world.user("viewer")
        found = (await viewer.get("/v1/template-variables")).json()
        number = next(one for one in found["data"] if one["name"] == "invoice.number")
        assert (number["insert"], number["example"]) == ("{{ invoice.number }}", "2026-0042")
        assert "payment" not in {one["name"] for one in found["filters"]}


class TestPrint:
    async def test_a_text_says_what_the_invoice_says(self, world: World) -> None:
        await chosen(world, "Pay {{ amount_due | currency }} for {{ invoice.number }}")
        invoice = await world.add_invoice()
        assert f"for{invoice['number']}" in pdf_text(await paper(world, invoice))
        page = (await world.api.get(f"/v1/invoices/{invoice['id']}/html")).text
        assert f"for{invoice['number']}" in html_text(page)

    async def test_fm_24_the_words_of_an_issued_invoice_never_change(self, world: World) -> None:
        await chosen(world, "Thanks, {{ client.name }}")
        invoice = await world.add_invoice()
        client = (await world.api.get(f"/v1/clients/{world.client['id']}")).json()
        body = {"profile": client["profile"] | {"name": "Renamed Ltd"}, "currency": client["currency"]}
        headers = {"if-match": f'"{client["version"]}"'}
        answer = await world.api.put(f"/v1/clients/{client['id']}", json=body, headers=headers)
        assert answer.status_code == 200, answer.text
        text = pdf_text(await paper(world, invoice))
        assert "Renamed" not in text
        assert f"Thanks,{client['profile']['name'].replace(' ', '')}" in text

    def test_an_empty_text_is_not_drawn(self) -> None:
        own = {
            "id": "own",
            "type": "text",
            "options": {"heading": "Delivery", "text": "{% if ship_to.name %}x{% endif %}"},
        }
        template = read_template({"blocks": [own, {"id": "lines", "type": "lines"}]})
        view = print_view(samples.two_rates(), look=Look(template=template), status="issued")
        assert [one["type"] for one in view["template"]["blocks"]] == ["lines"]

    def test_fm_30_what_a_client_typed_is_never_code(self) -> None:
        own = {"id": "own", "type": "text", "options": {"text": "{{ invoice.notes }}"}}
        template = read_template({"blocks": [own, {"id": "lines", "type": "lines"}]})
        doc = samples.two_rates() | {"notes": "{{ total }}<script>alert(1)</script>"}
        page = render_screen(print_view(doc, look=Look(template=template), status="issued"))
        assert "<script" not in page
        assert "{{ total }}&lt;script&gt;" in page


class TestFailure:
    async def test_fm_30_a_text_that_fails_is_left_out_and_somebody_is_told(self, world: World) -> None:
        template = await chosen(world, NESTED)
        invoice = await long_invoice(world)
        text = pdf_text(await paper(world, invoice))
        assert "Line19" in text
        assert "xxx" not in text
        facts = (await world.api.get(f"/v1/invoices/{invoice['id']}/print")).json()
        assert [one["block"] for one in facts["template_problems"]] == ["own"]
        told = (await world.api.get("/v1/dashboard")).json()["needs_attention"]
        (task,) = [one for one in told if one["kind"] == "template_failed"]
        assert task["invoice_id"] == invoice["id"]
        assert "Loops may go round" in task["detail"]
        await publish(world, await with_text(world, template, "Thank you"))
        told = (await world.api.get("/v1/dashboard")).json()["needs_attention"]
        assert [one for one in told if one["kind"] == "template_failed"] == []
