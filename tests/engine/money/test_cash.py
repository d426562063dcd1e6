"""Cash is rounded to the coin, the tax is not touched (FM-38)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.cash import (
    CASH_RULES,
    SMALL_UNITS,
    CashRule,
    InvalidCoin,
    find_cash_rule,
    most_coin,
    round_cash,
)
from duespark.engine.money.currency import CURRENCIES, UnknownCurrency
from duespark.engine.money.rounding import round_to
from tests.support.examples import examples

D = Decimal
TODAY = date(2026, 9, 1)


def payable(amount: str, currency: str, country: str = "") -> str:
    rule = find_cash_rule(currency, country=country, on=TODAY)
    assert rule is not None
    return str(round_cash(D(amount), rule.coin, rule.policy).payable)


class TestMostCoin:
    @pytest.mark.parametrize(
        ("currency", "most"),
        [("EUR", "1"), ("CHF", "1"), ("KWD", "1"), ("CZK", "10"), ("HUF", "100"), ("KRW", "1000"), ("VND", "10000")],
    )
    def test_is_what_buys_about_as_much_as_one_euro(self, currency: str, most: str) -> None:
        assert most_coin(currency) == D(most)

    def test_lets_every_coin_pass_that_a_law_knows(self) -> None:
        assert [rule for rule in CASH_RULES if rule.coin > most_coin(rule.currency)] == []

    def test_is_of_currencies_that_exist(self) -> None:
        codes = [code for row in SMALL_UNITS.values() for code in row]
        assert (set(codes) - set(CURRENCIES), len(codes)) == (set(), len(set(codes)))
        with pytest.raises(UnknownCurrency):
            most_coin("XXQ")


class TestRoundCash:
    @pytest.mark.parametrize(
        ("currency", "country"), [("CHF", "CH"), ("CAD", "CA"), ("AUD", "AU"), ("MYR", "MY"), ("EUR", "FI")]
    )
    def test_to_five_cents(self, currency: str, country: str) -> None:
        expected = [*["10.00"] * 3, *["10.05"] * 5, *["10.10"] * 2]
        assert [payable(f"10.0{cents}", currency, country) for cents in range(10)] == expected
        assert [payable(f"-10.0{cents}", currency, country) for cents in range(10)] == [f"-{one}" for one in expected]

    @pytest.mark.parametrize(
        ("amount", "rounded"),
        [("10.24", "10.00"), ("10.25", "10.50"), ("10.50", "10.50"), ("10.74", "10.50"), ("10.75", "11.00")],
    )
    def test_danish_money_to_half_a_krone(self, amount: str, rounded: str) -> None:
        assert payable(amount, "DKK") == rounded

    @pytest.mark.parametrize(
        ("amount", "rounded"), [("10.49", "10.00"), ("10.50", "11.00"), ("10.51", "11.00"), ("11.00", "11.00")]
    )
    @pytest.mark.parametrize("currency", ["SEK", "NOK", "CZK"])
    def test_to_the_krone(self, amount: str, rounded: str, currency: str) -> None:
        assert payable(amount, currency) == rounded

    @pytest.mark.parametrize(
        ("amount", "rounded"),
        [
            ("2.49", "0.00"),
            ("2.50", "5.00"),
            ("5.01", "5.00"),
            ("7.49", "5.00"),
            ("7.50", "10.00"),
            ("9.99", "10.00"),
        ],
    )
    def test_forints_by_the_letter_of_the_act(self, amount: str, rounded: str) -> None:
        assert payable(amount, "HUF") == rounded

    @pytest.mark.parametrize(("amount", "rounded"), [("10.04", "10.00"), ("10.05", "10.00"), ("10.06", "10.10")])
    def test_new_zealand_rounds_five_cents_down(self, amount: str, rounded: str) -> None:
        assert payable(amount, "NZD") == rounded

    def test_without_a_policy_the_middle_goes_up(self) -> None:
        assert round_cash(D("10.05"), D("0.10")).payable == D("10.10")
        assert round_cash(D("-10.05"), D("0.10")).payable == D("-10.10")

    def test_the_tax_stays_and_the_difference_is_shown(self) -> None:
        """FM-38; Canada's budget of 2012: coffee for 1.83 and a sandwich for 2.86 are 4.92 with tax, 4.90 in cash."""
        net = D("1.83") + D("2.86")
        tax = round_to(net * 5 / 100, 2)
        cash = round_cash(net + tax, D("0.05"))
        assert (net, tax) == (D("4.69"), D("0.23"))
        assert (str(cash.payable), str(cash.rounding)) == ("4.90", "-0.02")
        assert net + tax + cash.rounding == cash.payable

    def test_what_needs_no_rounding_has_no_difference(self) -> None:
        cash = round_cash(D("7.35"), D("0.05"))
        assert (str(cash.payable), str(cash.rounding)) == ("7.35", "0.00")

    def test_less_than_half_a_coin_is_nothing(self) -> None:
        cash = round_cash(D("-0.02"), D("0.05"))
        assert (str(cash.payable), str(cash.rounding)) == ("0.00", "0.02")

    @examples(50)
    @given(
        st.decimals(min_value=-(10**12), max_value=10**12, places=2),
        st.sampled_from([D("0.01"), D("0.05"), D("0.10"), D("0.50"), D(1), D(5)]),
    )
    def test_pays_whole_coins_and_never_more_than_half_a_coin_beside(self, amount: Decimal, coin: Decimal) -> None:
        cash = round_cash(amount, coin)
        assert cash.payable % coin == 0
        assert cash.payable == amount + cash.rounding
        assert abs(cash.rounding) <= coin / 2

    @pytest.mark.parametrize("coin", ["0", "-0.05", "NaN", "Infinity"])
    def test_refuses_what_is_no_coin(self, coin: str) -> None:
        with pytest.raises(InvalidCoin) as caught:
            round_cash(D(1), D(coin))
        assert caught.value.pointer == "/coin"
        assert str(caught.value) == (
            f"There is no coin of {D(coin)}. Use the value of the smallest coin, such as 0.05."
        )


