"""Schemes of a form and the patterns they stand for; numbers of drafts."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.draft_numbers import draft_number
from duespark.engine.invoice.number_places import next_place
from duespark.engine.invoice.number_schemes import SCHEMES, NumberScheme, SchemeName, Separator, pattern_of, scheme_of
from duespark.engine.invoice.numbering import InvalidPattern, NumberPattern, Reset
from tests.support.examples import examples

schemes = st.builds(
    NumberScheme,
    prefix=st.text(alphabet="ABQ0-_/ ", max_size=6),
    separator=st.sampled_from(get_args(Separator)),
    shown=st.permutations(["client", "year", "month", "quarter"]).flatmap(
        lambda names: st.integers(0, 4).map(lambda most: tuple(names[:most]))
    ),
    padding=st.integers(3, 8),
)


class TestPatternOf:
    @pytest.mark.parametrize(
        ("name", "reset", "numbers"),
        [
            ("sequential", "never", ["INV-0001", "INV-0002"]),
            ("yearly", "yearly", ["2025-0001", "2025-0002"]),
            ("monthly", "monthly", ["2025-01-001", "2025-01-002"]),
            ("custom_prefix", "yearly", ["ACME-INV-2025-001", "ACME-INV-2025-002"]),
            ("client", "never", ["CLIENTA-001", "CLIENTA-002"]),
            ("quarterly", "quarterly", ["INV-2025-Q1-0001", "INV-2025-Q1-0002"]),
        ],
    )
    def test_every_named_scheme(self, name: SchemeName, reset: Reset, numbers: list[str]) -> None:
        scheme = SCHEMES[name]
        pattern = pattern_of(scheme)
        place = next_place(pattern, {}, on=date(2025, 1, 15), client_code="CLIENTA", start=scheme.start)
        second = next_place(pattern, {place.period: 1}, on=date(2025, 1, 15), client_code="CLIENTA")
        assert [place.number, second.number] == numbers
        assert (pattern.reset, pattern.per_client) == (reset, name == "client")

    def test_every_name_has_a_scheme(self) -> None:
        assert tuple(SCHEMES) == get_args(SchemeName)

    @pytest.mark.parametrize(
        ("scheme", "text"),
        [
            (NumberScheme(), "{seq:4}"),
            (
                NumberScheme(prefix="R", separator="/", shown=("short_year", "month"), padding=8),
                "R/{year:2}/{month}/{seq:8}",
            ),
            (NumberScheme(separator="_", shown=("quarter", "client"), padding=3), "Q{quarter}_{client}_{seq:3}"),
        ],
    )
    def test_joins_the_parts(self, scheme: NumberScheme, text: str) -> None:
        assert pattern_of(scheme).text == text

    def test_follows_the_financial_year(self) -> None:
        assert pattern_of(SCHEMES["yearly"], year_start=7).year_start == 7
        assert pattern_of(SCHEMES["yearly"]).year_start == 1

    @pytest.mark.parametrize(
        ("scheme", "problem"),
        [
            (NumberScheme(padding=2), "allowed are"),
            (NumberScheme(padding=9), "allowed are"),
            (NumberScheme(prefix="{INV"), "allowed are"),
            (NumberScheme(prefix="I" * 60), "60 characters"),
            (NumberScheme(reset="yearly"), "contains {year}"),
            (NumberScheme(per_client=True), "contains {client}"),
        ],
    )
    def test_refuses_what_cannot_number(self, scheme: NumberScheme, problem: str) -> None:
        with pytest.raises(InvalidPattern, match=problem):
            pattern_of(scheme)

    @pytest.mark.parametrize("start", [-1, 0, 100_000_000])
    def test_counting_begins_within_reason(self, start: int) -> None:
        with pytest.raises(InvalidPattern, match="counting begins at 1 to 99999999"):
            pattern_of(NumberScheme(start=start))


class TestSchemeOf:
    @examples(60)
    @given(schemes)
    def test_a_form_shows_what_was_entered(self, scheme: NumberScheme) -> None:
        """Where one pattern can be entered in two ways, the form shows one of them, and it means the same."""
        pattern = pattern_of(scheme)
        shown = scheme_of(pattern)
        if shown is None:
            assert scheme.prefix[-1:] == "" or scheme.prefix[0] in "-_/"
        else:
            assert pattern_of(shown) == pattern
            assert shown.shown[len(shown.shown) - len(scheme.shown) :] == scheme.shown

    @pytest.mark.parametrize("name", get_args(SchemeName))
    def test_named_schemes_come_back(self, name: SchemeName) -> None:
        assert scheme_of(pattern_of(SCHEMES[name])) == SCHEMES[name]

    def test_keeps_the_start_and_the_financial_year(self) -> None:
        scheme = NumberScheme(
            prefix="A-B", separator="/", shown=("year", "client"), padding=7, start=12, reset="yearly"
        )
        assert scheme_of(pattern_of(scheme, year_start=4), start=12) == scheme

    @pytest.mark.parametrize(
        "text",
        [
            "INV{seq:4}",
            "INV-{seq}",
            "{seq:4}-{year}",
            "FV/{seq:3}/{month}/{year}",
            "-{seq:4}",
            "-{year}-{seq:4}",
            "{year}/{month}-{seq:4}",
            "A{year}-{seq:4}",
            "{quarter}-{seq:4}",
            "{endyear}-{seq:4}",
            "INV.{seq:4}",
            "INV-{seq:4}-X",
        ],
    )
    def test_other_patterns_are_shown_as_they_are(self, text: str) -> None:
        assert scheme_of(NumberPattern.parse(text)) is None


class TestDraftNumber:
    def test_shows_three_digits_and_more_where_they_are_needed(self) -> None:
        """NUM-14: drafts have a series of their own (E16)."""
        assert [draft_number(at) for at in (1, 42, 999, 1000)] == ["DRAFT-001", "DRAFT-042", "DRAFT-999", "DRAFT-1000"]
