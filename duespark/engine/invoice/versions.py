"""Frozen versions: one canonical form of the data, and a chain of hashes that shows whether any was changed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.plain import Unreadable, load, plain
from duespark.engine.money.text import decimal_text

__all__ = [
    "Break",
    "NotCanonical",
    "Seal",
    "Unreadable",
    "canonical_json",
    "find_break",
    "load",
    "plain",
    "seal",
    "verify",
]

_SAFE = 2**53 - 1


class NotCanonical(Invalid):
    code = "document.not_canonical"
    sentence = "A {kind} has no canonical form ({value})."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """SHA-256 in hexadecimal over the seal before (empty for the first) and the version's canonical JSON."""

    hash: str
    previous: str = ""


def canonical_json(value: Any) -> bytes:
    r"""`value` in the form of RFC 8785 (JSON Canonicalization Scheme), in UTF-8.

    Takes objects, arrays, strings, bools, null and integers up to 2^53 - 1; decimals and dates become the strings
    they are on the wire. Raises `NotCanonical` for floats, lone surrogates and everything else.

    >>> canonical_json({"b": [True, None], "a": Decimal("1.50"), "é": "\n"}).decode()
    '{"a":"1.50","b":[true,null],"é":"\\n"}'
    """
    # ASCII names sort alike by code point and by UTF-16 code unit, so json may sort them, which is three times as fast.
    ordered = value if _is_plain(value) else _ordered(value)
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=ordered is value)
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(kind="text that is not Unicode", value=repr(error.object[error.start])) from None


def _is_plain(value: Any) -> bool:
    """Whether there is nothing but strings, bools, null, safe integers, and lists and objects of them with ASCII names."""
    rest = [value]
    while rest:
        one = rest.pop()
        kind = type(one)
        if kind in _SIMPLE:
            continue
        if kind is dict:
            if not _are_ascii(one):
                return False
            rest.extend(one.values())
        elif kind is list:
            rest.extend(one)
        elif kind is not int or abs(one) > _SAFE:
            return False
    return True


_SIMPLE = frozenset({str, bool, type(None)})


def _are_ascii(names: Iterable[Any]) -> bool:
    try:
        return "".join(names).isascii()
    except TypeError:  # a name that is no string
        return False


def _ordered(value: Any) -> Any:
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int) and abs(value) <= _SAFE:
        return value
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_ordered(item) for item in value]
    if isinstance(value, Decimal) and value.is_finite():
        return decimal_text(value)
    if type(value) is date:
        return value.isoformat()
    raise NotCanonical(kind=type(value).__name__, value=repr(value))


def _utf16(key: object) -> bytes:
    # RFC 8785 section 3.2.3 sorts names by their UTF-16 code units, which differs from code points above U+FFFF.
    if not isinstance(key, str):
        raise NotCanonical(kind="name that is no string", value=repr(key))
    return key.encode("utf-16-be", "surrogatepass")


def seal(document: Document | Mapping[str, Any], *, previous: str) -> Seal:
    """The seal of this version behind the seal with the hash `previous` ("" for the first).

    A document and its stored plain form have the same seal. To check what is stored, seal the stored form
    itself: a document read back may have gained fields since.

    >>> seal(Document(), previous="") == seal(plain(Document()), previous="")
    True
    """
    data = plain(document) if isinstance(document, Document) else document
    digest = hashlib.sha256(previous.encode() + canonical_json(data))
    return Seal(hash=digest.hexdigest(), previous=previous)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Where a chain breaks first, counted from 0, and what is broken.

    `content`: the version is not what was sealed. `order`: it is chained to a version that stands elsewhere in the
    chain. `previous`: it is chained to one that is not there, because that was taken out or sealed anew. `end`: the
    versions behind the last one are missing.
    """

    at: int
    what: Literal["content", "order", "previous", "end"]


Link = tuple[Document | Mapping[str, Any] | None, Seal]
"""A version's data and its seal; no data where its content was erased, and only its place in the chain is left to check."""


def find_break(chain: Iterable[Link], *, after: str = "", until: str | None = None) -> Break | None:
    """The first break of a chain that goes on from the hash `after`; None when it holds.

    What was cut off at the end shows only against a hash kept elsewhere: give it as `until`.

    >>> first = seal({"number": "1"}, previous="")
    >>> second = seal({"number": "2"}, previous=first.hash)
    >>> find_break([({"number": "1"}, first), ({"number": "3"}, second)])
    Break(at=1, what='content')
    >>> find_break([({"number": "2"}, second), ({"number": "1"}, first)])
    Break(at=0, what='order')
    >>> find_break([({"number": "1"}, first)], until=second.hash)
    Break(at=1, what='end')
    """
    links, known, previous, at = iter(chain), {after}, after, 0
    for data, stored in links:
        if stored.previous != previous or (data is not None and seal(data, previous=previous) != stored):
            return Break(at=at, what=_broken(data, stored, previous, known, links))
        previous, at = stored.hash, at + 1
        known.add(previous)
    return None if until is None or until == previous else Break(at=at, what="end")


def _broken(
    data: Document | Mapping[str, Any] | None, stored: Seal, previous: str, known: set[str], rest: Iterable[Link]
) -> Literal["content", "order", "previous"]:
    if data is not None and seal(data, previous=previous).hash == stored.hash:
        return "previous"  # only the name of the version before was changed
    if data is not None and seal(data, previous=stored.previous) != stored:
        return "content"
    is_elsewhere = stored.previous in known or any(other.hash == stored.previous for _, other in rest)
    return "order" if is_elsewhere else "previous"


def verify(chain: Iterable[Link]) -> int | None:
    """The index of the first version that does not fit its seal or the seal before it; None when all do.

    >>> first = seal({"number": "1"}, previous="")
    >>> second = seal({"number": "2"}, previous=first.hash)
    >>> verify([({"number": "1"}, first), ({"number": "2"}, second)])
    >>> verify([({"number": "1"}, first), ({"number": "3"}, second)])
    1
    """
    found = find_break(chain)
    return None if found is None else found.at
