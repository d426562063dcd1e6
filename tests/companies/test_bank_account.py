"""Bank accounts: checked, one default for each currency, sealed to their row, masked for readers."""

from dataclasses import fields
from datetime import date
from uuid import UUID

import pytest

from duespark.companies.bank_account import FIELDS, check_bank_account, masked_numbers
from duespark.companies.bank_accounts import (
    AccountIn,
    CompanyAccount,
    account_for,
    check_accounts,
    masked,
    open_accounts,
    seal_accounts,
)
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.runtime.security import SealBroken

ORG, COMPANY, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
IBAN = "PL61109010140000071219812874"
ACCOUNT = BankAccount(holder="Example", iban=IBAN, bic="WBKPPLPP", bank_name="Bank")
TODAY = date(2026, 3, 2)


def checked(*accounts: AccountIn) -> tuple[CompanyAccount, ...]:
    sealed = seal_accounts(check_accounts(accounts, today=TODAY), org_id=ORG, company_id=COMPANY)
    return open_accounts(sealed, org_id=ORG, company_id=COMPANY)


def of(currency: str, label: str = "", *, default: bool = False) -> AccountIn:
    return AccountIn(label=label, currency=currency, is_default=default, iban=IBAN)


class TestCheck:
    def test_keeps_iban_and_bic_compact(self) -> None:
        typed = BankAccount(iban="pl61 1090 1014 0000 0712 1981 2874", bic="wbkp pl pp")
        found = check_bank_account(typed, pointer="")
        assert BankAccount(**found) == BankAccount(iban=IBAN, bic=ACCOUNT.bic)

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            (BankAccount(upi=" acme@okbank "), "acme@okbank"),
            (BankAccount(paynow="201403121w"), "201403121W"),
            (BankAccount(paynow="+65 9123 4567"), "+6591234567"),
            (BankAccount(pix="16.727.230/0001-97"), "16727230000197"),
            (BankAccount(pix="123E4567-E12B-12D1-A456-426655440000"), "123e4567-e12b-12d1-a456-426655440000"),
            (BankAccount(pix="+55 11 99999-9888".replace("-", "")), "+5511999999888"),
        ],
    )
    def test_an_address_of_a_payment_scheme_is_enough(self, typed: BankAccount, kept: str) -> None:
        found = check_bank_account(typed, pointer="")
        assert kept in (found["upi"], found["paynow"], found["pix"])

    @pytest.mark.parametrize(
        ("account", "pointer"),
        [
            (BankAccount(iban="PL61109010140000071219812875"), "/0/iban"),
            (BankAccount(iban="PL6110901014000007121981287"), "/0/iban"),
            (BankAccount(iban="••••2874"), "/0/iban"),
            (BankAccount(iban=IBAN, bic="NOPE"), "/0/bic"),
            (BankAccount(account_number="••••2874"), "/0/account_number"),
            (BankAccount(holder="Example"), "/0/iban"),
            (BankAccount(), "/0/iban"),
            (BankAccount(iban=IBAN, holder="a\nb"), "/0/holder"),
            (BankAccount(upi="acme"), "/0/upi"),
            (BankAccount(paynow="12"), "/0/paynow"),
            (BankAccount(paynow="+48600100200"), "/0/paynow"),
            (BankAccount(pix="acme"), "/0/pix"),
            (BankAccount(bitcoin="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"), "/0/iban"),
            (BankAccount(iban=IBAN, bitcoin="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"), "/0/bitcoin"),
            (BankAccount(iban=IBAN, bitcoin="tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx"), "/0/bitcoin"),
        ],
    )
    def test_points_to_what_is_wrong(self, account: BankAccount, pointer: str) -> None:
        with pytest.raises(Invalid) as caught:
            check_bank_account(account, pointer="/0")
        assert caught.value.pointer == pointer

    def test_takes_a_national_number(self) -> None:
        account = BankAccount(account_number="12-3456-7890123-00", bank_name="Bank")
        assert BankAccount(**check_bank_account(account, pointer="")) == account


