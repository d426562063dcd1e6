"""Swiss QR codes (guidelines 2.3), compared with published payloads and read by an independent reader."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from duespark.engine.payment.qr.swiss import NOTICE, Address, InvalidSwiss, payload
from tests.engine.payment.qr.decoding import SWISS_PARTY, cents, hides_something, hostile, read_swiss, some, squeezed

D = Decimal
SCHNEIDER = Address(
    name="Robert Schneider AG", street="Rue du Lac", house_number="1268", postal_code="2501", town="Biel", country="CH"
)
PIA = Address(
    name="Pia Rutschmann", street="Marktgasse", house_number="28", postal_code="9400", town="Rorschach", country="CH"
)
BILL: dict[str, Any] = {"iban": "CH5800791123000889012", "creditor": SCHNEIDER, "amount": D("10"), "currency": "CHF"}
QR_IBAN = "CH4431999123000889012"


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidSwiss) as raised:
        payload(**BILL | changes)
    assert raised.value.code == "qr.invalid_swiss"
    return raised.value.pointer, str(raised.value).removeprefix("The Swiss QR code cannot be written: ")


class TestPublishedPayloads:
    def test_sample_of_swissqrbill(self) -> None:
        message = "Bill no. 3139 for gardening work and disposal of waste material"
        assert payload(**BILL | {"amount": D("3949.75")}, debtor=PIA, message=message).replace("\n", "|") == (
            "SPC|0200|1|CH5800791123000889012|S|Robert Schneider AG|Rue du Lac|1268|2501|Biel|CH||||||||3949.75|CHF|"
            "S|Pia Rutschmann|Marktgasse|28|9400|Rorschach|CH|NON||"
            "Bill no. 3139 for gardening work and disposal of waste material|EPD"
        )

    def test_least_data(self) -> None:
        jane = Address(name="Jane", postal_code="1000", town="Lausanne", country="CH")
        text = payload(iban="CH53 8000 5000 0102 8366 4", creditor=jane, amount=None, currency="CHF")
        assert text.replace("\n", "|") == (
            "SPC|0200|1|CH5380005000010283664|S|Jane|||1000|Lausanne|CH|||||||||CHF||||||||NON|||EPD"
        )

    def test_qr_iban_without_amount(self) -> None:
        john = Address(
            name="John Doe", street="Parlamentsgebäude", house_number="1", postal_code="3003", town="Bern", country="CH"
        )
        text = payload(
            iban="CH2430043000000789012",
            creditor=john,
            amount=None,
            currency="EUR",
            reference="99 00050 00000 00032 00710 12303",
        )
        assert text.replace("\n", "|") == (
            "SPC|0200|1|CH2430043000000789012|S|John Doe|Parlamentsgebäude|1|3003|Bern|CH|||||||||EUR||||||||"
            "QRR|990005000000000320071012303||EPD"
        )

    def test_creditor_reference_euro_and_swico_data(self) -> None:
        acme = Address(
            name="ACME GmbH", street="Bahnhofstrasse", house_number="1", postal_code="8001", town="Zürich", country="CH"
        )
        jan = Address(
            name="Jan Łoś", street="Długa", house_number="5", postal_code="00-238", town="Warszawa", country="PL"
        )
        text = payload(
            iban="CH5800791123000889012",
            creditor=acme,
            amount=D("1234.5"),
            currency="EUR",
            debtor=jan,
            reference="RF18539007547034",
            message="Invoice 2026-001",
            bill_information="//S1/10/2026-001/11/260115/40/0:30",
        )
        assert text.replace("\n", "|") == (
            "SPC|0200|1|CH5800791123000889012|S|ACME GmbH|Bahnhofstrasse|1|8001|Zürich|CH||||||||1234.50|EUR|"
            "S|Jan Łoś|Długa|5|00-238|Warszawa|PL|SCOR|RF18539007547034|Invoice 2026-001|EPD|"
            "//S1/10/2026-001/11/260115/40/0:30"
        )

    def test_alternative_schemes_keep_the_line_of_the_bill_information(self) -> None:
        lines = payload(**BILL, alternative_schemes=("eBill/B/1", "cc/XRP/2")).split("\n")
        assert lines[30:] == ["EPD", "", "eBill/B/1", "cc/XRP/2"]
        assert payload(**BILL, alternative_schemes=("eBill/B/1",)).split("\n")[30:] == ["EPD", "", "eBill/B/1"]


class TestReference:
    def test_short_qr_reference_is_padded(self) -> None:
        fields = read_swiss(payload(**BILL | {"iban": QR_IBAN}, reference="1 1"))
        assert (fields["reference_type"], fields["reference"]) == ("QRR", "0" * 25 + "11")

    @pytest.mark.parametrize(
        "reference", ["", "RF18539007547034", "210000000003139471430009018", "1" * 28, "0", "0" * 27]
    )
    def test_a_qr_iban_needs_a_qr_reference(self, reference: str) -> None:
        assert refusal(iban=QR_IBAN, reference=reference) == (
            "/reference",
            f"the QR-IBAN {QR_IBAN} needs a QR reference of 27 digits; make one of the invoice number.",
        )

    @pytest.mark.parametrize("reference", ["210000000003139471430009017", "INV-7", "RF17539007547034"])
    def test_another_iban_takes_none(self, reference: str) -> None:
        assert refusal(reference=reference) == (
            "/reference",
            f"{reference!r} is no creditor reference (RF, ISO 11649), which CH5800791123000889012 takes;"
            " write it as message instead.",
        )


class TestText:
    @given(cents, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, name: str, message: str) -> None:
        """QRC-11; line ends and "EPD" inside a text never move a line."""
        try:
            text = payload(**BILL | {"amount": amount}, debtor=replace(PIA, name=name), message=message)
        except InvalidSwiss as refused:
            pointer, text = refused.pointer, ""
        if not text:
            texts = squeezed(name) + squeezed(message)
            assert pointer in ("/debtor/name", "/message")
            assert not squeezed(name) or hides_something(texts) or any(not is_latin(one) for one in texts)
            return
        fields = read_swiss(text)
        assert fields["amount"] == f"{amount:.2f}"
        assert fields["debtor/name"] == plain(name)
        assert fields["message"] == plain(message)
        assert [fields[f"creditor/{field}"] for field in SWISS_PARTY][1] == "Robert Schneider AG"

    def test_typography_becomes_plain(self) -> None:
        assert read_swiss(payload(**BILL, message="Rechnung „7“ – März…"))["message"] == 'Rechnung "7" - März...'

    @pytest.mark.parametrize("good", ["~ !", "ÿ", "ſ", "Ā", "ȘșȚț", "€"])
    def test_characters_of_the_guidelines_pass(self, good: str) -> None:
        assert read_swiss(payload(**BILL, message=good))["message"] == good

    @pytest.mark.parametrize("bad", ["ƀ", "ȗ", "Ȝ", "Ж", "山", "😀", "₣"])
    def test_others_are_refused(self, bad: str) -> None:
        sentence = "which Swiss banks do not accept; write it in Latin letters."
        assert refusal(creditor=replace(SCHNEIDER, house_number=bad)) == (
            "/creditor/house_number",
            f"the house number contains {bad!r}, {sentence}",
        )
        assert refusal(message=bad) == ("/message", f"the message contains {bad!r}, {sentence}")

    @pytest.mark.parametrize(
        ("field", "most"), [("name", 70), ("street", 70), ("house_number", 16), ("postal_code", 16), ("town", 35)]
    )
    @pytest.mark.parametrize("who", ["creditor", "debtor"])
    def test_a_field_that_is_too_long(self, who: str, field: str, most: int) -> None:
        fits = payload(**BILL | {who: replace(PIA, **{field: "x" * most})})
        assert read_swiss(fits)[f"{who}/{field}"] == "x" * most
        label = field.replace("_", " ")
        assert refusal(**{who: replace(PIA, **{field: "x" * (most + 1)})}) == (
            f"/{who}/{field}",
            f"the {label} has {most + 1} characters and {most} fit; shorten it.",
        )

    @pytest.mark.parametrize("field", ["name", "postal_code", "town"])
    @pytest.mark.parametrize("who", ["creditor", "debtor"])
    def test_a_missing_field(self, who: str, field: str) -> None:
        label = field.replace("_", " ")
        assert refusal(**{who: replace(PIA, **{field: " "})}) == (
            f"/{who}/{field}",
            f"the {label} is missing; fill it in.",
        )

    @pytest.mark.parametrize("field", ["street", "house_number"])
    def test_a_field_that_may_be_empty(self, field: str) -> None:
        assert read_swiss(payload(**BILL, debtor=replace(PIA, **{field: ""})))[f"debtor/{field}"] == ""

    @pytest.mark.parametrize("country", ["", "ch", "CHE", "C1"])
    @pytest.mark.parametrize("who", ["creditor", "debtor"])
    def test_a_wrong_country(self, who: str, country: str) -> None:
        assert refusal(**{who: replace(PIA, country=country)}) == (
            f"/{who}/country",
            f"{country!r} is no country; use two capital letters of ISO 3166-1, such as CH.",
        )

    def test_message_and_bill_information_share_140_characters(self) -> None:
        coded = "//S1/10/7"
        assert read_swiss(payload(**BILL, message="x" * 131, bill_information=coded))["message"] == "x" * 131
        assert refusal(message="x" * 132, bill_information=coded) == (
            "/message",
            "message and bill information have 141 characters and 140 fit; shorten one.",
        )

    def test_alone_each_may_fill_them(self) -> None:
        assert read_swiss(payload(**BILL, message="x" * 140))["message"] == "x" * 140
        assert refusal(message="x" * 141)[1] == "the message has 141 characters and 140 fit; shorten it."
        assert (
            read_swiss(payload(**BILL, bill_information="//S1" + "x" * 136))["bill_information"] == "//S1" + "x" * 136
        )
        assert refusal(bill_information="//S1" + "x" * 137)[0] == "/bill_information"

    @pytest.mark.parametrize("coded", ["S1/10", "/S1/", "//", "//s1/", "//S/"])
    def test_bill_information_begins_with_its_kind(self, coded: str) -> None:
        assert refusal(bill_information=coded) == (
            "/bill_information",
            "the bill information does not begin with // and a code of two characters, such as //S1; correct it.",
        )

    def test_alternative_schemes_have_limits(self) -> None:
        assert refusal(alternative_schemes=("a", "b", "c")) == (
            "/alternative_schemes",
            "there are more than 2 alternative schemes; drop some.",
        )
        assert read_swiss(payload(**BILL, alternative_schemes=("a", "x" * 100)))["alternative_2"] == "x" * 100
        assert refusal(alternative_schemes=("a", "x" * 101)) == (
            "/alternative_schemes/1",
            "the alternative scheme has 101 characters and 100 fit; shorten it.",
        )
        assert refusal(alternative_schemes=("",)) == (
            "/alternative_schemes/0",
            "the alternative scheme is missing; fill it in.",
        )

    def test_more_than_997_bytes(self) -> None:
        """Version 25, the largest allowed, holds 997 bytes at level M."""
        long = Address(
            name="é" * 70, street="é" * 70, house_number="é" * 16, postal_code="é" * 16, town="é" * 35, country="CH"
        )
        fits = payload(**BILL | {"creditor": long}, debtor=long, message="x" * 80)
        spare = 997 - len(fits.encode())
        assert 0 <= spare <= 60
        assert len(payload(**BILL | {"creditor": long}, debtor=long, message="x" * (80 + spare)).encode()) == 997
        assert refusal(creditor=long, debtor=long, message="x" * (81 + spare)) == (
            None,
            "the whole has 998 bytes and 997 fit; shorten the texts.",
        )


class TestMoneyAndAccount:
    @pytest.mark.parametrize("currency", ["USD", "KWD", "JPY", "chf"])
    def test_another_currency(self, currency: str) -> None:
        assert refusal(currency=currency) == (
            "/currency",
            f"the amount is in {currency}, and the scheme carries CHF and EUR only; offer another one.",
        )

    def test_no_iban(self) -> None:
        assert refusal(iban="") == ("/iban", "the IBAN is missing; add it to the bank account.")

    @pytest.mark.parametrize("iban", ["DE89370400440532013000", "CH5900791123000889012", "CH580079112300088901"])
    def test_another_iban(self, iban: str) -> None:
        assert refusal(iban=iban) == (
            "/iban",
            f"{iban!r} is no IBAN of Switzerland or Liechtenstein; compare it with the bank's statement.",
        )

    def test_liechtenstein_is_meant_too(self) -> None:
        assert read_swiss(payload(**BILL | {"iban": "LI21088100002324013AA"}))["iban"] == "LI21088100002324013AA"

    @pytest.mark.parametrize("amount", ["-0.01", "1000000000", "0.001", "NaN", "sNaN"])
    def test_an_amount_out_of_range(self, amount: str) -> None:
        assert refusal(amount=D(amount)) == (
            "/amount",
            f"the amount is {D(amount)}, and the scheme carries 0.01 to 999999999.99.",
        )

    def test_the_largest_amount_fits(self) -> None:
        assert read_swiss(payload(**BILL | {"amount": D("999999999.99")}))["amount"] == "999999999.99"

    @pytest.mark.parametrize("nothing", ["0", "-0.00"])
    def test_zero_is_a_notice(self, nothing: str) -> None:
        fields = read_swiss(payload(**BILL | {"amount": D(nothing)}, message=NOTICE))
        assert (fields["amount"], fields["message"]) == ("0.00", "DO NOT USE FOR PAYMENT")

    @pytest.mark.parametrize(("amount", "message"), [(D(0), "Invoice 7"), (D(1), NOTICE), (None, NOTICE)])
    def test_a_notice_is_nothing_else(self, amount: Decimal | None, message: str) -> None:
        assert refusal(amount=amount, message=message) == (
            "/amount",
            "an amount of 0 and the message 'DO NOT USE FOR PAYMENT' belong together; write both or neither.",
        )


def plain(text: str) -> str:
    """Typography as the bill writes it, one line."""
    for old, new in (("–", "-"), ("’", "'"), ("—", "-")):
        text = text.replace(old, new)
    return squeezed(text)


def is_latin(one: str) -> bool:
    return " " <= one <= "~" or "\u00a1" <= one <= "\u017f" or one in "€ȘșȚț"
