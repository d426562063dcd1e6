"""How long documents must be kept, against the laws cited."""

from datetime import date

import pytest

from duespark.engine.invoice.retention import ELSEWHERE, LAWS, erasable_before, kept_until, retention_rule


class TestKeptUntil:
    @pytest.mark.parametrize(
        ("country", "day", "last"),
        [
            ("DE", date(2026, 1, 1), date(2034, 12, 31)),  # eight years from the end of the year of the document
            ("DE", date(2026, 12, 31), date(2034, 12, 31)),
            ("PL", date(2026, 12, 31), date(2032, 12, 31)),  # five years from the end of the year in which tax was due
            ("FR", date(2026, 5, 9), date(2037, 12, 31)),  # ten years from the close of the financial year
            ("GB", date(2026, 5, 9), date(2033, 12, 31)),
            ("US", date(2026, 5, 9), date(2033, 12, 31)),
            ("XX", date(2026, 5, 9), date(2037, 12, 31)),
        ],
    )
    def test_runs_to_the_end_of_a_year(self, country: str, day: date, last: date) -> None:
        assert kept_until(day, country) == last


class TestErasableBefore:
    @pytest.mark.parametrize(("country", "years"), [("DE", 0), ("PL", 0), ("PL", 3), ("FR", 12), ("XX", 0)])
    def test_agrees_with_the_last_day_a_document_is_kept(self, country: str, years: int) -> None:
        first = erasable_before(date(2040, 6, 1), country, years=years)
        assert kept_until(first, country, years=years) >= date(2040, 6, 1)
        assert kept_until(first.replace(year=first.year - 1, month=12, day=31), country, years=years) < date(2040, 6, 1)

    def test_a_period_of_ones_own_is_never_shorter(self) -> None:
        assert kept_until(date(2026, 5, 9), "DE", years=2) == kept_until(date(2026, 5, 9), "DE")
        assert kept_until(date(2026, 5, 9), "DE", years=12) == date(2038, 12, 31)


class TestRule:
    def test_cites_a_law_or_says_that_none_is_known(self) -> None:
        assert all(rule.law and rule.years >= 5 for rule in LAWS.values())
        assert retention_rule("BR") is ELSEWHERE
        assert ELSEWHERE.years == max(rule.years for rule in LAWS.values())
