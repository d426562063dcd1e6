"""Properties of the calculation over random documents: EN 16931's BR-CO and BR-DEC rules, and our own promises."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import Adjustment, Document, TaxSubtotal, Totals
from duespark.engine.invoice.line import Line, LineAmounts
from duespark.engine.invoice.totals import calculate
from duespark.engine.money.currency import currency
from duespark.engine.money.rounding import round_money
from duespark.engine.tax.context import TaxContext
from tests.engine.invoice.strategies import SEVERAL, TAX, documents, documents_of_several_taxes

ZERO = Decimal(0)


def calculated(document: Document, tax: TaxContext = TAX) -> tuple[Document, Totals]:
    done = calculate(document, tax)
    assert done.totals is not None
    return done, done.totals


def stated(done: Document) -> list[LineAmounts]:
    return [line.amounts for line in done.lines if line.kind == "item" and line.amounts is not None]


def net(adjustments: tuple[Adjustment, ...]) -> Decimal:
    return sum((adjustment.net or ZERO for adjustment in adjustments), ZERO)


def tax_amount(adjustments: tuple[Adjustment, ...]) -> Decimal:
    return sum((adjustment.tax_amount or ZERO for adjustment in adjustments), ZERO)


def taxable(done: Document, row: TaxSubtotal) -> Decimal:
    key = (row.category, row.rate)
    lines = sum((each.net for each in stated(done) if (each.tax_category, each.tax_rate) == key), ZERO)
    minus = net(tuple(each for each in done.allowances if (each.tax_category, each.tax_rate) == key))
    return lines - minus + net(tuple(each for each in done.charges if (each.tax_category, each.tax_rate) == key))


def unit_of(document: Document) -> Decimal:
    return Decimal(1).scaleb(-currency(document.currency).decimals)


def decimals_in(value: Any) -> Iterator[tuple[str, Decimal]]:
    """Every decimal of a value and of those inside it, by the name of its field."""
    for field in fields(value):
        each = getattr(value, field.name)
        for inner in each if isinstance(each, tuple) else (each,):
            if isinstance(inner, Decimal):
                yield field.name, inner
            elif is_dataclass(inner):
                yield from decimals_in(inner)


class TestEn16931:
    @given(documents)
    def test_br_co_10_to_16(self, document: Document) -> None:
        done, totals = calculated(document)
        assert totals.lines == sum((each.net for each in stated(done)), ZERO)
        assert totals.allowances == net(done.allowances)
        assert totals.charges == net(done.charges)
        assert totals.net == totals.lines - totals.allowances + totals.charges
        assert totals.tax == sum((row.tax for row in totals.breakdown), ZERO)
        assert totals.gross == totals.net + totals.tax
        assert totals.amount_due == totals.gross - totals.prepaid - totals.withheld + totals.rounding

    @given(documents)
    def test_br_co_17_and_18_and_the_taxable_sums(self, document: Document) -> None:
        done, totals = calculated(document)
        if stated(done):
            assert totals.breakdown
        for row in totals.breakdown:
            assert row.taxable == taxable(done, row)
            exact = round_money(row.taxable * row.rate / 100, document.currency)
            # Tax taken out of a sum that includes it is right on that sum, and a unit at most beside the product.
            assert abs(row.tax - exact) <= (unit_of(document) if document.prices_include_tax else 0)
        assert len({(row.category, row.rate) for row in totals.breakdown}) == len(totals.breakdown)

    @given(documents)
    def test_br_co_4_every_line_has_a_category(self, document: Document) -> None:
        done, totals = calculated(document)
        groups = {(row.category, row.rate) for row in totals.breakdown}
        assert {(each.tax_category, each.tax_rate) for each in stated(done)} <= groups

    @given(documents)
    def test_no_tax_without_a_reason_where_none_is_charged(self, document: Document) -> None:
        """BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10; and nothing is charged there (BR-E-9 and its kin)."""
        for row in calculated(document)[1].breakdown:
            if row.category != "S":
                assert row.tax == 0
            if row.category in ("E", "AE", "K", "G", "O"):
                assert row.reason

    @given(documents)
    def test_br_dec(self, document: Document) -> None:
        done, totals = calculated(document)
        exponent = -currency(document.currency).decimals
        typed = {"rate", "tax_rate", "tax_converted"}
        amounts = [
            *stated(done),
            *(line.subtotal for line in done.lines if line.subtotal),
            replace(totals, converted=None),
        ]
        for name, value in (pair for each in amounts for pair in decimals_in(each) if pair[0] not in typed):
            assert value.as_tuple().exponent == exponent, name
            assert not (value == 0 and value.is_signed()), name
        for adjustment in (*done.allowances, *done.charges):
            assert {
                each.as_tuple().exponent for each in (adjustment.net, adjustment.tax_amount) if each is not None
            } == {exponent}


class TestPromises:
    @given(documents)
    def test_net_and_tax_make_the_total_of_each_line(self, document: Document) -> None:
        done, totals = calculated(document)
        assert all(each.net + each.tax == each.total for each in stated(done))
        parts = sum((each.tax for each in stated(done)), ZERO) - tax_amount(done.allowances) + tax_amount(done.charges)
        assert parts == totals.tax

    @given(documents)
    def test_gross_less_discount_and_charge_is_what_a_line_comes_to(self, document: Document) -> None:
        for each in stated(calculated(document)[0]):
            left = each.total if document.prices_include_tax else each.net
            assert each.gross - each.discount + each.charge == left

    @given(documents)
    def test_line_tax_is_within_a_unit_of_its_exact_share(self, document: Document) -> None:
        done, _ = calculated(document)
        for each in stated(done):
            exact = each.net * each.tax_rate / 100
            if document.prices_include_tax:
                exact = each.total * each.tax_rate / (100 + each.tax_rate)
            assert abs(each.tax - exact) < unit_of(document) * Decimal("1.5")

    @given(documents)
    def test_prices_with_tax_keep_their_sum(self, document: Document) -> None:
        """FM-34: what was typed with tax is what is asked for."""
        done, totals = calculated(replace(document, prices_include_tax=True))
        kept = sum((each.gross - each.discount + each.charge for each in stated(done)), ZERO)
        minus = net(done.allowances) + tax_amount(done.allowances)
        assert totals.gross == kept - minus + net(done.charges) + tax_amount(done.charges)

    @given(documents, st.randoms(use_true_random=False))
    def test_the_order_of_lines_changes_no_total(self, document: Document, random: object) -> None:
        lines = list(document.lines)
        random.shuffle(lines)  # type: ignore[attr-defined]
        assert calculated(replace(document, lines=tuple(lines)))[1] == calculated(document)[1]

    @given(documents)
    def test_calculating_again_changes_nothing(self, document: Document) -> None:
        done, _ = calculated(document)
        assert calculate(done, TAX) == done

    @given(documents)
    def test_an_invoice_and_its_mirror_image_come_to_nothing(self, document: Document) -> None:
        lines = tuple(line for line in document.lines if line.quantity * line.unit_price)  # nothing has no mirror image
        plain = replace(document, lines=lines, allowances=(), charges=())
        mirror = replace(plain, lines=tuple(map(mirrored, plain.lines)))
        invoice, credit = calculated(plain)[1], calculated(mirror)[1]
        assert (invoice.net, invoice.tax, invoice.gross) == (-credit.net, -credit.tax, -credit.gross)

    @given(documents, st.sampled_from(["0.05", "0.10", "1"]))
    def test_cash_rounding_moves_the_amount_due_by_half_a_coin_at_most(self, document: Document, coin: str) -> None:
        swiss = replace(document, currency="CHF", cash_rounding=Decimal(coin))
        _, totals = calculated(swiss)
        assert totals.amount_due % Decimal(coin) == 0
        assert abs(totals.rounding) <= Decimal(coin) / 2
        assert totals.tax == calculated(replace(swiss, cash_rounding=None))[1].tax

    @given(documents)
    def test_the_books_add_up_in_the_other_currency(self, document: Document) -> None:
        totals = calculated(document)[1]
        if totals.converted is not None:
            assert totals.converted.net + totals.converted.tax == totals.converted.gross
            assert totals.converted.tax == sum((row.tax_converted or ZERO for row in totals.breakdown), ZERO)

    @given(documents)
    def test_what_is_typed_stays(self, document: Document) -> None:
        """Only computed fields change, in the document, its lines, its allowances and its charges."""
        done, _ = calculated(document)
        computed = {"lines", "allowances", "charges", "withholdings", "payment_terms", "treatment", "totals"}
        assert differing(document, done) <= computed
        for before, after in zip(document.lines, done.lines, strict=True):
            assert differing(before, after) <= {"amounts", "subtotal"}
        for one, other in zip(
            (*document.allowances, *document.charges), (*done.allowances, *done.charges), strict=True
        ):
            assert differing(one, other) <= {"tax_category", "tax_rate", "net", "tax_amount", "taxes"}

    @given(documents)
    def test_restating_skips_no_field(self, document: Document) -> None:
        """Values made without their constructor hold exactly the fields they have."""
        done, totals = calculated(document)
        for value in (done, totals, *totals.breakdown, *done.lines, *stated(done)):
            assert set(vars(value)) == {field.name for field in fields(value)}


class TestSeveralTaxes:
    @given(documents_of_several_taxes)
    def test_parts_add_up(self, document: Document) -> None:
        done, totals = calculated(document, SEVERAL)
        assert totals.gross == totals.net + totals.tax
        assert totals.tax == sum((row.tax for row in totals.breakdown), ZERO)
        parts = sum((each.tax for each in stated(done)), ZERO) - tax_amount(done.allowances) + tax_amount(done.charges)
        assert parts == totals.tax
        for each in stated(done):
            assert each.net + each.tax == each.total
            assert not each.taxes or sum((share.tax for share in each.taxes), ZERO) == each.tax

    @given(documents_of_several_taxes)
    def test_each_tax_is_its_rate_of_what_it_is_charged_on(self, document: Document) -> None:
        _, totals = calculated(document, SEVERAL)
        for row in totals.breakdown:
            exact = round_money(row.taxable * row.rate / 100, document.currency)
            assert abs(row.tax - exact) <= (2 * unit_of(document) if document.prices_include_tax else 0)

    @given(documents_of_several_taxes, st.randoms(use_true_random=False))
    def test_the_order_of_lines_changes_no_total(self, document: Document, random: object) -> None:
        lines = list(document.lines)
        random.shuffle(lines)  # type: ignore[attr-defined]
        shuffled = calculated(replace(document, lines=tuple(lines)), SEVERAL)[1]
        totals = calculated(document, SEVERAL)[1]
        assert shuffled == replace(totals, breakdown=shuffled.breakdown)
        assert sorted(map(str, shuffled.breakdown)) == sorted(map(str, totals.breakdown))

    @given(documents_of_several_taxes)
    def test_prices_with_tax_keep_their_sum(self, document: Document) -> None:
        done, totals = calculated(replace(document, prices_include_tax=True), SEVERAL)
        kept = sum((each.gross - each.discount + each.charge for each in stated(done)), ZERO)
        minus = net(done.allowances) + tax_amount(done.allowances)
        assert totals.gross == kept - minus + net(done.charges) + tax_amount(done.charges)

    @given(documents_of_several_taxes)
    def test_tax_rounded_on_lines_is_the_sum_of_the_lines(self, document: Document) -> None:
        done, totals = calculated(replace(document, tax_rounding="line"), SEVERAL)
        parts = sum((each.tax for each in stated(done)), ZERO) - tax_amount(done.allowances) + tax_amount(done.charges)
        assert parts == totals.tax


def differing(one: Any, other: Any) -> set[str]:
    return {field.name for field in fields(one) if getattr(one, field.name) != getattr(other, field.name)}


def mirrored(line: Line) -> Line:
    return replace(line, quantity=-line.quantity)
