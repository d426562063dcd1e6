"""Bitcoin links and addresses, compared with the examples of the BIPs and read by an independent reader."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import bitcoin

from duespark.engine.payment.qr.bip21 import InvalidBip21, owed_at, payload
from duespark.engine.payment.qr.bitcoin_address import is_payable
from tests.engine.payment.qr.decoding import hides_something, hostile, read_link, some, squeezed

D = Decimal
GENESIS = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
INVALID_ON_PURPOSE = "175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W"
"""The address of the BIP's examples; ours are the same with one that exists."""

SEGWIT = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"
TAPROOT = "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"
GOOD = (
    GENESIS,
    "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    SEGWIT,
    SEGWIT.upper(),
    TAPROOT,
)
PLAIN: dict[str, Any] = {"address": GENESIS, "amount": D(1)}
satoshis = st.integers(1, 21_000_000 * 10**8).map(lambda number: D(number) / 10**8)


def refusal(**changes: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidBip21) as raised:
        payload(**PLAIN | changes)
    assert raised.value.code == "qr.invalid_bip21"
    return raised.value.pointer, str(raised.value).removeprefix("The Bitcoin code cannot be written: ")


class TestPublishedLinks:
    @pytest.mark.parametrize(
        ("link", "named"),
        [
            (f"bitcoin:{INVALID_ON_PURPOSE}", {"amount": None}),
            (f"bitcoin:{INVALID_ON_PURPOSE}?amount=20.3&label=Luke-Jr", {"amount": D("20.3"), "label": "Luke-Jr"}),
            (
                f"bitcoin:{INVALID_ON_PURPOSE}?amount=50&label=Luke-Jr&message=Donation%20for%20project%20xyz",
                {"amount": D("50.00"), "label": "Luke-Jr", "message": "Donation for project xyz"},
            ),
        ],
    )
    def test_examples_of_bip_21(self, link: str, named: dict[str, Any]) -> None:
        assert payload(address=GENESIS, **named) == link.replace(INVALID_ON_PURPOSE, GENESIS)

    def test_their_address_is_refused(self) -> None:
        assert refusal(address=INVALID_ON_PURPOSE) == (
            "/address",
            f"{INVALID_ON_PURPOSE!r} is no address of the Bitcoin main network that can be paid; copy it again.",
        )


class TestLink:
    @given(satoshis, hostile, hostile)
    @some
    def test_says_what_was_given_or_refuses(self, amount: Decimal, label: str, message: str) -> None:
        """QRC-11; "&" inside a text never makes another pair."""
        try:
            link = payload(address=GENESIS, amount=amount, label=label, message=message)
        except InvalidBip21:
            size = len((squeezed(label) + squeezed(message)).encode("utf-8", "replace"))
            assert hides_something(label + " " + message) or size > 170
            return
        head, pairs = read_link(link)
        assert head == f"bitcoin:{GENESIS}"
        assert D(pairs.pop("amount")) == amount
        expected = {"label": squeezed(label), "message": squeezed(message)}
        assert pairs == {key: value for key, value in expected.items() if value}

    @pytest.mark.parametrize(
        ("amount", "text"),
        [
            ("0.00000001", "0.00000001"),
            ("1E-8", "0.00000001"),
            ("0.10", "0.1"),
            ("100", "100"),
            ("21000000", "21000000"),
            ("2E+2", "200"),
        ],
    )
    def test_the_amount_has_no_exponent_and_no_needless_zeros(self, amount: str, text: str) -> None:
        assert read_link(payload(address=GENESIS, amount=D(amount)))[1] == {"amount": text}

    @pytest.mark.parametrize("amount", ["0", "-1", "21000000.00000001", "0.000000001", "NaN"])
    def test_an_amount_out_of_range(self, amount: str) -> None:
        assert refusal(amount=D(amount)) == (
            "/amount",
            f"the amount is {D(amount)}, and the scheme carries 0.00000001 to 21000000.",
        )

    def test_an_amount_finer_than_a_satoshi(self) -> None:
        sentence = "the amount 0.123456789 has more than 8 digits after the point; round it."
        assert refusal(amount=D("0.123456789")) == ("/amount", sentence)

    def test_no_address(self) -> None:
        assert refusal(address="") == ("/address", "the Bitcoin address is missing; add one.")

    @pytest.mark.parametrize("field", ["label", "message"])
    def test_a_text_is_not_cut(self, field: str) -> None:
        assert read_link(payload(address=GENESIS, amount=None, **{field: "x" * 100}))[1] == {field: "x" * 100}
        assert refusal(**{field: "x" * 101}) == (
            f"/{field}",
            f"the {field} has 101 characters and 100 fit; shorten it.",
        )

    def test_what_no_moderate_symbol_holds(self) -> None:
        link = payload(address=GENESIS, amount=None, label="é" * 88, message="x" * 80)
        assert len(link) == 42 + 7 + 528 + 9 + 80
        assert refusal(amount=None, label="é" * 88, message="x" * 81) == (
            None,
            "the whole has 667 bytes and 666 fit; shorten the texts.",
        )

    def test_capitals_of_a_segwit_address_become_small(self) -> None:
        assert payload(address=SEGWIT.upper(), amount=None) == f"bitcoin:{SEGWIT}"


