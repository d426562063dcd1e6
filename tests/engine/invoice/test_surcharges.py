"""Surcharges by rule, where the law forbids them, and allowances shared by tax rate."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line, LineCharge
from duespark.engine.invoice.party import Address, Party
from duespark.engine.invoice.spread import NothingToSpread, left, off_of, spread
from duespark.engine.invoice.surcharges import (
    InvalidSurcharge,
    Surcharge,
    SurchargeNotAllowed,
    apply_surcharges,
    card_law,
)

D = Decimal
TODAY = date(2026, 3, 2)
CARD = Surcharge(key="card", kind="card", reason="Card fee", percent=D("2.5"), basis="gross", tax="exempt")
RUSH = Surcharge(key="rush", kind="rush", reason="Rush", amount=D("10.01"))
SMALL = Surcharge(key="small", kind="small_order", reason="Small order", amount=D(5), below=D(50))


def document(*prices: str, country: str = "AU", region: str = "", **more: Any) -> Document:
    seller = Party(name="Acme", address=Address(country=country, region=region))
    return Document(seller=seller, lines=tuple(Line(unit_price=D(price)) for price in prices), **more)


def applied(made: Document, *rules: Surcharge, consumer: bool = True, on: date = TODAY) -> Document:
    return apply_surcharges(made, rules, on=on, consumer=consumer)


class TestApply:
    def test_a_rule_becomes_a_charge(self) -> None:
        assert applied(document("100"), CARD, RUSH).charges == (
            Adjustment(percent=D("2.5"), basis="gross", reason="Card fee", rule="card", tax="exempt"),
            Adjustment(amount=D("10.01"), reason="Rush", rule="rush"),
        )

    def test_a_small_order_is_one_below_the_sum(self) -> None:
        assert len(applied(document("49.99"), SMALL).charges) == 1
        assert applied(document("50.00"), SMALL).charges == ()
        assert applied(document("50.00"), replace(SMALL, below=D(0))).charges == ()

    def test_the_sum_is_that_of_items_after_discounts(self) -> None:
        lines = (Line(unit_price=D(60), discount=Discount(amount=D(11))), Line(kind="optional", unit_price=D(500)))
        assert len(applied(Document(lines=lines), SMALL).charges) == 1

    def test_one_that_is_included_is_spread_over_the_lines(self) -> None:
        made = document("100", "0", "-5", "200")
        made = replace(made, lines=(*made.lines, Line(kind="text", unit_price=D(9))))
        found = applied(made, replace(RUSH, included=True))
        assert [[charge.amount for charge in line.charges] for line in found.lines] == [
            [D("3.34")], [], [], [D("6.67")], []
        ]  # fmt: skip
        assert found.lines[0].charges == (LineCharge(amount=D("3.34"), reason="Rush", rule="rush"),)
        assert found.charges == ()

    def test_a_percentage_that_is_included_is_of_the_lines(self) -> None:
        fuel = Surcharge(key="fuel", kind="fuel", reason="Fuel", percent=D(10), included=True)
        found = applied(document("100", "50"), fuel)
        assert [line.charges[0].amount for line in found.lines] == [D("10.00"), D("5.00")]

    def test_without_lines_nothing_can_be_included(self) -> None:
        made = document("0")
        assert applied(made, replace(RUSH, included=True)) == made

    def test_applying_again_changes_nothing_and_other_rules_take_it_back(self) -> None:
        typed = replace(document("10", "20"), charges=(Adjustment(amount=D(1)),))
        rules = (RUSH, replace(RUSH, key="in", included=True), SMALL)
        once = applied(typed, *rules)
        assert applied(once, *rules) == once
        assert applied(once) == typed
        assert once.charges[0] == Adjustment(amount=D(1))


class TestCardLaw:
    @pytest.mark.parametrize(
        ("country", "region", "consumer", "on", "allowed"),
        [
            ("DE", "", True, date(2018, 1, 13), False),
            ("DE", "", True, date(2018, 1, 12), True),
            ("DE", "", False, TODAY, True),
            ("NO", "", True, TODAY, False),
            ("CH", "", True, TODAY, True),
            ("GB", "", True, TODAY, False),
            ("GB", "", False, TODAY, True),
            ("US", "CT", False, TODAY, False),
            ("US", "MA", True, TODAY, False),
            ("US", "NY", True, TODAY, True),
            ("US", "", True, TODAY, True),
            ("AU", "", True, TODAY, True),
        ],
    )
    def test_where_cards_may_cost_more(
        self, country: str, region: str, consumer: bool, on: date, allowed: bool
    ) -> None:
        assert (card_law(country, on, region=region, consumer=consumer) is None) == allowed
        made = document("10", country=country, region=region)
        if allowed:
            assert len(applied(made, CARD, consumer=consumer, on=on).charges) == 1
        else:
            with pytest.raises(SurchargeNotAllowed, match="Put the cost into the prices"):
                applied(made, CARD, consumer=consumer, on=on)

    def test_other_surcharges_are_free(self) -> None:
        assert len(applied(document("10", country="DE"), RUSH).charges) == 1

    def test_without_a_seller_no_law_is_known(self) -> None:
        assert len(applied(Document(), CARD).charges) == 1


class TestCheck:
    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"percent": D(1)}, "either a percentage or an amount"),
            ({"amount": None}, "either a percentage or an amount"),
            ({"amount": D(-1)}, "not below zero"),
            ({"amount": None, "percent": D(-1)}, "not below zero"),
            ({"key": ""}, "it needs a key and a reason"),
            ({"reason": " "}, "it needs a key and a reason"),
            ({"below": D(1)}, "says below which sum"),
            ({"kind": "small_order"}, "says below which sum"),
            ({"included": True, "basis": "gross"}, "is an amount or a share of the lines"),
            ({"included": True, "basis": "subtotal"}, "is an amount or a share of the lines"),
        ],
    )
    def test_what_makes_no_sense(self, changes: dict[str, Any], problem: str) -> None:
        with pytest.raises(InvalidSurcharge, match=problem):
            applied(document("10"), replace(RUSH, **changes))


class TestSpread:
    def test_by_what_the_lines_of_each_rate_come_to(self) -> None:
        lines = (
            Line(unit_price=D(100), discount=Discount(percent=D(50))),
            Line(unit_price=D(25), tax="reduced"),
            Line(unit_price=D(25)),
            Line(kind="optional", unit_price=D(900), tax="zero"),
        )
        found = spread(Adjustment(percent=D(10), reason="Why", rule="r"), Document(lines=lines))
        assert found == (
            Adjustment(amount=D("7.50"), reason="Why", rule="r"),
            Adjustment(amount=D("2.50"), reason="Why", rule="r", tax="reduced"),
        )

    def test_the_last_cent_is_not_lost(self) -> None:
        lines = tuple(Line(unit_price=D(1), tax=key) for key in "abc")
        found = spread(Adjustment(amount=D("1.00")), Document(lines=lines))
        assert [each.amount for each in found] == [D("0.34"), D("0.33"), D("0.33")]

    def test_rates_that_come_to_nothing_get_nothing(self) -> None:
        lines = (
            Line(unit_price=D(1)),
            Line(quantity=D(-1), unit_price=D(5), tax="b"),
            Line(unit_price=D("0.01"), tax="c"),
        )
        assert [each.tax for each in spread(Adjustment(amount=D("0.10")), Document(lines=lines))] == ["standard"]

    def test_with_nothing_to_share_it_with(self) -> None:
        with pytest.raises(NothingToSpread, match="There is no line above zero to share 5 EUR with"):
            spread(Adjustment(amount=D(5)), Document(lines=(Line(kind="text", unit_price=D(9)),)))
        with pytest.raises(NothingToSpread):
            spread(Adjustment(percent=D(5)), Document(lines=(Line(unit_price=D(0)),)))

    def test_what_is_left_of_a_line(self) -> None:
        line = Line(quantity=D(3), unit_price=D(10), base_quantity=D(2), allowances=(Discount(amount=D("0.005")),))
        assert left(line, 2) == D("14.99")
        assert off_of(Discount(percent=D("0.05")), D("10.00"), 2) == D("0.01")
        assert off_of(Discount(), D(10), 2) == D("0.00")
