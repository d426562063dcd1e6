"""What random documents once broke, each as a small example that keeps it mended."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from duespark.einvoice.document_of import FromEInvoice, document_of
from duespark.einvoice.profiles import PROFILES, profile_terms
from duespark.einvoice.read import read_einvoice
from duespark.einvoice.terms_of import terms_of
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import (
    Adjustment,
    Attachment,
    Document,
    EarlyDiscount,
    PaymentMeans,
    PaymentTerms,
    Reference,
    Withholding,
)
from duespark.engine.invoice.line import Attribute, Classification, Discount, ItemDetails, LineCharge, LineLinks, Period
from duespark.engine.invoice.party import BankAccount, Identifier, Party
from duespark.engine.tax.context import TaxContext
from duespark.engine.tax.country import TaxRate
from tests.einvoice.papers import ADVICE, BUYER, SELLER, paper

D = Decimal
GERMAN = BankAccount(iban="DE89370400440532013000")


def again(document: Document, profile: str) -> FromEInvoice:
    checked = check_document(document, PROFILES[profile])
    assert [(one.rule, one.text) for one in checked.problems if one.fatal] == []
    read = read_einvoice(checked.xml)
    assert read.ignored == ()
    return document_of(read.terms)


@pytest.mark.parametrize("profile", ["ubl", "cii"])
class TestBothSyntaxes:
    def test_two_documents_that_one_corrects(self, profile: str) -> None:
        both = (Reference(kind="corrects", number="A-1"), Reference(kind="corrects", number="A-2"))
        found = again(paper(kind="credit_note", references=both), profile).document
        assert [one.number for one in found.references] == ["A-1", "A-2"]

    def test_ways_to_pay_of_several_kinds(self, profile: str) -> None:
        means = (
            PaymentMeans(kind="card", card_digits="4242"),
            PaymentMeans(kind="online", url="https://pay.example.com/x"),
        )
        found = again(paper(payment_means=means), profile).document
        assert found.bank_account is not None
        assert found.payment_terms.note == "Or by card\nOr by online payment: https://pay.example.com/x"

    @pytest.mark.parametrize("kind", ["card", "direct_debit"])
    def test_two_cards_or_mandates(self, profile: str, kind: Any) -> None:
        one = PaymentMeans(
            kind=kind, card_digits="4242", mandate="M-1", creditor_id="DE98ZZZ09999999999", account=GERMAN
        )
        found = again(
            paper(payment_means=(one, replace(one, card_digits="1111", mandate="M-2")), bank_account=None), profile
        )
        assert len(found.document.payment_means) == 1

    def test_a_credit_note_to_two_accounts(self, profile: str) -> None:
        means = tuple(
            PaymentMeans(kind="credit_transfer", account=one) for one in (GERMAN, replace(GERMAN, holder="N"))
        )
        assert again(paper(kind="credit_note", payment_means=means), profile).document.bank_account == GERMAN

    def test_two_accounts_with_words_of_their_own(self, profile: str) -> None:
        other = BankAccount(holder="X", account_number="12-34-56")
        means = (
            PaymentMeans(kind="credit_transfer", account=GERMAN, text="In euro"),
            PaymentMeans(kind="credit_transfer", account=other, text="In pounds"),
        )
        found = again(paper(payment_means=means, bank_account=None, currency="PLN"), profile).document
        assert [one.account and one.account.account_number for one in found.payment_means] == ["", "12-34-56"]
        assert [one.text for one in found.payment_means] == ["In euro, In pounds", ""]

    def test_a_transfer_to_no_account(self, profile: str) -> None:
        found = again(paper(payment_means=(PaymentMeans(kind="credit_transfer"),), bank_account=None), profile)
        assert found.document.payment_means[0].kind == "other"

    def test_texts_of_nothing_xml_can_hold(self, profile: str) -> None:
        line = replace(
            ADVICE, description="\x01", sku="\x00", note="\x02", links=LineLinks(object_id="\x03", order_line="\x04")
        )
        found = again(
            paper(line, notes="\x05", buyer_reference="\x06", attachments=(Attachment(name="\x07", url="https://x.example.com"),)),
            profile,
        ).document  # fmt: skip
        assert (found.lines[0].description, found.notes, found.attachments) == ("Item", "", ())

    def test_a_tax_representative_beside_no_tax(self, profile: str) -> None:
        assert again(paper(replace(ADVICE, tax="out_of_scope"), tax_representative=SELLER), profile)

    def test_one_identifier_of_buyer_and_payee_is_said_and_all_of_the_seller(self, profile: str) -> None:
        two = (Identifier(value="C-1"), Identifier(value="4000000000013", scheme="0088"))
        own = (Identifier(value="S-1"), Identifier(value="S-2"))
        found = again(
            paper(
                seller=replace(SELLER, identifiers=own),
                buyer=replace(BUYER, identifiers=two),
                payee=Party(name="Factoring AG", identifiers=two),
            ),
            profile,
        ).document
        assert found.buyer is not None
        assert found.payee is not None
        assert found.seller is not None
        assert found.buyer.identifiers == found.payee.identifiers == two[1:]
        assert found.seller.identifiers == own

    def test_a_note_that_begins_like_a_code(self, profile: str) -> None:
        assert again(paper(notes="#ABC# is our motto"), profile).document.notes == "#ABC# is our motto"

    def test_a_third_decimal_is_the_first_that_is_told(self, profile: str) -> None:
        document = paper(replace(ADVICE, quantity=D(3), unit_price=D("0.335")), currency="KWD")
        problems = check_document(document, PROFILES[profile]).problems
        assert problems[0].rule.startswith("BR-DEC")
        assert [one.rule for one in problems if "rule's text" in one.fix] == []

    def test_igic_at_nothing_is_taken_or_refused_with_the_reason(self, profile: str) -> None:
        """The official rules of CII refuse a rate of 0 in the Canary Islands; their own words allow it."""
        zero = TaxContext.of([TaxRate(key="standard", category="L", rate=D(0), label="IGIC 0%", name="IGIC")])
        problems = check_document(paper(tax=zero), PROFILES[profile]).problems
        assert [(one.rule, one.fix[:36]) for one in problems] == {
            "ubl": [],
            "cii": [("BR-AF-05", "The official rules of CII refuse IGI")],
        }[profile]

    @pytest.mark.parametrize("blank", ["", " ", "\ufffe"])
    def test_item_facts_of_which_one_half_is_blank(self, profile: str, blank: str) -> None:
        details = ItemDetails(
            attributes=(Attribute(name="Color", value=blank), Attribute(name=blank, value="red")),
            classifications=(Classification(scheme="CN", code=blank), Classification(scheme=blank, code="8471")),
        )
        item = again(paper(replace(ADVICE, item=details)), profile).document.lines[0].item
        assert item is not None
        assert [(one.name, one.value) for one in item.attributes] == [("Code", "8471")]

    @pytest.mark.parametrize("blank", ["", " ", "\ufffe"])
    def test_reasons_of_nothing_are_said_in_a_word(self, profile: str, blank: str) -> None:
        line = replace(
            ADVICE, discount=Discount(percent=D(10), reason=blank), charges=(LineCharge(amount=D(5), reason=blank),)
        )
        both = {
            "allowances": (Adjustment(amount=D(5), reason=blank),),
            "charges": (Adjustment(amount=D(5), reason=blank),),
        }
        found = again(paper(line, **both), profile).document
        assert (found.lines[0].allowances[0].reason, found.lines[0].charges[0].reason) == ("Discount", "Charge")
        assert (found.allowances[0].reason, found.charges[0].reason) == ("Discount", "Charge")

    def test_a_period_that_says_no_day_is_none(self, profile: str) -> None:
        document = paper(replace(ADVICE, tax="intra_eu"), period=Period())
        assert again(document, profile).document.supply_date == document.issue_date

    def test_nothing_of_an_item_and_a_charge_on_it(self, profile: str) -> None:
        """Quantity times price comes to nothing, so the amount of the line is its charge."""
        line = replace(ADVICE, quantity=D(0), charges=(LineCharge(amount=D("12.30"), reason="Set-up"),))
        document = paper(line, prices_include_tax=True)
        (terms,) = terms_of(document)["BG-25"]
        assert (terms["BT-129"], terms["BT-146"], terms["BT-131"]) == (D(0), D(0), D("10.00"))
        assert [(one["BT-141"], one["BT-144"]) for one in terms["BG-28"]] == [(D("10.00"), "Set-up")]
        assert again(document, profile).differences == ()

    def test_two_supporting_documents(self, profile: str) -> None:
        files = tuple(
            Attachment(name=f"F{at}", description="A plan", url=f"https://files.example.com/{at}") for at in (1, 2)
        )
        assert [one.name for one in again(paper(attachments=files), profile).document.attachments] == ["F1", "F2"]

    def test_three_decimals_of_which_the_last_is_zero(self, profile: str) -> None:
        document = paper(replace(ADVICE, quantity=D(1), unit_price=D("100.000")), currency="KWD")
        found = again(document, profile).document
        assert found.totals is not None
        assert found.totals.gross == D("123.000")

    def test_a_rounded_amount_is_no_difference(self, profile: str) -> None:
        document = paper(replace(ADVICE, unit_price=D("33.33")), cash_rounding=D("0.05"), currency="CHF")
        assert again(document, profile).differences == ()

    def test_tax_withheld_from_what_is_given_back_is_no_difference(self, profile: str) -> None:
        lines = (
            replace(ADVICE, quantity=D(-1), unit_price=D(2)),
            replace(ADVICE, id="2", tax="zero", unit_price=D("0.5")),
        )
        document = paper(*lines, withholdings=(Withholding(name="W", percent=D(10)),))
        assert document.totals is not None
        assert document.totals.withheld < 0
        assert again(document, profile).differences == ()


class TestProfiles:
    @pytest.mark.parametrize("profile", ["xrechnung", "factur-x-xrechnung"])
    def test_xrechnung_takes_a_credit_note_without_a_way_to_pay(self, profile: str) -> None:
        assert again(paper(kind="credit_note", bank_account=None), profile)
        problems = check_document(paper(bank_account=None), PROFILES[profile]).problems
        assert [one.field for one in problems if one.rule == "BR-DE-1"] == ["/payment_means"]

    def test_xrechnung_names_one_account_and_others_in_words(self) -> None:
        means = tuple(
            PaymentMeans(kind="credit_transfer", account=one)
            for one in (GERMAN, BankAccount(iban="IE29 AIBK 9311 5212 3456 78"))
        )
        found = again(paper(payment_means=means), "xrechnung").document
        assert found.bank_account is not None
        assert found.bank_account.iban == GERMAN.iban
        assert found.payment_terms.note == "Or by bank transfer: IE29AIBK93115212345678"

    @pytest.mark.parametrize("profile", ["xrechnung", "factur-x-xrechnung"])
    def test_xrechnung_takes_lines_without_vat(self, profile: str) -> None:
        assert again(paper(replace(ADVICE, tax="out_of_scope")), profile)

    def test_xrechnung_takes_a_note_that_begins_like_a_code(self) -> None:
        terms = PaymentTerms(note="#ABC# pay soon", early=(EarlyDiscount(percent=D(2), days=10),))
        document = paper(payment_terms=terms)
        assert again(document, "xrechnung")
        assert (
            profile_terms(document, PROFILES["xrechnung"])["BT-20"]
            == "- #ABC# pay soon\n#SKONTO#TAGE=10#PROZENT=2.00#\n"
        )

    @pytest.mark.parametrize("profile", ["xrechnung", "peppol"])
    def test_percents_that_do_not_come_to_their_amount_are_left_out(self, profile: str) -> None:
        line = replace(ADVICE, quantity=D(1), unit_price=D(333), discount=Discount(percent=D("12.5")))
        document = paper(line, allowances=(Adjustment(percent=D("3.3")),), currency="JPY", buyer=GERMAN_BUYER)
        assert document.totals is not None
        found = again(document, profile).document
        assert found.totals is not None
        assert found.totals.gross == document.totals.gross

    def test_peppol_can_calculate_every_line_again(self) -> None:
        lines = (
            replace(ADVICE, quantity=D("2.5"), unit_price=D(333)),
            replace(ADVICE, id="2", quantity=D("-2.5"), unit_price=D(33)),
        )
        document = paper(*lines, currency="JPY", buyer=GERMAN_BUYER)
        found = again(document, "peppol").document
        assert [line.amounts and line.amounts.net for line in found.lines] == [D(833), D(-83)]
        for each in terms_of(document)["BG-25"]:
            assert each["BT-129"] * each["BT-146"] != each["BT-131"]

    def test_peppol_delivers_to_no_mail_address(self) -> None:
        document = paper(replace(ADVICE, tax="out_of_scope"))
        terms = profile_terms(document, PROFILES["peppol"])
        assert (terms["BT-34"], terms["BT-34-1"], terms["BT-49-1"]) == ("IE6388047V", "9935", "9930")
        problems = check_document(paper(buyer=replace(BUYER, tax_ids=())), PROFILES["peppol"]).problems
        assert [(one.rule, one.field) for one in problems] == [("PEPPOL-EN16931-CL008", "/buyer/endpoint")]


GERMAN_BUYER = replace(BUYER, endpoint=None)
