"""Statutory interest and compensation, by country and contract.

Expected rates are those the countries published: Deutsche Bundesbank and Oesterreichische Nationalbank for the base
rates, the Moniteur belge, the Dutch government, the Spanish Treasury (BOE), the Irish Department of Enterprise's
table, the Monitor Polski, and for the United Kingdom the Bank Rate of the reference day.
"""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from duespark.engine.payment.interest_law import InterestLaw, LumpSum, flat
from duespark.engine.payment.interest_rates import LAWS, MAXIMA
from duespark.engine.payment.interest_rates.ecb import MAIN_REFINANCING
from duespark.engine.payment.interest_rates.pl import NBP, NBP_HALF_YEARLY
from duespark.engine.payment.interest_terms import NoInterestRate, rate_table
from duespark.engine.payment.statutory import (
    NoInterestLaw,
    WrongDebtCurrency,
    compensation,
    find_law,
    maximum_for,
    statutory,
)
from duespark.engine.payment.terms import Debtor

D = Decimal
EVERY = [law for laws in LAWS.values() for law in laws]
HALF_YEARS = [date(year, month, 1) for year in range(2013, 2027) for month in (1, 7)]
SINCE_2023 = {
    "DE": "10.62 12.12 12.62 12.37 11.27 10.27 10.27 10.52",
    "AT": "11.08 12.58 13.08 13.08 11.73 10.73 10.73 10.73",
    "FR": "12.50 14.00 14.50 14.25 13.15 12.15 12.15 12.40",
    "IT": "10.50 12.00 12.50 12.25 11.15 10.15 10.15 10.40",
    "ES": "10.50 12.00 12.50 12.25 11.15 10.15 10.15 10.40",
    "NL": "10.50 12.00 12.50 12.25 11.15 10.15 10.15 10.40",
    "IE": "10.50 12.00 12.50 12.25 11.15 10.15 10.15 10.40",
    "BE": "10.5 12.0 12.5 12.5 11.5 10.5 10.5 10.5",
    "PL": "16.75 16.75 15.75 15.75 15.75 15.25 14.00 13.75",
    "GB": "11.5 13 13.25 13.25 12.75 12.25 11.75 11.75",
}
FROM_2013 = {
    "DE": "8.87 8.62 8.37 8.27 8.17 8.17 8.17 8.12",
    "AT": "9.58 9.08 9.08 9.08 9.08 9.08 9.08 8.58",
    "ES": "8.75 8.50 8.25 8.15 8.05 8.05 8.05 8.00",
    "BE": "9.0 8.5 8.5 8.5 8.5 8.5 8.5 8.0",
    "FR": "10.75 10.50 10.25 10.15 10.05 10.05 10.05 10.00",
    "GB": "8.5 8.5 8.5 8.5 8.5 8.5 8.5 8.5",
}


def percent(country: str, day: date, *, contract: date = date(2022, 1, 1), debtor: Debtor = "business") -> Decimal:
    """What a debt bears whose first day of interest is `day`."""
    law = find_law(country, contract, debtor=debtor)
    return statutory(law, day - timedelta(days=1)).rate.on(day)


