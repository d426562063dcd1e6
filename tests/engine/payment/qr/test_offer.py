"""Which codes a document may carry, and why not."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.qr.offer import Offer, Payee, find_schemes
from duespark.engine.payment.qr.symbol import SCHEMES
from tests.engine.payment.qr.decoding import some

D = Decimal
EVERYWHERE = Payee(
    name="ACME",
    country="DE",
    street="Bahnhofstrasse",
    house_number="1",
    postal_code="8001",
    town="Zürich",
    iban="CH5800791123000889012",
    bic="POFICHBE",
    uen="201403121W",
    pix_key="financeiro@example.com",
    vpa="acme@okbank",
    bitcoin_address="1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
)
PAGE = "https://pay.example.com/p/x"


def possible(
    payee: Payee, currency: str, *, balance: str = "12.30", pay_url: str = "", bitcoin: Decimal | None = None
) -> list[str]:
    offers = find_schemes(payee=payee, currency=currency, balance=D(balance), pay_url=pay_url, bitcoin=bitcoin)
    return [offer.scheme for offer in offers if offer.possible]


def reason(scheme: str, payee: Payee, currency: str, *, balance: str = "12.30") -> str:
    offers = find_schemes(payee=payee, currency=currency, balance=D(balance))
    return next(offer.reason for offer in offers if offer.scheme == scheme)


class TestOffer:
    def test_is_possible_without_a_reason(self) -> None:
        assert Offer(scheme="epc").possible
        assert not Offer(scheme="epc", reason="No.").possible

    @pytest.mark.parametrize(
        ("country", "currency", "expected"),
        [
            ("DE", "EUR", ["epc", "swiss", "pay_link", "bip21"]),
            ("DE", "CHF", ["swiss", "pay_link", "bip21"]),
            ("SG", "SGD", ["paynow", "pay_link", "bip21"]),
            ("BR", "BRL", ["pix", "pay_link", "bip21"]),
            ("IN", "INR", ["upi", "pay_link", "bip21"]),
            ("AE", "INR", ["upi", "pay_link", "bip21"]),
            ("DE", "SGD", ["pay_link", "bip21"]),
            ("DE", "BRL", ["pay_link", "bip21"]),
            ("SG", "USD", ["pay_link", "bip21"]),
            ("JP", "JPY", ["pay_link", "bip21"]),
        ],
    )
    def test_currency_and_country_decide(self, country: str, currency: str, expected: list[str]) -> None:
        payee = replace(EVERYWHERE, country=country)
        assert possible(payee, currency, pay_url=PAGE, bitcoin=D("0.001")) == expected

    @pytest.mark.parametrize(
        ("country", "first"),
        [("CH", "swiss"), ("LI", "swiss"), ("SG", "paynow"), ("BR", "pix"), ("IN", "upi"), ("DE", "epc")],
    )
    def test_the_scheme_at_home_stands_first(self, country: str, first: str) -> None:
        payee = replace(EVERYWHERE, country=country)
        offers = [offer.scheme for offer in find_schemes(payee=payee, currency="EUR", balance=D(1))]
        rest = [scheme for scheme in ("epc", "swiss", "paynow", "pix", "upi", "pay_link", "bip21") if scheme != first]
        assert offers == [first, *rest]

    def test_a_mobile_number_stands_in_for_a_uen(self) -> None:
        payee = replace(EVERYWHERE, country="SG", mobile="+6591234567")
        assert "paynow" in possible(payee, "SGD")
        assert "paynow" in possible(replace(payee, uen=""), "SGD")
        assert "paynow" not in possible(replace(payee, uen="", mobile=""), "SGD")

    def test_the_smallest_balance_is_enough(self) -> None:
        assert possible(EVERYWHERE, "EUR", balance="0.01", pay_url=PAGE) == ["epc", "swiss", "pay_link"]

    def test_a_qr_iban_takes_a_qr_bill_but_no_transfer(self) -> None:
        assert possible(replace(EVERYWHERE, iban="CH44 3199 9123 0008 8901 2"), "EUR") == ["swiss"]

    def test_an_ordinary_account_abroad_takes_a_transfer_but_no_qr_bill(self) -> None:
        assert possible(replace(EVERYWHERE, iban="DE89370400440532013000"), "EUR") == ["epc"]


class TestReason:
    @pytest.mark.parametrize("balance", ["0", "-0.01"])
    def test_nothing_owed(self, balance: str) -> None:
        sentence = "Nothing is owed on this document. A payment code asks for a balance above zero."
        offers = find_schemes(payee=EVERYWHERE, currency="EUR", balance=D(balance), pay_url=PAGE, bitcoin=D("0.001"))
        assert {offer.reason for offer in offers} == {sentence}

    @pytest.mark.parametrize(
        ("scheme", "currency", "sentence"),
        [
            (
                "epc",
                "USD",
                "The EPC code cannot be written: the amount is in USD, and the scheme carries EUR only; offer another one.",
            ),
            ("epc", "EUR", "The EPC code cannot be written: the IBAN is missing; add it to the bank account."),
            ("swiss", "CHF", "The Swiss QR code cannot be written: the IBAN is missing; add it to the bank account."),
            (
                "paynow",
                "SGD",
                "The PayNow code cannot be written: exactly one of UEN and mobile number says who is paid; give one.",
            ),
            ("pix", "BRL", "The PIX code cannot be written: the PIX key is missing; add the one of the account."),
            ("upi", "INR", "The UPI code cannot be written: the UPI address is missing; add one such as acme@okbank."),
            ("bip21", "USD", "The Bitcoin code cannot be written: the Bitcoin address is missing; add one."),
            ("pay_link", "USD", "The document has no payment page. Issue it and open online payment."),
        ],
    )
    def test_no_account(self, scheme: str, currency: str, sentence: str) -> None:
        assert reason(scheme, Payee(name="ACME", country="DE"), currency) == sentence

    @pytest.mark.parametrize(
        ("scheme", "currency", "sentence"),
        [
            ("paynow", "SGD", "PayNow states that the payee is in Singapore, and the company is not."),
            ("pix", "BRL", "PIX states that the payee is in Brazil, and the company is not."),
            ("bip21", "EUR", "There is no rate from the currency to bitcoin. Quote one for this document."),
        ],
    )
    def test_another_country_or_no_rate(self, scheme: str, currency: str, sentence: str) -> None:
        assert reason(scheme, EVERYWHERE, currency) == sentence

    def test_an_amount_the_scheme_cannot_carry(self) -> None:
        assert reason("epc", EVERYWHERE, "EUR", balance="1000000000.00") == (
            "The EPC code cannot be written: the amount is 1000000000.00, and the scheme carries 0.01 to 999999999.99."
        )

    @pytest.mark.parametrize("field", ["name", "postal_code", "town", "country"])
    def test_an_address_the_qr_bill_needs(self, field: str) -> None:
        assert "swiss" in possible(EVERYWHERE, "CHF")
        assert "swiss" not in possible(replace(EVERYWHERE, **{field: ""}), "CHF")

    @pytest.mark.parametrize("field", ["street", "house_number"])
    def test_the_address_is_the_payees(self, field: str) -> None:
        assert "swiss" not in possible(replace(EVERYWHERE, **{field: "山"}), "CHF")

    @pytest.mark.parametrize(
        ("scheme", "currency"), [("upi", "INR"), ("pix", "BRL"), ("epc", "EUR"), ("paynow", "SGD")]
    )
    def test_the_name_is_the_payees(self, scheme: str, currency: str) -> None:
        home = {"upi": "IN", "pix": "BR", "epc": "DE", "paynow": "SG"}[scheme]
        assert scheme in possible(replace(EVERYWHERE, country=home), currency)
        assert scheme not in possible(replace(EVERYWHERE, country=home, name="\ud800山"), currency)

    @given(
        st.sampled_from(["EUR", "CHF", "SGD", "BRL", "INR", "KWD", "JPY"]),
        st.sampled_from(["CH", "SG", "BR", "IN", "DE"]),
        st.decimals(min_value=D("-1"), max_value=D("99999999999"), places=3),
    )
    @some
    def test_every_scheme_is_answered_once(self, currency: str, country: str, balance: Decimal) -> None:
        offers = find_schemes(payee=replace(EVERYWHERE, country=country), currency=currency, balance=balance)
        assert sorted(offer.scheme for offer in offers) == sorted(SCHEMES)
        carried = {"epc": "EUR", "swiss": "CHF EUR", "paynow": "SGD", "pix": "BRL", "upi": "INR"}
        for offer in offers:
            assert not offer.possible or currency in carried[offer.scheme]
            assert not offer.possible or (balance > 0 and balance == round(balance, 2))
