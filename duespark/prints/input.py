"""What a print is made of, as one hash: the name a kept print is found by.

A look that is not frozen with its document is named by what it has beyond the defaults, so that a field that brands or
templates gain later prints nothing anew. A print whose name changed all the same is drawn again, to the same bytes where it is
not signed, and kept beside the first.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from duespark.companies.brands.design import Design
from duespark.documents.templates.model import Block, Page, Style, Template
from duespark.documents.templates.read import option_types
from duespark.documents.view import Look
from duespark.engine.invoice.versions import canonical_json


def input_of(document: Mapping[str, Any], status: str, look: Look | None) -> str:
    """The hash of a document in its plain form, its status, and its look; None for one that was frozen, which is the document's."""
    shown = "" if look is None else hashlib.sha256(canonical_json(look_facts(look))).hexdigest()
    return hashlib.sha256(canonical_json([document, status, shown])).hexdigest()


def look_facts(look: Look) -> dict[str, Any]:
    """What print takes from a look, in plain values and without what is as it always was. Logo and fonts stand by their
    content; the icon is for browsers."""
    facts: dict[str, Any] = {"design": _beyond(asdict(look.design), asdict(Design())), "language": look.language}
    if look.logo is not None:
        facts["logo"] = hashlib.sha256(look.logo).hexdigest()
    if look.letters is not None:
        fonts = look.letters.fonts
        facts["letters"] = {
            "families": sorted(look.letters.families),
            "files": sorted(fonts.files),
            "whole": fonts.whole,
        }
    if look.template is not None:
        facts["template"] = _template(look.template)
    if look.source is not None:
        page = _beyond(asdict(look.source.page), asdict(Page()))
        facts["source"] = {"page": page, "html": look.source.html, "css": look.source.css}
    return facts


def _template(template: Template) -> dict[str, Any]:
    return {
        "page": _beyond(asdict(template.page), asdict(Page())),
        "style": _beyond(asdict(template.style), asdict(Style())),
        "blocks": [_block(block) for block in template.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "id": block.id,
        "type": block.type,
        "options": _beyond(block.options, _usual(block.type)),
        "when": [asdict(condition) for condition in block.when],
        "blocks": [_block(inner) for inner in block.blocks],
    }


@lru_cache(maxsize=64)
def _usual(type: str) -> Mapping[str, Any]:
    """The options of a type of block where it is told none; nothing for one that must be told."""
    try:
        options = option_types()[type].validate_python({})
    except ValueError:
        return {}
    found: Mapping[str, Any] = option_types()[type].dump_python(options, mode="json")
    return found


def _beyond(value: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that are not the usual ones, and of entries with entries only those."""
    left: dict[str, Any] = {}
    for name, each in value.items():
        if name in usual and each == usual[name]:
            continue
        inner = usual.get(name)
        left[name] = _beyond(each, inner) if isinstance(each, Mapping) and isinstance(inner, Mapping) else each
    return left
