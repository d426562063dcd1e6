"""What crosses HTTP about printed documents."""

from dataclasses import dataclass

from duespark.engine.invoice.document import Document
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages(Closed):
    """The exact pages of the print, each an SVG."""

    pages: list[str]
    page_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Pages):
    """A draft as it would be saved and printed, without saving it."""

    document: Document
