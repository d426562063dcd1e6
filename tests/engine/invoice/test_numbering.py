"""Number patterns: what they make, what they refuse, and which numbers are counted together."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.numbering import (
    InvalidPattern,
    NoClientCode,
    NumberPattern,
    Reset,
    financial_year,
    next_reset,
    period_key,
)

MAY = date(2026, 5, 9)


class TestFormat:
    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("INV-{seq:4}", "INV-0007"),
            ("{year}-{seq:4}", "2026-0007"),
            ("{year}-{month}-{seq:3}", "2026-05-007"),
            ("ACME-INV-{year}-{seq:3}", "ACME-INV-2026-007"),
            ("{client}-{seq:3}", "NOVA-007"),
            ("INV-{year}-Q{quarter}-{seq:4}", "INV-2026-Q2-0007"),
            ("FV/{seq}/{month}/{year:2}", "FV/7/05/26"),
            ("{year}{seq:5}", "202600007"),
            ("{year:4}_{seq:8}", "2026_00000007"),
        ],
    )
    def test_every_scheme(self, pattern: str, expected: str) -> None:
        assert NumberPattern.parse(pattern).format(sequence=7, on=MAY, client_code="NOVA") == expected

    def test_a_sequence_longer_than_its_padding_grows(self) -> None:
        assert NumberPattern.parse("INV-{seq:3}").format(sequence=1000, on=MAY) == "INV-1000"

    def test_a_client_needs_a_code(self) -> None:
        with pytest.raises(NoClientCode, match=r"contains \{client\}, but the client has no code"):
            NumberPattern.parse("{client}-{seq:3}").format(sequence=1, on=MAY, client_code=" ")

    @pytest.mark.parametrize(
        ("on", "year_start", "expected"),
        [
            (date(2026, 3, 31), 4, "2025-26 25 Q4 03"),
            (date(2026, 4, 1), 4, "2026-27 26 Q1 04"),
            (date(2026, 6, 30), 7, "2025-26 25 Q4 06"),
            (date(2026, 7, 1), 7, "2026-27 26 Q1 07"),
            (date(2026, 12, 31), 1, "2026-26 26 Q4 12"),
            (date(2026, 1, 31), 2, "2025-26 25 Q4 01"),
            (date(2026, 11, 30), 12, "2025-26 25 Q4 11"),
        ],
    )
    def test_financial_years(self, on: date, year_start: int, expected: str) -> None:
        """India counts from April (CGST Rules 2017, rule 46(b): unique for a financial year), Australia from July."""
        pattern = NumberPattern.parse(
            "{year}-{endyear:2} {year:2} Q{quarter} {month} {seq}", reset="yearly", year_start=year_start
        )
        assert pattern.format(sequence=1, on=on) == f"{expected} 1"

    @pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
    def test_quarters(self, month: int, quarter: int) -> None:
        assert NumberPattern.parse("{quarter}-{seq}").format(sequence=1, on=date(2026, month, 1)) == f"{quarter}-1"


class TestParse:
    @pytest.mark.parametrize(
        ("pattern", "problem"),
        [
            ("", "exactly once"),
            ("INV-{year}", "exactly once"),
            ("{seq}-{seq}", "exactly once"),
            ("INV-{seq:2}", "allowed are"),
            ("INV-{seq:9}", "allowed are"),
            ("{year:3}-{seq}", "allowed are"),
            ("{month:2}-{seq}", "allowed are"),
            ("{day}-{seq}", "allowed are"),
            ("{{seq}}", "allowed are"),
            ("INV-{seq", "allowed are"),
            ("INV-{SEQ}", "allowed are"),
            ("A\n{seq}", "one line"),
            ("A" * 56 + "{seq}", "one line"),
            ("{seq}{year}", "separator"),
            ("{seq:4}0", "separator"),
            ("{client}{seq}", "separator"),
            ("{seq}{client}", "separator"),
            ("{client}{year}{seq}", "separator"),
            ("{client}7{month}1{seq:3}", "separator"),
            ("{client}-{client}-{seq}", "at most once"),
            ("{endyear:3}-{seq}", "allowed are"),
            ("{seq}\u2028", "one line"),
        ],
    )
    def test_refuses_what_cannot_number(self, pattern: str, problem: str) -> None:
        with pytest.raises(InvalidPattern, match=problem) as caught:
            NumberPattern.parse(pattern)
        assert caught.value.pointer == "/pattern"

    def test_sixty_characters_are_fine(self) -> None:
        assert NumberPattern.parse("A" * 55 + "{seq}") == NumberPattern(text="A" * 55 + "{seq}", reset="never")

    @pytest.mark.parametrize(
        "pattern", ["{client}Q{quarter}{seq}", "{client}{year}-{seq}", "{client}-1{seq}", "0{seq:3}"]
    )
    def test_digits_before_the_count_are_fine_behind_a_separator(self, pattern: str) -> None:
        assert NumberPattern.parse(pattern).text == pattern

    def test_the_sentence_tells_what_is_allowed(self) -> None:
        with pytest.raises(InvalidPattern) as caught:
            NumberPattern.parse("{day}-{seq}")
        assert str(caught.value) == (
            "The number pattern '{day}-{seq}' cannot be used: allowed are {seq}, {seq:3} to {seq:8}, {year}, {endyear}, "
            "{month}, {quarter}, {client} and short {year:2}."
        )

    @pytest.mark.parametrize(
        ("pattern", "reset", "problem"),
        [
            ("{seq}", "quarterly", "repeat unless it contains {quarter} and {year} or {month} and {year}."),
            ("{seq}", "monthly", "numbers that start over monthly repeat unless it contains {month} and {year}."),
            ("{seq}", "weekly", "numbers start over never, yearly, quarterly, monthly, not 'weekly'."),
        ],
    )
    def test_the_sentence_tells_what_is_needed(self, pattern: str, reset: Reset, problem: str) -> None:
        with pytest.raises(InvalidPattern) as caught:
            NumberPattern.parse(pattern, reset=reset)
        assert str(caught.value).endswith(problem)

    def test_a_count_for_each_client_must_show_the_client(self) -> None:
        with pytest.raises(
            InvalidPattern, match=r"counted for each client repeat unless it contains \{client\}"
        ) as caught:
            NumberPattern.parse("INV-{seq}", per_client=True)
        assert caught.value.pointer == "/pattern"
        assert NumberPattern.parse("{client}-{seq}", per_client=True).per_client

    @pytest.mark.parametrize("month", [0, 13, -1])
    def test_a_financial_year_starts_in_a_month(self, month: int) -> None:
        with pytest.raises(InvalidPattern, match=f"one of the months 1 to 12, not {month}"):
            NumberPattern.parse("{year}-{seq}", reset="yearly", year_start=month)

    @pytest.mark.parametrize("month", [1, 12])
    def test_any_month_will_do(self, month: int) -> None:
        assert NumberPattern.parse("{endyear}-{seq}", reset="yearly", year_start=month).year_start == month

    @pytest.mark.parametrize(
        ("pattern", "reset"),
        [
            ("{seq}", "yearly"),
            ("{month}-{seq}", "yearly"),
            ("{year}-{seq}", "quarterly"),
            ("{quarter}-{seq}", "quarterly"),
            ("{year}-{seq}", "monthly"),
            ("{year}-{quarter}-{seq}", "monthly"),
            ("{year}-{seq}", "weekly"),
        ],
    )
    def test_refuses_resets_that_would_repeat_numbers(self, pattern: str, reset: Reset) -> None:
        with pytest.raises(InvalidPattern, match="numbers"):
            NumberPattern.parse(pattern, reset=reset)

    @given(
        st.sampled_from(
            [
                ("{year}-{seq:3}", "yearly"),
                ("{year}/{quarter}/{seq}", "quarterly"),
                ("{year}-{month}-{seq}", "quarterly"),
                ("{year:2}{month}{seq:4}", "monthly"),
            ]
        ),
        st.dates(date(2020, 1, 1), date(2099, 12, 31)),
        st.integers(1, 2000),
        st.integers(1, 1999),
    )
    def test_numbers_of_different_periods_differ(
        self, kind: tuple[str, Reset], on: date, sequence: int, days: int
    ) -> None:
        pattern = NumberPattern.parse(kind[0], reset=kind[1])
        later = min(on + timedelta(days=days), date(2099, 12, 31))
        same_period = period_key(pattern.reset, on) == period_key(pattern.reset, later)
        if not same_period:
            assert pattern.format(sequence=sequence, on=on) != pattern.format(sequence=sequence, on=later)


class TestPeriodKey:
    @pytest.mark.parametrize(
        ("reset", "before", "after"),
        [
            ("yearly", date(2025, 12, 31), date(2026, 1, 1)),
            ("quarterly", date(2026, 3, 31), date(2026, 4, 1)),
            ("monthly", date(2026, 1, 31), date(2026, 2, 1)),
        ],
    )
    def test_changes_at_the_boundary_and_not_before(self, reset: Reset, before: date, after: date) -> None:
        assert period_key(reset, before) != period_key(reset, after)
        assert period_key(reset, before - timedelta(days=1)) == period_key(reset, before)

    @pytest.mark.parametrize(
        ("reset", "before", "after", "keys"),
        [
            ("yearly", date(2026, 3, 31), date(2026, 4, 1), ("2025", "2026")),
            ("quarterly", date(2026, 3, 31), date(2026, 4, 1), ("2025-Q4", "2026-Q1")),
            ("quarterly", date(2026, 12, 31), date(2027, 1, 1), ("2026-Q3", "2026-Q4")),
            ("monthly", date(2026, 3, 31), date(2026, 4, 1), ("2026-03", "2026-04")),
        ],
    )
    def test_follows_a_financial_year_from_april(
        self, reset: Reset, before: date, after: date, keys: tuple[str, str]
    ) -> None:
        assert (period_key(reset, before, year_start=4), period_key(reset, after, year_start=4)) == keys

    def test_a_pattern_counts_each_client_alone_only_if_asked(self) -> None:
        text = "{client}-{year}-{seq}"
        each = NumberPattern.parse(text, reset="yearly", per_client=True, year_start=7)
        assert (each.period(MAY, "NOVA"), each.period(MAY, "2026")) == ("2025/NOVA", "2025/2026")
        assert NumberPattern.parse(text, reset="yearly", year_start=7).period(MAY, "NOVA") == "2025"
        assert NumberPattern.parse("{client}-{seq}", per_client=True).period(MAY, "2026") == "/2026"

    def test_never_is_one_period(self) -> None:
        assert period_key("never", date(1999, 1, 1)) == period_key("never", date(2026, 1, 1)) == ""


class TestNextReset:
    @given(
        st.sampled_from(["yearly", "quarterly", "monthly"]),
        st.dates(date(1900, 1, 1), date(9000, 1, 1)),
        st.integers(1, 12),
    )
    def test_is_the_first_day_of_the_period_behind(self, reset: Reset, on: date, year_start: int) -> None:
        after = next_reset(reset, on, year_start=year_start)
        assert after is not None
        assert after.day == 1
        assert on < after
        last = after - timedelta(days=1)
        assert period_key(reset, last, year_start=year_start) == period_key(reset, on, year_start=year_start)
        assert period_key(reset, after, year_start=year_start) != period_key(reset, on, year_start=year_start)

    @pytest.mark.parametrize(
        ("reset", "after"),
        [("yearly", date(2027, 1, 1)), ("quarterly", date(2026, 7, 1)), ("monthly", date(2026, 6, 1))],
    )
    def test_of_the_calendar_year(self, reset: Reset, after: date) -> None:
        assert next_reset(reset, MAY) == after

    def test_never(self) -> None:
        assert next_reset("never", MAY) is None

    def test_ends_with_the_calendar(self) -> None:
        assert next_reset("monthly", date(9999, 11, 30)) == date(9999, 12, 1)
        assert next_reset("monthly", date(9999, 12, 1)) is None
        assert next_reset("yearly", date(9999, 1, 1)) is None


class TestFinancialYear:
    @given(st.dates(), st.integers(1, 12))
    def test_begins_with_its_month(self, on: date, year_start: int) -> None:
        year = financial_year(on, year_start)
        assert (year, year_start) <= (on.year, on.month) < (year + 1, year_start)
