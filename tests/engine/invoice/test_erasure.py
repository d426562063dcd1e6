"""What stays of an erased document, and when taking the rest out was lawful."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.invoice.document import Document, Totals
from duespark.engine.invoice.erasure import ErasureRecord, erased_document, erasure_hash, was_lawful
from duespark.engine.invoice.line import Line
from duespark.engine.invoice.party import Party

RECORD = ErasureRecord(
    id="1", number="INV-1", issue_date=date(2020, 5, 9), newest=date(2021, 1, 4), country="DE", law="AO § 147 (3)",
    until=date(2029, 12, 31), erased_on=date(2030, 1, 1), versions=("a" * 64,),
)  # fmt: skip


class TestWasLawful:
    def test_from_the_day_after_the_period(self) -> None:
        assert was_lawful(RECORD)
        assert was_lawful(replace(RECORD, until=date(2035, 12, 31), erased_on=date(2036, 1, 1)))  # kept longer

    @pytest.mark.parametrize(
        "change",
        [
            {"erased_on": date(2029, 12, 31)},  # its last day
            {"until": date(2028, 12, 31), "erased_on": date(2029, 1, 1)},  # counted from the issue alone
            {"issue_date": date(2022, 5, 9)},
            {"country": "FR"},
        ],
    )
    def test_not_before(self, change: dict[str, object]) -> None:
        assert not was_lawful(replace(RECORD, **change))  # type: ignore[arg-type]


class TestErasureHash:
    def test_covers_everything(self) -> None:
        changed = [replace(RECORD, number="INV-2"), replace(RECORD, versions=()), replace(RECORD, law="")]
        assert len({erasure_hash(record) for record in (RECORD, *changed)}) == 4


class TestErasedDocument:
    def test_keeps_amounts_and_no_person(self) -> None:
        zero = Decimal(0)
        totals = Totals(
            lines=zero, allowances=zero, charges=zero, net=zero, tax=zero, gross=zero, prepaid=zero, rounding=zero, amount_due=zero
        )  # fmt: skip
        whole = Document(
            number="INV-1", seller=Party(name="We"), buyer=Party(name="Ada"), ship_to=Party(name="Ada"), notes="For Ada",
            lines=(Line(description="Portrait of Ada"),), totals=totals, payment_reference="Ada", language="de",
        )  # fmt: skip
        left = erased_document(whole)
        assert (left.number, left.seller, left.totals, left.language) == ("INV-1", Party(name="We"), totals, "de")
        assert "Ada" not in repr(left)
