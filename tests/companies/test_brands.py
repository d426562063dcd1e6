"""Brands: several of a company, one the default, chosen for an invoice, a client or a kind, and frozen at issue."""

import asyncio
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from tests.documents.reading import pdf_text, squeezed
from tests.support import verapdf
from tests.support.world import BUYER, World, new_world


def at(world: World) -> str:
    return f"/v1/companies/{world.company['id']}/brands"


async def the_default(world: World) -> dict[str, Any]:
    found = (await world.api.get(at(world))).json()["data"]
    return next(dict(one) for one in found if one["is_default"])


async def add(world: World, name: str, **fields: Any) -> dict[str, Any]:
    answer = await world.api.post(at(world), json={"name": name, **fields})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def add_painted(world: World, name: str, primary: str) -> dict[str, Any]:
    return await add(world, name, design={"palette": {"primary": primary}})


async def put(world: World, brand: dict[str, Any], **fields: Any) -> Any:
    body = {"name": brand["name"], "design": brand["design"], **fields}
    return await world.api.put(f"{at(world)}/{brand['id']}", json=body, headers={"if-match": f'"{brand["version"]}"'})


async def color_of(world: World, invoice: dict[str, Any]) -> str:
    """The primary color an issued invoice was frozen with."""
    found = (await world.api.get(f"/v1/invoices/{invoice['id']}/versions/1")).json()
    return str(found["look"]["palette"]["primary"])


def picture(color: str = "navy", size: tuple[int, int] = (300, 100)) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, format="PNG")
    return buffer.getvalue()


class TestBrands:
    async def test_every_company_begins_with_one(self, world: World) -> None:
        brand = await the_default(world)
        assert (brand["name"], brand["archived"], brand["version"], brand["logos"]) == ("Standard", False, 1, [])
        assert brand["contrast"]["passes"] is True

    async def test_are_listed_by_name_and_paged(self, world: World) -> None:
        for name in ("Évents", "Autumn", "Weddings"):
            await add(world, name)
        first = (await world.api.get(at(world), params={"limit": 3})).json()
        rest = (await world.api.get(at(world), params={"limit": 3, "cursor": first["next"]})).json()
        names = [one["name"] for one in first["data"] + rest["data"]]
        assert names == ["Autumn", "Standard", "Weddings", "Évents"]
        assert (first["total"], rest["next"]) == (4, None)
        assert [one["name"] for one in (await world.api.get(at(world), params={"q": "wed"})).json()["data"]] == [
            "Weddings"
        ]

    async def test_are_a_table_too(self, world: World) -> None:
        await add(world, "=Formula", design={"palette": {"primary": "#0F766E"}, "fonts": {"heading": "Fraunces"}})
        table = await world.api.get(f"{at(world)}.csv")
        head, first, second = [line.split(",") for line in table.content.decode("utf-8-sig").splitlines()]
        rows = [dict(zip(head, line, strict=True)) for line in (first, second)]
        assert [(one["name"], one["default"], one["primary"]) for one in rows] == [
            ("'=Formula", "no", "#0F766E"), ("Standard", "yes", "#B45309"),
        ]  # fmt: skip
        assert rows[0]["heading_font"] == "Fraunces"
        book = await world.api.get(f"{at(world)}.xlsx", params={"q": "form"})
        assert (book.status_code, book.content[:2]) == (200, b"PK")

    async def test_two_have_not_the_same_name(self, world: World) -> None:
        await add(world, "Autumn")
        answer = await world.api.post(at(world), json={"name": "AUTUMN"})
        assert (answer.status_code, answer.json()["code"]) == (409, "brand.name_taken")
        answer = await put(world, await the_default(world), name="Autumn")
        assert (answer.status_code, answer.json()["code"]) == (409, "brand.name_taken")

    async def test_a_copy_has_the_design_and_the_logos(self, world: World) -> None:
        brand = await add_painted(world, "Autumn", "#7C2D12")
        await world.api.put(f"{at(world)}/{brand['id']}/logo", content=picture())
        copy = await add(world, "Winter", copy_of=brand["id"])
        assert copy["design"] == brand["design"]
        assert {one["variant"]: one["own"] for one in copy["logos"]} == {"full": True, "mono": False, "favicon": False}

    async def test_a_change_needs_the_newest_version(self, world: World) -> None:
        brand = await the_default(world)
        assert (await put(world, brand, name="House")).json()["version"] == 2
        assert (await put(world, brand, name="Home")).status_code == 412
        answer = await world.api.put(f"{at(world)}/{brand['id']}", json={"name": "Home"})
        assert answer.status_code == 428

    async def test_a_change_is_audited_and_told(self, world: World) -> None:
        brand = await the_default(world)
        await put(world, brand, name="House")
        (entry,) = await world.fetch(
            "SELECT action FROM audit_entries WHERE subject_kind = 'brand' AND org_id = $1", world.org
        )
        (fact,) = await world.fetch("SELECT kind FROM events WHERE kind LIKE 'brand.%' AND org_id = $1", world.org)
        assert (entry["action"], fact["kind"]) == ("brand.change", "brand.changed")


