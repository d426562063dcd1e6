"""Missing and doubled numbers."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.number_gaps import Findings, Gap, check_numbers, find_gaps
from duespark.engine.invoice.numbering import NumberPattern
from tests.support.examples import examples

MAY = date(2026, 5, 9)
YEARLY = NumberPattern.parse("INV-{year}-{seq:4}", reset="yearly")


def numbered(year: int, *sequences: int) -> list[str]:
    return [f"INV-{year}-{sequence:04}" for sequence in sequences]


class TestCheckNumbers:
    def test_a_whole_series_has_nothing_wrong(self) -> None:
        numbers = numbered(2026, 3, 1, 2) + numbered(2025, 1)
        assert check_numbers(YEARLY, numbers, near=MAY) == Findings()
        assert check_numbers(YEARLY, [], near=MAY) == Findings()

    def test_each_period_is_counted_by_itself(self) -> None:
        """FM-20: the same count in another year is neither a duplicate nor does it fill a gap."""
        found = check_numbers(YEARLY, numbered(2026, 1, 4) + numbered(2025, 2, 3), near=MAY)
        assert found == Findings(
            gaps=(
                Gap(period="2025", first=1, last=1, behind="", before="INV-2025-0002"),
                Gap(period="2026", first=2, last=3, behind="INV-2026-0001", before="INV-2026-0004"),
            )
        )

    def test_a_void_number_is_used(self) -> None:
        """NUM-11: whoever leaves out void documents sees them as gaps, so they belong into the list."""
        issued, void = numbered(2026, 1, 3), numbered(2026, 2)
        assert check_numbers(YEARLY, issued + void, near=MAY).gaps == ()
        assert [(gap.first, gap.last) for gap in check_numbers(YEARLY, issued, near=MAY).gaps] == [(2, 2)]

    def test_numbers_missing_at_the_end_are_found_by_the_counter(self) -> None:
        found = check_numbers(YEARLY, numbered(2026, 1, 2), near=MAY, last={"2026": 4, "2025": 1, "2024": 0})
        assert found.gaps == (
            Gap(period="2025", first=1, last=1, behind="", before=""),
            Gap(period="2026", first=3, last=4, behind="INV-2026-0002", before=""),
        )
        assert check_numbers(YEARLY, numbered(2026, 1, 2), near=MAY, last={"2026": 2}).gaps == ()
        assert [gap.first for gap in check_numbers(YEARLY, numbered(2026, 1, 2), near=MAY, last={"2026": 3}).gaps] == [
            3
        ]

    def test_a_period_begins_where_it_is_said_to(self) -> None:
        numbers = numbered(2026, 57, 58) + numbered(2025, 101)
        assert check_numbers(YEARLY, numbers, near=MAY, start=101, first={"2026": 57}).gaps == ()
        found = check_numbers(YEARLY, numbers, near=MAY, start=100, first={"2026": 56})
        assert [(gap.first, gap.last) for gap in found.gaps] == [(100, 100), (56, 56)]

    def test_a_number_zero_asks_for_no_other(self) -> None:
        assert check_numbers(YEARLY, numbered(2026, 0), near=MAY) == Findings()

    def test_numbers_below_the_start_make_no_gap(self) -> None:
        found = check_numbers(YEARLY, numbered(2026, 3, 10, 12), near=MAY, start=10)
        assert found.gaps == (Gap(period="2026", first=11, last=11, behind="INV-2026-0010", before="INV-2026-0012"),)

    def test_one_place_with_two_numbers_is_a_duplicate(self) -> None:
        """FM-19: a series counts over all clients unless told otherwise, so B-002 takes the place of A-002."""
        numbers = ["B-002", "A-001", "A-002", "B-001", "B-001", "C-003"]
        over_all = NumberPattern.parse("{client}-{seq:3}")
        assert check_numbers(over_all, numbers, near=MAY).duplicates == (
            ("A-001", "B-001", "B-001"),
            ("A-002", "B-002"),
        )
        each = NumberPattern.parse("{client}-{seq:3}", per_client=True)
        found = check_numbers(each, numbers, near=MAY)
        assert found.duplicates == (("B-001", "B-001"),)
        assert found.gaps == (Gap(period="/C", first=1, last=2, before="C-003"),)

    def test_numbers_of_another_pattern_are_named(self) -> None:
        found = check_numbers(YEARLY, ["INV-2026-0001", "R-7", "INV-2026-1", "R-5"], near=MAY)
        assert found == Findings(foreign=("R-7", "INV-2026-1", "R-5"))

    @examples(30)
    @given(st.dictionaries(st.sampled_from([2024, 2025, 2026]), st.lists(st.integers(1, 60), max_size=40), max_size=3))
    def test_gaps_and_numbers_make_the_whole(self, years: dict[int, list[int]]) -> None:
        numbers = [number for year, counts in years.items() for number in numbered(year, *counts)]
        found = check_numbers(YEARLY, numbers, near=MAY)
        for year, counts in years.items():
            missing = [one for gap in found.gaps if gap.period == str(year) for one in range(gap.first, gap.last + 1)]
            assert sorted({*counts, *missing}) == list(range(1, max(counts, default=0) + 1))
            assert not set(missing) & set(counts)
        assert sum(len(group) - 1 for group in found.duplicates) == len(numbers) - len(set(numbers))


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

    def test_a_thousand_are_listed_unless_told_otherwise(self) -> None:
        assert find_gaps([1, 10**6]) == tuple(range(2, 1002))

    def test_nothing_misses_nothing(self) -> None:
        assert find_gaps([]) == find_gaps([], first=1) == ()
