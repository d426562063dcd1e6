"""Writes a template's blocks into the view: those whose conditions hold, with their options and their screen face."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from duespark.documents.templates.conditions import facts_of, holds
from duespark.documents.templates.model import Block, Page, Template, can_break_inside, every_block
from duespark.documents.templates.read import OF_THE_PAGE
from duespark.documents.view_logo import picture_size
from duespark.documents.view_room import words_beside
from duespark.documents.view_texts import Texts

LONG: Final = 400
"""Characters beyond which a text no longer stands beside another."""

_SILENT = {"columns", "group", "spacer", "image", "page_break"}
_LETTER = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
"""Where paper is Letter (CLDR, paperSize)."""
_SIZES = {"a4": (210, 297), "letter": (216, 279)}


def blocks(template: Template, doc: Mapping[str, Any], texts: Texts, *, status: str, pays: bool) -> dict[str, Any]:
    """The page, the style, and the blocks to draw from top to bottom; those of the page apart.

    `pays` says whether the document says how to pay it.

    `checked` is for previews: the print then notes what does not fit its place. `problems` are texts that were left out.
    """
    facts = facts_of(doc, status=status)
    shown = [block for block in template.blocks if all(holds(each, facts) for each in block.when)]
    drawn = words_beside(
        _drawn([block for block in shown if block.type not in OF_THE_PAGE], doc, facts, texts), pays=pays
    )
    return {
        "page": paper_size(template.page, str(facts["seller_country"])),
        "style": template.raw["style"],
        "footer": _of_page("footer", shown, texts),
        "watermark": _of_page("watermark", shown, texts),
        "blocks": drawn,
        "checked": False,
        "carries": bool(lines_of(template)["carry_forward"]),
        "titled": next(_speaking(drawn), "") == "header",
        "problems": texts.problems,
    }


def has_block(template: Template, type: str) -> bool:
    """Whether the template has a block of this type, wherever it stands."""
    return any(block.type == type for block in every_block(template.blocks))


def codes_of(template: Template) -> frozenset[str]:
    """Which codes the template's blocks for codes show."""
    return frozenset(block.options["code"] for block in every_block(template.blocks) if block.type == "qr")


def lines_of(template: Template) -> Mapping[str, Any]:
    """The options of the template's table of lines, wherever it stands."""
    waiting = list(template.blocks)
    while waiting:
        block = waiting.pop()
        if block.type == "lines":
            return block.options
        waiting += block.blocks
    raise LookupError("a template has lines")


def _speaking(drawn: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The types of the blocks that may have a heading, in reading order."""
    for block in drawn:
        if block["type"] not in _SILENT:
            yield block["type"]
        yield from _speaking(block["blocks"])


def paper_size(page: Page, country: str) -> dict[str, int]:
    size = ("letter" if country in _LETTER else "a4") if page.size == "auto" else page.size
    width, height = _SIZES.get(size, (page.width, page.height))
    return {"width": width, "height": height, "side": page.side, "top": page.top, "bottom": page.bottom}


def _of_page(type: str, shown: Sequence[Block], texts: Texts) -> Mapping[str, Any] | None:
    found = next((block for block in shown if block.type == type), None)
    return texts.options(found.id, type, found.options) if found else None


def _drawn(
    found: Sequence[Block], doc: Mapping[str, Any], facts: Mapping[str, bool | str], texts: Texts, *, flows: bool = True
) -> list[dict[str, Any]]:
    """The blocks to draw; `flows` says that they follow each other down the page, so that a page may end between them."""
    shown = [block for block in found if all(holds(each, facts) for each in block.when)]
    made = [_block(block, doc, facts, texts, flows=flows) for block in shown if flows or block.type != "page_break"]
    return [each for each in made if each["type"] != "text" or each["options"]["text"]]


def _block(
    block: Block, doc: Mapping[str, Any], facts: Mapping[str, bool | str], texts: Texts, *, flows: bool
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": block.id,
        "type": block.type,
        "face": f"blocks/{block.type}/screen.liquid",
        "options": texts.options(block.id, block.type, block.options),
        "blocks": _drawn(block.blocks, doc, facts, texts, flows=flows and can_break_inside(block)),
    }
    if block.type == "columns":
        made["stacked"] = block.options["stack_long"] and any(_is_long(each, doc) for each in every_block(block.blocks))
    if block.type == "lines":
        made["flows"] = flows
        # What closes a table stays on one page with its last lines, so it must not be longer than a page.
        made["apart"] = any(_is_long(each, doc) for each in every_block(block.blocks))
    if block.type == "image":
        made["size"] = picture_size(block.options["data"])
    return made


def _is_long(block: Block, doc: Mapping[str, Any]) -> bool:
    texts = {
        "notes": doc["notes"],
        "payment_terms": doc["payment_terms"]["note"],
        "terms": doc["terms"] + doc["payment_terms"]["note"],
        "text": block.options.get("text", ""),
    }
    return len(texts.get(block.type, "")) >= LONG