class TestColors:
    async def test_text_that_cannot_be_read_is_refused_with_the_nearest_color(self, world: World) -> None:
        brand = await the_default(world)
        design = {**brand["design"], "palette": {**brand["design"]["palette"], "muted": "#999999"}}
        answer = await put(world, brand, design=design)
        assert (answer.status_code, answer.json()["code"]) == (422, "brand.hard_to_read")
        assert answer.json()["errors"][0]["pointer"] == "#/design/palette/muted"
        assert "#717171" in answer.json()["detail"]
        design["palette"]["muted"] = "#717171"
        assert (await put(world, brand, design=design)).status_code == 200

    async def test_any_primary_color_can_be_had(self, world: World) -> None:
        brand = await world.paint(primary="#ffe600")
        assert brand["design"]["palette"]["primary"] == "#FFE600"
        assert brand["contrast"] == {**brand["contrast"], "passes": True, "accent": "#807300"}

    async def test_are_measured_without_being_saved(self, world: World) -> None:
        answer = await world.api.post(
            "/v1/brands/contrast", json={"design": {"palette": {"body": "#AAAAAA", "surface": "#222222"}}}
        )
        wrong = {(one["role"], one["nearest"]) for one in answer.json()["pairs"] if not one["passes"]}
        assert {role for role, _ in wrong} == {"body", "surface"}
        assert (await the_default(world))["version"] == 1

    async def test_what_is_no_color_is_refused(self, world: World) -> None:
        answer = await world.api.post("/v1/brands/contrast", json={"design": {"palette": {"primary": "red;}"}}})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/design/palette/primary")


class TestDefault:
    async def test_there_is_always_exactly_one(self, world: World) -> None:
        brands = [await add(world, name) for name in ("Autumn", "Winter", "Spring")]
        paths = [f"{at(world)}/{brand['id']}/default" for brand in brands]
        answers = await asyncio.gather(*(world.api.post(path) for path in paths))
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        found = (await world.api.get(at(world))).json()["data"]
        assert sum(one["is_default"] for one in found) == 1

    async def test_is_not_archived_and_an_archived_one_not_made_it(self, world: World) -> None:
        brand, other = await the_default(world), await add(world, "Autumn")
        answer = await world.api.post(f"{at(world)}/{brand['id']}/archive")
        assert (answer.status_code, answer.json()["code"]) == (409, "brand.default_stays")
        assert (await world.api.post(f"{at(world)}/{other['id']}/archive")).json()["archived"] is True
        answer = await world.api.post(f"{at(world)}/{other['id']}/default")
        assert (answer.status_code, answer.json()["code"]) == (409, "brand.archived")
        assert (await world.api.post(f"{at(world)}/{other['id']}/restore")).json()["archived"] is False

    async def test_the_company_shows_its_color_and_logo(self, world: World) -> None:
        other = await add_painted(world, "Autumn", "#7C2D12")
        await world.api.post(f"{at(world)}/{other['id']}/default")
        await world.api.put(f"/v1/companies/{world.company['id']}/logo", content=picture())
        company = (await world.api.get(f"/v1/companies/{world.company['id']}")).json()
        assert company["brand_color"] == "#7C2D12"
        assert (await world.api.get(company["logo_url"])).headers["content-type"] == "image/png"
        assert (await the_default(world))["logos"][0]["own"] is True


