"""Discount rules: volume, graduated, promo, loyalty and contract; which of them stand together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.invoice.discount_rules import DiscountFacts, DiscountRule, InvalidRule, Tier, check_rule
from duespark.engine.invoice.discounts import Discounted, apply_discounts
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.invoice.totals import calculate
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate

D = Decimal
TODAY = date(2026, 3, 2)
TAX = TaxContext.of(
    TaxRate(key=key, category="S", rate=D(rate), label=key) for key, rate in (("standard", 20), ("reduced", 5))
)


def rule(key: str, *tiers: Tier, **more: Any) -> DiscountRule:
    return DiscountRule(**{"key": key, "kind": "volume", "reason": f"Because of {key}", "tiers": tiers, **more})


def percent(value: str, start: str = "0") -> Tier:
    return Tier(start=D(start), percent=D(value))


def amount(value: str, start: str = "0") -> Tier:
    return Tier(start=D(start), amount=D(value))


def price(value: str, start: str = "0") -> Tier:
    return Tier(start=D(start), unit_price=D(value))


def line(quantity: str, unit_price: str, **more: Any) -> Line:
    return Line(quantity=D(quantity), unit_price=D(unit_price), **more)


def applied(
    *rules: DiscountRule, lines: tuple[Line, ...], facts: DiscountFacts | None = None, **more: Any
) -> Discounted:
    return apply_discounts(Document(lines=lines, **more), rules, facts or DiscountFacts(on=TODAY))


def off(found: Discounted) -> Decimal:
    """What the discounts take off in all."""
    done = calculate(found.document, TAX)
    assert done.totals is not None
    return sum((each.amounts.discount for each in done.lines if each.amounts), D(0)) + done.totals.allowances


class TestOneRule:
    def test_is_written_with_its_name_and_reason(self) -> None:
        found = applied(rule("ten", percent("10")), lines=(line("1", "50"),))
        assert found.document.lines[0].allowances == (Discount(percent=D(10), reason="Because of ten", rule="ten"),)
        assert (found.given, found.refused) == (("ten",), ())

    @pytest.mark.parametrize(
        ("quantity", "expected"), [("9", "0"), ("10", "5.00"), ("99.9", "49.95"), ("100", "100.00")]
    )
    def test_volume_the_tier_reached_holds_for_all(self, quantity: str, expected: str) -> None:
        volume = rule("volume", percent("5", "10"), percent("10", "100"))
        assert off(applied(volume, lines=(line(quantity, "10"),))) == D(expected)

    @pytest.mark.parametrize(
        ("quantity", "expected"), [("10", "0"), ("11", "0.50"), ("100", "45.00"), ("120", "65.00")]
    )
    def test_graduated_each_tier_holds_for_its_part(self, quantity: str, expected: str) -> None:
        graduated = rule("graduated", percent("0"), percent("5", "10"), percent("10", "100"), graduated=True)
        assert off(applied(graduated, lines=(line(quantity, "10"),))) == D(expected)

    def test_graduated_prices_and_amounts(self) -> None:
        mixed = rule("mixed", price("9"), amount("2", "10"), graduated=True)
        assert off(applied(mixed, lines=(line("15", "10"),))) == D("20.00")

    @pytest.mark.parametrize(("unit_price", "expected"), [("10", "6.00"), ("8", "0"), ("7", "0")])
    def test_a_contract_price_is_never_a_surcharge(self, unit_price: str, expected: str) -> None:
        contract = rule("contract", price("8"), kind="contract")
        assert off(applied(contract, lines=(line("3", unit_price),))) == D(expected)

    def test_a_contract_price_for_goods_sold_by_the_hundred(self) -> None:
        contract = rule("contract", price("0.04"), kind="contract")
        assert off(applied(contract, lines=(line("250", "5", base_quantity=D(100)),))) == D("2.50")

    def test_an_amount_is_off_each_unit_and_never_more_than_there_is(self) -> None:
        assert off(applied(rule("a", amount("2")), lines=(line("3", "10"),))) == D("6.00")
        assert off(applied(rule("a", amount("12")), lines=(line("3", "10"),))) == D("30.00")

    def test_on_the_whole_document(self) -> None:
        whole = rule("whole", percent("10", "100"), scope="document")
        assert off(applied(whole, lines=(line("1", "60"), line("1", "40")))) == D("10.00")
        assert off(applied(whole, lines=(line("1", "99.99"),))) == D(0)
        fixed = rule("fixed", amount("25"), scope="document")
        assert off(applied(fixed, lines=(line("1", "60"),))) == D("25.00")
        assert off(applied(fixed, lines=(line("1", "20"),))) == D("20.00")

    def test_on_the_whole_document_it_is_shared_by_the_rates_of_its_lines(self) -> None:
        whole = rule("whole", percent("10"), scope="document")
        found = applied(whole, lines=(line("1", "66.67"), line("1", "33.33", tax="reduced")))
        assert found.document.allowances == (
            Adjustment(amount=D("6.67"), reason="Because of whole", rule="whole"),
            Adjustment(amount=D("3.33"), reason="Because of whole", rule="whole", tax="reduced"),
        )

    def test_only_items_and_options_earn_it(self) -> None:
        lines = (Line(kind="heading"), line("1", "10", kind="optional"), Line(kind="subtotal"))
        found = applied(rule("ten", percent("10")), rule("whole", percent("1"), scope="document"), lines=lines)
        assert [len(each.allowances) for each in found.document.lines] == [0, 1, 0]
        assert (found.given, found.refused) == (("ten",), (("whole", "below_minimum"),))


class TestWhyNot:
    def refused(self, found: Discounted) -> Any:
        assert found.given == ()
        (entry,) = found.refused
        assert found.document.lines == (line("1", "10", sku="A"),)
        return entry[1]

    def why(self, rule: DiscountRule, **facts: Any) -> Any:
        return self.refused(applied(rule, lines=(line("1", "10", sku="A"),), facts=DiscountFacts(on=TODAY, **facts)))

    def holds(self, rule: DiscountRule, **facts: Any) -> bool:
        found = applied(rule, lines=(line("1", "10", sku="A"),), facts=DiscountFacts(on=TODAY, **facts))
        return found.given == (rule.key,)

    def test_its_days(self) -> None:
        ten = rule("ten", percent("10"))
        assert self.why(replace(ten, since=date(2026, 3, 3))) == "not_yet"
        assert self.why(replace(ten, until=date(2026, 3, 1))) == "expired"
        assert self.holds(replace(ten, since=TODAY, until=TODAY))

    def test_its_code(self) -> None:
        promo = rule("promo", percent("10"), code="SPRING", kind="promo")
        assert self.why(promo) == "no_code"
        assert self.why(promo, codes=frozenset({"spring"})) == "no_code"
        assert self.holds(promo, codes=frozenset({"SPRING", "SUMMER"}))

    def test_its_clients(self) -> None:
        named = rule("named", percent("10"), clients=frozenset({"acme"}), segments=frozenset({"loyal"}), kind="loyalty")
        assert self.why(named, client="nova", segments=frozenset({"new"})) == "other_client"
        assert self.holds(named, client="acme")
        assert self.holds(named, client="nova", segments=frozenset({"loyal", "new"}))
        assert self.why(replace(named, segments=frozenset()), client="nova") == "other_client"
        assert self.holds(replace(named, clients=frozenset()), segments=frozenset({"loyal"}))

    def test_its_items(self) -> None:
        assert self.why(rule("b", percent("10"), skus=frozenset({"B"}))) == "other_item"
        assert self.holds(rule("a", percent("10"), skus=frozenset({"A", "B"})))

    def test_its_minimum(self) -> None:
        assert self.why(rule("large", percent("10"), minimum=D("10.01"))) == "below_minimum"
        assert self.holds(rule("large", percent("10"), minimum=D("10.00")))
        assert self.why(rule("two", percent("10", "2"))) == "below_minimum"
        assert self.why(rule("whole", percent("10"), minimum=D("10.01"), scope="document")) == "below_minimum"
        assert self.holds(rule("whole", percent("10"), minimum=D("10.00"), scope="document"))

    def test_its_worth(self) -> None:
        assert self.why(rule("nothing", percent("0"))) == "no_benefit"
        assert self.why(rule("nothing", amount("0"), scope="document")) == "no_benefit"

    def test_nothing_is_off_what_is_returned(self) -> None:
        found = applied(rule("ten", percent("10")), lines=(line("-1", "10"), line("0", "10")))
        assert found.refused == (("ten", "below_minimum"),)

    def test_one_line_that_earns_it_is_enough(self) -> None:
        found = applied(rule("two", percent("10", "2")), lines=(line("1", "10"), line("2", "10"), line("1", "10")))
        assert (found.given, found.refused) == (("two",), ())


class TestTogether:
    def test_stackable_rules_follow_one_another(self) -> None:
        found = applied(rule("a", percent("10")), rule("b", percent("10")), lines=(line("1", "100"),))
        assert off(found) == D("19.00")
        whole = applied(
            rule("a", percent("10"), scope="document"),
            rule("b", percent("10"), scope="document"),
            lines=(line("1", "100"),),
        )
        assert (off(whole), whole.given) == (D("19.00"), ("a", "b"))

    def test_the_client_gets_what_is_best_for_them(self) -> None:
        a, b = rule("a", percent("10")), rule("b", percent("10"))
        alone = rule("alone", percent("19"), stackable=False)
        equal = applied(a, b, alone, lines=(line("1", "100"),))
        assert (equal.given, equal.refused) == (("a", "b"), (("alone", "not_stackable"),))
        better = applied(a, replace(alone, tiers=(percent("19.01"),)), b, lines=(line("1", "100"),))
        assert (better.given, better.refused) == (("alone",), (("a", "not_stackable"), ("b", "not_stackable")))

    def test_of_two_that_stand_alone_the_better_one(self) -> None:
        rules = [rule(key, percent(value), stackable=False) for key, value in (("a", "5"), ("b", "7"), ("c", "6"))]
        found = applied(*rules, lines=(line("1", "100"),))
        assert (found.given, off(found)) == (("b",), D("7.00"))

    def test_none_stands_alone_beside_what_a_person_typed(self) -> None:
        alone, other = rule("alone", percent("50"), stackable=False), rule("other", percent("10"))
        typed = line("1", "100", discount=Discount(percent=D(1)))
        assert applied(alone, lines=(typed,)).refused == (("alone", "not_stackable"),)
        assert off(applied(alone, other, lines=(typed,))) == D("10.90")
        allowance = line("1", "100", allowances=(Discount(percent=D(1)),))
        assert applied(alone, lines=(allowance,)).given == ()
        whole = replace(alone, scope="document")
        assert applied(whole, lines=(line("1", "100"),), allowances=(Adjustment(amount=D(1)),)).given == ()

    def test_a_rule_that_stands_alone_on_one_line_leaves_others_free(self) -> None:
        alone = rule("alone", percent("50"), stackable=False, skus=frozenset({"A"}))
        found = applied(alone, rule("other", percent("10")), lines=(line("1", "100", sku="A"), line("1", "100")))
        assert (found.given, found.refused) == (("alone", "other"), ())

    def test_an_amount_for_which_nothing_is_left_gives_nothing(self) -> None:
        found = applied(rule("all", percent("100")), rule("more", amount("1")), lines=(line("1", "10"),))
        assert (found.given, found.refused) == (("all",), (("more", "no_benefit"),))
        whole = applied(
            rule("all", amount("10"), scope="document"),
            rule("more", percent("1"), scope="document"),
            rule("most", amount("1"), scope="document"),
            lines=(line("1", "10"),),
        )
        assert (whole.given, whole.refused) == (("all",), (("more", "no_benefit"), ("most", "no_benefit")))

    def test_what_lines_are_spared_is_not_spared_twice(self) -> None:
        found = applied(rule("a", percent("50")), rule("b", percent("10"), scope="document"), lines=(line("1", "100"),))
        assert off(found) == D("55.00")

    def test_the_decimals_of_the_currency_hold(self) -> None:
        found = applied(rule("a", amount("0.6")), lines=(line("1", "100"),), currency="JPY")
        assert found.document.lines[0].allowances[0].amount == D(1)


class TestAgain:
    RULES = (rule("a", percent("10")), rule("b", percent("10"), scope="document"))

    def test_applying_again_changes_nothing(self) -> None:
        once = applied(
            *self.RULES,
            lines=(line("1", "100", discount=Discount(percent=D(1))),),
            allowances=(Adjustment(amount=D(1)),),
        )
        assert apply_discounts(once.document, self.RULES, DiscountFacts(on=TODAY)) == once

    def test_a_rule_that_no_longer_holds_is_taken_back(self) -> None:
        typed = Document(
            lines=(line("1", "100", allowances=(Discount(percent=D(3)),)),), allowances=(Adjustment(amount=D(1)),)
        )
        once = apply_discounts(typed, self.RULES, DiscountFacts(on=TODAY))
        assert apply_discounts(once.document, (), DiscountFacts(on=TODAY)).document == typed

    @given(
        st.lists(st.tuples(st.integers(1, 500), st.decimals(0, 1000, places=2)), min_size=1, max_size=5),
        st.lists(
            st.tuples(st.decimals(0, 100, places=1), st.booleans(), st.sampled_from(["line", "document"])), max_size=4
        ),
    )
    def test_no_rules_ever_take_more_than_there_is(self, lines: list[Any], rules: list[Any]) -> None:
        made = [
            rule(str(at), Tier(start=D(0), percent=value), stackable=stackable, scope=scope)
            for at, (value, stackable, scope) in enumerate(rules)
        ]
        found = applied(*made, lines=tuple(line(str(quantity), str(value)) for quantity, value in lines))
        done = calculate(found.document, TAX)
        assert done.totals is not None
        assert done.totals.net >= 0
        assert {each.key for each in made} == set(found.given) | {key for key, _ in found.refused}


class TestCheckRule:
    GOOD = rule("good", percent("5", "1"), percent("100", "2"))

    def test_a_good_one_comes_back(self) -> None:
        assert check_rule(self.GOOD) is self.GOOD

    @pytest.mark.parametrize(
        ("changes", "problem"),
        [
            ({"key": ""}, "it needs a key and a reason"),
            ({"reason": " "}, "it needs a key and a reason"),
            ({"tiers": ()}, "it needs tiers, each above the one before"),
            ({"tiers": (percent("1", "2"), percent("2", "1"))}, "it needs tiers, each above the one before"),
            ({"tiers": (percent("1", "2"), percent("2", "2"))}, "it needs tiers, each above the one before"),
            ({"tiers": (percent("1", "-1"),)}, "each tier begins at 0 or above"),
            ({"tiers": (Tier(start=D(0)),)}, "exactly one of percent"),
            ({"tiers": (Tier(start=D(0), percent=D(1), amount=D(1)),)}, "exactly one of percent"),
            ({"tiers": (percent("100.01"),)}, "exactly one of percent"),
            ({"tiers": (amount("-1"),)}, "exactly one of percent"),
            ({"scope": "document", "graduated": True}, "a discount on the whole document is"),
            ({"scope": "document", "tiers": (price("1"),)}, "a discount on the whole document is"),
            ({"since": date(2026, 1, 2), "until": date(2026, 1, 1)}, "its last day is before its first"),
        ],
    )
    def test_what_cannot_be_followed(self, changes: dict[str, Any], problem: str) -> None:
        bad = replace(self.GOOD, **changes)
        with pytest.raises(InvalidRule, match=problem) as caught:
            applied(bad, lines=())
        assert caught.value.facts["key"] == bad.key

    def test_what_can(self) -> None:
        for changes in ({"since": TODAY, "until": TODAY}, {"tiers": (price("0"),)}, {"scope": "document"}):
            check_rule(replace(self.GOOD, **changes))
