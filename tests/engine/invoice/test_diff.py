"""Changes between two documents: readable, complete, and applied again."""

import json
from dataclasses import asdict, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.apply import CannotApply, apply
from duespark.engine.invoice.computed import COMPUTED, without_computed
from duespark.engine.invoice.diff import Change, diff
from duespark.engine.invoice.document import (
    Adjustment,
    Document,
    EarlyDiscount,
    PaymentTerms,
    Reference,
    Withholding,
)
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.matching import match, moved
from duespark.engine.invoice.party import Address, Party, TaxId
from duespark.engine.invoice.plain import plain
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate
from tests.engine.invoice.strategies import TAX, documents
from tests.support.examples import examples

D = Decimal
TEN_PERCENT = TaxContext.of([TaxRate(key="standard", category="S", rate=D(10), label="Tax 10%")])


def line(description: str, quantity: str = "1", price: str = "100.00", **more: Any) -> Line:
    return Line(description=description, quantity=D(quantity), unit_price=D(price), **more)


A, B, C = line("Advice", "10"), line("Books", "3", "7.50"), line("Carriage", "1", "12.00")
ACME = Party(name="Acme", address=Address(city="Kraków"), tax_ids=(TaxId(scheme="NIP", value="1"),))


def lines(*every: Line) -> Document:
    return Document(lines=every)


def found(old: Document, new: Document, **more: bool) -> list[tuple[str, str, Any, Any]]:
    """The changes in short; that they lead from the old document to the new one is checked on the way."""
    assert apply(old, diff(old, new)) == new
    return [(change.kind, change.path, change.old, change.new) for change in diff(old, new, **more)]


class TestFields:
    def test_the_sample_of_the_specification(self) -> None:
        """VER-06: 10 hours become 12, and the amounts follow."""
        old = calculate(lines(line("Web Development", "10", unit="h")), TEN_PERCENT)
        new = calculate(lines(line("Web Development", "12", unit="h")), TEN_PERCENT)
        assert found(old, new) == [
            ("changed", "/lines/0/quantity", "10", "12"),
            ("changed", "/lines/0/amounts/gross", "1000.00", "1200.00"),
            ("changed", "/lines/0/amounts/net", "1000.00", "1200.00"),
            ("changed", "/lines/0/amounts/tax", "100.00", "120.00"),
            ("changed", "/lines/0/amounts/total", "1100.00", "1320.00"),
            ("changed", "/totals/lines", "1000.00", "1200.00"),
            ("changed", "/totals/net", "1000.00", "1200.00"),
            ("changed", "/totals/tax", "100.00", "120.00"),
            ("changed", "/totals/gross", "1100.00", "1320.00"),
            ("changed", "/totals/amount_due", "1100.00", "1320.00"),
            ("changed", "/totals/breakdown/0/taxable", "1000.00", "1200.00"),
            ("changed", "/totals/breakdown/0/tax", "100.00", "120.00"),
        ]
        assert found(old, new, computed=False) == [("changed", "/lines/0/quantity", "10", "12")]

    def test_a_field_is_the_path_without_positions(self) -> None:
        old = Document(seller=ACME, lines=(A, B))
        new = replace(
            old,
            seller=replace(ACME, address=Address(city="Łódź"), tax_ids=(TaxId(scheme="NIP", value="2"),)),
            lines=(A, replace(B, discount=Discount(percent=D(5))), C),
        )
        assert [(change.field, change.path) for change in diff(old, new)] == [
            ("seller.address.city", "/seller/address/city"),
            ("seller.tax_ids.value", "/seller/tax_ids/0/value"),
            ("lines.discount", "/lines/1/discount"),
            ("lines", "/lines/2"),
        ]

    def test_what_was_nothing_is_added_and_what_becomes_nothing_is_removed(self) -> None:
        old = Document(due_date=date(2026, 5, 9), notes="a")
        new = Document(buyer=Party(name="Nova"), notes="")
        assert found(old, new) == [
            ("removed", "/due_date", "2026-05-09", None),
            ("added", "/buyer", None, plain(new)["buyer"]),
            ("changed", "/notes", "a", ""),
        ]

    def test_values_are_plain_data(self) -> None:
        changes = diff(Document(), Document(prepaid=D("1.50"), prices_include_tax=True, lines=(A,)))
        stored = json.loads(json.dumps([asdict(change) for change in changes]))
        assert [Change(**each) for each in stored] == list(changes)
        assert apply(Document(), [Change(**each) for each in stored]).prepaid == D("1.50")

    def test_the_same_amount_written_otherwise_is_no_change(self) -> None:
        assert diff(Document(prepaid=D("1.5")), Document(prepaid=D("1.50"))) == ()


