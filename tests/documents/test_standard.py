"""The standard templates in every language they speak: archivable, accessible, whole, and on the pages they need.

By day every template in English and Arabic and every language on one of them is checked, and a few of 50 lines; `PDF_MATRIX=all`
checks 1, 50 and 500 lines of all, each also with an e-invoice inside and signed.
"""

import asyncio
import os
from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from duespark.adapters.pdf import typst
from duespark.adapters.pdf.certificate import Certificate, make_certificate
from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.adapters.pdf.sign import sign_pdf
from duespark.documents.labels import PRINTED, labels
from duespark.documents.render import check_pages, render_pdf
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look
from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.engine.invoice.plain import load
from tests.documents import samples
from tests.documents.reading import pdf_fonts, pdf_pages, pdf_text, squeezed
from tests.support import verapdf

GOODS = {
    "ar": "تصميم الهوية البصرية والموقع الإلكتروني",
    "hi": "वेबसाइट डिज़ाइन और क्षेत्रीय विज्ञापन",
    "ja": "ウェブサイトの設計・制作（保守契約を含む）",
    "he": "עיצוב אתר אינטרנט ומיתוג עסקי",
    "th": "ออกแบบเว็บไซต์และสื่อสิ่งพิมพ์",
}
ALL = os.environ.get("PDF_MATRIX") == "all"
LONG = [("modern", "en"), ("classic", "ja"), ("bold", "ar"), ("legal", "de"), ("service", "hi"), ("product", "pl")]


def document(language: str, count: int) -> dict[str, Any]:
    """An invoice of `count` lines with words of the language in it."""
    made = samples.long(count) | {"language": language, "notes": GOODS.get(language, "Zażółć gęślą jaźń, œuvre, Ñandú")}
    made["lines"][0]["description"] = GOODS.get(language, "Website design")
    return made


def draw(name: StandardName, made: dict[str, Any]) -> bytes:
    look = Look(template=standard_template(name), design=samples.painted("#0F766E"))
    return asyncio.run(render_pdf(made, look=look, status="issued", pay_url="https://pay.example.com/i/8f2c"))


def matrix() -> list[tuple[StandardName, str, int]]:
    if ALL:
        return list(product(NAMES, PRINTED, (1, 50, 500)))
    each = [*product(NAMES, ["en", "ar"]), *zip(cycle(NAMES), PRINTED, strict=False)]
    one = [(name, language, 1) for name, language in dict.fromkeys(each)]
    return [*one, *((name, language, 50) for name, language in LONG)]  # type: ignore[list-item]


class TestText:
    @pytest.mark.parametrize("language", ["hi", "ja", "he"])
    @pytest.mark.parametrize("name", ["modern", "classic"])
    def test_of_other_scripts_can_be_read_out_again(self, name: StandardName, language: str) -> None:
        text = pdf_text(draw(name, document(language, 3)))
        assert "□" not in text
        words = [squeezed(word) for word in GOODS[language].split()]
        assert [word for word in words if word not in text] == []

    @pytest.mark.parametrize("language", ["he", "hi", "ja"])
    def test_is_read_in_the_order_of_the_page(self, language: str) -> None:
        """Every label and text whole, one after the other as a reader comes to them."""
        words, goods = labels(language), GOODS[language]
        made = document(language, 2)
        made["seller"] |= {"name": goods, "trading_name": ""}
        made["lines"][1]["description"] = f"{goods} {goods}"
        text = pdf_text(draw("modern", made))
        keys = (
            "from",
            "bill_to",
            "issue_date",
            "supply_date",
            "due_date",
            "description",
            "quantity",
            "unit_price",
            "tax_rate",
        )
        says = [
            goods, words["invoice"], words["amount_due"], *(words[key] for key in keys), words["amount"], goods,
            f"{goods} {goods}", words["payment_details"], words["account_holder"], words["bank_name"],
            words["payment_reference"], words["net"], words["gross"], words["amount_due"], words["notes"], goods, words["terms"],
        ]  # fmt: skip
        place = 0
        for said in says:
            found = text.find(squeezed(said), place)
            assert found >= 0, f"{said} does not come after {text[max(0, place - 40) : place]}"
            place = found + len(squeezed(said))

    @pytest.mark.parametrize("language", ["ar", "hi", "ja", "he", "th"])
    def test_what_is_bold_is_bold_in_every_script(self, language: str) -> None:
        shown = {"ar": "Arabic", "hi": "Devanagari", "ja": "CJKjp", "he": "Hebrew", "th": "Thai"}[language]
        assert {f"NotoSans{shown}-Regular", f"NotoSans{shown}-Bold"} <= pdf_fonts(draw("bold", document(language, 1)))

    @pytest.mark.parametrize("language", ["ar", "th"])
    def test_no_letter_of_a_joined_script_is_lost(self, language: str) -> None:
        """PDFium turns the letters of an Arabic ligature round and repeats Thai marks; all of them are there."""
        text = pdf_text(draw("modern", document(language, 3)))
        assert "□" not in text
        assert Counter(squeezed(GOODS[language])) - Counter(text) == Counter()

    @pytest.mark.parametrize("language", ["en", "ar"])
    @pytest.mark.parametrize("name", NAMES)
    def test_has_the_code_that_pays_on_its_only_page(self, name: StandardName, language: str) -> None:
        pdf = draw(name, document(language, 3))
        (page,) = pypdfium2.PdfDocument(pdf)
        (code,) = zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())
        assert code.text.split("\n")[7] == "EUR61.60"

    @pytest.mark.parametrize("name", NAMES)
    def test_says_the_amounts_in_every_template(self, name: StandardName) -> None:
        text = pdf_text(draw(name, samples.two_rates()))
        expected = [
            "4,600.75",
            "−191.44",
            "4,409.31",
            "836.58",
            "69.48",
            "5,315.37",
            "−500.00",
            "€4,815.37",
            "IE29AIBK",
        ]
        assert [one for one in expected if one not in text] == []

    @pytest.mark.parametrize("name", NAMES)
    def test_long_words_of_the_sender_are_all_there(self, name: StandardName) -> None:
        """Terms of several pages, beside a total that stays with its lines elsewhere."""
        parts = [f"Clause {number}: {'the goods are ours until they are paid. ' * 4}" for number in range(1, 80)]
        made = samples.two_rates() | {"terms": "\n".join(parts), "notes": "Thank you. " * 300}
        text = pdf_text(draw(name, made))
        assert [number for number in range(1, 80) if f"Clause{number}:" not in text] == []
        assert text.count("Thank") >= text.count("you.") >= 300
        assert "€4,815.37" in text


