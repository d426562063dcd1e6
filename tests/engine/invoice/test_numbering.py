"""Number patterns, periods and gaps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.numbering import (
    InvalidPattern,
    NoClientCode,
    NumberPattern,
    Reset,
    find_gaps,
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
            NumberPattern.parse("{client}-{seq:3}").format(sequence=1, on=MAY)

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
        ],
    )
    def test_refuses_what_cannot_number(self, pattern: str, problem: str) -> None:
        with pytest.raises(InvalidPattern, match=problem) as caught:
            NumberPattern.parse(pattern)
        assert caught.value.pointer == "/pattern"

    def test_sixty_characters_are_fine(self) -> None:
        assert NumberPattern.parse("A" * 55 + "{seq}").reset == "never"

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

    def test_never_is_one_period(self) -> None:
        assert period_key("never", date(1999, 1, 1)) == period_key("never", date(2026, 1, 1)) == ""


class TestFindGaps:
    @given(st.sets(st.integers(1, 300), min_size=1))
    def test_finds_exactly_what_is_missing(self, present: set[int]) -> None:
        gaps = find_gaps(present, first=1)
        assert set(gaps) | present == set(range(1, max(present) + 1))
        assert not set(gaps) & present
        assert list(gaps) == sorted(gaps)

    def test_counts_from_the_lowest_without_a_first(self) -> None:
        assert find_gaps([5, 7, 7, 6]) == ()

    def test_a_first_above_the_lowest_does_not_invent_gaps(self) -> None:
        assert find_gaps([1, 5], first=3) == (3, 4)

    def test_a_jump_does_not_fill_the_memory(self) -> None:
        assert find_gaps([1, 10**12, 10**12 + 5], most=3) == (2, 3, 4)
