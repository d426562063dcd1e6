"""Fonts an organization brings: kept, chosen by brands, frozen with what is issued, and nobody else's."""

import asyncio
from typing import Any

import pypdfium2
import pytest

from duespark.companies.fonts.file import read_fonts
from duespark.runtime import storage
from duespark.runtime.ids import new_id
from tests.documents.reading import pdf_fonts, pdf_text, squeezed, width_of
from tests.support.fonts import LATIN, font, outline_of, variable_font
from tests.support.world import World, new_world

POLISH = LATIN + "ĄĆĘŁŃÓŚŹŻąćęłńóśźż"


async def upload(world: World, content: bytes, **options: Any) -> Any:
    params = {"licensed": "true", **options}
    return await world.api.post("/v1/own-fonts", content=content, params=params, headers={"content-type": "font/ttf"})


async def uploaded(world: World, *args: Any, **options: Any) -> dict[str, Any]:
    answer = await upload(world, font(*args, **options))
    assert answer.status_code == 201, answer.text
    (made,) = answer.json()["data"]
    return dict(made)


async def bring(world: World, *args: Any, **options: Any) -> str:
    """The same without the two processes of an upload, for tests of what follows; the id of the font."""
    (read,) = read_fonts(font(*args, **options))
    key, id = await storage.put(world.org, read.content, ".ttf"), new_id()
    await world.execute(
        "INSERT INTO own_fonts (org_id, id, family, weight, italic, key, size, languages, tabular, licensed_by, added_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, '[]', true, 'Ada', now())",
        world.org, id, read.named.family, read.named.weight, read.named.italic, key, len(read.content),
    )  # fmt: skip
    return str(id)


async def choose(world: World, heading: str = "", body: str = "") -> Any:
    """The default brand in these families."""
    at = f"/v1/companies/{world.company['id']}/brands"
    (brand,) = [one for one in (await world.api.get(at)).json()["data"] if one["is_default"]]
    design = {**brand["design"], "fonts": {"heading": heading, "body": body}}
    headers = {"if-match": f'"{brand["version"]}"'}
    return await world.api.put(f"{at}/{brand['id']}", json={"name": brand["name"], "design": design}, headers=headers)