class TestTables:
    def test_cover_these_countries(self) -> None:
        assert set(LAWS) == {"AT", "BE", "DE", "ES", "FR", "GB", "IE", "IT", "NL", "PL"}
        assert all(law.country == country for country, laws in LAWS.items() for law in laws)

    @pytest.mark.parametrize("law", EVERY, ids=lambda law: f"{law.country}-{law.debtor}-{law.since}")
    def test_name_the_law_and_are_in_order(self, law: InterestLaw) -> None:
        assert law.source
        assert law.reference.source
        assert law.compensation is None or law.compensation.source
        assert all(earlier < later for (earlier, _), (later, _) in pairwise(law.reference.steps))
        assert all(before != after for (_, before), (_, after) in pairwise(law.reference.steps))
        assert all(reference + law.points > 0 for _, reference in law.reference.steps)

    @pytest.mark.parametrize(("country", "expected"), SINCE_2023.items())
    def test_half_years_from_2023_to_2026(self, country: str, expected: str) -> None:
        assert [str(percent(country, day)) for day in HALF_YEARS[20:]] == expected.split()

    @pytest.mark.parametrize(("country", "expected"), FROM_2013.items())
    def test_half_years_from_2013_to_2016(self, country: str, expected: str) -> None:
        contract = date(2013, 3, 16) if country != "DE" else date(2014, 7, 29)
        law = find_law(country, contract)
        rate = [statutory(law, day - timedelta(days=1)).rate.on(day) for day in HALF_YEARS[:8]]
        assert [str(each) for each in rate] == expected.split()

    @pytest.mark.parametrize("country", sorted(LAWS))
    def test_end_with_the_last_half_year_on_file(self, country: str) -> None:
        assert percent(country, date(2026, 12, 31))
        with pytest.raises(NoInterestRate):
            percent(country, date(2027, 1, 1))

    def test_between_2016_and_2022_the_euro_rate_was_zero(self) -> None:
        assert {MAIN_REFINANCING.on(day) for day in HALF_YEARS[7:20]} == {D(0)}
        assert {percent("DE", day) for day in HALF_YEARS[7:20]} == {D("8.12")}
        assert {percent("AT", day) for day in HALF_YEARS[7:20]} == {D("8.58")}

    def test_germany_s_base_rate_follows_the_euro_rate(self) -> None:
        """§ 247(1) BGB: it changes by as many points."""
        base = find_law("DE", date(2020, 1, 1)).reference
        assert {MAIN_REFINANCING.on(day) - base.on(day) for day in HALF_YEARS} == {D("0.88")}

    def test_poland_s_half_years_are_the_rates_of_1_january_and_1_july(self) -> None:
        assert all(NBP_HALF_YEARLY.on(day) == NBP.on(day) for day in HALF_YEARS[6:])

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2013, 1, 1), "8.5"),
            (date(2016, 12, 31), "8.5"),
            (date(2017, 6, 30), "8.25"),
            (date(2018, 6, 30), "8.5"),
            (date(2019, 1, 1), "8.75"),
            (date(2020, 6, 30), "8.75"),
            (date(2020, 7, 1), "8.1"),
            (date(2021, 12, 31), "8.1"),
            (date(2022, 1, 1), "8.25"),
            (date(2022, 7, 1), "9.25"),
        ],
    )
    def test_united_kingdom(self, day: date, expected: str) -> None:
        assert str(percent("GB", day)) == expected

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2016, 1, 1), "9.50"),
            (date(2020, 6, 30), "9.50"),
            (date(2020, 7, 1), "8.10"),
            (date(2022, 1, 1), "9.75"),
            (date(2022, 7, 1), "14.00"),
        ],
    )
    def test_poland_before_2020_and_for_hospitals_eight_points(self, day: date, expected: str) -> None:
        assert str(percent("PL", day, contract=date(2019, 12, 31))) == expected
        assert str(percent("PL", day, contract=date(2020, 1, 1), debtor="public_healthcare")) == expected
        assert percent("PL", day, contract=date(2020, 1, 1), debtor="public") == D(expected) + 2


class TestFindLaw:
    def test_the_contract_s_day_decides(self) -> None:
        assert find_law("DE", date(2014, 7, 28)).points == D(8)
        assert find_law("DE", date(2014, 7, 29)).points == D(9)
        assert find_law("PL", date(2019, 12, 31)).points == D(8)
        assert find_law("PL", date(2020, 1, 1)).points == D(10)

    def test_consumers_have_rules_of_their_own(self) -> None:
        assert str(percent("DE", date(2026, 7, 1), debtor="consumer")) == "6.52"
        assert str(percent("AT", date(2030, 1, 1), debtor="consumer")) == "4"
        assert str(percent("PL", date(2026, 3, 5), debtor="consumer")) == "9.25"
        assert str(percent("PL", date(2026, 3, 4), debtor="consumer")) == "9.50"
        with pytest.raises(NoInterestLaw):
            find_law("FR", date(2026, 1, 1), debtor="consumer")

    @pytest.mark.parametrize("debtor", ["public", "public_healthcare"])
    def test_public_bodies_are_like_businesses(self, debtor: Debtor) -> None:
        assert find_law("DE", date(2026, 1, 1), debtor=debtor) == find_law("DE", date(2026, 1, 1))

    @pytest.mark.parametrize(("country", "day"), [("US", date(2026, 1, 1)), ("BE", date(2013, 3, 15))])
    def test_says_what_is_not_on_file(self, country: str, day: date) -> None:
        with pytest.raises(NoInterestLaw) as caught:
            find_law(country, day)
        assert caught.value.pointer == "/country"
        assert str(caught.value) == (
            f"No statutory interest is on file for {country}, debtor business, contract of {day}. "
            "Use the rate the contract names."
        )


