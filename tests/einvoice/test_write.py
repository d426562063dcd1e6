"""Every category and kind is written as a valid e-invoice, and read back as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from duespark.einvoice.document_of import document_of
from duespark.einvoice.profiles import PROFILES, profile_terms
from duespark.einvoice.read import read_einvoice
from duespark.einvoice.terms_of import NoEInvoice, terms_of
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import (
    Adjustment,
    Document,
    EarlyDiscount,
    Exchange,
    PaymentMeans,
    PaymentTerms,
    Prepayment,
    Reference,
    Withholding,
)
from duespark.engine.invoice.line import (
    Classification,
    Discount,
    ItemDetails,
    Line,
    LineCharge,
    LineLinks,
    Period,
)
from duespark.engine.invoice.party import BankAccount, Identifier, TaxId
from tests.einvoice.papers import ADVICE, BUYER, SELLER, TAX, paper

D = Decimal
RICH: dict[str, Any] = {
    "supply_date": date(2026, 2, 28),
    "period": Period(start=date(2026, 2, 1), end=date(2026, 2, 28)),
    "purchase_order": "PO-7",
    "references": (
        Reference(kind="corrects", number="INV-2026-0001", issue_date=date(2026, 1, 2)),
        Reference(kind="project", number="P-9"),
        Reference(kind="contract", number="C-1"),
        Reference(kind="sales_order", number="S-3"),
        Reference(kind="object", number="Meter 12"),
    ),
    "payment_reference": "RF18539007547034",
    "notes": "Thank you.\nBay #A12#",
    "terms": "Interest on late payment is charged.",
    "correction_reason": "Wrong quantity",
    "payment_terms": PaymentTerms(note="Payable within 14 days."),
}
RICH_LINE = replace(
    ADVICE,
    note="Two meetings",
    sku="ADV-1",
    period=Period(start=date(2026, 2, 1), end=date(2026, 2, 28)),
    links=LineLinks(order_line="10", cost_account="4711", object_id="Door 3"),
    item=ItemDetails(
        details="Everything about tea", buyer_sku="B-1", gtin="4006381333931", origin="DE",
        classifications=(Classification(scheme="HSN", code="090210"),),
    ),
)  # fmt: skip


def valid(document: Document, profile: str) -> Document:
    """The document its valid e-invoice gives back."""
    checked = check_document(document, PROFILES[profile])
    assert [(one.rule, one.text) for one in checked.problems] == []
    read = read_einvoice(checked.xml)
    assert read.ignored == ()
    return document_of(read.terms, TAX).document


def sums(document: Document) -> tuple[Decimal, ...]:
    totals = document.totals
    assert totals is not None
    return (totals.lines, totals.net, totals.tax, totals.gross, totals.amount_due)


@pytest.mark.parametrize("profile", ["ubl", "cii"])
class TestEveryDocument:
    @pytest.mark.parametrize("tax", ["standard", "reduced", "zero", "igic", "ipsi", "exempt", "reverse_charge", "intra_eu",
                                     "export", "out_of_scope"])  # fmt: skip
    def test_every_tax_category(self, profile: str, tax: str) -> None:
        document = paper(replace(ADVICE, tax=tax))
        again = valid(document, profile)
        assert sums(again) == sums(document)
        assert again.lines[0].tax == tax or again.lines[0].tax.split()[0] in ("E", "AE")

    @pytest.mark.parametrize("kind", ["invoice", "credit_note", "corrective_invoice", "deposit_invoice"])
    def test_every_kind_of_invoice(self, profile: str, kind: Any) -> None:
        assert valid(paper(kind=kind), profile).kind == kind

    def test_what_was_said_comes_back(self, profile: str) -> None:
        document = paper(RICH_LINE, replace(ADVICE, id="2", unit="bucket", tax="reduced"), **RICH)
        again = valid(document, profile)
        for name in (
            *RICH,
            "number",
            "issue_date",
            "due_date",
            "currency",
            "seller",
            "buyer",
            "bank_account",
            "buyer_reference",
        ):
            assert getattr(again, name) == getattr(document, name), name
        assert again.lines == document.lines

    def test_discounts_and_charges(self, profile: str) -> None:
        lines = (
            replace(ADVICE, discount=Discount(percent=D(10), reason="Loyal")),
            replace(ADVICE, id="2", quantity=D(-1), discount=Discount(amount=D(5)), charges=(LineCharge(amount=D(2)),)),
        )
        document = paper(
            *lines,
            allowances=(Adjustment(percent=D(5), reason="Spring"), Adjustment(amount=D(3))),
            charges=(Adjustment(amount=D("7.50"), reason="Freight", code="FC"),),
        )
        again = valid(document, profile)
        assert sums(again) == sums(document)
        assert [line.amounts and line.amounts.discount for line in again.lines] == [D("30.00"), D("-5.00")]
        assert again.charges[0].reason == "Freight"

    def test_prices_with_tax_become_net_prices(self, profile: str) -> None:
        lines = (
            Line(id="1", description="Tea", quantity=D(3), unit_price=D("9.99")),
            Line(id="2", description="Cup", unit_price=D(10)),
        )
        document = paper(*lines, prices_include_tax=True)
        again = valid(document, profile)
        assert sums(again) == sums(document)
        assert not again.prices_include_tax

    def test_what_is_withheld_counts_as_paid(self, profile: str) -> None:
        document = paper(
            prepaid=D(20), prepayments=(Prepayment(number="DEP-1", amount=D(30)),), withholdings=(Withholding(name="IRPF", percent=D(15)),)
        )  # fmt: skip
        assert document.totals is not None
        assert document.totals.withheld == D("45.00")
        again = valid(document, profile)
        assert again.totals is not None
        assert (again.totals.prepaid, again.totals.amount_due) == (D("95.00"), document.totals.amount_due)
        assert again.references[0].number == "DEP-1"

    def test_tax_in_the_currency_of_the_books(self, profile: str) -> None:
        document = paper(exchange=Exchange(currency="PLN", rate=D("4.2537")))
        again = valid(document, profile)
        assert [one.totals and one.totals.converted and one.totals.converted.tax for one in (again, document)] == [
            D("293.51"),
            D("293.51"),
        ]

    def test_rounded_to_a_coin(self, profile: str) -> None:
        document = paper(replace(ADVICE, unit_price=D("33.33")), cash_rounding=D("0.05"), currency="CHF")
        assert sums(valid(document, profile)) == sums(document)

    def test_headings_and_texts_become_notes(self, profile: str) -> None:
        lines = (
            Line(kind="heading", description="Design"),
            ADVICE,
            Line(kind="text", description="On site"),
            Line(kind="subtotal"),
        )
        assert [line.note for line in valid(paper(*lines), profile).lines] == ["Design\nOn site"]

    @pytest.mark.parametrize("means", [
        PaymentMeans(kind="direct_debit", mandate="M-1", creditor_id="DE98ZZZ09999999999", account=BankAccount(iban="DE89370400440532013000")),
        PaymentMeans(kind="card", card_digits="4242"),
        PaymentMeans(kind="cash"),
        PaymentMeans(kind="credit_transfer", account=BankAccount(account_number="12-34-56 7890", holder="N")),
    ], ids=lambda one: one.kind)  # fmt: skip
    def test_ways_to_pay(self, profile: str, means: PaymentMeans) -> None:
        again = valid(paper(payment_means=(means,), bank_account=None), profile)
        if means.kind == "credit_transfer":
            assert again.bank_account == means.account
        else:
            assert again.payment_means == (means,)

    def test_control_characters_are_left_out(self, profile: str) -> None:
        assert valid(paper(replace(ADVICE, description="Te\x01a \ud800<&>")), profile).lines[0].description == "Tea <&>"


class TestProfiles:
    def test_category_o_allows_no_vat_numbers(self) -> None:
        terms = terms_of(paper(replace(ADVICE, tax="out_of_scope")))
        assert not {"BT-31", "BT-32", "BT-48", "BT-152"} & terms.keys()
        assert "BT-119" not in terms["BG-23"][0]

    def test_category_o_keeps_a_number_to_know_the_seller_by(self) -> None:
        terms = terms_of(paper(replace(ADVICE, tax="out_of_scope"), seller=replace(SELLER, registration_number="")))
        assert terms["BT-29"] == [{"BT-29": "IE6388047V"}]

    def test_xrechnung(self) -> None:
        early = PaymentTerms(early=(EarlyDiscount(percent=D(2), days=10),))
        document = paper(payment_terms=early, supply_date=date(2026, 2, 28))
        checked = check_document(document, PROFILES["xrechnung"])
        assert checked.problems == ()
        assert b"urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0" in checked.xml
        assert profile_terms(document, PROFILES["xrechnung"])["BT-20"] == "#SKONTO#TAGE=10#PROZENT=2.00#\n"

    def test_xrechnung_says_what_is_missing(self) -> None:
        bare = paper(buyer_reference="", seller=replace(SELLER, phone="", endpoint=None))
        found = check_document(bare, PROFILES["xrechnung"]).problems
        problems = {one.rule: one.field for one in found if one.fatal}
        assert problems == {"BR-DE-6": "/seller/phone", "BR-DE-15": "/buyer_reference"}

    def test_peppol(self) -> None:
        checked = check_document(paper(notes="A", terms="B"), PROFILES["peppol"])
        assert checked.problems == ()
        assert b"urn:fdc:peppol.eu:2017:poacc:billing:01:1.0" in checked.xml
        assert checked.xml.count(b"<cbc:Note>A") == 1

    def test_peppol_takes_the_vat_number_for_an_address(self) -> None:
        terms = profile_terms(paper(buyer=replace(BUYER, endpoint=None)), PROFILES["peppol"])
        assert (terms["BT-49"], terms["BT-49-1"]) == ("DE123456789", "9930")

    def test_peppol_has_no_corrective_invoices(self) -> None:
        problems = check_document(paper(kind="corrective_invoice"), PROFILES["peppol"]).problems
        assert [one.rule for one in problems] == ["PEPPOL-EN16931-P0112"]

    def test_numbers_without_a_term_are_kept_in_words(self) -> None:
        ids = (*SELLER.tax_ids, TaxId(scheme="NIP", value="5260001246"), TaxId(scheme="REGON", value="012100784"))
        terms = terms_of(
            paper(seller=replace(SELLER, tax_ids=ids, identifiers=(Identifier(value="1", scheme="0088"),)))
        )
        assert (terms["BT-32"], terms["BT-33"]) == ("5260001246", "REGON 012100784")

    @pytest.mark.parametrize("changes", [{"kind": "quote"}, {"number": None}])
    def test_a_quote_or_draft_has_none(self, changes: dict[str, Any]) -> None:
        with pytest.raises(NoEInvoice):
            terms_of(paper(**changes))


class TestProblems:
    def test_a_missing_country_is_explained(self) -> None:
        client = replace(BUYER, address=replace(BUYER.address, country=""))
        checked = check_document(paper(buyer=client), PROFILES["ubl"])
        found = next(one for one in checked.problems if one.rule == "BR-11")
        assert (found.field, found.fix) == ("/buyer/address/country", "Add the client's address with its country.")
        assert not checked.is_valid

    def test_category_o_beside_others_is_explained(self) -> None:
        mixed = paper(ADVICE, replace(ADVICE, id="2", tax="out_of_scope"))
        rules = {one.rule: one.fix for one in check_document(mixed, PROFILES["ubl"]).problems}
        assert "Issue two invoices" in rules["BR-O-12"]

    def test_three_decimals_are_explained(self) -> None:
        problems = check_document(
            paper(replace(ADVICE, unit_price=D("1.1115")), currency="KWD"), PROFILES["ubl"]
        ).problems
        assert any(one.rule.startswith("BR-DEC") and "two decimals" in one.fix for one in problems)
