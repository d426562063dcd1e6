"""Nothing is lost at the foot of a page: what may be higher than a page is not kept whole."""

import asyncio
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from duespark.documents.render import render_pdf
from duespark.documents.templates.read import read_template
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look
from duespark.engine.invoice.document import Adjustment, PaymentTerms
from duespark.engine.invoice.line import Line
from tests.documents import samples

SHEET = "\n".join(f"Day {at} 8h" for at in range(26))
DAYS = "\n".join("a" for _ in range(120))
ONE = samples.item("Design", "1", "100.00")
HIGH: dict[str, dict[str, Any]] = {
    "time sheets": samples.document((samples.item("Work", "40", "120", note=SHEET),) * 2, notes="Thank you"),
    "a heading": samples.document((Line(kind="heading", description=DAYS), ONE)),
    "a text": samples.document((ONE, Line(kind="text", description=DAYS), ONE)),
    "notes and terms": samples.document((ONE,), notes=DAYS, terms=DAYS),
    "payment terms": samples.document((ONE,), payment_terms=PaymentTerms(note=DAYS)),
    "allowances": samples.document(
        (ONE,), allowances=tuple(Adjustment(reason=f"For {at}", amount=Decimal("0.01"), tax="23") for at in range(60))
    ),
    "long words": samples.document(
        (samples.item("W" * 390, "12345", "1234567.89", off="12.5"),) * 2, notes="Thank you"
    ),
    "a long article number": samples.document(
        (samples.item("Design of the site", "1234.5", "10", sku="S" * 40, note=DAYS),)
    ),
    "another script": samples.document((samples.item("設計と制作" * 26, "12345", "10.00", note="保守\n" * 9),) * 3),
}


def outside(pdf: bytes) -> str:
    """The letters that stand outside the paper."""
    found = []
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        texts = page.get_textpage()
        for at in range(texts.count_chars()):
            left, bottom, right, top = texts.get_charbox(at)
            if left < -1 or bottom < -1 or right > width + 1 or top > height + 1:
                found.append(texts.get_text_range(at, 1))
    return "".join(found).strip()


def draw(made: dict[str, Any], look: Look) -> bytes:
    return asyncio.run(render_pdf(made, look=look, status="issued", pay_url="https://pay.example.com/i/8f2c"))


class TestPages:
    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("high", HIGH)
    def test_hold_all_that_is_high(self, name: StandardName, high: str) -> None:
        assert outside(draw(HIGH[high], Look(template=standard_template(name)))) == ""

    def test_a_group_kept_together_is_so_only_as_far_as_a_page_goes(self) -> None:
        words = [{"id": "notes", "type": "notes"}, {"id": "terms", "type": "terms"}]
        group = {"id": "it", "type": "group", "options": {"together": True}, "blocks": words}
        seen = Look(template=read_template({"blocks": [{"id": "lines", "type": "lines"}, group]}))
        assert outside(draw(HIGH["notes and terms"], seen)) == ""

    @pytest.mark.parametrize("name", NAMES)
    def test_head_and_foot_stay_on_narrow_paper(self, name: StandardName) -> None:
        raw = standard_template(name).raw
        page = raw["page"] | {"size": "custom", "width": 80, "height": 200, "side": 6, "top": 8, "bottom": 15}
        assert outside(draw(samples.long(9), Look(template=read_template({**raw, "page": page})))) == ""
