"""Properties of the calculation over random documents: EN 16931's BR-CO and BR-DEC rules, and our own promises."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.document import Adjustment, Document, TaxSubtotal, Totals
from duespark.engine.invoice.line import Line, LineAmounts
from duespark.engine.invoice.totals import calculate
from duespark.engine.money.currency import currency
from duespark.engine.money.rounding import round_money
from tests.engine.invoice.strategies import TAX, documents

ZERO = Decimal(0)


def calculated(document: Document) -> tuple[Document, Totals]:
    done = calculate(document, TAX)
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
        assert totals.amount_due == totals.gross - totals.prepaid + totals.rounding

    @given(documents)
    def test_br_co_17_and_18_and_the_taxable_sums(self, document: Document) -> None:
        done, totals = calculated(document)
        unit = Decimal(1).scaleb(-currency(document.currency).decimals)
        if stated(done):
            assert totals.breakdown
        for row in totals.breakdown:
            assert row.taxable == taxable(done, row)
            exact = round_money(row.taxable * row.rate / 100, document.currency)
            # Tax taken out of a sum that includes it is right on that sum, and a unit at most beside the product.
            assert abs(row.tax - exact) <= (unit if document.prices_include_tax else 0)
        assert len({(row.category, row.rate) for row in totals.breakdown}) == len(totals.breakdown)

    @given(documents)
    def test_br_dec(self, document: Document) -> None:
        done, totals = calculated(document)
        stating: list[LineAmounts | TaxSubtotal | Totals] = [*stated(done), *totals.breakdown, totals]
        for value in [value for each in stating for value in amounts_of(each)]:
            assert value.as_tuple().exponent == -currency(document.currency).decimals
            assert not (value == 0 and value.is_signed())


def amounts_of(value: LineAmounts | TaxSubtotal | Totals) -> list[Decimal]:
    if isinstance(value, LineAmounts):
        return [value.gross, value.discount, value.net, value.tax, value.total]
    if isinstance(value, TaxSubtotal):
        return [value.taxable, value.tax]
    return [
        *(value.lines, value.allowances, value.charges, value.net, value.tax, value.gross),
        *(value.prepaid, value.rounding, value.amount_due),
    ]


class TestPromises:
    @given(documents)
    def test_net_and_tax_make_the_total_of_each_line(self, document: Document) -> None:
        done, totals = calculated(document)
        assert all(each.net + each.tax == each.total for each in stated(done))
        parts = sum((each.tax for each in stated(done)), ZERO) - tax_amount(done.allowances) + tax_amount(done.charges)
        assert parts == totals.tax

    @given(documents)
    def test_line_tax_is_within_a_unit_of_its_exact_share(self, document: Document) -> None:
        done, _ = calculated(document)
        unit = Decimal(1).scaleb(-currency(document.currency).decimals)
        for each in stated(done):
            exact = each.net * each.tax_rate / 100
            if document.prices_include_tax:
                exact = each.total * each.tax_rate / (100 + each.tax_rate)
            assert abs(each.tax - exact) < unit * Decimal("1.5")

    @given(documents)
    def test_prices_with_tax_keep_their_sum(self, document: Document) -> None:
        done, totals = calculated(replace(document, prices_include_tax=True))
        kept = sum((each.gross - each.discount for each in stated(done)), ZERO)
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
        plain = replace(document, prepaid=ZERO, allowances=(), charges=())
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


def mirrored(line: Line) -> Line:
    return replace(line, quantity=-line.quantity)
