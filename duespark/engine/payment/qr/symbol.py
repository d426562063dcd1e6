"""How each scheme's code is drawn: error correction, largest version, quiet zone, size on paper, what lies on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, get_args

Scheme = Literal["epc", "swiss", "upi", "paynow", "pix", "bip21", "pay_link"]
"""A kind of payment code."""

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
MODULE_MM = Decimal("0.33")
"""Smallest module on paper: four dots of a printer with 300 dots an inch. A rule of ours; no scheme has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SymbolRules:
    """How the QR code (ISO/IEC 18004) of one scheme is drawn. Lengths are millimeters.

    `error_level` is meant exactly: an encoder that raises it when there is room must be told not to. Text goes in as
    bytes of UTF-8 without an ECI. `most_bytes` is what `largest_version` holds at that level.
    """

    error_level: Literal["M"] = "M"
    largest_version: int = 20
    most_bytes: int = 666
    characters: Literal["UTF-8", "Latin", "ASCII"] = "UTF-8"
    """Latin: UTF-8 of the letters that Swiss banks accept, as `swiss.payload` lets through."""
    quiet_zone_modules: int = 4
    quiet_zone_mm: Decimal = Decimal(0)
    """White border in millimeters, where the scheme asks for one beyond the modules."""
    print_mm: Decimal = Decimal(20)
    """Edge on paper without the quiet zone: exactly this where `fixed_size`, else at least this."""
    fixed_size: bool = False
    screen_px: int = 200
    """Smallest edge on a screen."""
    overlay: Literal["", "swiss_cross"] = ""
    """What lies on the middle of the code. Nothing else may: a company's logo never does."""
    overlay_mm: Decimal = Decimal(0)
    source: str


_OWN = "No rule of the scheme; ours: ISO/IEC 18004 with a moderate size."

SYMBOLS: Mapping[Scheme, SymbolRules] = MappingProxyType(
    {
        "epc": SymbolRules(largest_version=13, most_bytes=331, source="EPC069-12, 2D code guidelines"),
        "swiss": SymbolRules(
            largest_version=25,
            most_bytes=997,
            characters="Latin",
            quiet_zone_mm=Decimal(5),
            print_mm=Decimal(46),
            fixed_size=True,
            overlay="swiss_cross",
            overlay_mm=Decimal(7),
            source="SIX, Swiss Implementation Guidelines for the QR-bill 2.3, Swiss QR Code",
        ),
        "upi": SymbolRules(source=_OWN),
        "paynow": SymbolRules(characters="ASCII", source=_OWN),
        "pix": SymbolRules(characters="ASCII", source=_OWN),
        "bip21": SymbolRules(source=_OWN),
        "pay_link": SymbolRules(characters="ASCII", source=_OWN),
    }
)
"""The rules of every scheme. There is no rule for all of them together."""


def print_size(scheme: Scheme, version: int) -> Decimal:
    """Edge in millimeters, without the quiet zone, that a symbol of `version` (1 to 40) has on paper at least.

    For a scheme with a fixed size it is exactly that, whatever the version.

    >>> print_size("epc", 6), print_size("epc", 13), print_size("swiss", 7)
    (Decimal('20'), Decimal('22.77'), Decimal('46'))
    """
    rules = SYMBOLS[scheme]
    if rules.fixed_size:
        return rules.print_mm
    return max(rules.print_mm, (17 + 4 * version) * MODULE_MM)
