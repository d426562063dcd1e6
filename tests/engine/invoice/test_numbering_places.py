"""Places in a series: the next one, batches, previews, and numbers read back."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.number_places import (
    Preview,
    Waiting,
    is_running_out,
    next_place,
    number_batch,
    places_left,
    preview,
)
from duespark.engine.invoice.number_reading import Place, last_used, read_number
from duespark.engine.invoice.number_schemes import SCHEMES, SchemeName, pattern_of
from duespark.engine.invoice.numbering import InvalidPattern, NoClientCode, NumberPattern, Reset
from tests.support.examples import examples

MAY = date(2026, 5, 9)
YEARLY = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")
CLIENTS = NumberPattern.parse("{client}-{seq:3}", per_client=True)

days = st.dates(date(2000, 1, 1), date(2049, 12, 31))
pieces = st.sampled_from(
    ["{year}", "{year:2}", "{endyear}", "{endyear:2}", "{month}", "{quarter}", "{client}", "-", "/", "A", "7", "Q", "0"]
)
counts = st.sampled_from(["{seq}", "{seq:3}", "{seq:4}", "{seq:8}"])
codes = st.text(alphabet="A17-0/Q .\n", min_size=1, max_size=5).filter(lambda code: bool(code.strip()))


RESETS: tuple[Reset, ...] = get_args(Reset)


def parsed(text: str, reset: Reset = "never", *, per_client: bool = False, year_start: int = 1) -> NumberPattern | None:
    try:
        return NumberPattern.parse(text, reset=reset, per_client=per_client, year_start=year_start)
    except InvalidPattern:
        return None


@st.composite
def patterns(draw: st.DrawFn) -> NumberPattern:
    """Any pattern that is accepted, under any settings that fit it; separators only where it cannot do without."""
    before, after = draw(st.lists(pieces, max_size=5)), draw(st.lists(pieces, max_size=3))
    parts = [*before, draw(counts), *after]
    while len("-".join(parts)) > 60:
        parts.pop(0)
    parts = [part for at, part in enumerate(parts) if part != "{client}" or part not in parts[:at]]
    text = "".join(parts) if parsed("".join(parts)) else "-".join(parts)
    per_client, year_start = "{client}" in parts and draw(st.booleans()), draw(st.integers(1, 12))
    every = [parsed(text, reset, per_client=per_client, year_start=year_start) for reset in RESETS]
    return draw(st.sampled_from([pattern for pattern in every if pattern]))


class TestReadNumber:
    @given(patterns(), days, st.integers(1, 12_000), codes)
    def test_reads_back_what_was_written(self, pattern: NumberPattern, on: date, sequence: int, code: str) -> None:
        """NUM-10: because every place can be read from its number, two places never have the same number."""
        number = pattern.format(sequence=sequence, on=on, client_code=code)
        read = read_number(pattern, number, near=date(2025, 1, 1))
        assert read == Place(period=pattern.period(on, code), sequence=sequence, number=number)

    @given(patterns(), days, days, st.integers(1, 120), st.integers(1, 120), codes, codes)
    def test_no_two_places_have_the_same_number(
        self, pattern: NumberPattern, on: date, later: date, sequence: int, other: int, code: str, second: str
    ) -> None:
        one = pattern.format(sequence=sequence, on=on, client_code=code)
        two = pattern.format(sequence=other, on=later, client_code=second)
        same = (pattern.period(on, code), sequence) == (pattern.period(later, second), other)
        assert same or one != two

    @pytest.mark.parametrize(
        ("pattern", "number"),
        [
            ("INV-{seq:3}", "INV-12"),
            ("INV-{seq:3}", "INV-0012"),
            ("INV-{seq:3}", "inv-012"),
            ("INV-{seq:3}", "INV-012 "),
            ("INV-{seq:3}", "INV-012\n"),
            ("INV-{seq:3}", "XINV-012"),
            ("INV.{seq:3}", "INV-012"),
            ("{seq}", "007"),
            ("{seq}", ""),
            ("{seq}", "٧"),
            ("{seq}", "1" * 19),
            ("{seq:3}", "1" * 5000),
            ("{year}-{seq}", "0000-1"),
            ("{year}-{seq}", "26-1"),
            ("{month}-{seq}", "13-1"),
            ("{month}-{seq}", "00-1"),
            ("{quarter}-{seq}", "5-1"),
            ("{quarter}-{seq}", "0-1"),
            ("{year}/{year}-{seq}", "2025/2026-1"),
            ("{year}/{year:2}-{seq}", "2025/26-1"),
            ("{month}/{quarter}-{seq}", "05/3-1"),
            ("{client}-{seq}", "-1"),
            ("{client}-{seq}", " -1"),
        ],
    )
    def test_refuses_what_the_pattern_does_not_make(self, pattern: str, number: str) -> None:
        assert read_number(NumberPattern.parse(pattern), number, near=MAY) is None

    def test_eighteen_digits_can_be_read(self) -> None:
        place = read_number(NumberPattern.parse("{seq}"), "9" * 18, near=MAY)
        assert place == Place(period="", sequence=10**18 - 1, number="9" * 18)
        place = read_number(NumberPattern.parse("{seq:8}"), "9" * 18, near=MAY)
        assert place is not None
        assert place.sequence == 10**18 - 1
        assert read_number(NumberPattern.parse("{seq:8}"), "9" * 19, near=MAY) is None

    @pytest.mark.parametrize(
        ("number", "near", "period"),
        [
            ("99-1", date(2026, 1, 1), "1999"),
            ("75-1", date(2026, 1, 1), "2075"),
            ("76-1", date(2026, 1, 1), "1976"),
            ("26-1", date(2026, 1, 1), "2026"),
            ("00-1", date(1999, 1, 1), "2000"),
        ],
    )
    def test_a_short_year_is_within_fifty_years(self, number: str, near: date, period: str) -> None:
        place = read_number(NumberPattern.parse("{year:2}-{seq}", reset="yearly"), number, near=near)
        assert place is not None
        assert place.period == period

    def test_the_period_is_that_of_the_financial_year(self) -> None:
        pattern = NumberPattern.parse("{endyear:2}-{quarter}/{seq}", reset="quarterly", year_start=7)
        place = read_number(pattern, "26-4/3", near=MAY)
        assert place == Place(period="2025-Q4", sequence=3, number="26-4/3")

    @pytest.mark.parametrize("year_start", [1, 4, 7, 12])
    @pytest.mark.parametrize("quarter", [1, 2, 3, 4])
    def test_every_quarter_of_every_financial_year(self, quarter: int, year_start: int) -> None:
        pattern = NumberPattern.parse("{year}-{quarter}/{seq}", reset="quarterly", year_start=year_start)
        place = read_number(pattern, f"2026-{quarter}/3", near=MAY)
        assert place == Place(period=f"2026-Q{quarter}", sequence=3, number=f"2026-{quarter}/3")

    @pytest.mark.parametrize("year_start", range(1, 13))
    def test_a_year_alone_is_the_financial_year(self, year_start: int) -> None:
        pattern = NumberPattern.parse("{year}/{seq}", reset="yearly", year_start=year_start)
        assert read_number(pattern, "2026/3", near=MAY) == Place(period="2026", sequence=3, number="2026/3")

    def test_other_patterns_say_their_year_otherwise(self) -> None:
        pattern = NumberPattern.parse("{endyear}/{seq}", reset="yearly", year_start=1)
        assert read_number(pattern, "2026/3", near=MAY) == Place(period="2026", sequence=3, number="2026/3")


class TestLastUsed:
    def test_numbers_go_on_where_another_program_ended(self) -> None:
        used = ["INV-2026-0041", "INV-2026-0056", "INV-2026-0007", "INV-2025-0003", "R 12"]
        last = last_used(YEARLY, used, near=MAY)
        assert last == {"2026": 56, "2025": 3}
        assert next_place(YEARLY, last, on=MAY).number == "INV-2026-0057"
        assert next_place(YEARLY, last, on=date(2027, 1, 1)).number == "INV-2027-0001"

    def test_nothing_was_used(self) -> None:
        assert last_used(YEARLY, [], near=MAY) == {}

    def test_a_count_of_zero_counts(self) -> None:
        assert last_used(YEARLY, ["INV-2026-0000"], near=MAY) == {"2026": 0}


class TestNextPlace:
    def test_is_one_behind_the_last_of_its_period(self) -> None:
        last = {"2025": 112, "2026": 7}
        assert next_place(YEARLY, last, on=MAY) == Place(period="2026", sequence=8, number="INV-2026-0008")
        assert next_place(YEARLY, last, on=date(2025, 12, 31)).number == "INV-2025-0113"

    def test_each_period_begins_at_the_start(self) -> None:
        assert next_place(YEARLY, {"2025": 112}, on=MAY, start=501).number == "INV-2026-0501"
        assert next_place(YEARLY, {"2026": 7}, on=MAY, start=501).number == "INV-2026-0008"

    def test_clients_are_counted_alone(self) -> None:
        last = {"/CLIENTA": 1, "/CLIENTB": 6}
        numbers = [next_place(CLIENTS, last, on=MAY, client_code=code).number for code in ("CLIENTA", "CLIENTB", "NEW")]
        assert numbers == ["CLIENTA-002", "CLIENTB-007", "NEW-001"]

    def test_a_client_needs_a_code(self) -> None:
        with pytest.raises(NoClientCode):
            next_place(CLIENTS, {}, on=MAY)


class TestNumberBatch:
    def test_dates_and_numbers_rise_together(self) -> None:
        """FM-22: a batch is numbered by issue date, then by id, whatever order it came in."""
        batch = [
            Waiting(id="3", on=date(2026, 1, 1)),
            Waiting(id="2", on=date(2025, 12, 31)),
            Waiting(id="1", on=date(2026, 1, 1)),
            Waiting(id="0", on=date(2026, 1, 2)),
        ]
        places = number_batch(YEARLY, {"2025": 9}, batch)
        assert [(id, place.number) for id, place in places] == [
            ("2", "INV-2025-0010"),
            ("1", "INV-2026-0001"),
            ("3", "INV-2026-0002"),
            ("0", "INV-2026-0003"),
        ]

    def test_a_client_who_is_not_named_has_no_code(self) -> None:
        with pytest.raises(NoClientCode):
            number_batch(CLIENTS, {}, [Waiting(id="a", on=MAY)])

    def test_starts_where_told_and_knows_clients(self) -> None:
        batch = [Waiting(id=code, on=MAY, client_code=code) for code in ("B", "A")] * 2
        numbers = [place.number for _, place in number_batch(CLIENTS, {"/B": 2}, batch, start=10)]
        assert numbers == ["A-010", "A-011", "B-003", "B-004"]

    @examples(30)
    @given(
        st.lists(st.tuples(days, st.text(max_size=3)), max_size=30),
        st.dictionaries(st.just("2026"), st.integers(1, 99)),
    )
    def test_no_number_twice_and_none_left_out(self, waiting: list[tuple[date, str]], last: dict[str, int]) -> None:
        """FM-19 and FM-20, as far as counting goes: consecutive in every period, from where it stood."""
        before = dict(last)
        places = number_batch(YEARLY, last, [Waiting(id=id, on=on) for on, id in waiting])
        assert last == before
        assert len({place.number for _, place in places}) == len(waiting)
        by_period: dict[str, list[int]] = {}
        for _, place in places:
            by_period.setdefault(place.period, []).append(place.sequence)
        for period, taken in by_period.items():
            first = last.get(period, 0) + 1
            assert taken == list(range(first, first + len(taken)))

    @examples(30)
    @given(st.lists(st.booleans(), max_size=60))
    def test_what_is_given_up_comes_again(self, kept: list[bool]) -> None:
        """FM-20: a place whose transaction was rolled back is not counted, and the next one gets it."""
        last: dict[str, int] = {}
        numbers = []
        for is_kept in kept:
            place = next_place(YEARLY, last, on=MAY)
            if is_kept:
                last[place.period] = place.sequence
                numbers.append(place.number)
        assert numbers == [f"INV-2026-{at + 1:04}" for at in range(sum(kept))]


class TestPreview:
    @pytest.mark.parametrize(
        ("name", "numbers", "after"),
        [
            ("sequential", ("INV-0001", "INV-0002"), ()),
            ("yearly", ("2026-0001", "2026-0002"), ("2027-0001", "2027-0002")),
            ("monthly", ("2026-11-001", "2026-11-002"), ("2026-12-001", "2026-12-002")),
            ("custom_prefix", ("ACME-INV-2026-001", "ACME-INV-2026-002"), ("ACME-INV-2027-001", "ACME-INV-2027-002")),
            ("client", ("ACME-001", "ACME-002"), ()),
            ("quarterly", ("INV-2026-Q4-0001", "INV-2026-Q4-0002"), ("INV-2027-Q1-0001", "INV-2027-Q1-0002")),
        ],
    )
    def test_every_scheme_over_its_reset(
        self, name: SchemeName, numbers: tuple[str, ...], after: tuple[str, ...]
    ) -> None:
        seen = preview(pattern_of(SCHEMES[name]), on=date(2026, 11, 30), count=2)
        assert (seen.numbers, seen.after_reset) == (numbers, after)

    def test_goes_on_from_the_last_and_says_when_it_starts_over(self) -> None:
        seen = preview(YEARLY, on=MAY, last={"2026": 9998, "2027": 3}, start=5)
        assert seen == Preview(
            numbers=("INV-2026-9999", "INV-2026-10000", "INV-2026-10001"),
            resets_on=date(2027, 1, 1),
            after_reset=("INV-2027-0004", "INV-2027-0005", "INV-2027-0006"),
        )

    def test_begins_at_the_start_of_the_financial_year(self) -> None:
        pattern = NumberPattern.parse("{client}/{year}-{endyear:2}/{seq}", reset="yearly", year_start=4)
        seen = preview(pattern, on=MAY, client_code="NOVA", start=7, count=1)
        assert seen == Preview(numbers=("NOVA/2026-27/7",), resets_on=date(2027, 4, 1), after_reset=("NOVA/2027-28/7",))

    def test_without_a_reset_there_is_nothing_behind_it(self) -> None:
        assert preview(NumberPattern.parse("{seq}"), on=MAY) == Preview(numbers=("1", "2", "3"))

    @examples(40)
    @given(patterns(), days)
    def test_the_day_of_the_reset_is_the_first_of_its_period(self, pattern: NumberPattern, on: date) -> None:
        seen = preview(pattern, on=on, count=1)
        if seen.resets_on:
            assert pattern.period(seen.resets_on, "ACME") != pattern.period(on, "ACME")
            assert pattern.period(seen.resets_on - timedelta(days=1), "ACME") == pattern.period(on, "ACME")


class TestRoom:
    @pytest.mark.parametrize(
        ("text", "sequence", "left", "tells"),
        [("INV-{seq:3}", 899, 100, False), ("INV-{seq:3}", 900, 99, True), ("INV-{seq:3}", 999, 0, True),
         ("INV-{seq:3}", 1000, 0, False), ("{year}-{seq:8}", 90_000_000, 9_999_999, True), ("INV-{seq}", 9, None, False)],
    )  # fmt: skip
    def test_what_fits_the_zeros(self, text: str, sequence: int, left: int | None, tells: bool) -> None:
        pattern = NumberPattern.parse(text)
        assert (places_left(pattern, sequence), is_running_out(pattern, sequence)) == (left, tells)
