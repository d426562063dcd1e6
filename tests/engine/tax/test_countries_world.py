"""Golden rates of the countries outside the European Union."""

from datetime import date

import pytest

from duespark.engine.tax.countries import COUNTRIES
from duespark.engine.tax.rates import rates_for

TODAY = date(2026, 1, 1)


def shown(country: str, on: date) -> str:
    return ", ".join(f"{rate.key} {rate.rate}" for rate in rates_for(country, on) if rate.category in ("S", "Z"))


class TestRates:
    @pytest.mark.parametrize(
        ("country", "expected"),
        [
            ("AE", "standard 5, zero 0"),
            ("AU", "standard 10, zero 0"),
            ("CH", "standard 8.1, reduced 2.6, second_reduced 3.8"),
            ("GB", "standard 20, reduced 5, zero 0"),
            ("IS", "standard 24, reduced 11, zero 0"),
            ("JP", "standard 10, reduced 8"),
            ("LI", "standard 8.1, reduced 2.6, second_reduced 3.8"),
            ("NO", "standard 25, reduced 15, second_reduced 12, super_reduced 11.11, zero 0"),
            ("NZ", "standard 15, zero 0"),
            ("SA", "standard 15, zero 0"),
            ("SG", "standard 9, zero 0"),
            ("TR", "standard 20, reduced 10, super_reduced 1"),
            ("ZA", "standard 15, zero 0"),
        ],
    )
    def test_of_2026(self, country: str, expected: str) -> None:
        assert shown(country, TODAY) == expected

    @pytest.mark.parametrize(
        ("country", "day", "expected"),
        [
            ("AE", "2017-12-31", ""),
            ("AE", "2018-01-01", "standard 5, zero 0"),
            ("AU", "2000-06-30", ""),
            ("AU", "2000-07-01", "standard 10, zero 0"),
            ("CH", "2010-12-31", "standard 7.6, reduced 2.4, second_reduced 3.6"),
            ("CH", "2011-01-01", "standard 8, reduced 2.5, second_reduced 3.8"),
            ("CH", "2018-01-01", "standard 7.7, reduced 2.5, second_reduced 3.7"),
            ("CH", "2023-12-31", "standard 7.7, reduced 2.5, second_reduced 3.7"),
            ("CH", "2024-01-01", "standard 8.1, reduced 2.6, second_reduced 3.8"),
            ("LI", "2023-12-31", "standard 7.7, reduced 2.5, second_reduced 3.7"),
            ("GB", "2008-12-01", "standard 15, reduced 5, zero 0"),
            ("GB", "2010-01-01", "standard 17.5, reduced 5, zero 0"),
            ("GB", "2011-01-03", "standard 17.5, reduced 5, zero 0"),
            ("GB", "2011-01-04", "standard 20, reduced 5, zero 0"),
            ("IS", "2014-12-31", "standard 25.5, reduced 7, zero 0"),
            ("IS", "2015-01-01", "standard 24, reduced 11, zero 0"),
            ("JP", "2014-03-31", "standard 5"),
            ("JP", "2014-04-01", "standard 8"),
            ("JP", "2019-09-30", "standard 8"),
            ("JP", "2019-10-01", "standard 10, reduced 8"),
            ("NO", "2015-12-31", "standard 25, reduced 15, second_reduced 8, super_reduced 11.11, zero 0"),
            ("NO", "2016-01-01", "standard 25, reduced 15, second_reduced 10, super_reduced 11.11, zero 0"),
            ("NO", "2018-01-01", "standard 25, reduced 15, second_reduced 12, super_reduced 11.11, zero 0"),
            ("NO", "2020-04-01", "standard 25, reduced 15, second_reduced 6, super_reduced 11.11, zero 0"),
            ("NO", "2021-10-01", "standard 25, reduced 15, second_reduced 12, super_reduced 11.11, zero 0"),
            ("NZ", "2010-09-30", "standard 12.5, zero 0"),
            ("NZ", "2010-10-01", "standard 15, zero 0"),
            ("SA", "2020-06-30", "standard 5, zero 0"),
            ("SA", "2020-07-01", "standard 15, zero 0"),
            ("SG", "2003-12-31", "standard 4, zero 0"),
            ("SG", "2007-06-30", "standard 5, zero 0"),
            ("SG", "2022-12-31", "standard 7, zero 0"),
            ("SG", "2023-01-01", "standard 8, zero 0"),
            ("SG", "2023-12-31", "standard 8, zero 0"),
            ("SG", "2024-01-01", "standard 9, zero 0"),
            ("TR", "2023-07-09", "standard 18, reduced 8, super_reduced 1"),
            ("TR", "2023-07-10", "standard 20, reduced 10, super_reduced 1"),
            ("ZA", "2018-03-31", "standard 14, zero 0"),
            ("ZA", "2018-04-01", "standard 15, zero 0"),
        ],
    )
    def test_of_earlier_days(self, country: str, day: str, expected: str) -> None:
        assert shown(country, date.fromisoformat(day)) == expected


class TestTreatments:
    def test_australia_calls_them_by_their_names(self) -> None:
        found = {rate.key: (rate.category, rate.label, rate.reason) for rate in COUNTRIES["AU"].treatments}
        assert found == {
            "exempt": ("E", "Input taxed", "Input taxed, Division 40 GST Act 1999"),
            "reverse_charge": (
                "AE",
                "Reverse charge",
                "GST payable by the recipient, Divisions 83 and 84 GST Act 1999",
            ),
            "export": ("G", "GST-free export", "GST-free export, Subdivision 38-E GST Act 1999"),
            "margin_scheme": (
                "E",
                "Margin scheme",
                "Sold under the margin scheme, Division 75 GST Act 1999; no tax invoice",
            ),
            "out_of_scope": ("O", "No tax", "Not subject to tax"),
        }

    @pytest.mark.parametrize(
        ("country", "keys"),
        [
            ("NZ", "exempt export out_of_scope"),
            ("CH", "exempt reverse_charge export out_of_scope"),
            ("ZA", "exempt export out_of_scope"),
            ("AE", "exempt reverse_charge export out_of_scope"),
        ],
    )
    def test_have_a_reverse_charge_only_where_the_law_has_one(self, country: str, keys: str) -> None:
        assert " ".join(rate.key for rate in COUNTRIES[country].treatments) == keys

    def test_carry_no_codes_of_a_list_they_do_not_use(self) -> None:
        outside = [table for code, table in COUNTRIES.items() if code in ("AU", "CA", "CH", "GB", "IN", "US", "ZA")]
        assert {rate.reason_code for table in outside for rate in table.treatments} == {""}
