"""What each rule takes off a document, to the cent of the calculation."""

from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.invoice.discount_effect import taken_by_rules
from duespark.engine.invoice.discount_rules import DiscountFacts, DiscountRule, Tier
from duespark.engine.invoice.discounts import apply_discounts
from duespark.engine.invoice.document import Adjustment, Document
from duespark.engine.invoice.line import Discount, Line
from duespark.engine.money.currency import UnknownCurrency

PERCENT = DiscountRule(key="line", kind="volume", reason="Five", tiers=(Tier(start=Decimal(2), percent=Decimal(5)),))
WHOLE = DiscountRule(
    key="whole", kind="promo", reason="Ten", scope="document", tiers=(Tier(start=Decimal(0), amount=Decimal(10)),)
)
LINES = (
    Line(quantity=Decimal(3), unit_price=Decimal("33.33")),
    Line(quantity=Decimal(2), unit_price=Decimal(20), tax="reduced"),
    Line(quantity=Decimal(1), unit_price=Decimal(100)),
    Line(kind="optional", quantity=Decimal(9), unit_price=Decimal(100)),
)


class TestTakenByRules:
    def test_adds_up_to_what_the_document_has_less(self) -> None:
        found = apply_discounts(Document(lines=LINES), [PERCENT, WHOLE], DiscountFacts(on=date(2026, 1, 1)))
        assert taken_by_rules(found.document) == {"line": Decimal("7.00"), "whole": Decimal("10.00")}

    def test_what_a_person_typed_is_no_rule_s(self) -> None:
        typed = Line(unit_price=Decimal(50), discount=Discount(percent=Decimal(10)))
        document = Document(lines=(typed,), allowances=(Adjustment(amount=Decimal(5), reason="Kind"),))
        assert taken_by_rules(document) == {}

    def test_a_rule_of_optional_lines_only_takes_nothing_off(self) -> None:
        found = apply_discounts(Document(lines=LINES[3:]), [PERCENT], DiscountFacts(on=date(2026, 1, 1)))
        assert taken_by_rules(found.document) == {"line": Decimal(0)}

    def test_yen_have_no_decimals(self) -> None:
        document = Document(currency="JPY", lines=(Line(quantity=Decimal(3), unit_price=Decimal(333)),))
        found = apply_discounts(document, [PERCENT], DiscountFacts(on=date(2026, 1, 1)))
        assert taken_by_rules(found.document) == {"line": Decimal(50)}

    def test_an_unknown_currency_is_refused(self) -> None:
        with pytest.raises(UnknownCurrency):
            taken_by_rules(Document(currency="XXQ"))
