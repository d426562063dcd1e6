"""The names of files: said by the document, safe in every file system and mail program."""

from collections.abc import Mapping
from typing import Any


def pdf_name(document: Mapping[str, Any]) -> str:
    """`Invoice_INV-7_Example.pdf` for a document in its plain form; it says its kind, and a draft that it is one.

    >>> pdf_name({"kind": "invoice", "number": "FV/2026/01", "seller": {"name": "Bäcker & Söhne"}})
    'Invoice_FV-2026-01_Bäcker-Söhne.pdf'
    """
    kind = document["kind"].replace("_", "-").capitalize()
    return f"{kind}_{safe(document['number'] or 'draft')}_{safe(document['seller']['name'])}.pdf"


def safe(text: str) -> str:
    """What of a text may stand in the name of a file.

    >>> safe("../../etc: passwd")
    'etc-passwd'
    """
    kept = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in text)
    return "-".join(part for part in kept.split("-") if part)[:60].strip("-_.")