class TestLines:
    def test_a_line_put_in_is_one_change(self) -> None:
        new = line("Delivery", "2", "5.00")
        for at in range(4):
            every = [A, B, C]
            every.insert(at, new)
            assert found(lines(A, B, C), lines(*every)) == [
                ("added", f"/lines/{at}", None, plain(lines(new))["lines"][0])
            ]

    @pytest.mark.parametrize("at", [0, 1, 2])
    def test_a_line_taken_out_is_one_change(self, at: int) -> None:
        every = [A, B, C]
        gone = every.pop(at)
        assert found(lines(A, B, C), lines(*every)) == [
            ("removed", f"/lines/{at}", plain(lines(gone))["lines"][0], None)
        ]

    def test_of_equal_lines_one_is_taken_out(self) -> None:
        assert [change[0] for change in found(lines(A, A, A), lines(A, A))] == ["removed"]
        assert [change[0] for change in found(lines(A), lines(A, A, A))] == ["added", "added"]

    def test_a_line_moved_is_one_change(self) -> None:
        assert found(lines(A, B, C), lines(C, A, B)) == [("moved", "/lines/0", 2, 0)]
        assert found(lines(A, B, C), lines(B, C, A)) == [("moved", "/lines/2", 0, 2)]
        assert len(found(lines(A, B, C), lines(C, B, A))) == 2

    def test_lines_are_known_by_their_id(self) -> None:
        """However much of it changes, and wherever it goes."""
        old, new = replace(A, id="1"), replace(C, id="1", unit="h")
        changes = found(lines(old, B), lines(B, new))
        assert changes[0][:2] == ("moved", "/lines/0")
        assert {path for _, path, _, _ in changes[1:]} == {
            "/lines/1/description",
            "/lines/1/quantity",
            "/lines/1/unit",
            "/lines/1/unit_price",
        }

    def test_lines_with_other_ids_and_the_same_content_are_the_same_line(self) -> None:
        assert found(lines(replace(A, id="1")), lines(replace(A, id="2"))) == [("changed", "/lines/0/id", "1", "2")]
        assert found(lines(A), lines(replace(A, id="2"))) == [("changed", "/lines/0/id", "", "2")]

    def test_a_line_without_id_is_known_by_what_it_resembles(self) -> None:
        assert found(lines(A, B), lines(A, replace(B, unit_price=D("8.00")))) == [
            ("changed", "/lines/1/unit_price", "7.50", "8.00")
        ]
        assert [change[0] for change in found(lines(A, B), lines(A, C))] == ["removed", "added"]

    def test_an_edited_line_behind_a_new_one(self) -> None:
        edited = replace(A, quantity=D(12))
        assert [(kind, path) for kind, path, _, _ in found(lines(A), lines(C, edited))] == [
            ("added", "/lines/0"),
            ("changed", "/lines/1/quantity"),
        ]

    def test_everything_at_once(self) -> None:
        old = lines(A, B, C, replace(A, id="x"))
        new = lines(replace(A, id="x", quantity=D(2)), line("Delivery"), C, replace(A, note="n"))
        assert [(kind, path) for kind, path, _, _ in found(old, new)] == [
            ("removed", "/lines/1"),
            ("moved", "/lines/0"),
            ("changed", "/lines/0/quantity"),
            ("added", "/lines/1"),
            ("moved", "/lines/2"),
            ("changed", "/lines/3/note"),
        ]

    def test_other_lists_alike(self) -> None:
        old = Document(allowances=(Adjustment(percent=D(5)),), references=(Reference(kind="contract", number="7"),))
        new = replace(old, allowances=(Adjustment(percent=D(10)),), references=())
        assert found(old, new) == [
            ("removed", "/references/0", {"kind": "contract", "number": "7", "issue_date": None}, None),
            ("changed", "/allowances/0/percent", "5", "10"),
        ]


