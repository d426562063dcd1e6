"""Which currencies there are, how many decimals they have, and when some of them ended (CUR-01, CUR-11, FM-35)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from duespark.engine.money.currency import (
    CURRENCIES,
    WITHDRAWN,
    Currency,
    InvalidDecimals,
    UnknownCurrency,
    WithdrawnCurrency,
    currency,
    with_decimals,
)

NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
FOUR_DECIMALS = "CLF UYW"
TWO_DECIMALS = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP
    COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
    JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN
    NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
    THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""


class TestCurrencies:
    """Against ISO 4217 list one as published on 2026-01-01."""

    @pytest.mark.parametrize(
        ("decimals", "codes"), [(0, NO_DECIMALS), (2, TWO_DECIMALS), (3, THREE_DECIMALS), (4, FOUR_DECIMALS)]
    )
    def test_have_the_minor_units_of_iso_4217(self, decimals: int, codes: str) -> None:
        assert {code for code, each in CURRENCIES.items() if each.decimals == decimals} == set(codes.split())

    def test_are_all_164(self) -> None:
        assert len(CURRENCIES) == 164

    def test_each_stands_under_its_own_code_with_name_and_symbol(self) -> None:
        assert all(code == each.code and each.name and each.symbol for code, each in CURRENCIES.items())

    @pytest.mark.parametrize(
        ("old", "new"), [("ANG", "XCG"), ("BGN", "EUR"), ("HRK", "EUR"), ("SLL", "SLE"), ("ZWL", "ZWG")]
    )
    def test_what_ended_is_not_among_them_but_its_successor_is(self, old: str, new: str) -> None:
        assert old not in CURRENCIES
        assert WITHDRAWN[old].successor == new
        assert new in CURRENCIES

    def test_what_was_withdrawn_is_complete_too(self) -> None:
        assert set(WITHDRAWN) == {"ANG", "BGN", "HRK", "SLL", "ZWL"}
        assert all(each.currency.code == code and each.currency.decimals == 2 for code, each in WITHDRAWN.items())
        assert all(each.currency.name and each.currency.symbol for each in WITHDRAWN.values())

    @pytest.mark.parametrize("code", ["XAU", "XDR", "XAD", "XSU", "XUA", "XTS", "XXX", "XBA"])
    def test_nobody_is_invoiced_in_metals_or_units_of_account(self, code: str) -> None:
        assert code not in CURRENCIES


class TestCurrency:
    def test_finds_it_by_its_code(self) -> None:
        assert currency("JPY") == Currency(code="JPY", name="Japanese Yen", decimals=0, symbol="¥")

    @pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "DEM", "CUC"])
    def test_refuses_what_is_no_currency(self, code: str) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            currency(code, pointer="/currency")
        assert caught.value.pointer == "/currency"
        assert str(caught.value) == f"There is no currency {code!r}. Use a code of ISO 4217, such as EUR."

    def test_points_at_nothing_where_nothing_was_said(self) -> None:
        with pytest.raises(UnknownCurrency) as caught:
            currency("DEM")
        assert caught.value.pointer is None

    @pytest.mark.parametrize(
        ("code", "last_day"),
        [
            ("ANG", date(2025, 6, 30)),
            ("BGN", date(2025, 12, 31)),
            ("HRK", date(2022, 12, 31)),
            ("SLL", date(2023, 12, 31)),
            ("ZWL", date(2024, 8, 31)),
        ],
    )
    def test_a_withdrawn_one_lives_up_to_its_last_day(self, code: str, last_day: date) -> None:
        assert currency(code, on=last_day).code == code
        with pytest.raises(WithdrawnCurrency):
            currency(code, on=last_day + timedelta(days=1))

    def test_old_documents_are_read_whatever_day_it_is(self) -> None:
        assert currency("HRK").name == "Croatian Kuna"

    def test_says_what_to_use_instead(self) -> None:
        with pytest.raises(WithdrawnCurrency) as caught:
            currency("BGN", on=date(2026, 1, 1), pointer="/currency")
        assert caught.value.pointer == "/currency"
        assert str(caught.value) == "BGN ended on 2025-12-31. Use EUR."

    def test_one_in_use_has_no_last_day(self) -> None:
        assert currency("EUR", on=date(9999, 12, 31)) is CURRENCIES["EUR"]

    def test_unknown_stays_unknown_on_any_day(self) -> None:
        with pytest.raises(UnknownCurrency):
            currency("DEM", on=date(1998, 1, 1))


class TestWithDecimals:
    @pytest.mark.parametrize("decimals", [0, 1, 2, 3, 4])
    def test_changes_nothing_but_the_decimals(self, decimals: int) -> None:
        assert with_decimals(CURRENCIES["EUR"], decimals) == replace(CURRENCIES["EUR"], decimals=decimals)
        assert CURRENCIES["EUR"].decimals == 2

    @pytest.mark.parametrize("decimals", [-1, 5])
    def test_refuses_what_no_currency_has(self, decimals: int) -> None:
        with pytest.raises(InvalidDecimals) as caught:
            with_decimals(CURRENCIES["HUF"], decimals)
        assert caught.value.pointer == "/decimals"
        assert str(caught.value) == f"HUF cannot have {decimals} decimals. Use 0 to 4."