class TestChosen:
    async def test_the_nearest_choice_wins(self, world: World) -> None:
        colors = {"kind": "#111111", "client": "#222222", "both": "#333333", "own": "#444444"}
        brands = {name: (await add_painted(world, name, color))["id"] for name, color in colors.items()}
        choices = f"/v1/companies/{world.company['id']}/brand-choices"
        client = world.client["id"]

        assert await color_of(world, await world.add_invoice()) == "#B45309"
        await world.api.put(choices, json={"kind": "invoice", "brand_id": brands["kind"]})
        assert await color_of(world, await world.add_invoice()) == colors["kind"]
        await world.api.put(choices, json={"client_id": client, "brand_id": brands["client"]})
        assert await color_of(world, await world.add_invoice()) == colors["client"]
        body = {"client_id": client, "kind": "invoice", "brand_id": brands["both"]}
        assert len((await world.api.put(choices, json=body)).json()["data"]) == 3
        assert await color_of(world, await world.add_invoice()) == colors["both"]
        assert await color_of(world, await world.add_invoice(brand_id=brands["own"])) == colors["own"]

        await world.api.put(choices, json={"client_id": client, "kind": "invoice"})
        assert await color_of(world, await world.add_invoice()) == colors["client"]

    async def test_another_client_is_not_concerned(self, world: World) -> None:
        brand = await add_painted(world, "Autumn", "#7C2D12")
        body = {"client_id": world.client["id"], "brand_id": brand["id"]}
        await world.api.put(f"/v1/companies/{world.company['id']}/brand-choices", json=body)
        other = await world.add_client(profile={**BUYER, "name": "Example Works"})
        assert await color_of(world, await world.add_invoice(client_id=other["id"])) == "#B45309"

    async def test_an_archived_brand_no_longer_counts(self, world: World) -> None:
        brand = await add_painted(world, "Autumn", "#7C2D12")
        choices = f"/v1/companies/{world.company['id']}/brand-choices"
        await world.api.put(choices, json={"kind": "invoice", "brand_id": brand["id"]})
        await world.api.post(f"{at(world)}/{brand['id']}/archive")
        assert await color_of(world, await world.add_invoice()) == "#B45309"
        answer = await world.api.put(choices, json={"kind": "quote", "brand_id": brand["id"]})
        assert (answer.status_code, answer.json()["code"]) == (409, "brand.archived")

    async def test_needs_a_client_or_a_kind(self, world: World) -> None:
        brand = await the_default(world)
        answer = await world.api.put(
            f"/v1/companies/{world.company['id']}/brand-choices", json={"brand_id": brand["id"]}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "brand.choose_for_something")

    async def test_a_draft_keeps_it_through_copies_and_saved_states(self, world: World) -> None:
        brand = await add_painted(world, "Autumn", "#7C2D12")
        draft = await world.add_draft(brand_id=brand["id"])
        assert draft["brand_id"] == brand["id"]
        copy = (await world.api.post(f"/v1/invoices/{draft['id']}/duplicate")).json()
        assert copy["brand_id"] == brand["id"]
        state = (await world.api.get(f"/v1/invoices/{draft['id']}/saves/1")).json()
        assert state["brand_id"] == brand["id"]

    async def test_a_credit_note_has_that_of_its_invoice(self, world: World) -> None:
        brand = await add_painted(world, "Autumn", "#7C2D12")
        invoice = await world.add_invoice(brand_id=brand["id"])
        note = (await world.api.post(f"/v1/invoices/{invoice['id']}/credit", json={"reason": "broken"})).json()
        assert await color_of(world, note) == "#7C2D12"

    async def test_of_another_company_is_unknown(self, world: World) -> None:
        other = await world.add_company()
        theirs = (await world.api.get(f"/v1/companies/{other['id']}/brands")).json()["data"][0]
        answer = await world.api.post("/v1/invoices", json=world.draft(brand_id=theirs["id"]))
        assert (answer.status_code, answer.json()["code"]) == (404, "brand.not_found")
        assert (await world.api.get(f"{at(world)}/{theirs['id']}")).status_code == 404


