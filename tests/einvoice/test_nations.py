"""What Peppol asks of companies of some countries: documents say it, or are refused with the field, also without OpenPeppol's rules."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from duespark.einvoice.profiles import PROFILES, profile_terms
from duespark.einvoice.table import Terms
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import Document, EarlyDiscount, PaymentMeans, PaymentTerms, Reference
from duespark.engine.invoice.line import LineLinks
from duespark.engine.invoice.party import Address, BankAccount, Identifier, Party, TaxId
from tests.einvoice.papers import ADVICE, paper

D = Decimal
PEPPOL = PROFILES["peppol"]
GERMAN = BankAccount(iban="DE89370400440532013000")
NUMBERS = {
    "DE": "DE136695976", "NL": "NL123456782B90", "DK": "DK13585628", "SE": "SE556036079301", "IT": "IT12345670017",
}  # fmt: skip


def party(country: str, **changes: Any) -> Party:
    value = Party(
        name=f"A company of {country}",
        address=Address(line1="Street 1", city="Town", postal_code="1000", country=country),
        tax_ids=(TaxId(scheme="VAT", value=NUMBERS[country]),),
        contact_name="Anna",
        email="anna@example.com",
        phone="+49 30 123",
        endpoint=Identifier(value="4000000000013", scheme="0088"),
    )
    return replace(value, **changes)


def between(
    country: str, seller: dict[str, Any] | None = None, buyer: dict[str, Any] | None = None, **changes: Any
) -> Document:
    line = changes.pop("line", replace(ADVICE, tax="exempt"))
    parties = {"seller": party(country, **(seller or {})), "buyer": party(country, **(buyer or {}))}
    return paper(line, **parties, **changes)


def broken(document: Document) -> dict[str, str]:
    """Fields by the ids of the broken rules."""
    return {one.rule: one.field for one in check_document(document, PEPPOL).problems if one.fatal}


def said(document: Document) -> Terms:
    return profile_terms(document, PEPPOL)


class TestGermany:
    def test_a_complete_invoice_is_valid(self) -> None:
        assert broken(between("DE", bank_account=GERMAN)) == {}

    def test_what_is_missing_is_told_with_its_field(self) -> None:
        bare = {"contact_name": "", "phone": "", "email": "", "address": Address(country="DE")}
        found = check_document(between("DE", bare, bank_account=None), PEPPOL).problems
        assert {one.rule: one.field for one in found if one.fatal} == {
            "DE-R-001": "/payment_means", "DE-R-002": "/seller/contact_name", "DE-R-003": "/seller/address/city",
            "DE-R-004": "/seller/address/postal_code",
        }  # fmt: skip
        words = {one.rule: (one.text, one.fix) for one in found}
        assert words["DE-R-003"] == (
            "Peppol, from Germany to Germany, demands the company's city (BT-37).", "Fill in the company's city.",
        )  # fmt: skip

    def test_to_another_country_it_is_not_asked_for(self) -> None:
        bare = party("DE", contact_name="", phone="")
        assert broken(paper(replace(ADVICE, tax="exempt"), seller=bare, buyer=party("IT"))) == {}

    def test_a_credit_note_without_a_way_to_pay_is_valid(self) -> None:
        assert broken(between("DE", kind="credit_note", bank_account=None)) == {}

    def test_what_is_no_subject_of_vat_is_valid(self) -> None:
        document = between("DE", bank_account=GERMAN, line=replace(ADVICE, tax="out_of_scope"))
        assert broken(document) == {}
        assert said(document)["BG-23"][0]["BT-119"] == D(0)

    def test_a_discount_for_early_payment_has_its_form(self) -> None:
        terms = PaymentTerms(early=(EarlyDiscount(percent=D(2), days=10),))
        document = between("DE", bank_account=GERMAN, payment_terms=terms)
        assert said(document)["BT-20"] == "#SKONTO#TAGE=10#PROZENT=2.00#\n"
        assert broken(document) == {}


class TestNetherlands:
    def test_a_kvk_number_says_that_it_is_one(self) -> None:
        document = between("NL", {"registration_number": "1234 5678"}, {"registration_number": "00000001234567890000"})
        assert broken(document) == {}
        terms = said(document)
        assert (terms["BT-30"], terms["BT-30-1"], terms["BT-47-1"]) == ("12345678", "0106", "0190")
        assert b'<cbc:CompanyID schemeID="0106">12345678</cbc:CompanyID>' in check_document(document, PEPPOL).xml

    def test_what_is_missing_is_told_with_its_field(self) -> None:
        bare = {"registration_number": "abc", "address": Address(country="NL")}
        line = replace(ADVICE, tax="exempt", links=LineLinks(order_line="7"))
        assert broken(between("NL", bare, bare, bank_account=None, line=line)) == {
            "NL-R-002": "/seller/address/postal_code", "NL-R-003": "/seller/registration_number",
            "NL-R-004": "/buyer/address/postal_code", "NL-R-005": "/buyer/registration_number",
            "NL-R-007": "/payment_means", "NL-R-009": "/purchase_order",
        }  # fmt: skip

    def test_ways_to_pay_and_credit_notes(self) -> None:
        assert broken(between("NL", payment_means=(PaymentMeans(kind="cash"),), bank_account=None)) == {
            "NL-R-008": "/payment_means"
        }
        assert broken(between("NL", kind="credit_note")) == {"NL-R-001": "/references"}
        known = (Reference(kind="corrects", number="A-1"),)
        assert broken(between("NL", kind="credit_note", references=known)) == {}


class TestDenmark:
    def test_an_account_stands_in_its_two_parts(self) -> None:
        document = between(
            "DK",
            {"registration_number": "13585628"},
            bank_account=BankAccount(iban="DK5000400440116243"),
            currency="DKK",
        )
        assert broken(document) == {}
        (means,) = said(document)["BG-16"]
        assert (means["BT-81"], means["BT-86"], means["BT-84"]) == ("42", "0040", "0440116243")

    def test_what_is_missing_is_told_with_its_field(self) -> None:
        named = {"registration_number": "12", "identifiers": (Identifier(value="7"),)}
        assert broken(between("DK", named, currency="DKK")) == {
            "DK-R-014": "/seller/registration_number", "DK-R-013": "/seller/identifiers", "DK-R-005": "/payment_means",
        }  # fmt: skip
        debit = (PaymentMeans(kind="direct_debit", mandate="M-1"),)
        assert broken(between("DK", currency="DKK", bank_account=None, payment_means=debit)) == {
            "DK-R-002": "/seller/registration_number", "DK-R-007": "/payment_means",
        }  # fmt: skip


class TestAddresses:
    @pytest.mark.parametrize(("country", "number", "address"), [
        ("DK", "13585628", ("13585628", "0184")), ("SE", "556036-0793", ("5560360793", "0007")),
        ("IT", "", ("IT12345670017", "0211")), ("NL", "12345678", ("NL123456782B90", "9944")),
    ])  # fmt: skip
    def test_a_number_of_the_company_serves_where_none_was_given(
        self, country: str, number: str, address: tuple[str, str]
    ) -> None:
        bare = {"endpoint": None, "registration_number": number}
        terms = said(between(country, bare, bare))
        assert (terms["BT-34"], terms["BT-34-1"]) == (terms["BT-49"], terms["BT-49-1"]) == address
        assert not {rule for rule in broken(between(country, bare, bare)) if rule.startswith("PEPPOL")}

    def test_none_is_made_up(self) -> None:
        bare = {"endpoint": None, "registration_number": "abc"}
        assert broken(between("DK", bare, bare))["PEPPOL-EN16931-R020"] == "/seller/endpoint"


class TestOthers:
    def test_an_italian_company_has_an_address(self) -> None:
        document = between("IT", {"address": Address(country="IT")})
        assert sorted(broken(document).values()) == [
            "/seller/address/city", "/seller/address/line1", "/seller/address/postal_code",
        ]  # fmt: skip

    @pytest.mark.parametrize(("number", "rule"), [("556036-0793", ""), ("556036-0794", "SE-R-013"), ("55", "SE-R-004")])
    def test_a_swedish_number_has_ten_digits_of_which_one_checks(self, number: str, rule: str) -> None:
        found = broken(between("SE", {"registration_number": number}))
        assert found.get(rule) == ("/seller/registration_number" if rule else None)
        assert bool(found) == bool(rule)

    def test_a_swedish_company_charges_swedish_rates(self) -> None:
        assert broken(between("SE", line=ADVICE)) == {"SE-R-006": "/lines"}

    def test_a_direct_debit_has_a_mandate(self) -> None:
        assert broken(
            paper(payment_means=(PaymentMeans(kind="direct_debit"),), bank_account=None, buyer=party("DE"))
        ) == {"PEPPOL-EN16931-R061": "/payment_means"}
