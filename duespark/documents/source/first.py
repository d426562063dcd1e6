"""What a new source template begins with: a whole invoice to change."""

from functools import lru_cache
from pathlib import Path

from duespark.documents.source.template import SourceTemplate, read_source

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def first_source() -> SourceTemplate:
    """HTML and CSS that print every kind of document."""
    html, css = ((_HERE / f"first.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    return read_source({"kind": "source", "html": html, "css": css})