class TestMatch:
    def test_half_of_the_fields_must_agree(self) -> None:
        """description, quantity, unit and unit_price are set: two may differ, three not."""
        old = line("Advice", "10", unit="h")
        two, three = replace(old, description="x", unit="y"), replace(old, description="x", unit="y", quantity=D(2))
        assert match([old], [two]) == ((0, 0),)
        assert match([old], [three]) == ()

    def test_one_field_may_always_differ(self) -> None:
        assert match([Line(note="a")], [Line(note="b")]) == ((0, 0),)
        assert match([Line(note="a")], [Line(note="b", sku="s")]) == ()
        assert match([Line(note="a", sku="r")], [Line(note="b", sku="s", unit="h")]) == ()

    def test_values_that_must_be_given_count_as_set(self) -> None:
        old = Reference(kind="contract", number="7")
        assert match([old], [Reference(kind="contract", number="8")]) == ((0, 0),)
        assert match([old], [Reference(kind="project", number="8")]) == ()

    def test_the_search_goes_only_so_far(self) -> None:
        """A thousand lines that resemble nothing must not be compared a million times."""
        others = [line(f"Other {at}", str(at + 2), str(at + 2)) for at in range(20)]
        assert match([A], [*others[:19], replace(A, note="n")]) == ((0, 19),)
        assert match([A], [*others, replace(A, note="n")]) == ()

    def test_a_later_line_is_not_paired_with_one_passed_over(self) -> None:
        old = [A, B]
        new = [replace(B, note="n"), replace(A, note="n")]
        assert match(old, new) == ((0, 1),)

    @given(st.permutations(range(7)))
    def test_the_fewest_are_moved(self, order: list[int]) -> None:
        pairs = [(was, at) for at, was in enumerate(order)]
        staying = [was for was, at in pairs if (was, at) not in moved(pairs)]
        assert staying == sorted(staying)
        longest = [0] * 7
        for at, was in enumerate(order):
            longest[at] = 1 + max((longest[one] for one in range(at) if order[one] < was), default=0)
        assert len(staying) == max(longest)

    def test_nothing_is_moved_in_an_empty_list(self) -> None:
        assert moved([]) == frozenset()


changed_lines = st.lists(
    st.sampled_from(
        [A, B, C, replace(A, id="1"), replace(B, id="1"), replace(A, id="2"), replace(C, note="n"), Line()]
    ),
    max_size=7,
).map(tuple)


