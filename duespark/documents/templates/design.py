"""A template of either kind: a list of blocks, or a source; read, stored, and drawn by the same verbs."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import orjson

from duespark.documents.source.template import SourceTemplate, is_source, read_source
from duespark.documents.templates.model import Template
from duespark.documents.templates.read import read_template

Kind = Literal["blocks", "source"]
Design = Template | SourceTemplate


def kind_of(raw: Mapping[str, Any]) -> Kind:
    """The kind that content is of."""
    return "source" if is_source(raw) else "blocks"


def read_design(raw: Mapping[str, Any]) -> Design:
    """Raises `InvalidTemplate`."""
    return read_source(raw) if is_source(raw) else read_template(raw)


@lru_cache(maxsize=64)
def design_of(json: str) -> Design:
    """A template that was stored, from its JSON text; kept, for many documents share one."""
    return read_design(orjson.loads(json))
