"""PIX codes, compared with published payloads and read by an independent reader."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.br import cnpj, cpf

from duespark.engine.payment.qr.emv import is_intact
from duespark.engine.payment.qr.pix import InvalidPix, payload, txid_of
from tests.engine.payment.qr.decoding import cents, hostile, read_emv, some, squeezed

D = Decimal
RANDOM_KEY = "123e4567-e12b-12d1-a456-426655440000"
ACME: dict[str, Any] = {
    "key": "financeiro@example.com",
    "name": "ACME Servicos",
    "city": "SAO PAULO",
    "amount": D("1234.56"),
    "currency": "BRL",
}
DYNAMIC_CODES_TO_READ = (
    "00020126740014br.gov.bcb.pix2552payload.psp.com/3ec9d2f9-5f03-4e0e-820d-63a81e769e875204000053039865802BR5914THALES"
    " OGLIARI6015SAO MIGUEL DO O62070503***630442C5",
    "00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/3ec9d2f95f034e0e820d63a81e769e875204000053039865802BR"
    "5913ACME Servicos6009SAO PAULO62070503***6304BD9C",
)


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidPix) as raised:
        payload(**ACME | changes)
    assert raised.value.code == "qr.invalid_pix"
    return raised.value.pointer, str(raised.value).removeprefix("The PIX code cannot be written: ")


class TestPublishedPayloads:
    def test_sample_of_the_central_bank(self) -> None:
        assert payload(key=RANDOM_KEY, name="Fulano de Tal", city="BRASILIA", amount=None, currency="BRL") == (
            "00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal"
            "6008BRASILIA62070503***63041D3D"
        )

    def test_accents_and_info(self) -> None:
        """pix-utils; it writes capitals."""
        text = payload(
            key="thalesog@me.com",
            name="THALES OGLIARI",
            city="SÃO MIGUÉL DO O",
            amount=D(10),
            currency="BRL",
            info="Pedido 123",
        )
        assert text == (
            "00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 123520400005303986540510.005802BR"
            "5914THALES OGLIARI6015SAO MIGUEL DO O62070503***63040DC6"
        )

    def test_transaction_id(self) -> None:
        assert payload(**ACME, txid="INV2026001") == (
            "00020126440014br.gov.bcb.pix0122financeiro@example.com52040000530398654071234.565802BR5913ACME Servicos"
            "6009SAO PAULO62140510INV20260016304C21A"
        )

    def test_phone_key(self) -> None:
        text = payload(
            key="+5511999998888",
            name="João da Silva",
            city="SÃO PAULO",
            amount=D("99.90"),
            currency="BRL",
            txid="INV2026002",
            info="Fatura 2/2026",
        )
        published = (
            "00020126530014br.gov.bcb.pix0114+55119999988880213Fatura 2/2026520400005303986540599.905802BR"
            "5913Joao da Silva6009SAO PAULO62140510INV20260026304BDDE"
        )
        assert text == published

    def test_company_key(self) -> None:
        assert payload(**ACME | {"key": "16727230000197", "amount": None}) == (
            "00020126360014br.gov.bcb.pix0114167272300001975204000053039865802BR5913ACME Servicos6009SAO PAULO"
            "62070503***6304ABE4"
        )

    @pytest.mark.parametrize("code", DYNAMIC_CODES_TO_READ)
    def test_checksums_of_others_are_right(self, code: str) -> None:
        assert is_intact(code)
        assert read_emv(code)["53"] == "986"


class TestFields:
    @given(cents, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, name: str, info: str) -> None:
        """QRC-11; a long text never pushes a length over its two digits."""
        try:
            text = payload(**ACME | {"amount": amount, "name": name}, info=info)
        except InvalidPix as refused:
            pointer, text = refused.pointer, ""
        if not text:
            assert pointer in ("/name", "/info")
            return
        fields = read_emv(text)
        assert fields["54"] == f"{amount:.2f}"
        assert fields["26.01"] == ACME["key"]
        assert 1 <= len(fields["59"]) <= 25
        if squeezed(info).isascii() and squeezed(info).isprintable():
            assert fields.get("26.02", "") == squeezed(info)

    @pytest.mark.parametrize(
        ("name", "shown"), [("Associação Beneficente São José", "Associacao Beneficente"), ("x" * 26, "x" * 25)]
    )
    def test_the_name_is_cut_to_words(self, name: str, shown: str) -> None:
        assert read_emv(payload(**ACME | {"name": name}))["59"] == shown

    @pytest.mark.parametrize(
        ("city", "shown"), [("São José do Rio Preto", "Sao Jose do Rio"), ("Florianópolis", "Florianopolis")]
    )
    def test_the_city_is_cut_to_words(self, city: str, shown: str) -> None:
        assert read_emv(payload(**ACME | {"city": city}))["60"] == shown

    def test_key_and_info_share_99_characters(self) -> None:
        assert len(read_emv(payload(**ACME, info="x" * 51))["26"]) == 99
        assert refusal(info="x" * 52) == (
            "/info",
            "the info has 52 characters and 51 fit beside the key; shorten it.",
        )

    def test_the_longest_key_leaves_no_room(self) -> None:
        longest = "a@" + "b" * 72 + ".br"
        assert len(read_emv(payload(**ACME | {"key": longest}))["26"]) == 99
        assert refusal(key=longest, info="x") == (
            "/info",
            "the info has 1 characters and 0 fit beside the key; shorten it.",
        )


class TestKeys:
    @pytest.mark.parametrize(
        "key",
        [
            "financeiro@example.com",
            "a.b+c_d-e@sub.example.com.br",
            "+551133334444",
            "+5511999998888",
            RANDOM_KEY,
            "52998224725",
            "16727230000197",
            "12ABC34501DE35",
        ],
    )
    def test_every_kind(self, key: str) -> None:
        """12.ABC.345/01DE-35 is the Receita Federal's own example of a CNPJ with letters."""
        assert read_emv(payload(**ACME | {"key": key}))["26.01"] == key

    @pytest.mark.parametrize(
        "key",
        [
            "Financeiro@example.com",
            "financeiro@example",
            "a@b@example.com",
            "a@" + "b" * 73 + ".br",
            "5511999998888",
            "+55119999988",
            "+55119999988889",
            "+1 2125550100",
            RANDOM_KEY.upper(),
            RANDOM_KEY[:-1],
            "52998224724",
            "52998224735",
            "529982247250",
            "11111111111",
            "00000000000000",
            "16727230000198",
            "16727230000187",
            "12ABC34501DE34",
            "12abc34501de35",
            "16.727.230/0001-97",
            "٥٢٩٩٨٢٢٤٧٢٥",
        ],
    )
    def test_no_key(self, key: str) -> None:
        assert refusal(key=key) == (
            "/key",
            f"{key!r} is no PIX key; give an e-mail address or random key in small letters, a phone number with +55,"
            " or a CPF or CNPJ without signs.",
        )

    def test_none_at_all(self) -> None:
        assert refusal(key="") == ("/key", "the PIX key is missing; add the one of the account.")

    @given(st.text("0123456789", min_size=9, max_size=9))
    @some
    def test_a_cpf_is_one_when_its_check_digits_are_right(self, digits: str) -> None:
        keys = [f"{digits}{check:02}" for check in range(100)]
        right = [key for key in keys if cpf.is_valid(key) and len(set(key)) > 1]
        assert [key for key in keys if not raises(key)] == right

    @given(st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=12, max_size=12), st.integers(0, 99))
    @some
    def test_a_cnpj_is_one_when_its_check_digits_are_right(self, root: str, check: int) -> None:
        for key in (f"{root}{check:02}", root + cnpj.calc_check_digits(root)):
            right = cnpj.is_valid(key) and len(set(key)) > 1
            assert (not right) == raises(key)