class TestFrozen:
    async def test_no_change_of_a_brand_changes_what_was_issued(self, world: World) -> None:
        """FM-24: colors, logo, name, default and archive change; PDF, pages and proof stay as they were."""
        brand = await the_default(world)
        await world.api.put(f"{at(world)}/{brand['id']}/logo", content=picture("navy"))
        invoice = await world.add_invoice()
        path = f"/v1/invoices/{invoice['id']}"
        before = [(await world.api.get(f"{path}/{what}")).content for what in ("pdf", "pages", "html", "versions/1")]

        await world.paint(primary="#166534", heading="#14532D", surface="#FFFFFF")
        await world.api.put(f"{at(world)}/{brand['id']}/logo", content=picture("red"))
        other = await add_painted(world, "Autumn", "#7C2D12")
        await world.api.post(f"{at(world)}/{other['id']}/default")
        await world.api.post(f"{at(world)}/{brand['id']}/archive")

        after = [(await world.api.get(f"{path}/{what}")).content for what in ("pdf", "pages", "html", "versions/1")]
        assert after == before
        await world.execute("DELETE FROM prints WHERE org_id = $1", world.org)
        assert (await world.api.get(f"{path}/pdf")).content == before[0]
        assert await color_of(world, await world.add_invoice()) == "#7C2D12"

    async def test_a_draft_shows_its_brand_at_once(self, world: World) -> None:
        draft = await world.add_draft()
        await world.paint(primary="#166534")
        pages = (await world.api.get(f"/v1/invoices/{draft['id']}/pages")).json()["pages"]
        assert "#166534" in pages[0]


