"""The rates of a document under each treatment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.tax.context import DestinationRatesMissing, TaxContext, UnknownRate, context_for, joined
from duespark.engine.tax.country import TaxRate
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.territory import Place
from tests.engine.tax.supplies import business, consumer, decide, seller

HOME = Place(country="IE")


def rate(key: str, category: str, percent: str = "0", reason: str = "") -> TaxRate:
    return TaxRate(key=key, category=category, rate=Decimal(percent), label=key, reason=reason)  # type: ignore[arg-type]


RATES = (
    rate("standard", "S", "23"),
    rate("reduced", "S", "13.5"),
    rate("canary", "L", "7"),
    rate("ceuta", "M", "4"),
    rate("zero", "Z"),
    rate("exempt", "E", reason="Article 132"),
    rate("reverse_charge", "AE", reason="Articles 194 to 199a"),
    rate("out_of_scope", "O", reason="Not subject to tax"),
)
ZERO_RATE = rate("zero", "Z")
ABROAD = (rate("standard", "S", "19"), rate("reduced", "S", "7"))


def seen(context: TaxContext) -> str:
    return ", ".join(f"{key} {one.category} {one.rate}" for key, one in context.rates.items())


def untaxed(name: str, category: str, *, abroad: bool = False) -> Treatment:
    return Treatment(
        name=name,  # type: ignore[arg-type]
        place=HOME,
        category=category,  # type: ignore[arg-type]
        reason="the reason",
        reason_code="VATEX-X",
        abroad=abroad,
    )


class TestOf:
    def test_has_a_treatment_and_a_rounding(self) -> None:
        plain = TaxContext.of(RATES)
        assert (plain.treatment, plain.rounding) == ("", "half_up")
        named = TaxContext.of(RATES, treatment="domestic", rounding="half_even")
        assert (named.treatment, named.rounding) == ("domestic", "half_even")
        assert named.rates == plain.rates


class TestTaxed:
    def test_at_home_has_the_seller_s_rates(self) -> None:
        found = context_for(Treatment(name="domestic", place=HOME, category="S"), RATES, ABROAD, rounding="half_even")
        assert found.rates == {one.key: one for one in RATES}
        assert (found.treatment, found.rounding) == ("domestic", "half_even")

    @pytest.mark.parametrize("name", ["domestic", "oss"])
    def test_abroad_has_the_destination_s_rates_and_no_others(self, name: str) -> None:
        treatment = Treatment(name=name, place=Place(country="DE"), category="S", abroad=True)  # type: ignore[arg-type]
        found = context_for(treatment, RATES, ABROAD, rounding="half_even")
        assert seen(found) == "standard S 19, reduced S 7"
        assert (found.treatment, found.rounding) == (name, "half_even")

    def test_abroad_without_rates_is_refused(self) -> None:
        treatment = Treatment(name="oss", place=Place(country="DE"), category="S", abroad=True)
        with pytest.raises(DestinationRatesMissing) as caught:
            context_for(treatment, RATES)
        assert caught.value.pointer == "/destination_rates"
        assert caught.value.code == "tax.destination_rates_missing"
        assert str(caught.value) == "The supply is taxed in DE, but its rates are not known here. Add the rates of DE."

    def test_at_home_through_a_one_stop_shop_has_the_seller_s_rates(self) -> None:
        found = context_for(Treatment(name="oss", place=HOME, category="S", scheme="ioss"), RATES)
        assert found.rates == {one.key: one for one in RATES}


class TestUntaxed:
    @pytest.mark.parametrize(
        ("name", "category", "abroad", "expected"),
        [
            (
                "reverse_charge",
                "AE",
                True,
                "standard AE, reduced AE, canary AE, ceuta AE, zero AE, exempt E, reverse_charge AE, out_of_scope O",
            ),
            (
                "reverse_charge",
                "AE",
                False,
                "standard AE, reduced AE, canary AE, ceuta AE, zero Z, exempt E, reverse_charge AE, out_of_scope O",
            ),
            (
                "intra_eu",
                "K",
                False,
                "standard K, reduced K, canary K, ceuta K, zero K, exempt E, reverse_charge AE, out_of_scope O, intra_eu K",
            ),
            (
                "export",
                "G",
                False,
                "standard G, reduced G, canary G, ceuta G, zero G, exempt E, reverse_charge AE, out_of_scope O, export G",
            ),
            (
                "exempt",
                "E",
                False,
                "standard E, reduced E, canary E, ceuta E, zero E, exempt E, reverse_charge AE, out_of_scope O",
            ),
            (
                "margin",
                "E",
                False,
                "standard E, reduced E, canary E, ceuta E, zero Z, exempt E, reverse_charge AE, out_of_scope O, margin E",
            ),
            (
                "zero",
                "Z",
                False,
                "standard Z, reduced Z, canary Z, ceuta Z, zero Z, exempt E, reverse_charge AE, out_of_scope O",
            ),
            (
                "out_of_scope",
                "O",
                True,
                "standard O, reduced O, canary O, ceuta O, zero O, exempt O, reverse_charge O, out_of_scope O",
            ),
        ],
    )
    def test_what_charges_tax_becomes_the_treatment(
        self, name: str, category: str, abroad: bool, expected: str
    ) -> None:
        found = context_for(untaxed(name, category, abroad=abroad), RATES, rounding="half_even")
        assert ", ".join(f"{key} {one.category}" for key, one in found.rates.items()) == expected
        assert {one.rate for one in found.rates.values()} == {Decimal(0)}
        assert (found.treatment, found.rounding) == (name, "half_even")

    def test_carries_the_reason_and_its_code(self) -> None:
        found = context_for(untaxed("intra_eu", "K"), RATES).rate("reduced")
        assert (found.reason, found.reason_code, found.label) == ("the reason", "VATEX-X", "Intra-EU supply")
        assert context_for(untaxed("intra_eu", "K"), RATES).rate("exempt").reason == "Article 132"

    def test_the_treatment_s_own_key_has_its_own_reason(self) -> None:
        found = context_for(untaxed("reverse_charge", "AE"), RATES).rate("reverse_charge")
        assert found.reason == "the reason"

    @pytest.mark.parametrize(
        ("name", "label"),
        [
            ("reverse_charge", "Reverse charge"),
            ("intra_eu", "Intra-EU supply"),
            ("export", "Export"),
            ("exempt", "Exempt"),
            ("zero", "Zero-rated"),
            ("out_of_scope", "No tax"),
            ("margin", "Margin scheme"),
        ],
    )
    def test_has_a_label_for_people(self, name: str, label: str) -> None:
        assert context_for(untaxed(name, "E"), RATES).rate("standard").label == label

    def test_out_of_scope_is_never_mixed(self) -> None:
        """EN 16931, BR-O-11: an invoice with category O has no other category."""
        found = context_for(decide("DE", business("US")), RATES)
        assert {one.category for one in found.rates.values()} == {"O"}

    def test_margin_scheme_has_its_code(self) -> None:
        sold = decide("DE", consumer("DE"), "goods", margin="art", on=date(2026, 1, 1))
        found = context_for(sold, RATES).rate("standard")
        assert (found.category, found.reason_code, found.reason) == (
            "E",
            "VATEX-EU-I",
            "Kunstgegenstände/Sonderregelung",
        )


class TestTogether:
    def test_the_one_stop_shop_charges_the_reduced_rate_of_the_destination(self) -> None:
        sold = decide(seller("IE", shops="union"), consumer("DE"), "goods")
        assert str(context_for(sold, RATES, ABROAD).rate("reduced").rate) == "7"


class TestJoined:
    """Goods and services on one document, each taxed by its own."""

    GOODS = TaxContext.of([ZERO_RATE], treatment="intra_eu")
    SERVICES = TaxContext.of(RATES, treatment="domestic", rounding="half_up")

    def test_a_line_that_says_what_it_is_gets_its_own_rates(self) -> None:
        both = joined({"services": self.SERVICES, "goods": self.GOODS}, usual="services")
        assert both.treatment == "domestic+intra_eu"
        assert both.rate("zero", supply="goods") is ZERO_RATE
        assert both.rate("standard") is self.SERVICES.rate("standard")
        assert both.rate("standard", supply="digital") is self.SERVICES.rate("standard")
        with pytest.raises(UnknownRate):
            both.rate("standard", supply="goods")

    def test_one_kind_alone_is_no_matter(self) -> None:
        assert joined({"goods": self.GOODS}, usual="goods") is self.GOODS

    def test_mentions_are_said_once(self) -> None:
        said = replace(self.SERVICES, mentions=("Words",))
        assert joined({"services": said, "digital": said}, usual="services").mentions == ("Words",)

    def test_without_a_standard_rate_the_usual_key_is_untaxed_too(self) -> None:
        assert context_for(untaxed("export", "G"), ()).rate("standard").category == "G"
