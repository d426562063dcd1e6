"""Reads a template from plain JSON values; refuses what it does not know, naming the block and the field."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

import orjson
from pydantic import TypeAdapter, ValidationError

from duespark.documents.templates.conditions import Condition
from duespark.documents.templates.model import MOST_BLOCKS, MOST_DEPTH, Block, Page, Style, Template, every_block
from duespark.engine.errors import Invalid
from duespark.runtime.field_errors import sentence_of

BLOCK_TYPES: Final = (
    "header", "sender", "bill_to", "ship_to", "metadata", "lines", "summary", "tax_breakdown", "discounts",
    "payment_terms", "bank_details", "qr", "notes", "terms", "text", "image", "signature", "footer", "watermark",
    "columns", "group", "spacer", "page_break", "qr_bill",
)  # fmt: skip
HOLDERS: Final = frozenset({"columns", "group", "lines"})
"""Types of blocks that hold blocks."""
OF_THE_PAGE: Final = frozenset({"footer", "watermark"})
"""Types drawn on each page: at the top level, once each."""
_ONCE: Final = OF_THE_PAGE | {"qr_bill"}
"""Types that stand at the top level, once each; the Swiss payment part lies at the foot of a page."""

_TOO_MANY: Final = f"{MOST_BLOCKS} blocks at most. Remove it, or others."
_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_FIELDS = {"id", "type", "options", "when", "blocks"}
_WHEN: TypeAdapter[tuple[Condition, ...]] = TypeAdapter(tuple[Condition, ...])
_PAGE: TypeAdapter[Page] = TypeAdapter(Page)
_STYLE: TypeAdapter[Style] = TypeAdapter(Style)


class InvalidTemplate(Invalid):
    code = "template.invalid"
    sentence = "{where}: {problem}"


def read_template(raw: Mapping[str, Any]) -> Template:
    """The template, complete with every default. Raises `InvalidTemplate` with the pointer of what is wrong."""
    unknown = sorted(set(raw) - {"page", "style", "blocks"})
    if unknown:
        raise InvalidTemplate(pointer=f"/{unknown[0]}", where="The template", problem=f"“{unknown[0]}” is unknown.")
    page = _checked(_PAGE, raw.get("page", {}), "/page", "The page")
    style = _checked(_STYLE, raw.get("style", {}), "/style", "The style")
    blocks = _blocks(raw.get("blocks"), "/blocks", depth=1)
    _check_whole(blocks)
    complete = {"page": asdict(page), "style": asdict(style), "blocks": [_plain(block) for block in blocks]}
    return Template(page=page, style=style, blocks=blocks, raw=complete)


@contextmanager
def in_content(content: Mapping[str, Any]) -> Iterator[None]:
    """The pointers of what is refused inside lead into the `content` of the request; to it as a whole where it extends another
    template and the place is in what came of that."""
    try:
        yield
    except InvalidTemplate as error:
        is_made = "extends" in content and (error.pointer or "").startswith("/blocks")
        error.pointer = "/content" if is_made else f"/content{error.pointer}"
        raise


def canonical(raw: Mapping[str, Any]) -> tuple[str, bytes]:
    """A template's JSON text with its keys in order, and the SHA-256 of that."""
    text = orjson.dumps(raw, option=orjson.OPT_SORT_KEYS)
    return text.decode(), hashlib.sha256(text).digest()


@lru_cache(maxsize=1)
def option_types() -> dict[str, TypeAdapter[Any]]:
    """The options of each type of block."""
    modules = {name: import_module(f"duespark.documents.blocks.{name}.options") for name in BLOCK_TYPES}
    return {name: TypeAdapter(module.Options) for name, module in modules.items()}


