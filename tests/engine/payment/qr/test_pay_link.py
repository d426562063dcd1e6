"""Our payment link: one text for the same facts, tampering found, expiry and single use kept."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.money.currency import CURRENCIES
from duespark.engine.payment.qr.pay_link import InvalidPayLink, PayLink, Standing, message, payload, read, sign, verify
from tests.engine.payment.qr.decoding import hostile, read_link, some

D = Decimal
KEY = bytes(range(32))
PAGE = "https://pay.example.com/p/"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
LINK = PayLink(token="zX3kQ9vT2mB7nL5c", amount=D("1234.56"), currency="EUR")
FULL = replace(LINK, expires_at=NOON, one_time=True)

tokens = st.text("ABCabc019-_", min_size=16, max_size=64)
moments = st.integers(0, 10**10).map(lambda tenths: NOON + timedelta(milliseconds=100 * tenths))


@st.composite
def links(draw: st.DrawFn) -> PayLink:
    currency = draw(st.sampled_from(["EUR", "JPY", "KWD", "CLF", "UGX", "BHD"]))
    amount = D(draw(st.integers(1, 10**12))).scaleb(-CURRENCIES[currency].decimals)
    expires_at = draw(st.none() | moments)
    return PayLink(
        token=draw(tokens), amount=amount, currency=currency, expires_at=expires_at, one_time=draw(st.booleans())
    )


def standing(
    url: str, *, link: PayLink = FULL, now: datetime = NOON - timedelta(seconds=1), **changes: Any
) -> Standing:
    named: dict[str, Any] = {"key": KEY, "balance": link.amount, "currency": link.currency} | changes
    return verify(url, now=now, **named)


def refusal(call: Any, *arguments: Any, **named: Any) -> tuple[str | None, str]:
    with pytest.raises(InvalidPayLink) as raised:
        call(*arguments, **named)
    assert raised.value.code == "qr.invalid_pay_link"
    return raised.value.pointer, str(raised.value).removeprefix("The payment link cannot be used: ")


class TestMessage:
    def test_has_one_line_a_fact(self) -> None:
        assert message(FULL) == b"pay-link 1\nzX3kQ9vT2mB7nL5c\n1234.56\nEUR\n20261125T120000Z\n1"
        assert message(LINK) == b"pay-link 1\nzX3kQ9vT2mB7nL5c\n1234.56\nEUR\n\n"

    @pytest.mark.parametrize(
        ("currency", "amount", "text"),
        [
            ("EUR", "12.5", "12.50"),
            ("JPY", "1000", "1000"),
            ("KRW", "1000.00", "1000"),
            ("CLP", "5", "5"),
            ("ISK", "5", "5"),
            ("UGX", "5", "5"),
            ("KWD", "1.5", "1.500"),
            ("BHD", "0.001", "0.001"),
            ("CLF", "1", "1.0000"),
        ],
    )
    def test_amount_has_the_decimals_of_its_currency(self, currency: str, amount: str, text: str) -> None:
        """FM-35."""
        link = replace(LINK, amount=D(amount), currency=currency)
        assert message(link).split(b"\n")[2:4] == [text.encode(), currency.encode()]
        assert f"?amount={text}&currency={currency}&" in payload(link, page=PAGE, key=KEY)

    def test_the_same_moment_reads_the_same_everywhere(self) -> None:
        elsewhere = FULL.expires_at and FULL.expires_at.astimezone(timezone(timedelta(hours=5, minutes=30)))
        assert message(replace(FULL, expires_at=elsewhere)) == message(FULL)

    def test_parts_of_a_second_are_cut(self) -> None:
        assert message(replace(FULL, expires_at=NOON + timedelta(microseconds=999_999))) == message(FULL)

    @given(links(), links())
    @some
    def test_other_facts_have_another_message(self, one: PayLink, other: PayLink) -> None:
        cut = [
            replace(link, expires_at=link.expires_at and link.expires_at.replace(microsecond=0))
            for link in (one, other)
        ]
        assert (message(one) == message(other)) == (cut[0] == cut[1])


class TestSign:
    def test_is_hmac_sha_256_cut_to_128_bits(self) -> None:
        expected = hmac.new(KEY, message(FULL), hashlib.sha256).digest()[:16]
        assert sign(FULL, KEY) == urlsafe_b64encode(expected).decode()[:22]

    def test_needs_a_long_key(self) -> None:
        sentence = "the key has 31 bytes and 32 are needed; make a longer one."
        assert refusal(sign, FULL, bytes(31)) == ("/key", sentence)
        assert len(sign(FULL, bytes(33))) == 22


class TestPayload:
    def test_says_all_facts_in_one_order(self) -> None:
        assert payload(FULL, page=PAGE, key=KEY) == (
            f"{PAGE}zX3kQ9vT2mB7nL5c?amount=1234.56&currency=EUR&until=20261125T120000Z&once=1&sig={sign(FULL, KEY)}"
        )

    def test_leaves_out_what_is_not_set(self) -> None:
        assert payload(LINK, page="http://localhost:8000/p/", key=KEY) == (
            f"http://localhost:8000/p/zX3kQ9vT2mB7nL5c?amount=1234.56&currency=EUR&sig={sign(LINK, KEY)}"
        )

    @given(links())
    @some
    def test_says_what_was_given(self, link: PayLink) -> None:
        """QRC-11, with a reader of its own."""
        head, pairs = read_link(payload(link, page=PAGE, key=KEY))
        assert head == PAGE + link.token
        assert D(pairs["amount"]) == link.amount
        assert pairs["currency"] == link.currency
        assert ("until" in pairs, "once" in pairs) == (link.expires_at is not None, link.one_time)

    @pytest.mark.parametrize(
        "page",
        [
            "",
            "https://pay.example.com",
            "ftp://a/",
            "https:///",
            "https://a/?x=/",
            "https://a/#/",
            "https://a b/",
            "pay/",
        ],
    )
    def test_refuses_a_wrong_page(self, page: str) -> None:
        assert refusal(payload, LINK, page=page, key=KEY) == (
            "/page",
            f"{page!r} is no web address that ends with a slash; write it like https://pay.example.com/p/.",
        )

    @pytest.mark.parametrize("token", ["x" * 15, "x" * 65, "x" * 15 + "/", "x" * 15 + "é", "x" * 16 + "\n"])
    def test_refuses_a_wrong_token(self, token: str) -> None:
        sentence = "the token is not 16 to 64 letters A to Z, digits, - and _; make another one."
        assert refusal(payload, replace(LINK, token=token), page=PAGE, key=KEY) == ("/token", sentence)

    @pytest.mark.parametrize(
        ("amount", "currency", "least"),
        [
            ("0", "EUR", "0.01"),
            ("-1", "EUR", "0.01"),
            ("0.5", "JPY", "1"),
            ("1E15", "KWD", "0.001"),
            ("NaN", "EUR", "0.01"),
        ],
    )
    def test_refuses_an_amount_out_of_range(self, amount: str, currency: str, least: str) -> None:
        sentence = f"the amount is {D(amount)}, and the scheme carries {least} to 999999999999999."
        assert refusal(message, replace(LINK, amount=D(amount), currency=currency)) == ("/amount", sentence)

    @pytest.mark.parametrize(
        ("amount", "currency", "digits"), [("1.5", "JPY", 0), ("1.005", "EUR", 2), ("1.0005", "KWD", 3)]
    )
    def test_refuses_an_amount_finer_than_its_currency(self, amount: str, currency: str, digits: int) -> None:
        """FM-35: never rounded, never multiplied by 100."""
        sentence = f"the amount {amount} has more than {digits} digits after the point; round it."
        assert refusal(message, replace(LINK, amount=D(amount), currency=currency)) == ("/amount", sentence)

    def test_refuses_an_unknown_currency(self) -> None:
        sentence = "there is no currency 'eur'; use a code of ISO 4217."
        assert refusal(message, replace(LINK, currency="eur")) == ("/currency", sentence)

    def test_refuses_an_expiry_without_a_time_zone(self) -> None:
        sentence = "the expiry has no time zone; give it one."
        assert refusal(message, replace(LINK, expires_at=NOON.replace(tzinfo=None))) == ("/expires_at", sentence)

    def test_refuses_what_no_moderate_symbol_holds(self) -> None:
        short = payload(LINK, page="https://a/", key=KEY)
        page = "https://a/" + "x" * (665 - len(short)) + "/"
        assert len(payload(LINK, page=page, key=KEY)) == 666
        sentence = "the whole has 667 bytes and 666 fit; shorten the texts."
        assert refusal(payload, LINK, page=f"https://aa/{page[10:]}", key=KEY) == (None, sentence)


class TestRead:
    @given(links())
    @some
    def test_gives_back_what_was_written(self, link: PayLink) -> None:
        found, signature = read(payload(link, page=PAGE, key=KEY))
        assert found == replace(link, expires_at=link.expires_at and link.expires_at.replace(microsecond=0))
        assert signature == sign(link, KEY)

    def test_ignores_what_others_add(self) -> None:
        url = payload(FULL, page=PAGE, key=KEY)
        assert read(url + "&utm_source=mail&fbclid=1#top") == read(url)

    @pytest.mark.parametrize(
        "url",
        [
            "",
            "https://[",
            f"{PAGE}zX3kQ9vT2mB7nL5c",
            f"{PAGE}zX3kQ9vT2mB7nL5c?amount=&currency=EUR",
            f"{PAGE}zX3kQ9vT2mB7nL5c?amount=x&currency=EUR",
            f"{PAGE}zX3kQ9vT2mB7nL5c?amount=1.00&currency=EUR&until=tomorrow",
        ],
    )
    def test_refuses_what_is_none(self, url: str) -> None:
        assert refusal(read, url) == ("/url", "it is no payment link; open it from the invoice again.")

    @pytest.mark.parametrize(
        "query",
        [
            "amount=1.5&currency=EUR",
            "amount=01.50&currency=EUR",
            "amount=1_0.50&currency=EUR",
            "amount=１.50&currency=EUR",
            "amount=%2B1.50&currency=EUR",
            "amount=1.50&currency=EUR&once=0",
            "amount=1.50&currency=EUR&until=20261125T12000Z",
            "amount=1.50&currency=EUR&once=1&once=1",
            "amount=1.50&amount=1.50&currency=EUR",
            "amount=1.50&currency=EUR&sig=a&sig=b",
        ],
    )
    def test_refuses_what_is_never_written_like_that(self, query: str) -> None:
        sentence = "it is not as it was written; open it from the invoice again."
        assert refusal(read, f"{PAGE}zX3kQ9vT2mB7nL5c?{query}") == ("/url", sentence)

    def test_what_is_empty_is_not_there(self) -> None:
        url = f"{PAGE}zX3kQ9vT2mB7nL5c?amount=1.50&currency=EUR"
        assert read(f"{url}&until=&once=&sig=") == read(url) == (replace(LINK, amount=D("1.50")), "")


class TestVerify:
    URL = payload(FULL, page=PAGE, key=KEY)

    def test_a_link_as_it_was_signed_is_valid(self) -> None:
        assert standing(self.URL) == "valid"
        assert standing(payload(LINK, page=PAGE, key=KEY), link=LINK, used=True) == "valid"

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("1234.56", "0.56"),
            ("EUR", "JPY"),
            ("EUR", "USD"),
            ("20261125T", "20271125T"),
            ("&once=1", ""),
            ("zX3k", "zX3j"),
            ("&until=20261125T120000Z", ""),
            ("&sig=", "&sig=A"),
            ("&sig=", "&x="),
            ("&sig=", "&sig=é"),
        ],
    )
    def test_tampering_is_found(self, old: str, new: str) -> None:
        """QRC-10."""
        assert old in self.URL
        assert standing(self.URL.replace(old, new)) == "tampered"

    @given(st.data())
    @some
    def test_no_other_character_passes(self, data: st.DataObject) -> None:
        at = data.draw(st.integers(len(PAGE), len(self.URL) - 1))
        other = data.draw(st.characters())
        changed = self.URL[:at] + other + self.URL[at + 1 :]
        assert (standing(changed) == "valid") == (changed == self.URL)

    @given(hostile)
    @some
    def test_any_text_is_answered(self, text: str) -> None:
        assert standing(text) == "tampered"
        assert standing(PAGE + text) == "tampered"

    def test_another_key_is_found(self) -> None:
        assert standing(self.URL, key=bytes(32)) == "tampered"

    def test_a_short_key_is_our_mistake(self) -> None:
        assert refusal(standing, self.URL, key=b"")[0] == "/key"

    def test_ends_at_its_moment(self) -> None:
        """QRC-10."""
        assert standing(self.URL, now=NOON - timedelta(microseconds=1)) == "valid"
        assert standing(self.URL, now=NOON) == "expired"
        assert standing(self.URL, now=NOON.astimezone(timezone(timedelta(hours=-5)))) == "expired"

    def test_without_expiry_never_ends(self) -> None:
        assert standing(payload(LINK, page=PAGE, key=KEY), link=LINK, now=datetime(9999, 1, 1, tzinfo=UTC)) == "valid"

    def test_for_one_payment_works_once(self) -> None:
        """QRC-10."""
        assert standing(self.URL, used=True) == "used"

    @pytest.mark.parametrize("balance", ["1234.55", "0", "1234.57"])
    def test_the_amount_is_what_is_owed(self, balance: str) -> None:
        """QRC-11: a partly paid invoice is not paid in full again."""
        assert standing(self.URL, balance=D(balance)) == "amount_changed"
        assert standing(self.URL, balance=D("1234.560")) == "valid"
        assert standing(self.URL, currency="USD") == "amount_changed"

    def test_says_the_gravest_first(self) -> None:
        late = NOON + timedelta(days=1)
        assert standing(self.URL[:-1], now=late, used=True, balance=D(1)) == "tampered"
        assert standing(self.URL, now=late, used=True, balance=D(1)) == "expired"
        assert standing(self.URL, used=True, balance=D(1)) == "used"
