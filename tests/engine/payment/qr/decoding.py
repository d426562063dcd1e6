"""Readers of payment codes, written apart from the writers: they know the published layouts and nothing of the engine."""

import binascii
import unicodedata
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

EPC_LINES = (
    "tag",
    "version",
    "charset",
    "scheme",
    "bic",
    "name",
    "iban",
    "amount",
    "purpose",
    "reference",
    "text",
    "note",
)
SWISS_PARTY = ("type", "name", "street", "house_number", "postal_code", "town", "country")
SPECIAL = (
    *("\n", "\r\n", "\t", "\u00a0", "\u2028", " ", "  "),
    *("\x00", "\x1b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\ud800", "\ue000"),
    *("&", "%", "%26", "=", "?", "#", "+", "//", "/", "\\", ";", '"', "'", "@", ":"),
    *(
        "SPC",
        "EPD",
        "BCD",
        "6304",
        "5802",
        "é",
        "e\u0301",
        "ß",
        "Ł",
        "ç",
        "ş",
        "€",
        "–",
        "’",
        "😀",
        "\u200d",
        "山",
        "א",
        "½",
    ),
)
some = settings(max_examples=30)
"""Enough examples where each takes a while."""

hostile = st.lists(st.sampled_from(SPECIAL) | st.characters(), max_size=30).map("".join)
"""Text that tries to break a format: line ends, separators, direction marks, emoji, half of a surrogate pair."""

cents = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("999999999.99"), places=2)


def squeezed(text: str) -> str:
    """What a one-line field can say of `text`."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def hides_something(text: str) -> bool:
    """Whether the line has characters that do not show, other than the two joiners of words."""
    line = squeezed(text).replace("\u200c", "").replace("\u200d", "")
    return any(unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co", "Cn") for one in line)


def read_epc(payload: str) -> dict[str, str]:
    lines = payload.split("\n")
    assert len(lines) <= len(EPC_LINES)
    assert lines[-1] != ""
    return dict(zip(EPC_LINES, lines + [""] * (len(EPC_LINES) - len(lines)), strict=True))


def read_swiss(payload: str) -> dict[str, str]:
    lines = payload.split("\n")
    assert 31 <= len(lines) <= 34
    assert lines[:3] == ["SPC", "0200", "1"]
    assert lines[30] == "EPD"
    assert lines[11:18] == [""] * 7
    fields = {"iban": lines[3], "amount": lines[18], "currency": lines[19]}
    for start, who in ((4, "creditor"), (20, "debtor")):
        fields |= {f"{who}/{name}": lines[start + at] for at, name in enumerate(SWISS_PARTY)}
    names = ("reference_type", "reference", "message", "trailer", "bill_information", "alternative_1", "alternative_2")
    return fields | dict(zip(names, lines[27:] + [""] * 3, strict=False))


def read_link(link: str) -> tuple[str, dict[str, str]]:
    """What stands before the "?" and the pairs behind it, percent-decoded; "+" is not a space."""
    head, _, query = link.partition("?")
    assert link.isascii()
    assert "#" not in link
    pairs = [pair.split("=") for pair in query.split("&")] if query else []
    assert len({key for key, _ in pairs}) == len(pairs)
    return head, {key: percent_decoded(value) for key, value in pairs}


def percent_decoded(text: str) -> str:
    raw, at = bytearray(), 0
    while at < len(text):
        if text[at] == "%":
            raw.append(int(text[at + 1 : at + 3], 16))
            at += 3
        else:
            raw += text[at].encode()
            at += 1
    return raw.decode()


def read_emv(payload: str) -> dict[str, str]:
    """Objects by tag, those inside templates as "26.01"; checks lengths and checksum."""
    assert payload.isascii()
    assert payload[-4:] == f"{binascii.crc_hqx(payload[:-4].encode(), 0xFFFF):04X}"
    fields = {}
    for tag, value in objects(payload):
        fields[tag] = value
        if tag in ("26", "62"):
            fields |= {f"{tag}.{inner}": text for inner, text in objects(value)}
    assert next(iter(fields)) == "00"
    assert list(fields)[-1] == "63"
    return fields


def objects(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(text):
        length = int(text[at + 2 : at + 4])
        assert 1 <= length <= len(text) - at - 4
        found.append((text[at : at + 2], text[at + 4 : at + 4 + length]))
        at += 4 + length
    return found