class TestLogo:
    async def test_variants_are_made_until_somebody_brings_their_own(self, world: World) -> None:
        path = f"{at(world)}/{(await the_default(world))['id']}/logo"
        made = (await world.api.put(path, content=picture("navy"))).json()
        assert {one["variant"]: one["own"] for one in made["logos"]} == {"full": True, "mono": False, "favicon": False}
        own = (await world.api.put(path, params={"variant": "mono"}, content=picture("black"))).json()
        assert {one["variant"]: one["own"] for one in own["logos"]} == {"full": True, "mono": True, "favicon": False}
        again = (await world.api.put(path, content=picture("teal"))).json()
        assert next(one for one in again["logos"] if one["variant"] == "mono") in own["logos"]
        back = (await world.api.delete(path, params={"variant": "mono"})).json()
        assert {one["variant"]: one["own"] for one in back["logos"]} == {"full": True, "mono": False, "favicon": False}
        assert (await world.api.delete(path)).json()["logos"] == []

    async def test_the_mono_one_is_black_and_the_favicon_square(self, world: World) -> None:
        path = f"{at(world)}/{(await the_default(world))['id']}/logo"
        await world.api.put(path, content=picture("navy"))
        mono = Image.open(BytesIO((await world.api.get(path, params={"variant": "mono"})).content))
        assert mono.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 255)
        favicon = Image.open(BytesIO((await world.api.get(path, params={"variant": "favicon"})).content))
        assert favicon.size == (64, 64)

    async def test_can_do_nothing_as_a_page_of_its_own(self, world: World) -> None:
        path = f"{at(world)}/{(await the_default(world))['id']}/logo"
        await world.api.put(path, content=picture())
        assert "sandbox" in (await world.api.get(path)).headers["content-security-policy"]

    async def test_stands_where_the_brand_says(self, world: World) -> None:
        brand = await the_default(world)
        brand = (await world.api.put(f"{at(world)}/{brand['id']}/logo", content=picture("navy"))).json()
        places = {}
        for place in ("start", "center", "end", "full"):
            brand = (await put(world, brand, design={**brand["design"], "logo_position": place})).json()
            invoice = await world.add_invoice()
            pdf = (await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content
            page = pypdfium2.PdfDocument(pdf)[0]
            image = next(one for one in page.get_objects() if isinstance(one, pypdfium2.PdfImage))
            left, _, right, _ = image.get_bounds()
            places[place] = (left / page.get_width(), right / page.get_width())
        assert places["start"][0] < 0.1
        assert abs(sum(places["center"]) - 1) < 0.01
        assert places["end"][1] > 0.9
        assert places["full"][1] - places["full"][0] > 0.6


class TestWho:
    async def test_may_look_and_who_may_change(self, world: World) -> None:
        viewer = await world.user("viewer")
        assert (await viewer.get(at(world))).status_code == 200
        assert (await viewer.post(at(world), json={"name": "Ours"})).status_code == 403

    async def test_a_company_out_of_sight_has_none(self, world: World) -> None:
        other = await world.add_company()
        limited = await world.key_of(world.owner, company_ids=[other["id"]])
        assert (await limited.get(at(world))).status_code == 404

    async def test_other_organizations_know_nothing(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            theirs = await the_default(other)
            answer = await world.api.get(f"/v1/companies/{other.company['id']}/brands/{theirs['id']}")
            assert answer.status_code == 404
            assert (await world.api.get(f"{at(world)}/{theirs['id']}")).status_code == 404
            answer = await world.api.post(at(world), json={"name": "Stolen", "copy_of": theirs["id"]})
            assert answer.status_code == 404


class TestPreview:
    async def test_draws_a_design_that_is_not_saved(self, world: World) -> None:
        brand = await the_default(world)
        palette = {**brand["design"]["palette"], "primary": "#166534", "muted": "#CCCCCC"}
        body = {"design": {**brand["design"], "palette": palette}}
        answer = await world.api.post(f"{at(world)}/{brand['id']}/preview", json=body)
        assert (answer.status_code, answer.json()["page_count"]) == (200, len(answer.json()["pages"]))
        assert "#166534" in answer.json()["pages"][0]
        assert await the_default(world) == brand

    async def test_refuses_what_could_not_be_drawn(self, world: World) -> None:
        brand = await the_default(world)
        wrong = [
            ({"fonts": {"body": "Nothing"}}, "brand.unknown_family", "#/design/fonts/body"),
            ({"palette": {"primary": "red"}}, "look.not_a_color", "#/design/palette/primary"),
            ({"typography": {"title": {"size": 500}}}, "brand.size_out_of_range", "#/design/typography/title/size"),
        ]
        for design, code, pointer in wrong:
            answer = await world.api.post(f"{at(world)}/{brand['id']}/preview", json={"design": design})
            assert (answer.status_code, answer.json()["code"]) == (422, code)
            assert answer.json()["errors"][0]["pointer"] == pointer
            assert (await put(world, brand, design=design)).json()["code"] == code


class TestFonts:
    async def test_are_listed_and_served_to_everybody(self, world: World) -> None:
        listed = (await world.api.get("/v1/fonts")).json()
        assert {
            "family": "Karla",
            "kind": "sans",
            "styles": ["Regular", "SemiBold", "Italic"],
            "tabular": True,
        } in listed["data"]
        font = await world.guest().get("/v1/fonts/Open%20Sans/Regular")
        assert (font.status_code, font.headers["content-type"]) == (200, "font/ttf")
        assert "immutable" in font.headers["cache-control"]
        for path in ("Nothing/Regular", "Karla/Black", "..%2F..%2FInter/Regular"):
            assert (await world.guest().get(f"/v1/fonts/{path}")).status_code == 404


class TestGuide:
    @pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
    async def test_shows_logos_colors_letters_and_an_invoice(self, world: World, tmp_path: Path) -> None:
        brand = await the_default(world)
        files = [tmp_path / "plain.pdf", tmp_path / "full.pdf"]
        files[0].write_bytes((await world.api.get(f"{at(world)}/{brand['id']}/guide")).content)
        brand = (await world.api.put(f"{at(world)}/{brand['id']}/logo", content=picture("teal"))).json()
        fonts = {"heading": "Fraunces", "body": "Figtree"}
        palette = {"primary": "#0F766E", "secondary": "#7C2D12", "surface": "#ECFDF5"}
        inks = {"primary": {"cyan": 78, "magenta": 0, "yellow": 44, "black": 46}}
        design = {"fonts": fonts, "palette": palette, "inks": inks}
        await put(world, brand, name="Ateliér <script>#let x = 1", design=design)
        answer = await world.api.get(f"{at(world)}/{brand['id']}/guide")
        files[1].write_bytes(answer.content)
        assert "brand%20guide.pdf" in answer.headers["content-disposition"]
        text = squeezed(pdf_text(answer.content))
        says = [
            "Ateliér<script>#letx=1",
            "#0F766E",
            "15,118,110",
            "Fraunces",
            "Figtree",
            "Inoneink",
            "4.5:1",
            "7804446",
        ]
        for word in says:
            assert word in text
        assert verapdf.failures(files) == []
