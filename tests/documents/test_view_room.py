"""Words stand beside the totals where nothing is to pay, and below the table everywhere else."""

from copy import deepcopy
from typing import Any

import pytest

from duespark.documents.templates.model import Template
from duespark.documents.templates.read import read_template
from duespark.documents.templates.standard import StandardName, standard_template
from duespark.documents.view import Look, print_view
from duespark.signed_links.printed import PrintedLinks
from tests.documents import samples


def blocks_of(template: Template, **changes: Any) -> dict[str, Any]:
    """The blocks on the top of the page by id, and as `beside` those in the first column of the table's foot."""
    links = PrintedLinks(check="https://duespark.example.com/check/8f2c")
    view = print_view(samples.two_rates() | changes, look=Look(template=template), status="issued", links=links)
    found = {one["id"]: one for one in view["template"]["blocks"]}
    (closing,) = found["lines"]["blocks"]
    return found | {"beside": [one["id"] for one in closing["blocks"][0]["blocks"]]}


class TestWordsBeside:
    @pytest.mark.parametrize("name", ["modern", "classic", "bold", "product"])
    @pytest.mark.parametrize("kind", ["credit_note", "quote", "receipt"])
    def test_fill_the_place_of_how_to_pay_where_nothing_is_to_pay(self, name: StandardName, kind: str) -> None:
        found = blocks_of(standard_template(name), kind=kind)
        assert found["beside"] == ["notes", "terms"]
        assert "words" not in found

    def test_do_so_where_an_invoice_names_no_account(self) -> None:
        assert blocks_of(standard_template("modern"), bank_account=None)["beside"] == ["notes", "terms"]

    def test_stay_below_an_invoice_to_pay(self) -> None:
        found = blocks_of(standard_template("modern"))
        assert found["beside"] == ["bank_details", "qr"]
        assert [one["id"] for one in found["words"]["blocks"]] == ["notes", "terms"]

    def test_stay_below_where_they_are_long(self) -> None:
        assert "words" in blocks_of(standard_template("modern"), kind="quote", notes="Thank you. " * 50)

    def test_leave_the_code_that_proves_a_document_its_place(self) -> None:
        raw = deepcopy(dict(standard_template("modern").raw))
        table = next(one for one in raw["blocks"] if one["type"] == "lines")
        table["blocks"][0]["blocks"][0]["blocks"][1]["options"]["code"] = "verification"
        found = blocks_of(read_template(raw), kind="quote")
        assert found["beside"] == ["bank_details", "qr"]
        assert "words" in found

    def test_leave_a_template_alone_that_keeps_no_room(self) -> None:
        found = blocks_of(standard_template("legal"), kind="quote")
        assert "agreed" in found


class TestStacked:
    def test_a_long_text_inside_a_group_goes_below_what_stands_beside_it(self) -> None:
        """It would otherwise run over the foot of the page."""
        assert blocks_of(standard_template("legal"), notes="Thank you. " * 50)["agreed"]["stacked"]
        assert not blocks_of(standard_template("legal"))["agreed"]["stacked"]
