"""The standard templates that come with the program, each a file of data."""

from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, get_args

import orjson

from duespark.documents.templates.model import Template
from duespark.documents.templates.read import read_template

StandardName = Literal["modern", "classic", "bold", "legal", "service", "product"]
STANDARD: Final[StandardName] = "modern"
"""What a document looks like where nobody chose."""

TITLES: Final[dict[StandardName, str]] = {
    "modern": "Modern Minimal",
    "classic": "Classic Professional",
    "bold": "Creative Bold",
    "legal": "Legal and Formal",
    "service": "Services",
    "product": "Products",
}
NAMES: Final[tuple[StandardName, ...]] = get_args(StandardName)
_FILES: Final = Path(__file__).parents[1] / "standard"


@lru_cache(maxsize=16)
def standard_template(name: StandardName) -> Template:
    """One of the standard templates."""
    return read_template(orjson.loads((_FILES / f"{name}.json").read_bytes()))
