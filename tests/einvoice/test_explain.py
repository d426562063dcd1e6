"""What people read of a broken rule: the very field to mend, and what to do; never a field that mends nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.einvoice import validate
from duespark.einvoice.official_rules import Failed
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import Adjustment, Document, Exchange
from duespark.engine.invoice.line import Discount, ItemDetails, LineCharge, Period
from duespark.engine.invoice.party import Address, Identifier, Party, TaxId
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxComponent, TaxRate
from tests.einvoice.papers import ADVICE, BUYER, SELLER, paper

D = Decimal
EARLIER, LATER = date(2026, 1, 1), date(2026, 2, 1)
NAMELESS = replace(SELLER, tax_ids=())
ABROAD = replace(BUYER, tax_ids=())
QUEBEC = TaxRate(
    key="standard", category="S", rate=D("14.975"), label="GST + QST",
    components=(TaxComponent(name="GST", rate=D(5)), TaxComponent(name="QST", rate=D("9.975"))),
)  # fmt: skip


def told(document: Document, profile: str) -> list[tuple[str, str, str]]:
    """Rule, field and advice of each broken rule."""
    return [(one.rule, one.field, one.fix) for one in check_document(document, PROFILES[profile]).problems if one.fatal]


def line(tax: str) -> Any:
    return replace(ADVICE, tax=tax)


@pytest.mark.parametrize("profile", ["ubl", "cii"])
class TestBothSyntaxes:
    @pytest.mark.parametrize("tax", ["standard", "zero", "exempt", "igic", "ipsi"])
    def test_the_number_of_a_company_without_one(self, profile: str, tax: str) -> None:
        (found,) = told(paper(line(tax), seller=NAMELESS), profile)
        assert found[1:] == ("/seller/tax_ids", "Fill in the company's VAT number or tax number.")

    @pytest.mark.parametrize(("tax", "seller", "buyer", "field", "fix"), [
        ("reverse_charge", NAMELESS, BUYER, "/seller/tax_ids", "Fill in the company's VAT number or tax number."),
        ("reverse_charge", SELLER, ABROAD, "/buyer/tax_ids", "Fill in the client's VAT number."),
        ("intra_eu", NAMELESS, BUYER, "/seller/tax_ids", "Fill in the company's VAT number."),
        ("intra_eu", SELLER, ABROAD, "/buyer/tax_ids", "Fill in the client's VAT number."),
        ("export", NAMELESS, BUYER, "/seller/tax_ids", "Fill in the company's VAT number."),
    ])  # fmt: skip
    def test_of_two_numbers_the_one_that_is_missing(
        self, profile: str, tax: str, seller: Party, buyer: Party, field: str, fix: str
    ) -> None:
        (found,) = told(paper(line(tax), seller=seller, buyer=buyer), profile)
        assert found[1:] == (field, fix)

    @pytest.mark.parametrize("side", ["seller", "buyer"])
    def test_the_number_that_does_not_begin_with_its_country(self, profile: str, side: str) -> None:
        party = replace(
            BUYER, address=Address(city="Tokyo", country="JP"), tax_ids=(TaxId(scheme="VAT", value="7123456"),)
        )
        found = told(paper(**{side: party}, bank_account=None), profile)
        assert [(rule, field) for rule, field, _ in found if rule == "BR-CO-09"] == [("BR-CO-09", f"/{side}/tax_ids")]

    def test_no_number_where_lines_with_and_without_vat_are_the_cause(self, profile: str) -> None:
        found = told(paper(line("out_of_scope"), line("standard")), profile)
        assert {fix for _, _, fix in found} == {
            "Lines without VAT cannot stand beside lines with it. Issue two invoices."
        }

    @pytest.mark.parametrize(("changes", "rule", "field"), [
        ({"charges": (Adjustment(amount=D(5), code="95"),)}, "BR-CL-20", "/charges"),
        ({"allowances": (Adjustment(amount=D(5), code="?"),)}, "BR-CL-19", "/allowances"),
        ({"lines": (replace(ADVICE, charges=(LineCharge(amount=D(5), code="?"),)),)}, "BR-CL-20", "/lines"),
        ({"lines": (replace(ADVICE, allowances=(Discount(amount=D(5), code="?"),)),)}, "BR-CL-19", "/lines"),
        ({"lines": (replace(ADVICE, item=ItemDetails(origin="Germany")),)}, "BR-CL-15", "/lines"),
        ({"seller": replace(SELLER, endpoint=Identifier(value="1", scheme="?"))}, "BR-CL-25", "/seller/endpoint"),
        ({"buyer": replace(BUYER, endpoint=Identifier(value="1", scheme="?"))}, "BR-CL-25", "/buyer/endpoint"),
        ({"buyer": replace(BUYER, identifiers=(Identifier(value="1", scheme="GLN"),))}, "BR-CL-10", "/buyer/identifiers"),
    ])  # fmt: skip
    def test_a_code_that_is_none_of_its_list(
        self, profile: str, changes: dict[str, Any], rule: str, field: str
    ) -> None:
        (found,) = told(paper(**changes), profile)
        assert found[:2] == (rule, field)
        assert "such as" in found[2]

    def test_a_rule_that_two_fields_break_names_both(self, profile: str) -> None:
        odd = (Identifier(value="1", scheme="GLN"),)
        found = told(paper(seller=replace(SELLER, identifiers=odd), buyer=replace(BUYER, identifiers=odd)), profile)
        assert [field for _, field, _ in found] == ["/seller/identifiers", "/buyer/identifiers"]

    @pytest.mark.parametrize(("changes", "field", "fix"), [
        ({"period": Period(start=LATER, end=EARLIER)}, "/period/start", "Let the period end on the day it begins or later."),
        ({"lines": (replace(ADVICE, period=Period(start=LATER, end=EARLIER)),)}, "/lines", "Let the line's period end on"),
        ({"ship_to": Party(name="Dock", address=Address(line1="Quay 5"))}, "/ship_to/address/country", "Fill in the country"),
    ])  # fmt: skip
    def test_what_to_do_is_said(self, profile: str, changes: dict[str, Any], field: str, fix: str) -> None:
        (found,) = told(paper(**changes), profile)
        assert (found[1], found[2][: len(fix)]) == (field, fix)

    def test_tax_that_is_rounded_on_every_line(self, profile: str) -> None:
        document = paper(
            *(replace(ADVICE, quantity=D(1), unit_price=D(7)) for _ in range(12)), currency="JPY", tax_rounding="line"
        )
        found = told(document, profile)
        assert {each[1:] for each in found} == {
            ("/tax_rounding", "Round the tax once for the whole document instead of on every line.")
        }

    def test_several_taxes_on_a_line(self, profile: str) -> None:
        found = told(paper(seller=NAMELESS, tax=TaxContext.of([QUEBEC])), profile)
        assert [(field, fix[:37]) for _, field, fix in found] == [("/lines", "EN 16931 knows one tax on a line, and")]

    def test_one_tax_with_a_name_of_its_own_still_needs_a_number(self, profile: str) -> None:
        alone = replace(QUEBEC, rate=D(5), components=QUEBEC.components[:1])
        assert told(paper(seller=NAMELESS, tax=TaxContext.of([alone])), profile) == [
            ("BR-S-02", "/seller/tax_ids", "Fill in the company's VAT number or tax number.")
        ]

    def test_a_third_decimal_of_the_books(self, profile: str) -> None:
        document = paper(currency="EUR", exchange=Exchange(currency="KWD", rate=D("0.3351")))
        (found,) = told(document, profile)
        assert found[1:] == (
            "/exchange",
            "The tax in KWD has a third decimal, and EN 16931 knows two. There is no e-invoice with this exchange rate.",
        )

    def test_a_third_decimal_is_all_there_is_to_say(self, profile: str) -> None:
        found = told(paper(replace(ADVICE, quantity=D(3), unit_price=D("0.335")), currency="KWD"), profile)
        assert {fix[:38] for _, _, fix in found} == {"EN 16931 knows at most two decimals, a"}

    def test_a_wrong_code_beside_a_third_decimal(self, profile: str) -> None:
        line = replace(ADVICE, quantity=D(3), unit_price=D("0.335"), item=ItemDetails(origin="Germany"))
        rules = {rule for rule, _, _ in told(paper(line, currency="KWD"), profile)}
        assert "BR-CL-15" in rules
        assert ("UBL-DT-01" in rules) == (profile == "ubl")


@pytest.mark.parametrize(("side", "party"), [("seller", NAMELESS), ("buyer", ABROAD)])
def test_peppol_tells_whose_address_it_does_not_know(side: str, party: Party) -> None:
    found = [each for each in told(paper(**{side: party}), "peppol") if each[0] == "PEPPOL-EN16931-CL008"]
    assert [field for _, field, _ in found] == [f"/{side}/endpoint"]


class TestNoMilder:
    """Rules are left out where others say the same better, and never so that an invalid e-invoice counts as valid."""

    @staticmethod
    def failed(rule: str, *, fatal: bool) -> Failed:
        return Failed(rule, f"[{rule}]-Words.", "/", fatal)

    def test_what_has_no_words_stands_where_nothing_else_is_fatal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        in_cii = [self.failed("FX-SCH-A-000001", fatal=True), self.failed("BR-CL-99", fatal=False)]
        monkeypatch.setattr(validate, "check_apart", lambda name, xml, source="": in_cii if name == "cii" else [])
        assert not check_document(paper(), PROFILES["factur-x"]).is_valid

    def test_a_consequence_stands_where_its_cause_is_only_advice(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = [self.failed("BR-DEC-14", fatal=False), self.failed("BR-CO-15", fatal=True)]
        monkeypatch.setattr(validate, "check_apart", lambda name, xml, source="": found)
        assert not check_document(paper(), PROFILES["ubl"]).is_valid
