"""Templates over HTTP: begun, changed, published, rolled back, chosen; what is issued keeps the look it was issued with."""

from typing import Any

import pypdfium2
import pytest

from duespark.documents.templates.standard import NAMES
from tests.documents.reading import pdf_text
from tests.support.world import World


async def begin(world: World, name: str = "Ours", **body: Any) -> dict[str, Any]:
    answer = await world.api.post("/v1/templates", json={"name": name, **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def act(world: World, method: str, path: str, template: dict[str, Any], body: Any = None) -> Any:
    headers = {"if-match": f'"{template["version"]}"'}
    return await world.api.request(method, f"/v1/templates/{template['id']}{path}", json=body, headers=headers)


async def publish(world: World, template: dict[str, Any], note: str = "") -> dict[str, Any]:
    answer = await act(world, "POST", "/publish", template, {"note": note})
    assert answer.status_code == 200, answer.text
    published: dict[str, Any] = answer.json()
    return published


async def with_text(world: World, template: dict[str, Any], text: str) -> dict[str, Any]:
    """The template with a text at its end."""
    block = {"id": "own", "type": "text", "options": {"text": text}}
    content = template["content"]
    kept = [one for one in content["blocks"] if one["id"] != "own"]
    body = {"name": template["name"], "content": content | {"blocks": [*kept, block]}}
    answer = await act(world, "PUT", "", template, body)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json()
    return changed


async def choose(world: World, **choice: Any) -> Any:
    return await world.api.put("/v1/templates/choices", json=choice)


async def paper(world: World, invoice: dict[str, Any]) -> bytes:
    return bytes((await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content)


class TestDraft:
    async def test_begins_as_a_copy_of_a_standard_template(self, world: World) -> None:
        made = await begin(world, standard="legal")
        assert (made["published"], made["changed"], made["versions"]) == (0, True, [])
        assert made["content"]["style"]["body"] == "serif"
        listed = (await world.api.get("/v1/templates", params={"q": "our"})).json()
        assert [one["name"] for one in listed["data"]] == ["Ours"]

    async def test_refuses_what_is_unsound_with_its_pointer(self, world: World) -> None:
        made = await begin(world)
        content = made["content"] | {"blocks": [*made["content"]["blocks"], {"id": "x", "type": "script"}]}
        answer = await act(world, "PUT", "", made, {"name": "Ours", "content": content})
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "template.invalid")
        assert problem["errors"][0]["pointer"] == f"#/content/blocks/{len(made['content']['blocks'])}/type"
        assert "Block “x”" in problem["detail"]

    async def test_names_are_one_of_a_kind(self, world: World) -> None:
        await begin(world)
        assert (await world.api.post("/v1/templates", json={"name": "ours"})).json()["code"] == "template.name_taken"

    async def test_loses_no_edit(self, world: World) -> None:
        made = await begin(world)
        await with_text(world, made, "first")
        answer = await act(world, "PUT", "", made, {"name": "Ours", "content": made["content"]})
        assert answer.status_code == 412

    async def test_only_who_keeps_the_books_changes_templates(self, world: World) -> None:
        member = await world.user("member")
        assert (await member.post("/v1/templates", json={"name": "Theirs"})).status_code == 403
        assert (await member.get("/v1/templates")).status_code == 200


class TestPublish:
    async def test_makes_versions_and_says_what_changed(self, world: World) -> None:
        first = await publish(world, await begin(world), "Begin")
        assert (first["published"], first["changed"]) == (1, False)
        changed = await with_text(world, first, "Registered in Krakow")
        assert changed["changed"]
        path = f"/v1/templates/{first['id']}/diff"
        drafted = (await world.api.get(path, params={"before": 1})).json()["data"]
        assert [(one["change"], one["block"]) for one in drafted] == [("added", "own")]
        second = await publish(world, changed, "Register")
        assert [(one["number"], one["note"]) for one in second["versions"]] == [(2, "Register"), (1, "Begin")]
        both = (await world.api.get(path, params={"before": 2, "after": 1})).json()["data"]
        assert [(one["change"], one["block"]) for one in both] == [("removed", "own")]

    async def test_nothing_new_is_no_version(self, world: World) -> None:
        first = await publish(world, await begin(world))
        answer = await act(world, "POST", "/publish", first, {})
        assert answer.json()["code"] == "template.nothing_changed"

    async def test_rolls_back_by_going_on(self, world: World) -> None:
        first = await publish(world, await begin(world))
        second = await publish(world, await with_text(world, first, "A mistake"))
        back = await act(world, "POST", "/versions/1/restore", second)
        third = back.json()
        assert (third["published"], third["versions"][0]["note"]) == (3, "As version 1")
        assert third["content"]["blocks"] == first["content"]["blocks"]
        assert (await act(world, "POST", "/versions/9/restore", third)).json()["code"] == "template.version_not_found"


class TestInheritance:
    async def test_says_only_what_it_changes(self, world: World) -> None:
        made = await begin(world, standard="classic", inherit=True)
        content = {
            "extends": "classic",
            "style": {"body": "sans"},
            "changes": [
                {"id": "lines", "options": {"style": "boxed"}},
                {"id": "words", "after": [{"id": "own", "type": "text", "options": {"text": "Registered in Krakow"}}]},
                {"id": "footer", "remove": True},
            ],
        }
        saved = await act(world, "PUT", "", made, {"name": "Ours", "content": content})
        published = await publish(world, saved.json())
        drawn = (await world.api.post("/v1/templates/preview", json={"template_id": made["id"]})).json()
        assert drawn["page_count"] >= 1
        child = await begin(world, "Child")
        extended = {
            "name": "Child",
            "content": {"extends": published["id"], "changes": [{"id": "own", "remove": True}]},
        }
        assert (await act(world, "PUT", "", child, extended)).status_code == 200

    @pytest.mark.parametrize("odd", [
        {"type": "spacer"}, {"id": "a", "type": "group", "blocks": "abc"}, {"id": "a", "type": "group", "blocks": None},
        {"id": "a", "type": "group", "blocks": [1, "x"]}, {"id": "a", "type": "spacer", "options": [1]},
    ])  # fmt: skip
    async def test_refuses_odd_blocks_that_are_put_in(self, world: World, odd: Any) -> None:
        changes = [{"id": "lines", "after": [odd]}, {"id": "a", "options": {"height": 5}}]
        content = {"extends": "classic", "changes": changes}
        answer = await act(world, "PUT", "", await begin(world), {"name": "Ours", "content": content})
        assert (answer.status_code, answer.json()["code"]) == (422, "template.invalid")

    async def test_a_bomb_of_blocks_in_blocks_or_beside_blocks_is_refused(self, world: World) -> None:
        deep: dict[str, Any] = {"id": "leaf", "type": "notes"}
        for at in range(300):
            deep = {"id": f"g{at}", "type": "group", "blocks": [deep]}
        many = [
            {"id": "lines", "after": [{"id": f"s{at}-{to}", "type": "spacer"} for to in range(50)]} for at in range(200)
        ]
        made = await begin(world)
        for changes in ([{"id": "lines", "after": [deep]}, {"id": "leaf", "remove": True}], many):
            content = {"extends": "classic", "changes": changes}
            answer = await act(world, "PUT", "", made, {"name": "Ours", "content": content})
            assert (answer.status_code, answer.json()["code"]) == (422, "template.invalid")

    async def test_two_that_extend_each_other_end(self, world: World) -> None:
        """A base is taken as it was published last, so there is no circle to go round."""
        one, two = await publish(world, await begin(world, "One")), await publish(world, await begin(world, "Two"))
        for _ in range(2):
            for here, base in ((0, 1), (1, 0)):
                pair = [one, two]
                content = {"extends": pair[base]["id"], "changes": [{"id": "footer", "options": {"pages": here == 0}}]}
                saved = await act(world, "PUT", "", pair[here], {"name": pair[here]["name"], "content": content})
                assert saved.status_code == 200, saved.text
                made = saved.json()
                done = await publish(world, made) if made["changed"] else made
                one, two = (done, two) if here == 0 else (one, done)
        drawn = await world.api.post("/v1/templates/preview", json={"template_id": one["id"]})
        assert drawn.status_code == 200

    @pytest.mark.parametrize(
        ("content", "pointer"),
        [
            ({"extends": "nothing"}, "#/content/extends"),
            ({"extends": "classic", "changes": [{"id": "nowhere", "remove": True}]}, "#/content/changes/0/id"),
            ({"extends": "classic", "css": "x"}, "#/content/css"),
            ({"extends": "0197e0a0-0000-7000-8000-000000000000"}, "#/content/extends"),
        ],
    )
    async def test_refuses_what_it_cannot_apply(self, world: World, content: Any, pointer: str) -> None:
        answer = await act(world, "PUT", "", await begin(world), {"name": "Ours", "content": content})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_names_the_block_where_no_place_of_the_request_is_to_blame(self, world: World) -> None:
        content = {"extends": "classic", "changes": [{"id": "lines", "after": [{"id": "terms", "type": "spacer"}]}]}
        problem = (await act(world, "PUT", "", await begin(world), {"name": "Ours", "content": content})).json()
        assert problem["errors"][0] == {"detail": "Block “terms”: Two blocks have this id.", "pointer": "#/content"}


class TestSense:
    @pytest.mark.parametrize(
        ("more", "pointer", "says"),
        [
            ({"when": [{"fact": "kind"}]}, "/blocks/1/when/0/any_of", "Say in any_of which values of kind"),
            ({"when": [{"fact": "kind", "any_of": ["invoce"]}]}, "/blocks/1/when/0/any_of", "Use one of invoice,"),
            ({"when": [{"fact": "currency", "any_of": ["EUR", "eur"]}]}, "/blocks/1/when/0/any_of", "such as EUR"),
            ({"when": [{"fact": "buyer_country", "any_of": ["Germany"]}]}, "/blocks/1/when/0/any_of", "such as DE"),
            ({"when": [{"fact": "language", "any_of": ["Deutsch"]}]}, "/blocks/1/when/0/any_of", "such as en"),
            ({"when": [{"fact": "language", "any_of": ["xx"]}]}, "/blocks/1/when/0/any_of", "such as en"),
            ({"when": [{"fact": "buyer_country", "any_of": ["ZZ"]}]}, "/blocks/1/when/0/any_of", "such as DE"),
            ({"when": [{"fact": "has_tax", "any_of": ["yes"]}]}, "/blocks/1/when/0/any_of", "true or false"),
            (
                {"type": "columns", "blocks": [{"id": "b", "type": "page_break"}]},
                "/blocks/1/blocks/0",
                "Block “b”: No page",
            ),
        ],
    )
    async def test_refuses_what_would_be_in_vain(self, world: World, more: Any, pointer: str, says: str) -> None:
        content = {"blocks": [{"id": "lines", "type": "lines"}, {"id": "it", "type": "notes", **more}]}
        answer = await act(world, "PUT", "", await begin(world), {"name": "Ours", "content": content})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/content{pointer}")
        assert says in answer.json()["detail"]

    @pytest.mark.parametrize(("page", "field"), [({"width": 50, "side": 20}, "side"), ({"height": 60}, "bottom")])
    async def test_margins_leave_room_for_the_text(self, world: World, page: Any, field: str) -> None:
        content = {"page": {"size": "custom", **page}, "blocks": [{"id": "lines", "type": "lines"}]}
        made = await begin(world)
        problem = (await act(world, "PUT", "", made, {"name": "Ours", "content": content})).json()
        assert problem["errors"][0]["pointer"] == f"#/content/page/{field}"
        assert "Leave 30 mm" in problem["detail"]
        drawn = await world.api.post("/v1/templates/preview", json={"content": content})
        assert drawn.status_code == 200


class TestChoice:
    async def test_the_narrower_choice_wins(self, world: World) -> None:
        company, client = world.company["id"], world.client["id"]
        texts = {}
        for name, place in {
            "All": {},
            "Company": {"company_id": company},
            "Kind": {"company_id": company, "kind": "invoice"},
            "Client": {"client_id": client},
        }.items():
            template = await publish(world, await with_text(world, await begin(world, name), f"Drawn for {name}"))
            answer = await choose(world, template_id=template["id"], **place)
            assert answer.status_code == 200, answer.text
            invoice = await world.add_invoice()
            texts[name] = pdf_text(await paper(world, invoice))
        assert [f"Drawnfor{name}" in text for name, text in texts.items()] == [True] * 4

    async def test_a_choice_is_undone_by_naming_none(self, world: World) -> None:
        await choose(world, company_id=world.company["id"], standard="bold")
        found = (await choose(world, company_id=world.company["id"])).json()
        assert found["data"] == []

    async def test_takes_one_template_that_was_published(self, world: World) -> None:
        made = await begin(world)
        assert (await choose(world, template_id=made["id"])).json()["code"] == "template.not_published"
        both = await choose(world, template_id=made["id"], standard="bold")
        assert both.json()["code"] == "template.choose_one"
        elsewhere = await choose(world, company_id="0197e0a0-0000-7000-8000-000000000000", standard="bold")
        assert elsewhere.status_code == 404


class TestIssued:
    async def test_keeps_the_template_it_was_issued_with(self, world: World) -> None:
        """What is issued never changes, whatever is published or chosen afterwards."""
        template = await publish(world, await with_text(world, await begin(world), "First look"))
        await choose(world, template_id=template["id"])
        invoice = await world.add_invoice()
        before = await paper(world, invoice)
        assert "Firstlook" in pdf_text(before)
        template = await publish(world, await with_text(world, template, "Second look"))
        await choose(world, company_id=world.company["id"], standard="bold")
        assert await paper(world, invoice) == before
        version = await world.api.get(f"/v1/invoices/{invoice['id']}/versions/1/pdf")
        assert "Firstlook" in pdf_text(version.content)
        (row,) = await world.fetch(
            "SELECT template_id, number FROM issued_designs WHERE invoice_id = $1", invoice["id"]
        )
        assert (str(row["template_id"]), row["number"]) == (template["id"], 1)

    async def test_an_issued_design_cannot_be_rewritten(self, world: World) -> None:
        invoice = await world.add_invoice()
        async with world.tx() as tx:
            changed = await tx.conn.execute("UPDATE issued_designs SET standard = 'bold'")
        assert changed == "UPDATE 0"
        (row,) = await world.fetch("SELECT standard FROM issued_designs WHERE invoice_id = $1", invoice["id"])
        assert row["standard"] == "modern"

    async def test_a_draft_follows_the_choice(self, world: World) -> None:
        draft = await world.add_draft()
        plain = await paper(world, draft)
        await choose(world, kind="invoice", standard="legal")
        legal = await paper(world, draft)
        assert "Forthebuyer" in pdf_text(legal)
        assert "Forthebuyer" not in pdf_text(plain)


class TestPreview:
    @pytest.mark.parametrize("name", NAMES)
    async def test_draws_every_standard_template_over_an_example(self, world: World, name: str) -> None:
        wanted = {"standard": name, "company_id": world.company["id"], "language": "pl"}
        answer = (await world.api.post("/v1/templates/preview", json=wanted)).json()
        assert answer["page_count"] == len(answer["pages"]) <= 2
        assert answer["overflow"] == []
        assert answer["pages"][0].startswith("<svg")

    async def test_draws_what_is_not_saved_over_an_invoice(self, world: World) -> None:
        invoice = await world.add_invoice()
        columns = [
            "position",
            "sku",
            "description",
            "quantity",
            "unit",
            "unit_price",
            "discount",
            "tax_rate",
            "net",
            "gross",
        ]
        lines = {"id": "lines", "type": "lines", "options": {"columns": columns}}
        content = {"page": {"size": "custom", "width": 60, "height": 200, "side": 5}, "blocks": [lines]}
        wanted = {"content": content, "invoice_id": invoice["id"]}
        answer = (await world.api.post("/v1/templates/preview", json=wanted)).json()
        assert answer["overflow"] == [{"block": "lines", "line": 1}]

    async def test_the_preview_of_an_invoice_reports_too(self, world: World) -> None:
        answer = (await world.api.post("/v1/invoices/preview", json=world.draft())).json()
        assert (answer["page_count"], answer["overflow"]) == (1, [])

    async def test_lists_what_there_is(self, world: World) -> None:
        found = (await world.api.get("/v1/templates/standard")).json()
        assert [one["name"] for one in found["data"]] == list(NAMES)
        assert next(one for one in found["blocks"] if one["type"] == "footer")["options"]["properties"]["pages"]


class TestHtml:
    async def test_an_invoice_can_be_kept_as_one_file(self, world: World) -> None:
        invoice = await world.add_invoice()
        answer = await world.api.get(f"/v1/invoices/{invoice['id']}/html")
        assert "attachment" in answer.headers["content-disposition"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert invoice["number"] in answer.text
        assert "<script" not in answer.text


async def test_paper_sizes_follow_the_template(world: World) -> None:
    made = await begin(world, standard="modern", inherit=True)
    content = {"extends": "modern", "page": {"size": "letter"}}
    saved = (await act(world, "PUT", "", made, {"name": "Ours", "content": content})).json()
    await choose(world, template_id=(await publish(world, saved))["id"])
    page = pypdfium2.PdfDocument(await paper(world, await world.add_invoice()))[0]
    assert [round(side) for side in page.get_size()] == [612, 791]


class TestArchived:
    async def _list(self, world: World, **params: Any) -> list[str]:
        return [one["name"] for one in (await world.api.get("/v1/templates", params=params)).json()["data"]]

    async def test_is_offered_no_more_and_cannot_be_chosen(self, world: World) -> None:
        template = await publish(world, await begin(world))
        answer = await world.api.post(f"/v1/templates/{template['id']}/archive")
        assert (answer.status_code, answer.json()["archived"]) == (200, True)
        assert (await self._list(world), await self._list(world, archived=True)) == ([], ["Ours"])
        refused = await world.api.put("/v1/templates/choices", json={"template_id": template["id"]})
        assert (refused.status_code, refused.json()["code"]) == (409, "template.archived")
        again = await world.api.post(f"/v1/templates/{template['id']}/unarchive")
        assert again.json()["archived"] is False
        assert await self._list(world) == ["Ours"]
        assert (await world.api.put("/v1/templates/choices", json={"template_id": template["id"]})).status_code == 200

    async def test_still_draws_where_it_is_chosen(self, world: World) -> None:
        template = await publish(world, await with_text(world, await begin(world), "Kept in the archive"))
        await world.api.put("/v1/templates/choices", json={"template_id": template["id"]})
        draft = await world.add_draft()
        await world.api.post(f"/v1/templates/{template['id']}/archive")
        pdf = (await world.api.get(f"/v1/invoices/{draft['id']}/pdf")).content
        assert "Keptinthearchive" in pdf_text(pdf)

    async def test_twice_is_once_and_a_reader_may_not(self, world: World) -> None:
        template = await begin(world)
        path = f"/v1/templates/{template['id']}/archive"
        assert (await (await world.user("viewer")).post(path)).status_code == 403
        first, second = [(await world.api.post(path)).json() for _ in range(2)]
        assert first["version"] == second["version"] == template["version"] + 1

    async def test_the_list_is_a_table_too(self, world: World) -> None:
        await publish(world, await begin(world, "=Ours"))
        away = await begin(world, "Away")
        await world.api.post(f"/v1/templates/{away['id']}/archive")
        table = (await world.api.get("/v1/templates.csv")).text.splitlines()
        assert table[0].endswith("name,kind,published,archived,created_at,updated_at,id")
        assert [row.split(",")[:4] for row in table[1:]] == [["'=Ours", "blocks", "1", "no"]]
        assert "Away,blocks,0,yes" in (await world.api.get("/v1/templates.csv", params={"archived": True})).text
        workbook = await world.api.get("/v1/templates.xlsx")
        assert workbook.content.startswith(b"PK")
