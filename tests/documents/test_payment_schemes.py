"""The codes of India, Singapore and Brazil, read from paper by an independent decoder and parsed by readers written from their rules."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from duespark.documents.view import Look, print_view
from duespark.engine.invoice.party import Address, BankAccount
from tests.documents import samples
from tests.documents.test_payment_code import printed_codes

LINES = (samples.item("Design", "1", "1234.56", tax="reverse_charge"),)


def paper(country: str, currency: str, **changes: Any) -> dict[str, Any]:
    seller = replace(samples.SELLER, name="ACME Serviços", address=Address(city="São Paulo", country=country))
    return samples.document(LINES, seller=seller, currency=currency, **changes)


def emv(text: str) -> dict[str, str]:
    """Tags and values of an EMVCo code: two digits of tag, two of length, then the value. Lengths must come out even."""
    found, at = {}, 0
    while at < len(text):
        length = int(text[at + 2 : at + 4])
        found[text[at : at + 2]] = text[at + 4 : at + 4 + length]
        assert len(found[text[at : at + 2]]) == length
        at += 4 + length
    return found


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE, bit by bit from its definition."""
    value = 0xFFFF
    for byte in text.encode():
        for bit in range(8):
            top = (value >> 15) ^ (byte >> (7 - bit) & 1)
            value = (value << 1) & 0xFFFF
            if top:
                value ^= 0x1021
    return f"{value:04X}"


def test_the_checksum_is_the_known_one() -> None:
    assert crc("123456789") == "29B1"


class TestUpi:
    async def test_pays_exactly_what_is_owed(self) -> None:
        document = paper("IN", "INR", bank_account=BankAccount(holder="ACME Services", upi="acme@okbank"))
        (text,) = await printed_codes(document)
        link = urlsplit(text)
        assert (link.scheme, link.netloc) == ("upi", "pay")
        assert "+" not in link.query
        assert dict(parse_qsl(link.query)) == {
            "pa": "acme@okbank", "pn": "ACME Services", "tr": "INV-2026-0042", "am": "1234.56", "cu": "INR",
        }  # fmt: skip

    async def test_is_offered_in_rupees_only(self) -> None:
        assert await printed_codes(paper("IN", "USD", bank_account=BankAccount(upi="acme@okbank"))) == []


class TestPayNow:
    @pytest.mark.parametrize(("address", "proxy"), [("201403121W", "2"), ("+6591234567", "0")])
    async def test_pays_exactly_what_is_owed(self, address: str, proxy: str) -> None:
        (text,) = await printed_codes(paper("SG", "SGD", bank_account=BankAccount(holder="ACME Pte", paynow=address)))
        found = emv(text)
        assert found["63"] == crc(text[:-4])
        assert (found["53"], found["54"], found["58"], found["59"]) == ("702", "1234.56", "SG", "ACME Pte")
        assert emv(found["26"]) == {"00": "SG.PAYNOW", "01": proxy, "02": address, "03": "0"}
        assert emv(found["62"]) == {"01": "INV-2026-0042"}

    async def test_a_company_elsewhere_has_none(self) -> None:
        assert await printed_codes(paper("MY", "SGD", bank_account=BankAccount(paynow="201403121W"))) == []


class TestPix:
    async def test_pays_exactly_what_is_owed(self) -> None:
        (text,) = await printed_codes(paper("BR", "BRL", bank_account=BankAccount(pix="financeiro@example.com")))
        found = emv(text)
        assert found["63"] == crc(text[:-4])
        assert (found["53"], found["54"], found["58"]) == ("986", "1234.56", "BR")
        assert (found["59"], found["60"]) == ("ACME Servicos", "Sao Paulo")
        assert emv(found["26"]) == {"00": "br.gov.bcb.pix", "01": "financeiro@example.com"}
        assert emv(found["62"]) == {"05": "INV20260042"}

    async def test_a_number_no_transaction_id_can_hold_is_left_out(self) -> None:
        document = paper("BR", "BRL", bank_account=BankAccount(pix="financeiro@example.com"), number="Ж" * 3)
        (text,) = await printed_codes(document)
        assert emv(emv(text)["62"]) == {"05": "***"}


@pytest.mark.parametrize(
    ("given", "quoted"), [("CONTRACT-7", "CONTRACT-7"), ("Ж" * 3, "INV-2026-0042"), ("7" * 36, "INV-2026-0042")]
)
async def test_a_reference_that_was_given_is_quoted_where_the_scheme_can_hold_it(given: str, quoted: str) -> None:
    upi = paper("IN", "INR", bank_account=BankAccount(upi="acme@okbank"), payment_reference=given)
    paynow = paper("SG", "SGD", bank_account=BankAccount(paynow="201403121W"), payment_reference=given)
    pix = paper("BR", "BRL", bank_account=BankAccount(pix="financeiro@example.com"), payment_reference=given)
    ((link,), (singapore,), (brazil,)) = [await printed_codes(one) for one in (upi, paynow, pix)]
    assert dict(parse_qsl(urlsplit(link).query))["tr"] == quoted
    assert emv(emv(singapore)["62"]) == {"01": quoted}
    assert emv(emv(brazil)["62"]) == {"05": quoted.replace("-", "")}


async def test_the_address_stands_beside_the_code() -> None:
    document = paper("IN", "INR", bank_account=BankAccount(upi="acme@okbank"))
    rows = print_view(document, look=Look(), status="issued")["payment"]["rows"]
    assert {"label": "UPI", "value": "acme@okbank"} in rows


async def test_nothing_is_asked_for_when_nothing_is_owed() -> None:
    document = paper("IN", "INR", bank_account=BankAccount(upi="acme@okbank"), prepaid=Decimal("1234.56"))
    assert await printed_codes(document) == []
