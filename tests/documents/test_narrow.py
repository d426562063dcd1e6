"""Narrow paper and narrow columns: columns that do not fit give way, and words are divided where their language does it."""

import asyncio
import re
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from duespark.documents.render import check_pages, render_html
from duespark.documents.templates.model import Template
from duespark.documents.templates.read import read_template
from duespark.documents.templates.standard import StandardName, standard_template
from duespark.documents.view import Look, print_view
from duespark.engine.invoice.document import Prepayment
from tests.documents import samples
from tests.documents.reading import html_text
from tests.documents.test_standard import draw

A5 = {"size": "custom", "width": 148, "height": 210, "side": 12, "top": 12, "bottom": 16}


def on_a5(name: StandardName) -> Template:
    return read_template({**standard_template(name).raw, "page": A5})


def keys(template: Template) -> list[str]:
    view = print_view(samples.two_rates(), look=Look(template=template), status="issued")
    return [column["key"] for column in view["columns"]]


def lines_on_paper(pdf: bytes) -> list[str]:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    return [line.strip() for line in text.splitlines()]


def described(text: str, **changes: Any) -> dict[str, Any]:
    return samples.document((samples.item(text, "1", "100.00"),), notes="", **changes)


class TestColumns:
    def test_give_way_on_narrow_paper(self) -> None:
        assert len(keys(standard_template("legal"))) == 9
        assert keys(on_a5("legal")) == ["description", "quantity", "unit_price", "discount", "tax_rate", "gross"]
        assert keys(on_a5("product")) == ["description", "quantity", "unit_price", "discount", "tax_rate", "amount"]

    @pytest.mark.parametrize("name", ["legal", "product"])
    def test_then_fit(self, name: StandardName) -> None:
        look = Look(template=on_a5(name))
        assert asyncio.run(check_pages(samples.two_rates(), look=look, status="issued")).overflow == []

    def test_say_elsewhere_what_they_said(self) -> None:
        """The article number below its description, the unit with its quantity."""
        page = asyncio.run(render_html(samples.two_rates(), look=Look(template=on_a5("product")), status="issued"))
        assert {"SG-48", "12.5h"} <= {said for said in ("SG-48", "12.5h") if said in html_text(page)}


class TestWords:
    def test_are_divided_as_their_language_does(self) -> None:
        made = described("Donaudampfschifffahrtsgesellschaftskapitän", language="de")
        (found,) = [line for line in lines_on_paper(draw("legal", made)) if "Donau" in line]
        assert re.search("schifffahrts?-?[\x02\ufffe\u00ad]|gesell-?[\x02\ufffe\u00ad]schafts", found)

    def test_of_japanese_never_begin_a_line_with_a_stop(self) -> None:
        text = "お取引いただき、誠にありがとうございます。今後とも、どうぞよろしくお願い申し上げます。ご不明な点がございましたら、"
        for cut in range(4):
            lines = lines_on_paper(draw("legal", described("あ" * cut + text, language="ja")))
            assert [line for line in lines if line.startswith(("、", "。"))] == []

    def test_of_an_address_go_on_after_its_sign(self) -> None:
        made = described("Design")
        made["buyer"]["email"] = "accountspayableofthebakery@bakery.example.com"
        made["ship_to"] = made["buyer"]
        assert "accountspayableofthebakery@" in lines_on_paper(draw("classic", made))

    def test_of_a_long_number_are_copied_as_they_are(self) -> None:
        number = "INV20260000000000000000000000000042"
        text = "\n".join(lines_on_paper(draw("legal", described("Design", number=number))))
        assert number in text
        assert "\u200b" not in text

    def test_of_terms_do_not_end_with_one_alone_on_its_line(self) -> None:
        terms = "Les marchandises restent notre propriété jusqu’au paiement complet."
        made = samples.document((samples.item("Conseil", "1", "1000.00"),), language="fr", terms=terms)
        assert not [line for line in lines_on_paper(draw("service", made)) if line.startswith("complet.")]


class TestTotals:
    def test_words_with_their_amount_in_them_have_the_whole_line(self) -> None:
        """They were broken before the amount, beside an empty place for one."""
        paid = Prepayment(number="INV-30", amount=Decimal(100), tax=Decimal("18.70"))
        made = samples.document((samples.item("Design", "1", "1000.00"),), language="de", prepayments=(paid,))
        assert any("darin bereits berechnete USt.: 18,70" in line for line in lines_on_paper(draw("service", made)))

    def test_french_sets_a_space_before_its_colon(self) -> None:
        line = samples.item("Conseil", "1", "1000.00", tax="reverse_charge")
        view = print_view(samples.document((line,), language="fr"), look=Look(), status="issued")
        assert view["reasons"] == ["Reverse charge 0\u00a0%\u00a0: Autoliquidation"]


class TestScreen:
    def test_each_figure_says_what_it_is_where_columns_do_not_fit(self) -> None:
        """On a phone a line is its description and, below it, figures with their names; before, they were a letter wide."""
        page = asyncio.run(render_html(samples.two_rates(), look=Look(), status="issued"))
        assert 'class="unit_price" data-label="Unit price">1,800.00</td>' in page
        assert ".lines td[data-label]:not(.description, .position)::before" in page
        assert page.count('role="row"') == 1 + len(samples.two_rates()["lines"])
