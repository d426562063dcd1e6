"""What a source template is, and how it is read: its page, its HTML with Liquid, its CSS."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from duespark.documents.templates.model import Page
from duespark.documents.templates.read import InvalidTemplate
from duespark.runtime.field_errors import sentence_of

MOST_HTML: Final = 200_000
MOST_CSS: Final = 100_000
_PAGE: Final[TypeAdapter[Page]] = TypeAdapter(Page)
_FIELDS: Final = {"kind", "page", "html", "css"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTemplate:
    """A source template that was read. `raw` is the same as plain JSON values, complete."""

    page: Page
    html: str
    css: str
    raw: Mapping[str, Any]


def is_source(raw: Mapping[str, Any]) -> bool:
    """Whether a template's content is a source, and not a list of blocks."""
    return raw.get("kind") == "source"


def read_source(raw: Mapping[str, Any]) -> SourceTemplate:
    """Raises `InvalidTemplate`; what it says is read only when it is checked or drawn."""
    for field in sorted(set(raw) - _FIELDS):
        raise InvalidTemplate(pointer=f"/{field}", where="The template", problem=f"“{field}” is unknown.")
    html, css = _text(raw, "html", MOST_HTML), _text(raw, "css", MOST_CSS)
    if not html.strip():
        raise InvalidTemplate(pointer="/html", where="The HTML", problem="It says nothing yet.")
    try:
        page = _PAGE.validate_python(raw.get("page", {}))
    except ValidationError as error:
        first = error.errors()[0]
        place = "/page" + "".join(f"/{part}" for part in first["loc"])
        raise InvalidTemplate(pointer=place, where="The page", problem=sentence_of(first)) from error
    complete = {"kind": "source", "page": asdict(page), "html": html, "css": css}
    return SourceTemplate(page=page, html=html, css=css, raw=complete)


def _text(raw: Mapping[str, Any], field: str, most: int) -> str:
    value = raw.get(field, "")
    if not isinstance(value, str) or "\x00" in value:
        raise InvalidTemplate(pointer=f"/{field}", where="The template", problem=f"Give {field} as text.")
    if len(value) > most:
        raise InvalidTemplate(pointer=f"/{field}", where="The template", problem=f"At most {most:,} characters.")
    return value.replace("\r\n", "\n")
