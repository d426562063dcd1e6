"""EPC codes (EPC069-12), compared with published payloads, with segno's own writer, and read by an independent reader."""

from decimal import Decimal
from typing import Any

import pytest
import segno
from hypothesis import given
from segno import helpers

from duespark.engine.payment.qr.epc import InvalidEpc, payload
from tests.engine.payment.qr.decoding import cents, hides_something, hostile, read_epc, some, squeezed

D = Decimal
ACME: dict[str, Any] = {"name": "ACME GmbH", "iban": "DE89370400440532013000", "amount": D(250), "currency": "EUR"}


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidEpc) as raised:
        payload(**ACME | changes)
    assert raised.value.code == "qr.invalid_epc"
    return raised.value.pointer, str(raised.value).removeprefix("The EPC code cannot be written: ")


class TestPublishedPayloads:
    def test_invoice_number_as_text(self) -> None:
        assert payload(
            name="ACME Sp. z o.o.",
            iban="PL61109010140000071219812874",
            amount=D("1234.56"),
            currency="EUR",
            text="FV 1/2026",
        ) == ("BCD\n002\n1\nSCT\n\nACME Sp. z o.o.\nPL61109010140000071219812874\nEUR1234.56\n\n\nFV 1/2026")

    def test_creditor_reference(self) -> None:
        assert payload(**ACME, reference="RF18 5390 0754 7034") == (
            "BCD\n002\n1\nSCT\n\nACME GmbH\nDE89370400440532013000\nEUR250.00\n\nRF18539007547034"
        )

    def test_segno_documentation(self) -> None:
        assert payload(
            name="Wikimedia Foerdergesellschaft",
            iban="DE33100205000001194700",
            amount=D("13.05"),
            currency="EUR",
            text="Spende fuer Wikipedia",
        ) == (
            "BCD\n002\n1\nSCT\n\nWikimedia Foerdergesellschaft\nDE33100205000001194700\nEUR13.05\n\n\nSpende fuer Wikipedia"
        )

    def test_every_field(self) -> None:
        """E4: purpose, reference, text and note each have a line of their own."""
        assert payload(**ACME, bic="cobadeff xxx", purpose="GDDS", text="Invoice 7", note="Thank you") == (
            "BCD\n002\n1\nSCT\nCOBADEFFXXX\nACME GmbH\nDE89370400440532013000\nEUR250.00\nGDDS\n\nInvoice 7\nThank you"
        )

    def test_a_text_keeps_its_last_letter(self) -> None:
        assert payload(**ACME, text="MAX").endswith("\nMAX")

    def test_least_fields_leave_no_empty_lines_at_the_end(self) -> None:
        assert payload(**ACME | {"amount": None}) == "BCD\n002\n1\nSCT\n\nACME GmbH\nDE89370400440532013000"

    @pytest.mark.parametrize("text", ["Spende für Wikipedia", "FV 1/2026 & more", "x" * 140])
    def test_segno_draws_the_same(self, text: str) -> None:
        """FM-32: an independent writer; it drops zeros at the end of amounts, so this one has none."""
        theirs = helpers.make_epc_qr(ACME["name"], ACME["iban"], D("1234.56"), text=text, encoding=1)
        ours = segno.make_qr(
            payload(**ACME | {"amount": D("1234.56")}, text=text), error="m", boost_error=False, encoding="utf-8"
        )
        assert ours.matrix == theirs.matrix


class TestRoundTrip:
    @given(cents, hostile, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, name: str, text: str, note: str) -> None:
        """FM-32, QRC-11."""
        given_texts = (name, text, note)
        try:
            fields = read_epc(payload(**ACME | {"amount": amount, "name": name}, text=text, note=note))
        except InvalidEpc:
            size = len("".join(map(squeezed, given_texts)).encode("utf-8", "replace"))
            assert any(map(hides_something, given_texts)) or not squeezed(name) or size > 150
            return
        assert [fields["name"], fields["text"], fields["note"]] == [squeezed(one) for one in given_texts]
        assert fields["amount"] == f"EUR{amount:.2f}"
        assert fields["iban"] == ACME["iban"]
        assert (fields["bic"], fields["purpose"], fields["reference"]) == ("", "", "")


