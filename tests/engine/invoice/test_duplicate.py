"""Copies: what a copy carries, and what it never carries."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given

from duespark.engine.invoice.computed import COMPUTED, without_computed
from duespark.engine.invoice.document import (
    Adjustment,
    Attachment,
    Document,
    EarlyDiscount,
    Exchange,
    PaymentMeans,
    PaymentTerms,
    Prepayment,
    Reference,
    Withholding,
)
from duespark.engine.invoice.duplicate import CARRIED, LEFT, WHOLE, duplicate
from duespark.engine.invoice.line import Discount, ItemDetails, Line, LineCharge, LineLinks, Period
from duespark.engine.invoice.party import BankAccount, Party
from duespark.engine.invoice.totals import calculate
from tests.engine.invoice.strategies import TAX, documents
from tests.support.examples import examples

D = Decimal
DAY = date(2026, 5, 9)
LINE = Line(
    id="a",
    kind="optional",
    description="Advice",
    note="n",
    sku="s",
    quantity=D(2),
    unit="h",
    unit_price=D(7),
    base_quantity=D(10),
    discount=Discount(percent=D(5), reason="r", code="95"),
    allowances=(Discount(amount=D(1)), Discount(amount=D(2), rule="spring")),
    charges=(LineCharge(amount=D(1)),),
    tax="reduced",
    period=Period(start=DAY),
    item=ItemDetails(origin="PL"),
    links=LineLinks(item_id="i", project="p", order_line="3", cost_account="4", object_id="5"),
)
FULL = Document(
    kind="deposit_invoice",
    number="INV-1",
    issue_date=DAY,
    supply_date=DAY,
    period=Period(end=DAY),
    due_date=DAY,
    valid_until=DAY,
    currency="PLN",
    exchange=Exchange(currency="EUR", rate=D("4.3")),
    language="pl",
    seller=Party(name="Acme"),
    buyer=Party(name="Nova"),
    ship_to=Party(name="Depot"),
    payee=Party(name="Factor"),
    tax_representative=Party(name="Agent"),
    purchase_order="PO-1",
    buyer_reference="04011000-12345-34",
    references=(Reference(kind="contract", number="C-1"),),
    payment_terms=PaymentTerms(days=30, early=(EarlyDiscount(percent=D(2), days=10, until=DAY),), note="n"),
    payment_reference="RF18",
    bank_account=BankAccount(iban="DE02120300000000202051"),
    payment_means=(PaymentMeans(kind="online", text="t", url="https://pay.example/1", mandate="M"),),
    prices_include_tax=True,
    tax_rounding="line",
    treatment="domestic",
    discount_display="inline",
    lines=(LINE, Line(discount=Discount(percent=D(5), rule="promo"))),
    allowances=(Adjustment(percent=D(5)), Adjustment(amount=D(5), rule="loyal")),
    charges=(Adjustment(amount=D(5), reason="Freight", net=D(4)),),
    withholdings=(Withholding(name="IRPF", percent=D(15), amount=D(3)),),
    prepayments=(Prepayment(amount=D(5)),),
    prepaid=D(5),
    cash_rounding=D("0.05"),
    notes="notes",
    terms="terms",
    correction_reason="wrong",
    attachments=(Attachment(name="a.pdf"),),
)


def inside(hint: Any) -> set[Any]:
    """The types a field's annotation is made of."""
    parts = get_args(hint)
    return {hint} if not parts else set().union(*map(inside, parts))


def reached(kind: Any, found: set[Any]) -> set[Any]:
    """Every value that `kind` is made of, as far as a copy carries it."""
    found.add(kind)
    hints = get_type_hints(kind)
    for name in CARRIED.get(kind, ()):
        for one in inside(hints[name]):
            if is_dataclass(one) and one not in found:
                reached(one, found)
    return found


class TestDecisions:
    def test_every_value_is_decided_about(self) -> None:
        """FM-29: a value that is new in the document makes this fail until somebody decides."""
        assert reached(Document, set()) == set(CARRIED) | WHOLE
        assert NoneType not in WHOLE

    @pytest.mark.parametrize("kind", sorted(CARRIED, key=lambda one: one.__name__))
    def test_every_field_is_carried_left_or_computed(self, kind: type) -> None:
        """FM-29: a field that is new makes this fail until somebody decides."""
        decided = [*CARRIED[kind], *LEFT.get(kind, ()), *COMPUTED.get(kind, ())]
        assert sorted(decided) == sorted(field.name for field in fields(kind))  # type: ignore[arg-type]

    def test_nothing_is_left_of_a_value_that_is_not_carried(self) -> None:
        assert set(LEFT) <= set(CARRIED)


class TestDuplicate:
    def test_carries_the_content_and_nothing_else(self) -> None:
        """FM-29: no number, date, rate, reference, payment or amount comes along."""
        line = replace(
            LINE,
            id="",
            period=None,
            allowances=(Discount(amount=D(1)),),
            links=LineLinks(item_id="i", project="p", cost_account="4", object_id="5"),
        )
        assert duplicate(FULL) == Document(
            kind="deposit_invoice",
            currency="PLN",
            language="pl",
            seller=Party(name="Acme"),
            buyer=Party(name="Nova"),
            ship_to=Party(name="Depot"),
            payee=Party(name="Factor"),
            tax_representative=Party(name="Agent"),
            buyer_reference="04011000-12345-34",
            payment_terms=PaymentTerms(days=30, early=(EarlyDiscount(percent=D(2), days=10),), note="n"),
            bank_account=BankAccount(iban="DE02120300000000202051"),
            payment_means=(PaymentMeans(kind="online", text="t", mandate="M"),),
            prices_include_tax=True,
            tax_rounding="line",
            discount_display="inline",
            lines=(line, Line()),
            allowances=(Adjustment(percent=D(5)),),
            charges=(Adjustment(amount=D(5), reason="Freight"),),
            withholdings=(Withholding(name="IRPF", percent=D(15)),),
            cash_rounding=D("0.05"),
            notes="notes",
            terms="terms",
        )

    @pytest.mark.parametrize(
        ("ids", "expected"),
        [((), ("", "")), (("x",), ("x", "")), (("x", "y"), ("x", "y")), (("x", "y", "z"), ("x", "y"))],
    )
    def test_lines_get_fresh_ids(self, ids: tuple[str, ...], expected: tuple[str, ...]) -> None:
        assert tuple(line.id for line in duplicate(FULL, line_ids=ids).lines) == expected

    @examples(20)
    @given(documents)
    def test_a_copy_comes_to_the_same(self, document: Document) -> None:
        done = calculate(replace(document, prepaid=D(0), prepayments=(), exchange=None), TAX)
        copy = duplicate(done)
        assert copy == duplicate(copy) == without_computed(copy)
        assert calculate(copy, TAX).totals == done.totals

    def test_an_empty_document_stays_empty(self) -> None:
        assert duplicate(Document()) == Document()
