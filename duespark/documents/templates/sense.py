"""Refuses, before a template is saved, what can be read and drawn and yet does not do what was meant.

What was saved before goes on drawing: a condition that never holds leaves its block out, a page break without a place does nothing.
"""

from collections.abc import Sequence
from typing import Final, get_args

from duespark.companies.formats import check_country, check_language
from duespark.documents.templates.conditions import Condition
from duespark.documents.templates.model import Block, Page, Template, can_break_inside
from duespark.documents.templates.read import InvalidTemplate
from duespark.documents.view_blocks import paper_size
from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import DocumentKind
from duespark.engine.money.currency import currency

_LEAST: Final = 30
"""Millimeters that margins must leave for what is written."""
_TEXTS: Final = {"kind", "currency", "language", "buyer_country", "seller_country"}
"""Facts that are texts; the others are yes or no."""


def check_sense(template: Template) -> None:
    """Raises `InvalidTemplate` for the first thing that is in vain, with its block and what to do instead."""
    _check_margins(template.page)
    _check_blocks(template.blocks, "/blocks", flows=True)


def _check_margins(page: Page) -> None:
    size = paper_size(page, "")
    for field, left in (("side", size["width"] - 2 * page.side), ("bottom", size["height"] - page.top - page.bottom)):
        if left < _LEAST:
            problem = f"The margins leave {max(left, 0)} mm for the text. Leave {_LEAST} mm, or choose larger paper."
            raise InvalidTemplate(pointer=f"/page/{field}", where="The page", problem=problem)


def _check_blocks(blocks: Sequence[Block], pointer: str, *, flows: bool) -> None:
    for at, block in enumerate(blocks):
        where = f"{pointer}/{at}"
        if block.type == "page_break" and not flows:
            problem = "No page can end inside columns, a frame, a group kept together, or under the lines. Move it out."
            raise InvalidTemplate(pointer=where, where=f"Block “{block.id}”", problem=problem)
        for place, condition in enumerate(block.when):
            if problem := _problem_of(condition):
                raise InvalidTemplate(
                    pointer=f"{where}/when/{place}/any_of", where=f"Block “{block.id}”", problem=problem
                )
        _check_blocks(block.blocks, f"{where}/blocks", flows=flows and can_break_inside(block))


def _problem_of(condition: Condition) -> str:
    """Why the condition can never hold, or holds always; empty where it asks something."""
    fact = condition.fact
    if fact not in _TEXTS:
        return f"{fact} is true or false. Leave any_of out, and negate it with negate." if condition.any_of else ""
    if not condition.any_of:
        return f"Say in any_of which values of {fact} are meant."
    wrong = next((value for value in condition.any_of if not _is_value(fact, value)), None)
    return "" if wrong is None else f"No document has the {fact} “{wrong}”. {_HOW[fact]}"


_HOW: Final = {
    "kind": f"Use one of {', '.join(get_args(DocumentKind))}.",
    "currency": "Use a code such as EUR.",
    "language": "Use a code such as en or de-AT.",
    "buyer_country": "Use a code of two letters such as DE.",
    "seller_country": "Use a code of two letters such as DE.",
}


def _is_value(fact: str, value: str) -> bool:
    if fact == "kind":
        return value in get_args(DocumentKind)
    try:
        if fact == "currency":
            return currency(value).code == value
        if fact == "language":
            return check_language(value, pointer="") == value
        return check_country(value, pointer="") == value
    except Invalid:
        return False
