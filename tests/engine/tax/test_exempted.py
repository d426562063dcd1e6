"""Rates that certificates free."""

from datetime import date

from duespark.engine.tax.exempted import exempted
from duespark.engine.tax.exemption import ExemptionCertificate
from duespark.engine.tax.rates import rates_for

DAY = date(2026, 5, 4)


def paper(jurisdiction: str, number: str = "1") -> ExemptionCertificate:
    return ExemptionCertificate(jurisdiction=jurisdiction, number=number, valid_from=date(2026, 1, 1))


class TestExempted:
    def test_frees_every_rate_that_charges_and_leaves_chosen_treatments(self) -> None:
        before = rates_for("PL", DAY)
        after = exempted(before, [paper("PL")], on=DAY)
        assert [rate.key for rate in after] == [rate.key for rate in before]
        assert {rate.category for old, rate in zip(before, after, strict=True) if old.category == "S"} == {"E"}
        assert [rate for rate in after if rate.category != "E"] == [
            rate for rate in before if rate.category not in ("S", "E")
        ]

    def test_a_paper_of_a_province_leaves_the_federal_tax(self) -> None:
        rates = rates_for("CA", DAY, place_region="QC")
        assert exempted(rates, [paper("CA-QC")], on=DAY) == rates

    def test_papers_of_both_free_both_and_are_named(self) -> None:
        rates = rates_for("CA", DAY, place_region="QC")
        freed = exempted(rates, [paper("CA-QC", "A"), paper("CA", "F")], on=DAY)[0]
        assert (freed.category, freed.rate, freed.components) == ("E", 0, ())
        assert freed.reason == "Exemption certificate F (CA); Exemption certificate A (CA-QC)"

    def test_a_paper_of_the_country_holds_in_its_provinces(self) -> None:
        (freed, *_) = exempted(rates_for("CA", DAY, place_region="ON"), [paper("CA")], on=DAY)
        assert freed.category == "E"

    def test_nothing_changes_without_papers(self) -> None:
        rates = rates_for("DE", DAY)
        assert exempted(rates, [], on=DAY) == rates