class TestAddress:
    @pytest.mark.parametrize("address", GOOD)
    def test_real_ones_are_payable(self, address: str) -> None:
        assert is_payable(address)

    @pytest.mark.parametrize(
        "address",
        [
            "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
            "mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn",
            "2MzQwSSnBHWHqSAqtTVQ6v47XtaisrJa1Vc",
        ],
    )
    def test_test_networks_are_not(self, address: str) -> None:
        assert not is_payable(address)

    @pytest.mark.parametrize(
        "address",
        [
            "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
            "BC1SW50QGDZ25J",
            "bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs",
            "bc1pfeessrawgf",
        ],
    )
    def test_programs_without_an_owner_are_not(self, address: str) -> None:
        """Valid by BIP 350, yet spendable by anybody."""
        assert not is_payable(address)

    @pytest.mark.parametrize(
        "address",
        [
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
            "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
            "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
            "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
            "bc1pw5dgrnzv",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
            "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
            "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
            "bc1gmk9yu",
            SEGWIT.replace("w5", "W5"),
            "BC1" + SEGWIT[3:],
        ],
    )
    def test_invalid_ones_of_bip_350_are_not(self, address: str) -> None:
        assert not is_payable(address)

    @pytest.mark.parametrize(
        "address",
        ["", "1", "bc1", "bc1q", "0" * 34, "1" * 27, "1" * 34, "z" * 34, "z" * 35, "1" + GENESIS, GENESIS + " "],
    )
    def test_nonsense_is_not(self, address: str) -> None:
        assert not is_payable(address)

    @given(st.sampled_from(GOOD), st.data())
    @some
    def test_one_wrong_character_is_found(self, address: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(address) - 1))
        other = data.draw(st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0lIO"))
        changed = address[:at] + other + address[at + 1 :]
        assert is_payable(changed) == (changed == address)

    @given(st.sampled_from([0, 5]), st.binary(min_size=20, max_size=20))
    @some
    def test_every_hash_has_an_address(self, version: int, payload: bytes) -> None:
        address = base58(bytes([version]) + payload)
        assert is_payable(address)
        assert bitcoin.is_valid(address)

    @given(st.sampled_from([1, 4, 6, 111, 196]), st.binary(min_size=20, max_size=20))
    @some
    def test_other_versions_are_not_of_the_main_network(self, version: int, payload: bytes) -> None:
        assert not is_payable(base58(bytes([version]) + payload))

    @pytest.mark.parametrize("size", [19, 21])
    def test_hashes_of_another_size_are_not(self, size: int) -> None:
        assert not is_payable(base58(bytes(1) + b"\x01" * size))


def base58(raw: bytes) -> str:
    """Base58check, digit by digit."""
    raw += sha256(sha256(raw).digest()).digest()[:4]
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[rest] + digits
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


class TestOwedAt:
    @pytest.mark.parametrize(
        ("price", "balance", "decimals", "expected"),
        [
            ("95000", "1234.50", 2, "0.01299474"),
            ("400000", "1476", 2, "0.00369000"),
            ("15000000", "1000", 0, "0.00006667"),
            ("29000", "12.345", 3, "0.00042569"),
            ("95000", "0.01", 2, "0.00000011"),
            ("1400000", "0.01", 2, "0.00000001"),
            ("2000000", "0.01", 2, None),
            ("3000000", "0.01", 2, None),
            ("9500000000", "0.01", 2, None),
            ("1500000000", "1234.56", 2, None),
        ],
    )
    def test_comes_back_to_the_balance_or_is_not_offered(
        self, price: str, balance: str, decimals: int, expected: str | None
    ) -> None:
        found = owed_at(Decimal(price), Decimal(balance), decimals=decimals)
        assert found == (None if expected is None else Decimal(expected))