class TestStatutory:
    def test_the_rate_changes_with_the_reference(self) -> None:
        rate = statutory(find_law("DE", date(2025, 1, 1)), date(2025, 6, 1)).rate
        assert [str(rate.on(day)) for day in (date(2025, 6, 30), date(2025, 7, 1))] == ["11.27", "10.27"]
        assert (rate.name, rate.source) == ("Basiszinssatz + 9", "§ 288 Abs. 2 BGB")
        assert rate.until == date(2026, 12, 31)

    def test_in_the_united_kingdom_and_ireland_the_first_day_s_rate_stays(self) -> None:
        for country, first, second in (("GB", "12.75", "12.25"), ("IE", "11.15", "10.15")):
            law = find_law(country, date(2025, 1, 1))
            june = statutory(law, date(2025, 6, 29)).rate
            assert {str(june.on(day)) for day in (date(2025, 6, 30), date(2025, 7, 1), date(2029, 1, 1))} == {first}
            assert str(statutory(law, date(2025, 6, 30)).rate.on(date(2025, 7, 1))) == second
            with pytest.raises(NoInterestRate):
                june.on(date(2025, 6, 29))

    def test_belgium_rounds_up_to_half_a_point(self) -> None:
        law = find_law("BE", date(2020, 1, 1))
        for reference, expected in (("0", "8.0"), ("0.01", "8.5"), ("0.5", "8.5"), ("0.51", "9.0")):
            table = rate_table("r", f"2020-01-01 {reference}", source="s")
            found = statutory(InterestLaw(country="BE", reference=table, points=D(8), source="s", step=law.step), DAY)
            assert found.rate.on(DAY) == D(expected)

    def test_says_how_days_and_years_count(self) -> None:
        german, dutch = (statutory(find_law(country, DAY), DAY) for country in ("DE", "NL"))
        assert (german.day_count, german.capitalized) == ("actual/actual", False)
        assert (dutch.day_count, dutch.capitalized) == ("actual/365", True)
        assert {law.day_count for law in EVERY if law.country != "DE"} == {"actual/365"}
        assert {law.country for law in EVERY if law.capitalized} == {"NL"}
        assert {law.country for law in EVERY if law.fixed} == {"GB", "IE"}

    def test_without_points_the_reference_s_name_is_enough(self) -> None:
        assert statutory(find_law("AT", DAY, debtor="consumer"), DAY).rate.name == "gesetzliche Zinsen"


DAY = date(2025, 3, 1)


class TestCompensation:
    @pytest.mark.parametrize(
        ("country", "currency", "debts"),
        [
            ("GB", "GBP", {"999.99": 40, "1000": 70, "9999.99": 70, "10000": 100}),
            ("IE", "EUR", {"1000": 40, "1000.01": 70, "10000": 70, "10000.01": 100}),
            ("PL", "PLN", {"5000": 40, "5000.01": 70, "49999.99": 70, "50000": 100}),
        ],
    )
    def test_steps_with_the_debt(self, country: str, currency: str, debts: dict[str, int]) -> None:
        law = find_law(country, DAY)
        found = {debt: compensation(law, D(debt), currency=currency) for debt in debts}
        assert {debt: each.amount for debt, each in found.items() if each} == debts
        assert {each.currency for each in found.values() if each} == {"GBP" if country == "GB" else "EUR"}

    @pytest.mark.parametrize("country", ["AT", "BE", "DE", "ES", "FR", "IT", "NL"])
    def test_is_forty_euros_elsewhere_whatever_the_debt(self, country: str) -> None:
        for debt, currency in (("0.01", "EUR"), ("1000000", "USD")):
            found = compensation(find_law(country, DAY), D(debt), currency=currency)
            assert found is not None
            assert (found.amount, found.currency) == (D(40), "EUR")

    def test_was_forty_euros_in_poland_for_contracts_before_2020(self) -> None:
        found = compensation(find_law("PL", date(2019, 12, 31)), D(50000), currency="PLN")
        assert found is not None
        assert found.amount == D(40)
        assert found.source.endswith("w brzmieniu do 31 grudnia 2019 r.")

    def test_is_owed_by_no_consumer_and_not_from_old_contracts(self) -> None:
        assert all(law.compensation is None for law in EVERY if law.debtor == "consumer")
        assert compensation(find_law("DE", date(2014, 7, 28)), D(100), currency="EUR") is None

    def test_needs_the_debt_in_the_currency_of_its_limits(self) -> None:
        with pytest.raises(WrongDebtCurrency) as caught:
            compensation(find_law("PL", DAY), D(1000), currency="EUR")
        assert caught.value.pointer == "/currency"
        assert str(caught.value) == ("Compensation in PL depends on the debt in PLN. Convert the debt of EUR first.")

    def test_a_lump_sum_knows_its_debts(self) -> None:
        assert flat("40", "EUR", source="s").sums == (LumpSum(amount=D(40)),)
        assert LumpSum(amount=D(1)).is_for(D(10) ** 9)
        assert not LumpSum(amount=D(1), up_to=D(5), below=D(5)).is_for(D(5))


class TestMaximum:
    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2016, 1, 1), "14.00"),
            (date(2020, 3, 18), "13.00"),
            (date(2020, 4, 9), "12.00"),
            (date(2020, 5, 29), "11.20"),
            (date(2022, 3, 9), "18.00"),
            (date(2022, 4, 6), "18.00"),
            (date(2022, 9, 8), "24.50"),
            (date(2025, 5, 8), "21.50"),
            (date(2025, 10, 9), "20.00"),
            (date(2025, 11, 5), "20.00"),
            (date(2026, 10, 7), "18.50"),
        ],
    )
    def test_poland_is_twice_the_civil_interest(self, day: date, expected: str) -> None:
        table = maximum_for("PL")
        assert table is not None
        assert str(table.on(day)) == expected
        assert table.on(day) == 2 * percent("PL", day, debtor="consumer")

    def test_is_known_as_long_as_the_reference(self) -> None:
        assert MAXIMA["PL"].until == date(2026, 10, 7)
        assert maximum_for("DE") is None
