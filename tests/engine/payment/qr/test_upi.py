"""UPI links, compared with published ones and read by an independent reader."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from duespark.engine.payment.qr.upi import InvalidUpi, payload
from tests.engine.payment.qr.decoding import cents, hides_something, hostile, read_link, some, squeezed

D = Decimal
ACME: dict[str, Any] = {"vpa": "acme@okbank", "name": "ACME Services", "amount": D("11800.50"), "currency": "INR"}


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidUpi) as raised:
        payload(**ACME | changes)
    assert raised.value.code == "qr.invalid_upi"
    return raised.value.pointer, str(raised.value).removeprefix("The UPI code cannot be written: ")


class TestPublishedLinks:
    def test_invoice(self) -> None:
        assert payload(**ACME, reference="INV-2026-001", note="Invoice INV-2026-001") == (
            "upi://pay?pa=acme%40okbank&pn=ACME%20Services&tr=INV-2026-001&tn=Invoice%20INV-2026-001&am=11800.50&cu=INR"
        )

    def test_codeglyphx(self) -> None:
        """Their amount is "12.5"; ours always has paise."""
        published = "upi://pay?pa=alice%40upi&pn=Alice&am=12.5&cu=INR"
        assert payload(vpa="alice@upi", name="Alice", amount=D("12.5"), currency="INR") == published.replace(
            "12.5", "12.50"
        )

    def test_sample_of_npci(self) -> None:
        """The document writes tid, mam and a raw address; the pairs that merchants may write are the same."""
        head, pairs = read_link(
            payload(
                vpa="nadeem@npci",
                name="nadeem chinna",
                amount=D(10),
                currency="INR",
                reference="4894398cndhcd23",
                note="Pay to mystar store",
                merchant_code="0000",
                url="https://mystar.com/orderid=9298yw89e8973e87389e78923ue892",
            )
        )
        assert head == "upi://pay"
        assert list(pairs.items()) == [
            ("pa", "nadeem@npci"),
            ("pn", "nadeem chinna"),
            ("mc", "0000"),
            ("tr", "4894398cndhcd23"),
            ("tn", "Pay to mystar store"),
            ("am", "10.00"),
            ("cu", "INR"),
            ("url", "https://mystar.com/orderid=9298yw89e8973e87389e78923ue892"),
        ]

    def test_without_amount_the_payer_types_it(self) -> None:
        assert payload(**ACME | {"amount": None}) == "upi://pay?pa=acme%40okbank&pn=ACME%20Services&cu=INR"


class TestRoundTrip:
    @given(cents, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, name: str, note: str) -> None:
        """QRC-11; "&", "%", "#" and line ends inside a text never make another pair."""
        try:
            link = payload(**ACME | {"amount": amount, "name": name}, note=note)
        except InvalidUpi:
            too_long = (
                len(squeezed(note)) > 50 or len((squeezed(name) + squeezed(note)).encode("utf-8", "replace")) > 180
            )
            assert hides_something(name + " " + note) or not squeezed(name) or too_long
            return
        _, pairs = read_link(link)
        assert pairs.pop("tn", "") == squeezed(note)
        assert pairs == {"pa": "acme@okbank", "pn": squeezed(name), "am": f"{amount:.2f}", "cu": "INR"}


class TestRefusals:
    @pytest.mark.parametrize("currency", ["USD", "KWD", "JPY", "EUR"])
    def test_another_currency(self, currency: str) -> None:
        assert refusal(currency=currency) == (
            "/currency",
            f"the amount is in {currency}, and the scheme carries INR only; offer another one.",
        )

    def test_no_address(self) -> None:
        assert refusal(vpa="") == ("/vpa", "the UPI address is missing; add one such as acme@okbank.")

    @pytest.mark.parametrize(
        "vpa",
        ["acme", "@okbank", "acme@", "a@b@c", "acme@1bank", "acme@ok.bank", "ac me@okbank", "a&b@okbank", "é@okbank"],
    )
    def test_a_wrong_address(self, vpa: str) -> None:
        assert refusal(vpa=vpa) == ("/vpa", f"{vpa!r} is no UPI address; write it like acme@okbank.")

    def test_addresses_have_signs_and_limits(self) -> None:
        for vpa in ("a.b-c_9@OkBank1", "x" * 190 + "@" + "y" * 64):
            assert read_link(payload(**ACME | {"vpa": vpa}))[1]["pa"] == vpa
        for vpa in ("x" * 191 + "@y", "x@" + "y" * 65, "x@y"):
            assert refusal(vpa=vpa)[0] == "/vpa"

    def test_a_name_is_needed_and_not_cut(self) -> None:
        assert refusal(name="") == ("/name", "the name is missing; fill it in.")
        assert read_link(payload(**ACME | {"name": "x" * 99}))[1]["pn"] == "x" * 99
        assert refusal(name="x" * 100) == ("/name", "the name has 100 characters and 99 fit; shorten it.")

    def test_a_note_is_not_cut(self) -> None:
        assert read_link(payload(**ACME, note="x" * 50))[1]["tn"] == "x" * 50
        assert refusal(note="x" * 51) == ("/note", "the note has 51 characters and 50 fit; shorten it.")

    def test_a_reference_is_not_changed(self) -> None:
        assert read_link(payload(**ACME, reference="FV 1/2026&x" + "y" * 24))[1]["tr"] == "FV 1/2026&x" + "y" * 24
        assert refusal(reference="x" * 36)[1] == "the reference has 36 characters and 35 fit; shorten it."
        assert refusal(reference="Ł1") == (
            "/reference",
            "the reference 'Ł1' has characters beyond ASCII; use letters A to Z, digits and signs.",
        )

    @pytest.mark.parametrize("code", ["123", "12345", "12a4", "١٢٣٤"])
    def test_a_wrong_merchant_code(self, code: str) -> None:
        assert refusal(merchant_code=code, reference="1") == (
            "/merchant_code",
            f"{code!r} is no merchant category; use the 4 digits of ISO 18245.",
        )

    def test_a_merchant_needs_a_reference(self) -> None:
        assert refusal(merchant_code="5411") == ("/reference", "the reference is missing; fill it in.")
        assert read_link(payload(**ACME, merchant_code="5411", reference="7"))[1]["mc"] == "5411"
        assert read_link(payload(**ACME, merchant_code="0000"))[1]["mc"] == "0000"

    def test_a_wrong_url(self) -> None:
        assert refusal(url="http://example.com")[0] == "/url"
        assert read_link(payload(**ACME, url="https://" + "x" * 247))[1]["url"] == "https://" + "x" * 247
        assert refusal(url="https://" + "x" * 248)[0] == "/url"

    @pytest.mark.parametrize("amount", ["0", "10000000000", "NaN"])
    def test_an_amount_out_of_range(self, amount: str) -> None:
        assert refusal(amount=D(amount)) == (
            "/amount",
            f"the amount is {D(amount)}, and the scheme carries 0.01 to 9999999999.99.",
        )

    def test_an_amount_finer_than_a_paisa(self) -> None:
        assert refusal(amount=D("0.015"))[0] == "/amount"

    def test_what_no_moderate_symbol_holds(self) -> None:
        link = payload(**ACME | {"name": "é" * 90})
        fits = payload(**ACME | {"name": "é" * 90 + "x" * 9}, note="x" * 50, reference="x" * (666 - len(link) - 67))
        assert len(fits) == 666
        assert refusal(name="é" * 90 + "x" * 9, note="x" * 50, reference="x" * (667 - len(link) - 67)) == (
            None,
            "the whole has 667 bytes and 666 fit; shorten the texts.",
        )
