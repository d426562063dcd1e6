"""The Swiss QR-bill: its payment part on paper, read by an independent decoder, parsed by its rules, and where the style guide wants it."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from duespark.documents.public_page import render_html
from duespark.documents.render import check_pages, render_pdf
from duespark.documents.source.first import first_source
from duespark.documents.templates.read import InvalidTemplate, read_template
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.party import Address, BankAccount
from tests.documents import samples
from tests.documents.reading import html_text, pdf_pages
from tests.support import verapdf

PLAIN, QR = "CH5800791123000889012", "CH4431999123000889012"
SELLER = replace(
    samples.SELLER, name="Robert Schneider AG",
    address=Address(line1="Rue du Lac 1268", postal_code="2501", city="Biel", country="CH"),
)  # fmt: skip
BUYER = replace(
    samples.BUYER, name="Pia Rutschmann",
    address=Address(line1="Marktgasse 28", postal_code="9400", city="Rorschach", country="CH"),
)  # fmt: skip
DOTS = 300 / 25.4
"""Pixels a millimeter."""


def paper(count: int = 1, *, iban: str = PLAIN, **changes: Any) -> dict[str, Any]:
    lines = tuple(samples.item(f"Gardening {at}", "1", "1949.75", tax="reverse_charge") for at in range(count))
    facts = {"seller": SELLER, "buyer": BUYER, "currency": "CHF", "bank_account": BankAccount(iban=iban)} | changes
    return samples.document(lines, **facts)


def draw(document: dict[str, Any], name: StandardName = "modern", *, status: str = "issued") -> bytes:
    return asyncio.run(render_pdf(document, look=Look(template=standard_template(name)), status=status))


def codes(pdf: bytes) -> list[tuple[int, Any]]:
    """The number of its page and what the decoder found, for every code."""
    pages = pypdfium2.PdfDocument(pdf)
    return [
        (at, code)
        for at in range(len(pages))
        for code in zxingcpp.read_barcodes(pages[at].render(scale=300 / 72).to_pil())
    ]


def parsed(text: str) -> dict[str, Any]:
    """The lines of a Swiss QR code by their place in the guidelines, with what must always be so."""
    lines = text.split("\n")
    assert lines[:3] == ["SPC", "0200", "1"]
    assert lines[11:18] == [""] * 7  # the ultimate creditor, always empty
    assert lines[30] == "EPD"
    assert len(lines) == 31 or lines[31:] != []
    assert len(text) <= 997
    assert lines[4] == "S"
    assert lines[20] in ("", "S")
    return {
        "iban": lines[3], "creditor": lines[5:11], "amount": lines[18], "currency": lines[19], "debtor": lines[21:27],
        "kind": lines[27], "reference": lines[28], "message": lines[29],
    }  # fmt: skip


def recursive(digits: str) -> int:
    """Modulo 10, recursive: 0 for a reference whose check digit is right."""
    carry = 0
    for digit in digits:
        carry = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)[(carry + int(digit)) % 10]
    return carry


def iso_11649(reference: str) -> int:
    """Modulo 97 of a creditor reference: 1 for a right one."""
    return int("".join(str(int(letter, 36)) for letter in reference[4:] + reference[:4])) % 97


class TestCode:
    def test_says_who_pays_whom_how_much(self) -> None:
        ((_, code),) = codes(draw(paper()))
        found = parsed(code.text)
        assert (found["iban"], found["amount"], found["currency"], found["message"]) == (
            PLAIN,
            "1949.75",
            "CHF",
            "INV-2026-0042",
        )
        assert found["creditor"] == ["Robert Schneider AG", "Rue du Lac 1268", "", "2501", "Biel", "CH"]
        assert found["debtor"] == ["Pia Rutschmann", "Marktgasse 28", "", "9400", "Rorschach", "CH"]
        assert found["kind"] == "SCOR"
        assert iso_11649(found["reference"]) == 1
        assert code.ec_level == "M"

    def test_a_qr_iban_has_its_own_reference(self) -> None:
        ((_, code),) = codes(draw(paper(iban=QR)))
        found = parsed(code.text)
        assert (found["kind"], len(found["reference"])) == ("QRR", 27)
        assert recursive(found["reference"]) == 0
        assert found["reference"].endswith("20260042" + found["reference"][-1])

    @pytest.mark.parametrize(("iban", "given"), [(QR, "210000000003139471430009017"), (PLAIN, "RF18539007547034")])
    def test_a_reference_that_was_given_is_kept(self, iban: str, given: str) -> None:
        for typed in (given, f" {given[:4].lower()} {given[4:]}"):
            ((_, code),) = codes(draw(paper(iban=iban, payment_reference=typed)))
            assert parsed(code.text)["reference"] == given

    def test_a_number_no_reference_can_be_made_of_has_none(self) -> None:
        ((_, code),) = codes(draw(paper(number="INV-2026-0042-ABCDEFGHIJKLMN")))
        found = parsed(code.text)
        assert (found["kind"], found["reference"]) == ("NON", "")

    def test_asks_for_what_is_still_due(self) -> None:
        ((_, code),) = codes(draw(paper(prepaid=Decimal("949.75"), currency="EUR")))
        found = parsed(code.text)
        assert (found["amount"], found["currency"]) == ("1000.00", "EUR")

    def test_a_payer_swiss_banks_cannot_write_is_left_open(self) -> None:
        ((_, code),) = codes(draw(paper(buyer=replace(BUYER, name="株式会社"))))
        assert parsed(code.text)["debtor"] == [""] * 6
        assert "Payableby(name/address)" in pdf_pages(draw(paper(buyer=replace(BUYER, name="株式会社"))))[0]


class TestPlace:
    @pytest.mark.parametrize("name", NAMES)
    def test_stands_at_the_foot_of_a_page_in_every_template(self, name: StandardName) -> None:
        ((_, code),) = codes(draw(paper(), name))
        corners = code.position
        left, top = corners.top_left.x / DOTS, corners.top_left.y / DOTS
        width = (corners.top_right.x - corners.top_left.x) / DOTS
        assert abs(left - 67) < 0.6
        assert abs(top - (297 - 105 + 17)) < 0.6
        assert abs(width - 46) < 0.6

    def test_stands_once_on_the_last_page_and_the_footer_gives_way(self) -> None:
        pdf = draw(paper(60))
        pages = pdf_pages(pdf)
        ((at, _),) = codes(pdf)
        assert at == len(pages) - 1 > 0
        assert "Page1of" in pages[0]
        assert f"Page{len(pages)}of" not in pages[-1]
        assert [page.count("Paymentpart") for page in pages[:-1]] == [0] * (len(pages) - 1)

    def test_paper_of_another_width_has_it_on_a_page_of_its_own(self) -> None:
        raw = standard_template("modern").raw
        letter = read_template({**raw, "page": {**raw["page"], "size": "letter"}})
        pdf = asyncio.run(render_pdf(paper(), look=Look(template=letter), status="issued"))
        pages = pypdfium2.PdfDocument(pdf)
        assert [round(size / 72 * 25.4) for size in pages[len(pages) - 1].get_size()] == [210, 297]
        assert codes(pdf)[0][0] == len(pages) - 1

    def test_may_stand_at_the_top_level_only(self) -> None:
        block = {"id": "bill", "type": "qr_bill"}
        with pytest.raises(InvalidTemplate, match="belongs to the page"):
            read_template(
                {"blocks": [{"id": "lines", "type": "lines"}, {"id": "g", "type": "group", "blocks": [block]}]}
            )

    async def test_a_preview_draws_it_too(self) -> None:
        checked = await check_pages(paper(), look=Look(), status="issued")
        assert checked.overflow == []


class TestWords:
    @pytest.mark.parametrize(("language", "words"), [
        ("de", ["Zahlteil", "Empfangsschein", "Konto/Zahlbaran", "Annahmestelle", "VorderEinzahlungabzutrennen"]),
        ("fr", ["Sectionpaiement", "Récépissé", "Compte/Payableà", "Pointdedépôt", "Adétacheravantleversement"]),
        ("it", ["Sezionepagamento", "Ricevuta", "Conto/Pagabilea", "Puntodiaccettazione", "Dastaccareprimadelversamento"]),
        ("en", ["Paymentpart", "Receipt", "Account/Payableto", "Acceptancepoint", "Separatebeforepayingin"]),
        ("pl", ["Paymentpart", "Receipt"]),
    ])  # fmt: skip
    def test_are_those_of_the_guidelines(self, language: str, words: list[str]) -> None:
        (page,) = pdf_pages(draw(paper(language=language)))
        assert [word for word in words if word not in page] == []

    def test_account_reference_and_amount_are_grouped(self) -> None:
        view = print_view(paper(iban=QR), look=Look(), status="issued")
        bill = view["payment"]["bill"]
        assert (bill["account"], bill["amount"]) == ("CH44 3199 9123 0008 8901 2", "1 949.75")
        assert [len(group) for group in bill["reference"].split(" ")] == [2, 5, 5, 5, 5, 5]

    def test_the_screen_says_the_same(self) -> None:
        view = print_view(paper(), look=Look(), status="issued")
        page = html_text(render_html(view, links={"pdf": "/i/x.pdf"}))
        for text in ("Paymentpart", "CH5800791123000889012", "CHF1949.75", "PiaRutschmann", "RF73"):
            assert text in page


class TestNone:
    @pytest.mark.parametrize("document", [
        paper(currency="USD"), paper(bank_account=samples.ACCOUNT), paper(kind="credit_note"), paper(prepaid=Decimal("1949.75")),
        paper(seller=replace(SELLER, address=Address(country="CH"))),
    ], ids=["dollars", "elsewhere", "credit note", "nothing due", "no address"])  # fmt: skip
    def test_where_the_guidelines_allow_none(self, document: dict[str, Any]) -> None:
        assert not any(code.text.startswith("SPC") for _, code in codes(draw(document)))
        assert "Paymentpart" not in "".join(pdf_pages(draw(document)))

    def test_what_is_paid_has_none(self) -> None:
        assert codes(draw(paper(), status="paid")) == []

    def test_there_is_no_second_code_for_a_transfer(self) -> None:
        assert len(codes(draw(paper(currency="EUR")))) == 1


def test_a_source_template_has_no_place_for_it_and_keeps_the_code_of_the_transfer() -> None:
    look = Look(source=first_source())
    account = BankAccount(iban=PLAIN, bic="UBSWCHZH80A")
    pdf = asyncio.run(render_pdf(paper(currency="EUR", bank_account=account), look=look, status="issued"))
    assert [code.text[:3] for _, code in codes(pdf)] == ["BCD"]


@pytest.mark.verapdf
@pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
def test_it_is_archivable_and_accessible(tmp_path: Path) -> None:
    files = []
    for name, language in zip(NAMES, ("de", "fr", "it", "en", "ar", "ja"), strict=True):
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(
            draw(paper(3, language=language, buyer=BUYER if name != "bold" else replace(BUYER, name="株式会社")), name)
        )
        files.append(file)
    assert verapdf.failures(files, seconds=240) == []
