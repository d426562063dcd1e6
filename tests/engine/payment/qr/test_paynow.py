"""PayNow codes, compared with published payloads and read by an independent reader."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from duespark.engine.payment.qr.emv import is_intact
from duespark.engine.payment.qr.paynow import InvalidPayNow, payload
from tests.engine.payment.qr.decoding import cents, hides_something, hostile, read_emv, some, squeezed

D = Decimal
ACME: dict[str, Any] = {"uen": "201403121W", "amount": D("1234.56"), "currency": "SGD"}
LABELS_TO_READ = (
    "00020101021226490009SG.PAYNOW010120210S62SS0057G03010040820200817520400005303702540510.005802SG5928Singapore Children's"
    " Society6009Singapore62120108Donation630482EB",
    "00020101021126500009SG.PAYNOW010100211+65123456780301004082030123152040000530370254071234.565802SG5902ME6009Singapore"
    "62290106BILLNO50150004TEST0103ABC6304B301",
    "00020101021126810011SG.COM.NETS01231198500065G9912312359000211111686614000308686614019908604108C251800007SG.SGQR"
    "01121809072DD85C020701.00010306079027040201050206060400000708201809155204581253037025802SG5912SOBA EXPRESS6009Singapore"
    "630457B3",
)


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidPayNow) as raised:
        payload(**ACME | changes)
    assert raised.value.code == "qr.invalid_paynow"
    return raised.value.pointer, str(raised.value).removeprefix("The PayNow code cannot be written: ")


class TestPublishedPayloads:
    def test_fixed_amount_with_expiry_and_bill(self) -> None:
        text = payload(**ACME, name="ACME Pte Ltd.", expires_on=date(2030, 12, 31), bill_number="INV-2026-001")
        assert text == (
            "00020101021226490009SG.PAYNOW010120210201403121W0301004082030123152040000530370254071234.56"
            "5802SG5913ACME Pte Ltd.6009Singapore62160112INV-2026-00163046A2C"
        )

    def test_editable_amount(self) -> None:
        text = payload(
            **ACME | {"amount": D("500.00")},
            name="ACME Pte Ltd.",
            editable=True,
            expires_on=date(2020, 12, 31),
            bill_number="TQINV-10001",
        )
        published = (
            "00020101021226490009SG.PAYNOW010120210201403121W0301104082020123152040000530370254035005802SG"
            "5913ACME Pte Ltd.6009Singapore62150111TQINV-1000163044001"
        )
        # The published one writes whole dollars as "500".
        assert text[:-4] == published[:-4].replace("5403500", "5406500.00")

    def test_open_amount(self) -> None:
        assert payload(mobile="+6591234567", amount=None, currency="SGD") == (
            "00020101021126380009SG.PAYNOW010100211+6591234567030115204000053037025802SG5902NA6009Singapore6304B5DB"
        )

    def test_mobile_number(self) -> None:
        text = payload(
            mobile="+6512345678",
            amount=D("10.27"),
            currency="SGD",
            name="John Lee",
            editable=True,
            bill_number="Mr. Lee Bill",
        )
        assert text == (
            "00020101021226380009SG.PAYNOW010100211+651234567803011520400005303702540510.275802SG5908John Lee"
            "6009Singapore62160112Mr. Lee Bill6304BD9B"
        )

    @pytest.mark.parametrize("label", LABELS_TO_READ)
    def test_checksums_of_others_are_right(self, label: str) -> None:
        assert is_intact(label)
        assert read_emv(label)["53"] == "702"


class TestFields:
    @given(cents, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, name: str, bill: str) -> None:
        """QRC-11; the bill number comes back on the statement, so it is never changed."""
        try:
            text = payload(**ACME | {"amount": amount}, name=name, bill_number=bill)
        except InvalidPayNow:
            foreign = any(one.isalnum() and not one.isascii() for one in name + bill)
            unfit = hides_something(bill) or not squeezed(bill).isascii() or len(squeezed(bill)) > 25
            assert foreign or unfit
            return
        fields = read_emv(text)
        assert fields["54"] == f"{amount:.2f}"
        assert fields.get("62.01", "") == squeezed(bill)
        assert 1 <= len(fields["59"]) <= 25
        assert fields["26.02"] == "201403121W"

    def test_initiation_is_static_only_when_all_is_open(self) -> None:
        assert read_emv(payload(**ACME | {"amount": None}))["01"] == "11"
        assert read_emv(payload(**ACME | {"amount": None}, bill_number="7"))["01"] == "12"
        assert read_emv(payload(**ACME))["01"] == "12"

    def test_the_amount_is_fixed_unless_told_otherwise(self) -> None:
        assert read_emv(payload(**ACME))["26.03"] == "0"
        assert read_emv(payload(**ACME, editable=True))["26.03"] == "1"
        assert read_emv(payload(**ACME | {"amount": None}, editable=False))["26.03"] == "1"

    def test_expiry_is_a_day(self) -> None:
        assert read_emv(payload(**ACME, expires_on=date(2026, 1, 2)))["26.04"] == "20260102"
        assert "26.04" not in read_emv(payload(**ACME))

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("", "NA"),
            ("☕", "NA"),
            ("Singapore Children's Society", "Singapore Children's"),
            ("Café Ubin", "Cafe Ubin"),
            ("x" * 25, "x" * 25),
            ("x" * 26, "x" * 25),
        ],
    )
    def test_the_name_is_cut_to_words(self, name: str, shown: str) -> None:
        assert read_emv(payload(**ACME, name=name))["59"] == shown

    @pytest.mark.parametrize(
        "uen", ["00192200M", "201403121W", "S62SS0057G", "T01FC6132D", "R01FC6132D", "201403121WABC", "00192200M001"]
    )
    def test_forms_of_the_uen(self, uen: str) -> None:
        fields = read_emv(payload(**ACME | {"uen": uen}))
        assert (fields["26.01"], fields["26.02"]) == ("2", uen)


class TestRefusals:
    @pytest.mark.parametrize("currency", ["USD", "KWD", "JPY", "EUR"])
    def test_another_currency(self, currency: str) -> None:
        assert refusal(currency=currency) == (
            "/currency",
            f"the amount is in {currency}, and the scheme carries SGD only; offer another one.",
        )

    @pytest.mark.parametrize(("uen", "mobile"), [("", ""), ("201403121W", "+6591234567")])
    def test_not_exactly_one_proxy(self, uen: str, mobile: str) -> None:
        sentence = "exactly one of UEN and mobile number says who is paid; give one."
        assert refusal(uen=uen, mobile=mobile) == ("/uen", sentence)

    @pytest.mark.parametrize(
        "uen", ["2014031W", "2014031212", "201403121w", "X62SS0057G", "S62SS0057GAB", "20140312112W", "٢01403121W"]
    )
    def test_a_wrong_uen(self, uen: str) -> None:
        assert refusal(uen=uen) == ("/uen", f"{uen!r} is no UEN; write it like 201403121W.")

    @pytest.mark.parametrize("mobile", ["91234567", "+659123456", "+65912345678", "+6691234567", "+65 91234567"])
    def test_a_wrong_mobile_number(self, mobile: str) -> None:
        assert refusal(uen="", mobile=mobile) == (
            "/mobile",
            f"{mobile!r} is no mobile number of Singapore; write it like +6591234567.",
        )

    def test_a_bill_number_is_not_cut_and_not_changed(self) -> None:
        assert read_emv(payload(**ACME, bill_number="x" * 25))["62.01"] == "x" * 25
        assert refusal(bill_number="x" * 26) == (
            "/bill_number",
            "the bill number has 26 characters and 25 fit; shorten it.",
        )
        assert refusal(bill_number="FV–1") == (
            "/bill_number",
            "the bill number 'FV–1' has characters beyond ASCII; use letters A to Z, digits and signs.",
        )

    def test_a_foreign_name(self) -> None:
        assert refusal(name="山田") == (
            "/name",
            "the name contains '山', and the scheme has only the letters A to Z; rewrite it.",
        )

    @pytest.mark.parametrize("amount", ["0", "10000000000", "NaN"])
    def test_an_amount_out_of_range(self, amount: str) -> None:
        assert refusal(amount=D(amount)) == (
            "/amount",
            f"the amount is {D(amount)}, and the scheme carries 0.01 to 9999999999.99.",
        )

    def test_the_largest_amount_has_13_characters(self) -> None:
        assert len(read_emv(payload(**ACME | {"amount": D("9999999999.99")}))["54"]) == 13
        assert refusal(amount=D("0.015"))[0] == "/amount"