SINCE = [
    ("AUD", "", "0.05", date(1992, 2, 1)),
    ("CAD", "", "0.05", date(2013, 2, 4)),
    ("CHF", "", "0.05", date(2007, 1, 1)),
    ("CZK", "", "1", date(2008, 9, 1)),
    ("DKK", "", "0.50", date(2008, 10, 1)),
    ("EUR", "BE", "0.05", date(2019, 12, 1)),
    ("EUR", "EE", "0.05", date(2025, 1, 1)),
    ("EUR", "FI", "0.05", date(2002, 1, 1)),
    ("EUR", "IE", "0.05", date(2015, 10, 28)),
    ("EUR", "IT", "0.05", date(2018, 1, 1)),
    ("EUR", "LT", "0.05", date(2025, 5, 1)),
    ("EUR", "NL", "0.05", date(2004, 9, 1)),
    ("EUR", "SK", "0.05", date(2022, 7, 1)),
    ("HUF", "", "5", date(2008, 3, 1)),
    ("MYR", "", "0.05", date(2008, 4, 1)),
    ("NOK", "", "1", date(2012, 5, 1)),
    ("NZD", "", "0.10", date(2006, 11, 1)),
    ("SEK", "", "1", date(2010, 10, 1)),
]


class TestCashRules:
    def test_are_these(self) -> None:
        assert [(rule.currency, rule.country, str(rule.coin), rule.since) for rule in CASH_RULES] == SINCE

    def test_only_new_zealand_favors_the_customer(self) -> None:
        assert [rule.currency for rule in CASH_RULES if rule.policy != "half_up"] == ["NZD"]

    def test_name_their_source(self) -> None:
        assert all(rule.source for rule in CASH_RULES)

    @pytest.mark.parametrize("rule", CASH_RULES, ids=lambda rule: f"{rule.currency}{rule.country}")
    def test_hold_from_their_first_day(self, rule: CashRule) -> None:
        country = rule.country or "XX"
        assert find_cash_rule(rule.currency, country=country, on=rule.since) is rule
        assert find_cash_rule(rule.currency, country=country, on=rule.since - timedelta(days=1)) is None

    @pytest.mark.parametrize(("currency", "country"), [("EUR", "DE"), ("EUR", ""), ("PLN", "PL"), ("USD", "US")])
    def test_elsewhere_cash_is_paid_to_the_cent(self, currency: str, country: str) -> None:
        assert find_cash_rule(currency, country=country, on=TODAY) is None

    def test_euros_paid_in_finland_follow_finland(self) -> None:
        rule = find_cash_rule("EUR", country="FI", on=TODAY)
        assert rule is not None
        assert (rule.country, rule.coin) == ("FI", D("0.05"))

    def test_refuse_unknown_currencies(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            find_cash_rule("XXX", country="CH", on=TODAY)
        assert caught.value.pointer == "/currency"