class TestApply:
    @examples(60)
    @given(changed_lines, changed_lines)
    def test_whatever_happens_to_lines_nothing_is_lost(self, old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
        changes = diff(lines(*old), lines(*new))
        assert apply(lines(*old), changes) == lines(*new)
        assert (changes == ()) == (old == new)

    @examples(15)
    @given(documents, documents)
    def test_leads_from_any_document_to_any_other(self, old: Document, new: Document) -> None:
        old, new = calculate(old, TAX), calculate(new, TAX)
        assert apply(old, diff(old, new)) == new
        assert diff(old, old) == ()

    def test_applied_to_another_document_is_refused(self) -> None:
        changes = diff(Document(notes="a"), Document(notes="b"))
        with pytest.raises(CannotApply) as caught:
            apply(Document(notes="c"), changes)
        assert (caught.value.pointer, caught.value.kind) == ("/notes", "conflict")
        assert str(caught.value) == (
            "The change at '/notes' does not fit: the document is not the one the changes were made from."
        )

    @pytest.mark.parametrize(
        "change",
        [
            Change(path="/colour", field="colour", kind="changed", old="a", new="b"),
            Change(path="/notes/0", field="notes", kind="added", new="b"),
            Change(path="/lines/x", field="lines", kind="added", new={}),
            Change(path="/lines/-1", field="lines", kind="added", new={}),
            Change(path="/lines/4", field="lines", kind="added", new={}),
            Change(path="/lines/3", field="lines", kind="removed", old={}),
            Change(path="/lines/0", field="lines", kind="removed", old={}),
            Change(path="/lines/0", field="lines", kind="changed", old={}, new={}),
            Change(path="/lines/0", field="lines", kind="moved", old=3, new=0),
            Change(path="/lines/3", field="lines", kind="moved", old=0, new=3),
            Change(path="/lines/3/note", field="lines.note", kind="changed", old="", new="n"),
            Change(path="/lines/x/note", field="lines.note", kind="changed", old="", new="n"),
            Change(path="/lines/0/note", field="lines.note", kind="changed", old="m", new="n"),
        ],
    )
    def test_a_change_that_fits_nowhere_is_refused(self, change: Change) -> None:
        with pytest.raises(CannotApply) as caught:
            apply(lines(A, B, C), [change])
        assert caught.value.pointer == change.path

    @pytest.mark.parametrize(
        "changes",
        [
            [Change(path="/lines/0", field="lines", kind="moved", old=2, new=0)] * 2,
            [Change(path="/lines/0", field="lines", kind="added", new={})] * 2,
            [Change(path="/notes", field="notes", kind="changed", old="", new="n")] * 2,
        ],
    )
    def test_no_place_is_changed_twice(self, changes: list[Change]) -> None:
        with pytest.raises(CannotApply):
            apply(lines(A, B, C), changes)

    def test_the_last_place_can_be_added_to_and_moved_to(self) -> None:
        new = apply(lines(A, B), [Change(path="/lines/2", field="lines", kind="added", new={"note": "n"})])
        assert new == lines(A, B, Line(note="n"))
        assert apply(lines(A, B), [Change(path="/lines/1", field="lines", kind="moved", old=0, new=1)]) == lines(B, A)


class TestComputed:
    @examples(25)
    @given(documents)
    def test_the_calculation_fills_in_nothing_else(self, document: Document) -> None:
        assert without_computed(calculate(document, TAX)) == document
        assert diff(document, calculate(document, TAX), computed=False) == ()

    def test_computed_fields_are_reset_wherever_they_are(self) -> None:
        typed = Document(
            payment_terms=PaymentTerms(early=(EarlyDiscount(percent=D(2), days=10),)),
            withholdings=(Withholding(name="IRPF", percent=D(15)),),
            charges=(Adjustment(amount=D(1)),),
        )
        early = EarlyDiscount(percent=D(2), days=10, until=date(2026, 5, 9), discount=D(2), payable=D(98))
        full = replace(
            typed,
            treatment="domestic",
            payment_terms=PaymentTerms(early=(early,)),
            withholdings=(Withholding(name="IRPF", percent=D(15), amount=D(15)),),
            charges=(Adjustment(amount=D(1), tax_category="S", tax_rate=D(10), net=D(1), tax_amount=D("0.1")),),
        )
        assert without_computed(full) == typed
        assert diff(typed, full, computed=False) == ()

    def test_every_computed_field_exists_and_has_a_default(self) -> None:
        for kind, names in COMPUTED.items():
            defaults = {field.name: field.default for field in fields(kind)}
            assert all(defaults[name] in (None, "", ()) for name in names)