class TestRefusals:
    @pytest.mark.parametrize("currency", ["USD", "CHF", "KWD", "JPY", "eur", ""])
    def test_another_currency(self, currency: str) -> None:
        """FM-32, FM-35: euro only, whatever the account."""
        assert refusal(currency=currency) == (
            "/currency",
            f"the amount is in {currency}, and the scheme carries EUR only; offer another one.",
        )

    def test_no_iban(self) -> None:
        assert refusal(iban=" ") == ("/iban", "the IBAN is missing; add it to the bank account.")

    @pytest.mark.parametrize("iban", ["AU1234567890123456", "DE88370400440532013000", "TR330006100519786457841326"])
    def test_no_iban_of_sepa(self, iban: str) -> None:
        """E4: the sample of an Australian account cannot be."""
        assert refusal(iban=iban) == (
            "/iban",
            f"{iban!r} is no IBAN of a SEPA country; compare it with the bank's statement.",
        )

    def test_a_qr_iban(self) -> None:
        assert refusal(iban="CH44 3199 9123 0008 8901 2", bic="POFICHBE") == (
            "/iban",
            "CH4431999123000889012 is a QR-IBAN, which takes Swiss QR-bills only; give the account's ordinary IBAN.",
        )

    @pytest.mark.parametrize("bic", ["COBADEF", "COBADEFFX", "COBADEFFXXXX", "COB1DE*F", "COBA1EFF", "COBADEFFXX"])
    def test_a_wrong_bic(self, bic: str) -> None:
        assert refusal(bic=bic) == ("/bic", f"{bic!r} is no BIC; it has 8 or 11 letters and digits, such as DEUTDEFF.")

    def test_no_bic_outside_the_eea(self) -> None:
        assert refusal(iban="CH5800791123000889012") == (
            "/bic",
            "an account in CH needs a BIC; add it to the bank account.",
        )
        assert read_epc(payload(**ACME | {"iban": "CH5800791123000889012"}, bic="POFICHBE"))["bic"] == "POFICHBE"

    @pytest.mark.parametrize("purpose", ["GDD", "GDDSX", "gdds", "INVOICE-2025-001", "GD1S"])
    def test_a_wrong_purpose(self, purpose: str) -> None:
        """E4: an invoice number is no purpose."""
        assert refusal(purpose=purpose) == (
            "/purpose",
            f"{purpose!r} is no purpose code; use four capital letters of ISO 20022, such as GDDS.",
        )

    @pytest.mark.parametrize("reference", ["INV-2026-001", "RF17539007547034"])
    def test_an_invoice_number_as_reference(self, reference: str) -> None:
        """FM-32: banks refuse what stands in the structured slot and is no RF reference."""
        assert refusal(reference=reference) == (
            "/reference",
            f"{reference!r} is no creditor reference (RF, ISO 11649); write it as text instead.",
        )

    def test_reference_and_text(self) -> None:
        assert refusal(reference="RF18539007547034", text="Invoice 7") == (
            "/text",
            "a reference excludes a text; leave one of them out.",
        )

    @pytest.mark.parametrize(("field", "most"), [("name", 70), ("text", 140), ("note", 70)])
    def test_a_text_that_is_too_long(self, field: str, most: int) -> None:
        assert read_epc(payload(**ACME | {field: "x" * most}))[field] == "x" * most
        assert refusal(**{field: "x" * (most + 1)}) == (
            f"/{field}",
            f"the {field} has {most + 1} characters and {most} fit; shorten it.",
        )

    def test_no_name(self) -> None:
        assert refusal(name="\n") == ("/name", "the name is missing; fill it in.")

    @pytest.mark.parametrize("amount", ["0", "0.001", "-5", "1000000000", "NaN"])
    def test_an_amount_out_of_range(self, amount: str) -> None:
        assert refusal(amount=D(amount)) == (
            "/amount",
            f"the amount is {D(amount)}, and the scheme carries 0.01 to 999999999.99.",
        )

    def test_an_amount_finer_than_a_cent(self) -> None:
        assert refusal(amount=D("1.234"))[0] == "/amount"

    def test_the_largest_amount_fits(self) -> None:
        assert read_epc(payload(**ACME | {"amount": D("999999999.99")}))["amount"] == "EUR999999999.99"

    def test_more_than_331_bytes(self) -> None:
        full = payload(**ACME | {"name": "é" * 70}, text="é" * 69 + "xx")
        assert len(full.encode()) == 331
        assert refusal(name="é" * 70, text="é" * 69 + "xxx") == (
            None,
            "the whole has 332 bytes and 331 fit; shorten the texts.",
        )