async def chosen(world: World, heading: str = "", body: str = "") -> dict[str, Any]:
    answer = await choose(world, heading, body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def pdf_of(world: World, invoice: dict[str, Any]) -> bytes:
    return bytes((await world.api.get(f"/v1/invoices/{invoice['id']}/pdf")).content)


class TestUpload:
    async def test_is_kept_with_who_said_that_there_is_a_license(self, world: World) -> None:
        made = await uploaded(world, letters=POLISH, weight=700, flavor="woff2")
        assert (made["family"], made["style"], made["weight"], made["italic"]) == ("Acme Grotesk", "Bold", 700, False)
        assert made["languages"] == ["en", "pl"]
        assert made["licensed_by"]
        (entry,) = await world.fetch("SELECT action, after::text FROM audit_entries WHERE subject_kind = 'font'")
        assert entry["action"] == "font.add"
        assert '"license": "confirmed"' in entry["after"]
        kept = (await world.api.get(made["url"])).content
        assert kept[:4] == b"\0\1\0\0"
        assert outline_of(kept, "ą") == outline_of(font(letters=POLISH), "ą")

    async def test_families_are_listed_beside_those_that_come_along(self, world: World) -> None:
        for weight, italic in ((400, False), (700, False), (400, True)):
            await bring(world, weight=weight, italic=italic)
        await bring(world, "Zeta")
        own = (await world.api.get("/v1/fonts")).json()["own"]
        assert own == [
            {"family": "Acme Grotesk", "styles": ["Regular", "Italic", "Bold"], "tabular": True},
            {"family": "Zeta", "styles": ["Regular"], "tabular": True},
        ]
        first = (await world.api.get("/v1/own-fonts", params={"limit": 3})).json()
        rest = (await world.api.get("/v1/own-fonts", params={"limit": 3, "cursor": first["next"]})).json()
        assert [one["family"] for one in rest["data"]] == ["Zeta"]
        assert (first["total"], rest["next"]) == (4, None)
        table = (await world.api.get("/v1/own-fonts.csv", params={"q": "acme"})).content.decode("utf-8-sig")
        assert [line.split(",")[1] for line in table.splitlines()[1:]] == ["Regular", "Italic", "Bold"]

    @pytest.mark.parametrize(
        ("content", "options", "status", "code"),
        [
            (font(), {"licensed": "false"}, 422, "own_font.license_not_confirmed"),
            (font(rights=2), {}, 422, "own_font.embedding_forbidden"),
            (b"nothing" * 100, {}, 422, "own_font.not_a_font"),
            (b"ttcf" + bytes(300), {}, 422, "own_font.not_printable"),
            (font()[:-1000], {}, 422, "own_font.damaged"),
            (font("inter"), {}, 409, "own_font.comes_along"),
        ],
    )
    async def test_says_what_is_wrong(
        self, world: World, content: bytes, options: dict[str, str], status: int, code: str
    ) -> None:
        answer = await upload(world, content, **options)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert (await world.api.get("/v1/own-fonts")).json()["total"] == 0

    async def test_the_same_again_is_the_same_and_another_of_the_style_is_refused(self, world: World) -> None:
        made = await uploaded(world)
        assert (await uploaded(world))["id"] == made["id"]
        answer = await upload(world, font("ACME grotesk", width=700))
        assert (answer.status_code, answer.json()["code"]) == (409, "own_font.style_taken")

    async def test_of_a_variable_font_regular_and_bold_are_kept(self, world: World) -> None:
        answer = await upload(world, variable_font(flavor="woff2"))
        assert answer.status_code == 201, answer.text
        taken = [(made["family"], made["style"], made["weight"]) for made in answer.json()["data"]]
        assert taken == [("Acme Flow", "Regular", 400), ("Acme Flow", "Semibold", 600)]
        assert (await upload(world, variable_font(flavor="woff2"))).json() == answer.json()
        await chosen(world, "Acme Flow", "Acme Flow")
        pdf = await pdf_of(world, await world.add_invoice())
        assert squeezed("Market Square 5") in pdf_text(pdf)
        assert {"AcmeFlow-400", "AcmeFlow-600"} <= pdf_fonts(pdf)

    async def test_of_a_variable_font_all_is_kept_or_nothing(self, world: World) -> None:
        await bring(world, "Acme Flow", weight=600)
        answer = await upload(world, variable_font())
        assert (answer.status_code, answer.json()["code"]) == (409, "own_font.style_taken")
        assert "Semibold" in answer.json()["detail"]
        assert (await world.api.get("/v1/own-fonts")).json()["total"] == 1

    async def test_who_may_only_read_may_not(self, world: World) -> None:
        viewer = await world.user("viewer")
        made = await bring(world)
        assert (await viewer.post("/v1/own-fonts?licensed=true", content=font())).status_code == 403
        assert (await viewer.delete(f"/v1/own-fonts/{made}")).status_code == 403


class TestChosen:
    async def test_sets_title_and_text_on_paper_and_in_previews(self, world: World) -> None:
        await bring(world)
        await bring(world, weight=700)
        await bring(world, "Display One", outlines="cff", width=900)
        brand = await chosen(world, "Display One", "Acme Grotesk")
        invoice = await world.add_invoice()
        pdf = await pdf_of(world, invoice)
        assert {"AcmeGrotesk-Regular", "AcmeGrotesk-Bold", "DisplayOne-Regular"} <= pdf_fonts(pdf)
        assert squeezed("Market Square 5") in pdf_text(pdf)
        at = f"/v1/companies/{world.company['id']}/brands/{brand['id']}"
        unsaved = {"fonts": {"heading": "", "body": "Display One"}}
        pages = (await world.api.post(f"{at}/preview", json={"design": unsaved})).json()["pages"]
        assert pages != (await world.api.post(f"{at}/preview", json={"design": {}})).json()["pages"]
        guide = (await world.api.get(f"{at}/guide")).content
        assert squeezed("Everything else: Acme Grotesk") in "".join(
            squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(guide)
        )

    async def test_is_unknown_before_it_is_brought(self, world: World) -> None:
        answer = await choose(world, body="Acme Grotesk")
        assert (answer.status_code, answer.json()["code"]) == (422, "brand.unknown_family")
        await bring(world)
        assert (await choose(world, body="Acme Grotesk")).status_code == 200

    async def test_letters_it_lacks_are_set_in_those_that_come_along(self, world: World) -> None:
        await bring(world, letters=LATIN.replace("M", ""))
        await chosen(world, body="Acme Grotesk")
        pdf = await pdf_of(world, await world.add_invoice(notes="Zażółć, счёт"))
        assert squeezed("Market Square 5") in pdf_text(pdf)
        assert squeezed("Zażółć, счёт") in pdf_text(pdf)

    async def test_letters_that_no_shipped_font_has_are_printed_when_all_is_set_in_it(self, world: World) -> None:
        georgian = "ანგარიში"
        await bring(world, "Tbilisi", letters=LATIN + georgian)
        await chosen(world, "Tbilisi", "Tbilisi")
        assert georgian in pdf_text(await pdf_of(world, await world.add_invoice(notes=georgian)))
        await chosen(world, "", "Tbilisi")
        assert "□" in pdf_text(await pdf_of(world, await world.add_invoice(notes=georgian)))

    async def test_the_page_of_the_client_never_loads_it(self, world: World) -> None:
        made = await bring(world)
        await chosen(world, "Acme Grotesk", "Acme Grotesk")
        invoice = await world.add_invoice()
        (link,) = await world.fetch("SELECT code FROM public_links WHERE invoice_id = $1", invoice["id"])
        page = (await world.guest().get(f"/i/{link['code']}")).text
        assert "Market" in page
        assert "Acme" not in page
        assert "Own " not in page
        assert (await world.guest().get(f"/v1/own-fonts/{made}/file")).status_code == 401


class TestFrozen:
    async def test_fm_24_a_reprint_after_it_was_removed_is_the_same(self, world: World) -> None:
        files = [
            await bring(world, "Gone Soon", width=width, weight=weight) for width, weight in ((480, 400), (500, 700))
        ]
        await chosen(world, "Gone Soon", "Gone Soon")
        invoice = await world.add_invoice()
        before = await pdf_of(world, invoice)

        answer = await world.api.delete(f"/v1/own-fonts/{files[0]}")
        assert (answer.status_code, answer.json()["code"]) == (409, "own_font.in_use")
        await chosen(world)
        for file in files:
            assert (await world.api.delete(f"/v1/own-fonts/{file}")).status_code == 204
        await bring(world, "Gone Soon", width=900)
        await chosen(world, "Gone Soon", "Gone Soon")

        await world.execute("DELETE FROM prints WHERE org_id = $1", world.org)
        assert await pdf_of(world, invoice) == before
        assert width_of(await pdf_of(world, await world.add_invoice()), "Market") > 1.5 * width_of(before, "Market")

    async def test_of_choosing_and_removing_at_once_one_fails(self, world: World) -> None:
        for name in ("First", "Second", "Third"):
            id = await bring(world, name)
            chosen_, removed = await asyncio.gather(choose(world, name, name), world.api.delete(f"/v1/own-fonts/{id}"))
            assert (chosen_.status_code, removed.status_code) in ((200, 409), (422, 204))

    async def test_a_style_that_comes_later_is_on_new_documents_only(self, world: World) -> None:
        await bring(world)
        await chosen(world, "Acme Grotesk", "Acme Grotesk")
        first = await world.add_invoice()
        await bring(world, weight=700)
        assert "AcmeGrotesk-Bold" not in pdf_fonts(await pdf_of(world, first))
        assert "AcmeGrotesk-Bold" in pdf_fonts(await pdf_of(world, await world.add_invoice()))


class TestOthers:
    async def test_fm_46_nobody_prints_in_the_font_of_another_organization(self, world: World, database: str) -> None:
        """Two of the same name, letters and style: only their shapes differ, and both are drawn in turn on the same threads."""
        async with new_world(database) as other:
            for one, width in ((world, 450), (other, 850)):
                for weight in (400, 700):
                    await bring(one, "Shared Name", width=width, weight=weight)
                await chosen(one, "Shared Name", "Shared Name")
            widths: dict[int, set[float]] = {}
            invoices = [(one, await one.add_draft()) for one in (world, other)]
            for one, draft in invoices * 3:
                widths.setdefault(id(one), set()).add(round(width_of(await pdf_of(one, draft), "Market"), 1))
            ours, theirs = widths.values()
            assert (len(ours), len(theirs)) == (1, 1)
            assert theirs.pop() > 1.7 * ours.pop()

    async def test_fm_46_it_cannot_be_named_seen_or_removed(self, world: World, database: str) -> None:
        async with new_world(database) as other:
            made = await bring(other)
            assert (await choose(world, body="Acme Grotesk")).json()["code"] == "brand.unknown_family"
            assert (await world.api.get("/v1/fonts")).json()["own"] == []
            assert (await world.api.get("/v1/own-fonts")).json()["total"] == 0
            assert (await world.api.get(f"/v1/own-fonts/{made}/file")).status_code == 404
            assert (await world.api.delete(f"/v1/own-fonts/{made}")).status_code == 404
