"""The day whose rate the law wants: when the tax falls due, in Poland the day before."""

from datetime import date

import pytest

from duespark.engine.tax.exchange_day import exchange_day

MONDAY, FRIDAY = date(2026, 1, 19), date(2026, 1, 23)


class TestExchangeDay:
    @pytest.mark.parametrize(
        ("country", "issued", "supplied", "expected"),
        [
            ("DE", FRIDAY, MONDAY, MONDAY),
            ("DE", MONDAY, FRIDAY, FRIDAY),
            ("DE", FRIDAY, None, FRIDAY),
            ("PL", FRIDAY, MONDAY, date(2026, 1, 18)),
            ("PL", MONDAY, FRIDAY, date(2026, 1, 18)),
            ("PL", FRIDAY, None, date(2026, 1, 22)),
        ],
    )
    def test_follows_the_supply_and_the_law(
        self, country: str, issued: date, supplied: date | None, expected: date
    ) -> None:
        assert exchange_day(country, issue_date=issued, supply_date=supplied) == expected