def raises(key: str) -> bool:
    try:
        payload(**ACME | {"key": key})
    except InvalidPix:
        return True
    return False


class TestTransactionId:
    @pytest.mark.parametrize(("number", "txid"), [("INV-2026/001", "INV2026001"), ("x" * 25, "x" * 25), (" 7 ", "7")])
    def test_is_made_of_the_invoice_number(self, number: str, txid: str) -> None:
        assert txid_of(number) == txid
        assert read_emv(payload(**ACME, txid=txid))["62.05"] == txid

    @pytest.mark.parametrize("number", ["", "-/", "x" * 26, "Ł7", "٣"])
    def test_cannot_be_made_of_others(self, number: str) -> None:
        with pytest.raises(InvalidPix) as raised:
            txid_of(number)
        assert raised.value.pointer == "/txid"
        assert raised.value.facts["problem"] == (
            f"{number!r} has not 1 to 25 letters A to Z and digits; give a transaction id yourself"
        )

    @pytest.mark.parametrize("txid", ["", "INV-1", "x" * 26, "**", "****", "é"])
    def test_has_letters_and_digits_only(self, txid: str) -> None:
        assert refusal(txid=txid) == (
            "/txid",
            f"the transaction id {txid!r} is not 1 to 25 letters and digits; make one with txid_of.",
        )


class TestRefusals:
    @pytest.mark.parametrize("currency", ["USD", "KWD", "JPY", "EUR"])
    def test_another_currency(self, currency: str) -> None:
        assert refusal(currency=currency) == (
            "/currency",
            f"the amount is in {currency}, and the scheme carries BRL only; offer another one.",
        )

    @pytest.mark.parametrize("field", ["name", "city"])
    def test_a_missing_text(self, field: str) -> None:
        assert refusal(**{field: " ☕"}) == (f"/{field}", f"the {field} is missing; fill it in.")

    @pytest.mark.parametrize("field", ["name", "city", "info"])
    def test_a_foreign_letter(self, field: str) -> None:
        assert refusal(**{field: "山"}) == (
            f"/{field}",
            f"the {field} contains '山', and the scheme has only the letters A to Z; rewrite it.",
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