def _blocks(raw: Any, pointer: str, *, depth: int) -> tuple[Block, ...]:
    if not isinstance(raw, Sequence) or isinstance(raw, str):
        raise InvalidTemplate(pointer=pointer, where="The template", problem="Give a list of blocks.")
    if raw and depth > MOST_DEPTH:
        problem = f"Blocks nest {MOST_DEPTH} deep at most. Take it out of a block."
        raise InvalidTemplate(pointer=pointer, where=_named(raw[0]), problem=problem)
    if len(raw) > MOST_BLOCKS:
        raise InvalidTemplate(pointer=pointer, where=_named(raw[MOST_BLOCKS]), problem=_TOO_MANY)
    return tuple(_block(each, f"{pointer}/{at}", depth=depth) for at, each in enumerate(raw))


def _named(raw: Any) -> str:
    """A block by its id, as it is told in a sentence."""
    id = raw.get("id") if isinstance(raw, Mapping) else None
    return f"Block “{id}”" if isinstance(id, str) and _ID.fullmatch(id) else "A block"


def _block(raw: Any, pointer: str, *, depth: int) -> Block:
    if not isinstance(raw, Mapping):
        raise InvalidTemplate(pointer=pointer, where="A block", problem="Give an object with id, type and options.")
    id, type = raw.get("id"), raw.get("type")
    if not isinstance(id, str) or not _ID.fullmatch(id):
        problem = "Give an id of at most 40 small letters, digits, - and _."
        raise InvalidTemplate(pointer=f"{pointer}/id", where="A block", problem=problem)
    where = f"Block “{id}”"
    for field in sorted(set(raw) - _FIELDS):
        raise InvalidTemplate(pointer=f"{pointer}/{field}", where=where, problem=f"“{field}” is unknown.")
    if type not in BLOCK_TYPES:
        raise InvalidTemplate(pointer=f"{pointer}/type", where=where, problem=f"Use one of {', '.join(BLOCK_TYPES)}.")
    if type in _ONCE and depth > 1:
        raise InvalidTemplate(pointer=pointer, where=where, problem="It belongs to the page; take it out of its block.")
    if raw.get("blocks") and type not in HOLDERS:
        raise InvalidTemplate(pointer=f"{pointer}/blocks", where=where, problem=f"{type} holds no blocks.")
    options = _checked(option_types()[type], raw.get("options", {}), f"{pointer}/options", where)
    return Block(
        id=id,
        type=type,
        options=option_types()[type].dump_python(options, mode="json"),
        when=_checked(_WHEN, raw.get("when", ()), f"{pointer}/when", where),
        blocks=_blocks(raw.get("blocks", ()), f"{pointer}/blocks", depth=depth + 1),
    )


def _checked(adapter: TypeAdapter[Any], value: Any, pointer: str, where: str) -> Any:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = "".join(f"/{part}" for part in first["loc"])
        raise InvalidTemplate(pointer=pointer + place, where=where, problem=sentence_of(first)) from error


def _check_whole(blocks: tuple[Block, ...]) -> None:
    every = list(every_block(blocks))
    if len(every) > MOST_BLOCKS:
        raise InvalidTemplate(pointer="/blocks", where=f"Block “{every[MOST_BLOCKS].id}”", problem=_TOO_MANY)
    twice = next((id for id, count in Counter(block.id for block in every).items() if count > 1), None)
    if twice:
        raise InvalidTemplate(pointer="/blocks", where=f"Block “{twice}”", problem="Two blocks have this id.")
    for type, count in Counter(block.type for block in every).items():
        if count > 1 and type in ("lines", *_ONCE):
            problem = f"It is one of {count} blocks {type}. Keep one of them."
            last = next(block.id for block in reversed(every) if block.type == type)
            raise InvalidTemplate(pointer="/blocks", where=f"Block “{last}”", problem=problem)
    if not any(block.type == "lines" for block in every):
        raise InvalidTemplate(pointer="/blocks", where="The template", problem="It needs a block “lines”.")


def _plain(block: Block) -> dict[str, Any]:
    plain: dict[str, Any] = {"id": block.id, "type": block.type, "options": dict(block.options)}
    if block.when:
        plain["when"] = [asdict(each) for each in block.when]
    if block.blocks:
        plain["blocks"] = [_plain(each) for each in block.blocks]
    return plain
