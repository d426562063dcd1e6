"""Symbol rules: each scheme's largest payload fits the symbol its rules allow, drawn by an independent encoder."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import segno

from duespark.engine.payment.qr import bip21, epc, pay_link, paynow, pix, swiss, upi
from duespark.engine.payment.qr.symbol import SCHEMES, SYMBOLS, Scheme, print_size

D = Decimal
LARGE = D("999999999.99")
LONG = swiss.Address(
    name="x" * 70, street="x" * 70, house_number="x" * 16, postal_code="x" * 16, town="x" * 35, country="CH"
)
LARGEST: dict[Scheme, str] = {
    "epc": epc.payload(name="é" * 70, iban="DE89370400440532013000", amount=LARGE, currency="EUR", text="é" * 66 + "x"),
    "swiss": swiss.payload(
        iban="CH5800791123000889012",
        creditor=LONG,
        debtor=LONG,
        amount=LARGE,
        currency="CHF",
        reference="RF18539007547034",
        message="é" * 140,
        alternative_schemes=("x" * 100, "x" * 88),
    ),
    "upi": upi.payload(
        vpa="a@b" + "c" * 60, name="é" * 70, amount=LARGE, currency="INR", note="x" * 50, reference="x" * 35
    ),
    "paynow": paynow.payload(
        uen="S62SS0057GABC",
        name="x" * 25,
        amount=LARGE,
        currency="SGD",
        expires_on=date(2026, 1, 1),
        bill_number="x" * 25,
    ),
    "pix": pix.payload(
        key="financeiro@example.com",
        name="x" * 25,
        city="x" * 15,
        amount=LARGE,
        currency="BRL",
        info="x" * 51,
        txid="x" * 25,
    ),
    "bip21": bip21.payload(
        address="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", amount=D("0.12345678"), label="é" * 60, message="é" * 30
    ),
    "pay_link": pay_link.payload(
        pay_link.PayLink(
            token="x" * 64, amount=LARGE, currency="EUR", expires_at=datetime(2026, 1, 1, tzinfo=UTC), one_time=True
        ),
        page="https://pay.example.com/p/",
        key=bytes(32),
    ),
}


def draw(scheme: Scheme, text: str) -> segno.QRCode:
    level = SYMBOLS[scheme].error_level
    return segno.make_qr(text, error=level, boost_error=False, encoding="utf-8", mode="byte", mask=0)


class TestRules:
    def test_every_scheme_has_its_own(self) -> None:
        """E5."""
        assert set(SYMBOLS) == set(SCHEMES) == set(LARGEST)
        assert all(rules.source for rules in SYMBOLS.values())

    def test_epc(self) -> None:
        """EPC069-12: level M, version 13, 331 bytes."""
        rules = SYMBOLS["epc"]
        assert (rules.error_level, rules.largest_version, rules.most_bytes) == ("M", 13, 331)
        assert (rules.overlay, rules.fixed_size, rules.quiet_zone_mm) == ("", False, 0)

    def test_swiss(self) -> None:
        """Level M, version 25, 46 mm with a cross of 7 mm and a border of 5 mm."""
        rules = SYMBOLS["swiss"]
        assert (rules.error_level, rules.largest_version, rules.most_bytes) == ("M", 25, 997)
        assert (rules.print_mm, rules.fixed_size) == (46, True)
        assert (rules.overlay, rules.overlay_mm, rules.quiet_zone_mm) == ("swiss_cross", 7, 5)

    @pytest.mark.parametrize("scheme", ["upi", "paynow", "pix", "bip21", "pay_link"])
    def test_schemes_without_rules_are_moderate(self, scheme: Scheme) -> None:
        rules = SYMBOLS[scheme]
        assert (rules.error_level, rules.largest_version, rules.most_bytes) == ("M", 20, 666)
        assert (rules.overlay, rules.overlay_mm, rules.fixed_size, rules.quiet_zone_mm) == ("", 0, False, 0)

    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_all_can_be_scanned(self, scheme: Scheme) -> None:
        """QRC-07: quiet zone of 4 modules, 2 cm on paper, 200 pixels on a screen."""
        rules = SYMBOLS[scheme]
        assert (rules.quiet_zone_modules, rules.screen_px) == (4, 200)
        assert rules.print_mm == (46 if scheme == "swiss" else 20)

    @pytest.mark.parametrize(
        ("scheme", "characters"),
        [
            ("epc", "UTF-8"),
            ("swiss", "Latin"),
            ("upi", "UTF-8"),
            ("bip21", "UTF-8"),
            *((one, "ASCII") for one in ("paynow", "pix", "pay_link")),
        ],
    )
    def test_characters(self, scheme: Scheme, characters: str) -> None:
        assert SYMBOLS[scheme].characters == characters
        assert characters != "ASCII" or LARGEST[scheme].isascii()

    @pytest.mark.parametrize("scheme", ["epc", "swiss", "pay_link"])
    def test_most_bytes_are_what_the_largest_version_holds(self, scheme: Scheme) -> None:
        rules = SYMBOLS[scheme]
        assert draw(scheme, "x" * rules.most_bytes).version == rules.largest_version
        assert draw(scheme, "x" * (rules.most_bytes + 1)).version == rules.largest_version + 1


class TestLargestPayloads:
    @pytest.mark.parametrize("scheme", SCHEMES)
    def test_fit_the_symbol(self, scheme: Scheme) -> None:
        """FM-32: at the level the scheme demands, not a higher one."""
        code = draw(scheme, LARGEST[scheme])
        assert int(code.version) <= SYMBOLS[scheme].largest_version
        assert code.error == "M"


class TestPrintSize:
    @pytest.mark.parametrize(
        ("scheme", "version", "edge"),
        [
            ("epc", 1, "20"),
            ("epc", 10, "20"),
            ("epc", 11, "20.13"),
            ("epc", 13, "22.77"),
            ("pay_link", 20, "32.01"),
            ("swiss", 1, "46"),
            ("swiss", 25, "46"),
        ],
    )
    def test_keeps_modules_large_enough(self, scheme: Scheme, version: int, edge: str) -> None:
        assert print_size(scheme, version) == D(edge)
