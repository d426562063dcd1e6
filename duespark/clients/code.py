"""Short codes of clients, which may stand in invoice numbers: made from the name, unique in the organization."""

import re
import unicodedata
from collections.abc import Collection

from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_LONGEST = 8
_LETTERS = str.maketrans({"Ł": "L", "Ø": "O", "Đ": "D", "Æ": "AE", "Œ": "OE", "Þ": "TH", "ẞ": "SS"})
_TAKEN = Q("SELECT code FROM clients WHERE org_id = CAST(:org AS uuid) AND starts_with(code, CAST(:start AS text))")


def code_from(name: str) -> str:
    """A code from the first telling word of a name.

    >>> code_from("Acme Corporation"), code_from("Łódź Sp. z o.o."), code_from("A. B. & Co"), code_from("株式会社")
    ('ACME', 'LODZ', 'ABCO', 'CLIENT')
    """
    letters = unicodedata.normalize("NFKD", name.upper().translate(_LETTERS)).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Z0-9]+", letters)
    telling = next((word for word in words if len(word) > 2 and word != "THE"), "".join(words))
    return telling[:_LONGEST] or "CLIENT"


def next_free(start: str, taken: Collection[str]) -> str:
    """`start` itself, or with the first digits behind it that are not taken.

    >>> next_free("ACME", {"ACME", "ACME2"})
    'ACME3'
    """
    if start not in taken:
        return start
    number = 2
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}"


async def suggest_code(tx: Tx, name: str) -> str:
    """A code for a client of this name that no other has at this moment."""
    start = code_from(name)
    rows = await _TAKEN.all(tx.conn, org=tx.org_id, start=start)
    return next_free(start, {row["code"] for row in rows})
