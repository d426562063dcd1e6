"""The document as it is stored: JSON text in, the engine's value out, with nothing lost on the way."""

import re

import orjson
from pydantic import TypeAdapter

from duespark.engine.invoice.document import SCHEMA, Document
from duespark.engine.invoice.versions import load
from duespark.runtime import decimal_text  # noqa: F401  amounts are read as text
from duespark.runtime.web import to_json

_READER = TypeAdapter(Document)
_CURRENT = re.compile(rf'"schema": ?{SCHEMA}\b')


def write_document(document: Document) -> str:
    """The JSON text of a document; amounts are plain decimal strings."""
    return to_json(document).decode()


def read_document(text: str) -> Document:
    """The document of stored JSON text, upgraded where it was stored in an earlier shape."""
    if _CURRENT.search(text):
        return _READER.validate_json(text)
    return load(orjson.loads(text))