class TestCheckAccounts:
    def test_new_ones_get_an_id_and_known_ones_keep_it(self) -> None:
        new, known = checked(of("EUR"), AccountIn(id=OTHER, iban=IBAN))
        assert known.id == OTHER != new.id

    def test_the_first_of_a_currency_is_its_default_unless_another_is_said(self) -> None:
        found = checked(of("EUR"), of("EUR", default=True), of("USD"), of("USD"), of(""))
        assert [one.is_default for one in found] == [False, True, True, False, True]

    @pytest.mark.parametrize(
        ("accounts", "pointer"),
        [
            ((of("EUR", default=True), of("EUR", default=True)), "/bank_accounts/1/is_default"),
            ((of("", default=True), of("", default=True)), "/bank_accounts/1/is_default"),
            ((AccountIn(id=OTHER, iban=IBAN), AccountIn(id=OTHER, iban=IBAN)), "/bank_accounts/1/id"),
            ((of("EUR"), of("eur")), "/bank_accounts/1/currency"),
            ((of("EUR", "a\nb"),), "/bank_accounts/0/label"),
        ],
    )
    def test_points_to_what_is_wrong(self, accounts: tuple[AccountIn, ...], pointer: str) -> None:
        with pytest.raises(Invalid) as caught:
            check_accounts(accounts, today=TODAY)
        assert caught.value.pointer == pointer


class TestAccountFor:
    accounts = checked(of("PLN", "zloty"), of("", "any"), of("EUR", "old"), of("EUR", "euro", default=True))

    @pytest.mark.parametrize(("currency", "label"), [("EUR", "euro"), ("PLN", "zloty"), ("USD", "any")])
    def test_takes_the_default_of_the_currency_else_that_of_any(self, currency: str, label: str) -> None:
        found = account_for(self.accounts, currency)
        assert found is not None
        assert found.label == label

    def test_an_invoice_is_never_without_an_account_while_there_is_one(self) -> None:
        found = account_for(checked(of("PLN", "zloty"), of("EUR", "euro")), "USD")
        assert found is not None
        assert found.label == "zloty"
        assert account_for((), "USD") is None


class TestSeal:
    def test_opens_in_its_row_only(self) -> None:
        accounts = check_accounts((of("EUR", "Euro"), of("PLN")), today=TODAY)
        sealed = seal_accounts(accounts, org_id=ORG, company_id=COMPANY)
        assert sealed is not None
        assert b"6110" not in sealed
        assert open_accounts(sealed, org_id=ORG, company_id=COMPANY) == checked(*accounts)
        for org, company in ((ORG, OTHER), (OTHER, COMPANY)):
            with pytest.raises(SealBroken):
                open_accounts(sealed, org_id=org, company_id=company)

    def test_nothing_stays_nothing(self) -> None:
        assert seal_accounts((), org_id=ORG, company_id=COMPANY) is None
        assert open_accounts(None, org_id=ORG, company_id=COMPANY) == ()


class TestMasked:
    def test_shows_the_last_four_and_all_that_is_no_number(self) -> None:
        (account,) = checked(of("EUR", "Euro"))
        (found,) = masked((account,))
        assert (found.iban, found.label, found.currency, found.id) == ("••••2874", "Euro", "EUR", account.id)

    def test_leaves_nothing_of_a_short_number(self) -> None:
        assert masked_numbers(BankAccount(account_number="1234567")) == {
            "iban": "", "account_number": "••••", "upi": "", "paynow": "", "pix": "", "bitcoin": "",
        }  # fmt: skip

    def test_hides_the_addresses_of_payment_schemes_too(self) -> None:
        found = masked_numbers(BankAccount(upi="acme@okbank", paynow="201403121W", pix="financeiro@example.com"))
        assert (found["upi"], found["paynow"], found["pix"]) == ("••••bank", "••••121W", "••••.com")

    def test_every_field_with_a_number_is_thought_of(self) -> None:
        assert {field.name for field in fields(BankAccount)} == set(FIELDS)
        assert set(FIELDS) == {
            "holder",
            "iban",
            "bic",
            "account_number",
            "bank_name",
            "upi",
            "paynow",
            "pix",
            "bitcoin",
        }
