"""What people and machines type into every text field of company, client and draft: it comes out as text on print, page, mail
and XML, or is refused with a pointer to its field; in time, and nothing of it runs or is fetched."""

import csv
import io
import time
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pytest
from lxml import etree, html

from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.documents.legible import legible
from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.einvoice.write import clean
from duespark.engine.invoice.plain import load
from duespark.engine.invoice.room import MOST_LINE_ENDS
from tests.documents.reading import pdf_text, squeezed
from tests.documents.test_source import listener
from tests.support.description import description
from tests.support.post_office import Wire, work_off
from tests.support.samples import Samples
from tests.support.text_fields import Texts, offer
from tests.support.world import World

SECONDS = 10
"""For any one answer, on a busy machine; most take some hundredths."""
PARTY = {"address.country": "PL", "tax_ids.scheme": "VAT", "tax_ids.value": "PL5260001246", "email": "ada@example.com"}
COMPANY = PARTY | {"tax_registered": True, "iban": "PL61109010140000071219812874", "id": None}
DRAFT: dict[str, Any] = {
    "currency": "EUR", "exchange.currency": "PLN", "unit_price": "100",
    **dict.fromkeys((
        "bank_account_id", "brand_id", "series_id", "seller_address_id", "ship_from_id", "issue_date", "supply_date", "valid_until",
        "rate_date", "until", "amounts", "subtotal", "correction", "amount", "cash_rounding", "tax_category", "tax_rate", "net",
        "tax_amount", "taxes", "early.discount", "early.payable", "payment_terms.day",
    )),
}  # fmt: skip
"""What stays out of the draft: what is another's, computed, or belongs to another kind."""
THERE = "http://127.0.0.1:9"
TEXTS = {
    "Typst and Liquid": "#(7106*6) #panic() $x$ ] [ { } *b* _i_ `r` \\ // /* <lab> @ref = h {{ 7106 | times: 6 }} {% raw %}{% include 'x' %}",
    "HTML and CSS": f"</style></title><script src='{THERE}/x'></script><img src={THERE}/y onerror=a()> &amp; <svg/onload=a()><style>@import url({THERE})<!--",
    "XML": ']]> <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; <?pi?> <![CDATA[ <cbc:ID>1</cbc:ID>',
    "a formula": f'=HYPERLINK("{THERE}","x")+7106*6',
    "a path": "../../etc/passwd\\..\\%2e%2e/CON",
    "letters no font has": "👩‍👩‍👧‍👦🇵🇱🏴󠁧󠁢󠁥󠁮󠁧󠁿👍🏽❤️1️⃣ 𝕳𝖊𝖑 𠀀𒀀𐎠 a\ufffe\U0010ffff\ufdd0\ue000b Z" + "".join(map(chr, range(0x300, 0x340))),
    "what nobody sees": "abc\u202e\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u200e\u200f1,000 d\u200be\u200cf\u200dg\u2060h\ufeffi\u00adj",
    "controls": "a\x01\x07\x1b\x7f\x80\x9fb\r\nBcc: x@example.com\r\n\r\nc\td\u2028e",
    "a long word": "x" * 200,
}  # fmt: skip
TOO_LONG = {"a word of 12,000": "x" * 12_000, "a line of 10,000": "word " * 2000}
UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x1b"
COMPUTED = "42636"


@dataclass
class Desk:
    """Somebody who fills in everything."""

    world: World
    samples: Samples

    async def fill_in(self, text: str) -> dict[str, Any]:
        """A draft in which all that takes the text has it; its company and client too."""
        company, _ = await self.offered("/v1/companies", "CompanyIn", COMPANY, text)
        client, _ = await self.offered("/v1/clients", "ClientIn", PARTY, text)
        parties = {"company_id": company["id"], "client_id": client["id"]}
        draft, accepted = await self.offered("/v1/invoices", "DraftIn", DRAFT | parties, text)
        assert len(text) > 5000 or ("lines", 0, "description") in accepted
        return draft

    async def offered(self, path: str, name: str, given: dict[str, Any], text: str) -> Any:
        texts = Texts(self.samples, name, given)
        assert len(texts.places) > 30
        return await offer(self.world.api, "POST", path, texts, text)

    async def read(self, path: str) -> Any:
        begun = time.monotonic()
        answer = await self.world.api.get(path)
        assert time.monotonic() - begun < SECONDS
        assert answer.status_code == 200, f"{path}: {answer.text[:300]}"
        return answer


@pytest.fixture
async def desk(world: World) -> Desk:
    return Desk(world, Samples(description(), {"client": world.client["id"], "company": world.company["id"]}, {}))


