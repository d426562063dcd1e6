"""Certificates and holidays change only what the seller would charge."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.tax.exemption import ExemptionCertificate, TaxHoliday
from tests.engine.tax.supplies import business, checks, consumer, decide, needs, seller, told

RESALE = ExemptionCertificate(
    jurisdiction="US-CA", number="SR-1", valid_from=date(2026, 1, 1), reason="Resale", product_classes=frozenset({"a"})
)
PLAIN = ExemptionCertificate(
    jurisdiction="US", number="F-2", valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30)
)
SCHOOL = TaxHoliday(
    name="Back to school",
    jurisdiction="US-CA",
    first_day=date(2026, 1, 10),
    last_day=date(2026, 1, 16),
    product_classes=frozenset({"clothing"}),
    price_cap=Decimal(100),
    source="SB 1",
)
STORM = TaxHoliday(name="Storm", jurisdiction="US-CA", first_day=date(2026, 1, 1), last_day=date(2026, 1, 31))


class TestCertificates:
    def test_free_what_is_charged(self) -> None:
        found = decide("US-CA", business("US-CA"), certificates=(PLAIN,))
        assert told(found) == "exempt US-CA E"
        assert (found.reason, found.mentions) == (
            "Exemption certificate F-2 (US)",
            ("Exemption certificate F-2 (US)",),
        )
        assert found.why[-2:] == (
            "The seller charges the tax of US-CA.",
            "The buyer's exemption certificate F-2 applies.",
        )
        assert checks(found) == ["certificate"]
        assert found.checks[0].text == "Keep a copy of the certificate, and ask for a new one before it expires."

    def test_give_their_reason(self) -> None:
        found = decide("US-CA", business("US-CA"), certificates=(PLAIN, RESALE), product_class="a")
        assert found.reason == "Resale; Exemption certificate SR-1 (US-CA)"

    def test_come_before_holidays(self) -> None:
        found = decide("US-CA", business("US-CA"), certificates=(PLAIN,), holidays=(STORM,))
        assert found.reason == "Exemption certificate F-2 (US)"

    def test_change_nothing_where_none_is_charged(self) -> None:
        certificate = ExemptionCertificate(jurisdiction="DE", number="1", valid_from=date(2026, 1, 1))
        found = decide("DE", business("FR", "FR valid"), "goods", certificates=(certificate,))
        assert told(found) == "intra_eu DE K VATEX-EU-IC"

    def test_free_sales_through_a_one_stop_shop_and_keep_what_is_needed(self) -> None:
        certificate = ExemptionCertificate(jurisdiction="FR", number="1", valid_from=date(2026, 1, 1))
        buyer = business("FR", "FR pending")
        found = decide(seller("DE", shops="union"), buyer, "digital", certificates=(certificate,))
        assert (told(found), found.abroad, needs(found)) == ("exempt FR E", True, ["buyer_tax_id_open"])
        assert "Directive 2006/112/EC, Article 58" in found.sources

    @pytest.mark.parametrize(
        ("certificate", "on", "code", "because"),
        [
            (RESALE, date(2026, 1, 15), "certificate_other_products", "it is for other products"),
            (RESALE, date(2025, 1, 15), "certificate_not_yet", "it is not valid yet"),
            (PLAIN, date(2026, 7, 1), "certificate_expired", "it has expired"),
        ],
    )
    def test_that_do_not_apply_are_told(
        self, certificate: ExemptionCertificate, on: date, code: str, because: str
    ) -> None:
        found = decide("US-CA", business("US-CA"), certificates=(certificate,), on=on)
        assert (told(found), needs(found)) == ("domestic US-CA S", [code])
        number = certificate.number
        assert (
            found.needs[0].text == f"Certificate {number} does not apply: {because}. Ask the buyer for one that does."
        )

    def test_of_other_places_are_told_in_order(self) -> None:
        polish, german = (
            ExemptionCertificate(jurisdiction=country, number="7", valid_from=date(2026, 1, 1))
            for country in ("PL", "DE")
        )
        one = decide("US-CA", business("US-CA"), certificates=(polish, german, RESALE))
        other = decide("US-CA", business("US-CA"), certificates=(RESALE, german, polish))
        assert one == other
        assert needs(one) == ["certificate_other_jurisdiction", "certificate_other_products"]
        assert one.needs[0].text == (
            "Certificate 7 does not apply: it is for another place. Ask the buyer for one that does."
        )


class TestHolidays:
    def test_free_the_items_they_name(self) -> None:
        found = decide(
            "US-CA",
            consumer("US-CA"),
            "goods",
            holidays=(SCHOOL,),
            product_class="clothing",
            unit_price=Decimal(100),
        )
        assert told(found) == "exempt US-CA E"
        assert found.reason == "Tax holiday: Back to school (SB 1)"
        assert found.why[-1] == "The tax holiday Back to school frees the product until 2026-01-16."
        assert found.checks[0].text == "The day of the sale decides, for each item by itself."
        assert checks(found) == ["tax_holiday"]

    def test_do_not_free_others(self) -> None:
        found = decide(
            "US-CA", consumer("US-CA"), "goods", holidays=(SCHOOL,), product_class="clothing", unit_price=Decimal(101)
        )
        assert (told(found), needs(found)) == ("domestic US-CA S", [])

    def test_the_one_that_ends_first_is_named_whatever_the_order(self) -> None:
        facts = {"product_class": "clothing", "unit_price": Decimal(1)}
        one = decide("US-CA", consumer("US-CA"), "goods", holidays=(SCHOOL, STORM), **facts)
        other = decide("US-CA", consumer("US-CA"), "goods", holidays=(STORM, SCHOOL), **facts)
        assert one == other
        assert one.reason == "Tax holiday: Back to school (SB 1)"

    def test_of_two_that_end_together_the_first_by_name_is_named(self) -> None:
        one, two = (
            TaxHoliday(name=name, jurisdiction="US-CA", first_day=date(2026, 1, 1), last_day=date(2026, 1, 31))
            for name in ("A", "B")
        )
        assert decide("US-CA", consumer("US-CA"), holidays=(two, one)).reason == "Tax holiday: A"

    def test_without_a_source_name_themselves(self) -> None:
        assert decide("US-CA", consumer("US-CA"), holidays=(STORM,)).reason == "Tax holiday: Storm"

    def test_are_known_at_the_place_of_taxation_only(self) -> None:
        assert told(decide("US-NV", consumer("US-NV"), holidays=(STORM,))) == "domestic US-NV S"
