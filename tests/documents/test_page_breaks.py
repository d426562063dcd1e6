"""Where a page begins: a break asked for at a place that cannot have one is left out, and stops no document and no preview."""

import asyncio
from typing import Any

import pytest

from duespark.documents.render import CheckedPages, check_pages, render_pdf
from duespark.documents.templates.read import read_template
from duespark.documents.templates.standard import NAMES, StandardName, standard_template
from duespark.documents.view import Look
from tests.documents import samples
from tests.documents.reading import pdf_pages

LINES = {"id": "lines", "type": "lines"}
BREAK = {"id": "break", "type": "page_break"}
NOTES, TERMS = {"id": "notes", "type": "notes"}, {"id": "terms", "type": "terms"}


def broken(*, at: int = 2) -> dict[str, Any]:
    """Four lines, notes and terms, and a page break among the lines."""
    made = samples.long(4) | {"notes": "Noted.", "terms": "Agreed."}
    made["lines"].insert(at, made["lines"][0] | {"kind": "page_break", "description": "", "amounts": None})
    return made


def look(*blocks: dict[str, Any]) -> Look:
    return Look(template=read_template({"blocks": list(blocks)}))


def previewed(made: dict[str, Any], seen: Look) -> CheckedPages:
    return asyncio.run(check_pages(made, look=seen, status="draft"))


def printed(made: dict[str, Any], seen: Look) -> list[str]:
    return pdf_pages(asyncio.run(render_pdf(made, look=seen, status="issued")))


class TestPreview:
    @pytest.mark.parametrize("name", NAMES)
    def test_draws_lines_with_a_page_break_among_them(self, name: StandardName) -> None:
        assert len(previewed(broken(), Look(template=standard_template(name))).pages) == 2

    def test_draws_them_where_nothing_closes_the_table(self) -> None:
        assert len(previewed(broken(), look(LINES)).pages) == 2

    def test_names_the_line_of_the_document_whatever_else_stands_in_the_table(self) -> None:
        """Sums of groups are no lines of the document."""
        made = samples.two_rates()
        made["lines"][6] |= {"quantity": "123456789012345.123456"}
        table = LINES | {
            "options": {"group_subtotals": True, "columns": ["description", "quantity", "tax_rate", "amount"]}
        }
        narrow = read_template({"page": {"size": "custom", "width": 90, "side": 5}, "blocks": [table]})
        heading = made["lines"][0] | {"description": "Before"}
        made["lines"] = [heading, made["lines"][1], *made["lines"]]
        found = previewed(made, Look(template=narrow)).overflow
        assert [(one.block, one.line) for one in found] == [("lines", 9)]


class TestContainers:
    @pytest.mark.parametrize(
        "holder",
        [
            {"id": "it", "type": "columns"},
            {"id": "it", "type": "group", "options": {"together": True}},
            {"id": "it", "type": "group", "options": {"ground": "tint"}},
            {"id": "it", "type": "columns", "inner": True},
        ],
    )
    def test_a_break_that_cannot_be_is_left_out(self, holder: dict[str, Any]) -> None:
        inside: list[dict[str, Any]] = [NOTES, BREAK, TERMS]
        if holder.pop("inner", False):
            inside = [{"id": "in", "type": "group", "blocks": inside}]
        seen = look(LINES, {**holder, "blocks": inside})
        (page,) = printed(samples.long(2) | {"notes": "Noted."}, seen)
        assert "Noted." in page
        assert len(previewed(samples.long(2), seen).pages) == 1

    def test_what_closes_the_table_has_none(self) -> None:
        seen = look({**LINES, "blocks": [NOTES, BREAK, {"id": "sum", "type": "summary"}]})
        assert len(printed(samples.long(2), seen)) == 1

    @pytest.mark.parametrize("type", ["columns", "group"])
    def test_lines_beside_others_go_on_without_their_breaks(self, type: str) -> None:
        options = {"ground": "outline"} if type == "group" else {}
        seen = look({"id": "it", "type": type, "options": options, "blocks": [LINES]})
        (page,) = printed(broken(), seen)
        assert "Article004" in page
        assert len(previewed(broken(), seen).pages) == 1

    def test_a_group_in_the_flow_keeps_its_breaks(self) -> None:
        seen = look({"id": "it", "type": "group", "blocks": [NOTES, BREAK, LINES]})
        first, second, third = printed(broken(), seen)
        assert ("Noted." in first, "Article002" in second, "Article003" in third) == (True, True, True)


def test_a_document_of_which_nothing_is_shown_is_an_empty_page() -> None:
    seen = look({**LINES, "when": [{"fact": "is_void"}]})
    assert len(printed(samples.long(2), seen)) == 1