def is_harmless(page: str) -> str:
    """The text of a page on which nothing runs and nothing is loaded."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    assert [one.tag for one in tree.iter("script", "iframe", "object", "embed", "base", "form")] == []
    names = {name for one in tree.iter() for name in one.attrib}
    assert [name for name in names if name.startswith("on")] == []
    sources = {one.get("src") for one in tree.iter("img")} | {one.get("href") for one in tree.iter("link")}
    assert [one for one in sources if not one.startswith(("data:", "cid:"))] == []
    assert not any(mark in page for mark in UNSEEN)
    return squeezed(tree.text_content())


def is_one_mail(message: EmailMessage) -> None:
    assert sorted(name for name in message if name in ("Bcc", "Cc", "To", "From", "Subject")) == [
        "From",
        "Subject",
        "To",
    ]
    assert not any(mark in str(message["Subject"]) for mark in UNSEEN)


def seen(text: str) -> str:
    """The beginning of what a person reads of it, however it is broken into lines."""
    return squeezed(legible(text))[:40]


class TestEveryField:
    @pytest.mark.parametrize("name", TEXTS)
    async def test_says_it_as_text_or_refuses_it_with_a_pointer(self, desk: Desk, wire: Wire, name: str) -> None:
        text = TEXTS[name]
        id = (await desk.fill_in(text))["id"]
        issued = await desk.world.api.post(f"/v1/invoices/{id}/issue")
        assert issued.status_code == 200, issued.text
        pdf = (await desk.read(f"/v1/invoices/{id}/pdf")).content
        printed = pdf_text(pdf)
        assert COMPUTED not in printed
        assert ("□" if name == "letters no font has" else seen(text)) in printed
        for path in (f"/v1/invoices/{id}/html", (await desk.read(f"/v1/invoices/{id}/public-link")).json()["url"]):
            page = is_harmless((await desk.read(path[path.index("/", 8) :] if "://" in path else path)).text)
            assert seen(text) in page
            assert COMPUTED not in page
        self._in_xml(issued.json()["document"], text, pdf)
        await self._mailed(desk, wire, id, text)

    def _in_xml(self, document: dict[str, Any], text: str, pdf: bytes) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for profile in ("ubl", "cii", "factur-x"):
            xml = write_einvoice(load(document), PROFILES[profile])
            tree = etree.fromstring(xml, parser)
            assert not tree.getroottree().docinfo.doctype
            said = [squeezed(one.text) for one in tree.iter() if isinstance(one.tag, str) and one.text]
            assert squeezed(clean(text)) in said
        assert embed_einvoice(pdf, xml, level="EN 16931", day=load(document).issue_date)

    async def _mailed(self, desk: Desk, wire: Wire, id: str, text: str) -> None:
        body = {"subject": text[:200], "message": text}
        sent = await desk.world.api.post(f"/v1/invoices/{id}/send", json=body)
        assert sent.status_code == 202, sent.text
        await work_off(desk.world)
        (mail,) = wire.taken
        is_one_mail(mail.to_message())
        assert seen(text) in is_harmless(mail.html)
        assert seen(text) in squeezed(mail.text)
        assert mail.to_bytes().isascii()

    @pytest.mark.parametrize("name", TOO_LONG)
    async def test_is_no_longer_than_there_is_room(self, desk: Desk, name: str) -> None:
        draft = await desk.fill_in(TOO_LONG[name])
        assert (await desk.read(f"/v1/invoices/{draft['id']}/pdf")).content.startswith(b"%PDF")

    async def test_what_no_text_can_hold_is_no_request(self, desk: Desk) -> None:
        with pytest.raises(AssertionError, match=r'"status":4(00|22)'):
            await desk.fill_in("a\ud800b")

    async def test_what_no_database_can_hold_is_refused_with_a_pointer(self, desk: Desk) -> None:
        _, accepted = await desk.offered("/v1/companies", "CompanyIn", COMPANY, "a\x00b")
        assert accepted == []


class TestRoom:
    @pytest.mark.parametrize(("lines", "pointer"), [
        ([{"description": "x" * 100_000}], "#/lines/0/description"),
        ([{"unit": "x" * 100_000}], "#/lines/0/unit"),
        ([{"description": "x" * 5000}] * 61, "#/lines"),
        ([{"description": "\n" * 5000}] * 3, "#/lines"),
    ])  # fmt: skip
    async def test_more_than_a_print_can_show_in_time_is_refused(self, world: World, lines: Any, pointer: str) -> None:
        for method, path in (("POST", "/v1/invoices"), ("POST", "/v1/invoices/preview")):
            answer = await world.api.request(method, path, json=world.draft(lines=lines))
            assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)

    async def test_as_much_as_there_may_be_is_drawn(self, world: World) -> None:
        lines = [{"description": "word " * 1000}] * 40 + [{"description": "\n" * 5000}] * (MOST_LINE_ENDS // 5000)
        answer = await world.api.post("/v1/invoices/preview", json=world.draft(lines=lines))
        assert answer.status_code == 200
        assert answer.json()["page_count"] > 50


class TestLists:
    async def test_no_cell_of_any_csv_is_a_formula(self, desk: Desk) -> None:
        """CWE-1236: a spreadsheet would run it."""
        draft = await desk.fill_in(TEXTS["a formula"])
        await desk.world.api.post(f"/v1/invoices/{draft['id']}/issue")
        item = await desk.world.api.post("/v1/items", json={"name": "＝1+1", "sku": "@SUM(1)"})
        assert item.status_code == 201, item.text
        found = 0
        for path in [one for one in description()["paths"] if one.endswith(".csv") and "{" not in one]:
            answer = await desk.world.api.get(path)
            if answer.status_code == 422:  # it wants to know of which day or currency
                continue
            for cell in [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]:
                found += "HYPERLINK" in cell or "1+1" in cell
                assert not cell.startswith(("=", "@", "\t", "\r", "\n", "＝")), (path, cell)
                assert not cell.startswith(("+", "-")) or cell[1:].replace(".", "").isdigit(), (path, cell)
        assert found >= 5


async def test_nobody_is_called_while_it_is_drawn_and_sent(desk: Desk, wire: Wire) -> None:
    with listener() as (port, called):
        text = TEXTS["HTML and CSS"].replace(":9", f":{port}")
        id = (await desk.fill_in(text))["id"]
        assert (await desk.world.api.post(f"/v1/invoices/{id}/issue")).status_code == 200
        await desk.read(f"/v1/invoices/{id}/pdf")
        await desk.world.api.post(f"/v1/invoices/{id}/send", json={})
        await work_off(desk.world)
        assert len(wire.taken) == 1
    assert called == []