class TestPages:
    @pytest.mark.parametrize("name", NAMES)
    def test_a_short_invoice_is_one_page(self, name: StandardName) -> None:
        made = samples.document((samples.item("Design", "1", "1000.00"), samples.item("Hosting", "12", "20.00")))
        assert len(pdf_pages(draw(name, made))) == 1

    @pytest.mark.parametrize("name", ["classic", "bold", "legal", "product"])
    def test_what_goes_over_is_carried_from_page_to_page(self, name: StandardName) -> None:
        """The sum at the foot of a page is the sum at the head of the next."""
        pages = pdf_pages(draw(name, samples.long(50)))
        carried = [_after("Carriedforward", page) for page in pages]
        brought = [_after("Broughtforward", page) for page in pages]
        holds = [place for place, page in enumerate(pages) if "Article" in page]
        assert len(holds) > 1
        assert [carried[place] for place in holds[:-1]] == [brought[place] for place in holds[1:]]
        assert carried[holds[-1]] == "" == brought[0]

    @pytest.mark.parametrize("count", [9, 14, 15, 19])
    def test_a_line_to_sign_on_never_stands_on_a_page_of_its_own(self, count: int) -> None:
        pages = pdf_pages(draw("legal", samples.long(count)))
        signed = ["Fortheseller" in page for page in pages]
        assert signed == ["Terms" in page for page in pages] == [*[False] * (len(pages) - 1), True]

    def test_the_totals_of_a_formal_invoice_stand_under_its_lines(self) -> None:
        first, _ = pdf_pages(draw("legal", samples.two_rates()))
        assert "€4,815.37" in first

    @pytest.mark.parametrize(("name", "language"), list(product(NAMES, ["en", "de", "ar"])))
    def test_nothing_is_wider_than_its_place(self, name: StandardName, language: str) -> None:
        made = document(language, 3) | {"discount_display": "separate"}
        for line in made["lines"]:
            line["amounts"] |= {"net": "1234567.89", "tax": "283950.61", "total": "1518518.50"}
        look = Look(template=standard_template(name))
        assert asyncio.run(check_pages(made, look=look, status="issued")).overflow == []

    @pytest.mark.parametrize("name", NAMES)
    def test_a_file_stays_small(self, name: StandardName) -> None:
        assert len(draw(name, samples.two_rates())) < 100_000
        assert len(draw(name, document("ja", 12))) < 150_000


def _after(word: str, page: str) -> str:
    """The amount behind a word, as far as its figures go."""
    if word not in page:
        return ""
    rest = page.split(word, 1)[1]
    return rest[: rest.index(".") + 3]


def signed_hybrid(pdf: bytes, made: dict[str, Any]) -> bytes:
    """The PDF with its e-invoice inside, signed."""
    xml = write_einvoice(load(made), PROFILES["factur-x"])
    whole = embed_einvoice(pdf, xml, level="EN 16931", day=date.fromisoformat(made["issue_date"]))
    return sign_pdf(whole, certificate().pkcs12, name="Northlight")


@cache
def certificate() -> Certificate:
    return make_certificate("Northlight", now=datetime(2026, 3, 2, tzinfo=UTC))


@pytest.mark.verapdf
@pytest.mark.skipif(not verapdf.is_java_here(), reason="veraPDF runs on Java")
def test_every_standard_template_is_archivable_and_accessible(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "SECONDS", 300)  # a busy machine is no failure
    files = []
    for name, language, count in matrix():
        file = tmp_path / f"{name}-{language}-{count}.pdf"
        file.write_bytes(draw(name, made := document(language, count)))
        files.append(file)
        if ALL:
            files.append(file.with_stem(f"{file.stem}-signed"))
            files[-1].write_bytes(signed_hybrid(file.read_bytes(), made))
    assert [file.name for file in files if file.stat().st_size > 500_000] == []
    assert verapdf.failures(files, seconds=6000 if ALL else 240) == []
