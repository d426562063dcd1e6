"""Bank accounts: checked, sealed to their row, masked for readers."""

from dataclasses import fields
from uuid import UUID

import pytest

from duespark.companies import bank_account
from duespark.companies.bank_account import check_bank_account, masked, open_account, seal_account
from duespark.engine.errors import Invalid
from duespark.engine.invoice.party import BankAccount
from duespark.runtime.security import SealBroken

ORG, COMPANY, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
ACCOUNT = BankAccount(holder="Example", iban="PL61109010140000071219812874", bic="WBKPPLPP", bank_name="Bank")


class TestCheck:
    def test_keeps_iban_and_bic_compact(self) -> None:
        found = check_bank_account(BankAccount(iban="pl61 1090 1014 0000 0712 1981 2874", bic="wbkp pl pp"))
        assert found == BankAccount(iban=ACCOUNT.iban, bic=ACCOUNT.bic)

    @pytest.mark.parametrize("account", [None, BankAccount(), BankAccount(holder="  ")])
    def test_a_blank_account_is_none(self, account: BankAccount | None) -> None:
        assert check_bank_account(account) is None

    @pytest.mark.parametrize(
        ("account", "pointer"),
        [
            (BankAccount(iban="PL61109010140000071219812875"), "/bank_account/iban"),
            (BankAccount(iban="PL6110901014000007121981287"), "/bank_account/iban"),
            (BankAccount(iban="••••2874"), "/bank_account/iban"),
            (BankAccount(iban=ACCOUNT.iban, bic="NOPE"), "/bank_account/bic"),
            (BankAccount(account_number="••••2874"), "/bank_account/account_number"),
            (BankAccount(holder="Example"), "/bank_account/iban"),
            (BankAccount(iban=ACCOUNT.iban, holder="a\nb"), "/bank_account/holder"),
        ],
    )
    def test_points_to_what_is_wrong(self, account: BankAccount, pointer: str) -> None:
        with pytest.raises(Invalid) as caught:
            check_bank_account(account)
        assert caught.value.pointer == pointer

    def test_takes_a_national_number(self) -> None:
        account = BankAccount(account_number="12-3456-7890123-00", bank_name="Bank")
        assert check_bank_account(account) == account


class TestSeal:
    def test_opens_in_its_row_only(self) -> None:
        sealed = seal_account(ACCOUNT, org_id=ORG, company_id=COMPANY)
        assert sealed is not None
        assert b"6110" not in sealed
        assert open_account(sealed, org_id=ORG, company_id=COMPANY) == ACCOUNT
        for org, company in ((ORG, OTHER), (OTHER, COMPANY)):
            with pytest.raises(SealBroken):
                open_account(sealed, org_id=org, company_id=company)

    def test_nothing_stays_nothing(self) -> None:
        assert seal_account(None, org_id=ORG, company_id=COMPANY) is None
        assert open_account(None, org_id=ORG, company_id=COMPANY) is None
        assert masked(None) is None


class TestMasked:
    def test_shows_the_last_four(self) -> None:
        found = masked(ACCOUNT)
        assert found == BankAccount(holder="Example", iban="••••2874", bic="WBKPPLPP", bank_name="Bank")

    def test_leaves_nothing_of_a_short_number(self) -> None:
        assert masked(BankAccount(account_number="1234567")) == BankAccount(account_number="••••")

    def test_every_field_with_a_number_is_thought_of(self) -> None:
        assert {field.name for field in fields(BankAccount)} == {"holder", "iban", "bic", "account_number", "bank_name"}
        assert bank_account.masked(BankAccount()) == BankAccount()
