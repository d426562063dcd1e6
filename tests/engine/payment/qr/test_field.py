"""Fields of payment codes: one line, nothing hidden, nothing cut, nothing rounded."""

from decimal import Decimal

import pytest
from hypothesis import given

from duespark.engine.payment.qr.field import (
    InvalidPayload,
    amount_text,
    ascii_text,
    check_currency,
    check_size,
    check_web_address,
    cut_at_word,
    one_line,
    plain_text,
    without_typography,
)
from tests.engine.payment.qr.decoding import hides_something, hostile, some, squeezed

D = Decimal


class Refusal(InvalidPayload):
    code = "qr.test"
    sentence = "No: {problem}."


def refusal(call: object, *arguments: object, **named: object) -> tuple[str | None, str]:
    """Pointer and sentence of what the call raises."""
    assert callable(call)
    with pytest.raises(Refusal) as raised:
        call(*arguments, refused=Refusal, **named)
    return raised.value.pointer, str(raised.value)


class TestText:
    def test_becomes_one_line(self) -> None:
        assert one_line("\n a\r\n\tb \u00a0c\u2028d ") == "a b c d"

    def test_is_composed(self) -> None:
        assert one_line("e\u0301") == "é"

    def test_as_long_as_allowed_is_kept_whole(self) -> None:
        assert plain_text(" " + "x" * 70 + "\n", pointer="/name", most=70, refused=Refusal) == "x" * 70

    def test_one_character_too_long_is_refused_not_cut(self) -> None:
        sentence = "No: the house number has 17 characters and 16 fit; shorten it."
        found = refusal(plain_text, "1" * 17, pointer="/debtor/house_number", most=16)
        assert found == ("/debtor/house_number", sentence)

    def test_that_must_be_there_is_missed(self) -> None:
        assert refusal(plain_text, " \n", pointer="/name", most=70, required=True) == (
            "/name",
            "No: the name is missing; fill it in.",
        )
        assert plain_text(" \n", pointer="/name", most=70, refused=Refusal) == ""

    @pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x00", "\ufeff", "\u00ad", "\ud800", "\ue000"])
    def test_that_hides_something_is_refused(self, hidden: str) -> None:
        assert refusal(plain_text, f"a{hidden}b", pointer="/name", most=70) == (
            "/name",
            f"No: the name contains U+{ord(hidden):04X}, which does not show; remove it.",
        )

    def test_joiners_that_words_need_are_kept(self) -> None:
        assert (
            plain_text("क्\u200dष 👩\u200d🔧\u200c", pointer="/name", most=70, refused=Refusal)
            == "क्\u200dष 👩\u200d🔧\u200c"
        )

    @given(hostile)
    @some
    def test_is_kept_or_refused_never_altered(self, text: str) -> None:
        if hides_something(text):
            assert refusal(plain_text, text, pointer="/text", most=1000)[0] == "/text"
        else:
            assert plain_text(text, pointer="/text", most=1000, refused=Refusal) == squeezed(text)

    def test_typography_becomes_plain(self) -> None:
        assert without_typography("‘a’ ‚b’ “c” „d” e‐f‑g‒h–i—j−k…1⁄2") == "'a' 'b' \"c\" \"d\" e-f-g-h-i-j-k...1/2"


class TestAscii:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [
            ("SÃO MIGUÉL DO O", "SAO MIGUEL DO O"),
            ("Łódź Straße Ærø", "Lodz Strasse AEro"),
            ("œuvre Œ þ Þ ð Ð đ Đ ø Ø ẞ ı æ ł", "oeuvre OE th Th d D d D o O SS i ae l"),
            ("Café ☕ ½ № 7", "Cafe 1/2 No 7"),
            ("ＡＣＭＥ\u202e\x00 Ltd", "ACME Ltd"),
            ("“Ação” – d’Or…", '"Acao" - d\'Or...'),
            ("😀", ""),
        ],
    )
    def test_letters_lose_accents_and_signs_are_left_out(self, text: str, plain: str) -> None:
        assert ascii_text(text, pointer="/name", refused=Refusal) == plain

    @pytest.mark.parametrize("foreign", ["山", "Ж", "א", "٣"])
    def test_a_foreign_letter_is_refused_not_dropped(self, foreign: str) -> None:
        assert refusal(ascii_text, f"ACME {foreign}", pointer="/name") == (
            "/name",
            f"No: the name contains {foreign!r}, and the scheme has only the letters A to Z; rewrite it.",
        )

    @given(hostile)
    @some
    def test_is_one_printable_line_of_ascii(self, text: str) -> None:
        try:
            plain = ascii_text(text, pointer="/name", refused=Refusal)
        except Refusal:
            return
        assert plain.isascii()
        assert plain == "" or plain.isprintable()
        assert plain == squeezed(plain)


class TestCutAtWord:
    @pytest.mark.parametrize(
        ("text", "most", "cut"),
        [
            ("one two", 7, "one two"),
            ("one two", 6, "one"),
            ("one two three", 7, "one two"),
            ("one two three", 8, "one two"),
            ("onetwo", 3, "one"),
            ("", 3, ""),
        ],
    )
    def test_keeps_whole_words(self, text: str, most: int, cut: str) -> None:
        assert cut_at_word(text, most) == cut


class TestAmount:
    @pytest.mark.parametrize(
        ("amount", "text"),
        [
            ("0.01", "0.01"),
            ("12.3", "12.30"),
            ("7", "7.00"),
            ("1E+3", "1000.00"),
            ("2.500", "2.50"),
            ("999.99", "999.99"),
        ],
    )
    def test_is_written_in_full(self, amount: str, text: str) -> None:
        assert amount_text(D(amount), largest="999.99" if amount != "1E+3" else "1000", refused=Refusal) == text

    def test_has_as_many_decimals_as_asked_for(self) -> None:
        assert amount_text(D(5), largest="10", refused=Refusal, decimals=0) == "5"
        assert amount_text(D("0.00000001"), largest="10", refused=Refusal, decimals=8) == "0.00000001"

    @pytest.mark.parametrize("amount", ["0", "-0", "-1", "0.009", "1000", "NaN", "sNaN", "Infinity"])
    def test_outside_the_range_is_refused(self, amount: str) -> None:
        sentence = f"No: the amount is {D(amount)}, and the scheme carries 0.01 to 999.99."
        assert refusal(amount_text, D(amount), largest="999.99") == ("/amount", sentence)

    def test_finer_than_the_scheme_is_refused_not_rounded(self) -> None:
        sentence = "No: the amount 1.005 has more than 2 digits after the point; round it."
        assert refusal(amount_text, D("1.005"), largest="999.99") == ("/amount", sentence)


class TestOthers:
    def test_a_currency_of_the_scheme_passes(self) -> None:
        check_currency("CHF", only=("CHF", "EUR"), refused=Refusal)

    def test_another_currency_is_refused(self) -> None:
        sentence = "No: the amount is in KWD, and the scheme carries CHF and EUR only; offer another one."
        assert refusal(check_currency, "KWD", only=("CHF", "EUR")) == ("/currency", sentence)

    def test_size_is_bytes(self) -> None:
        assert check_size("éé", most=4, refused=Refusal) == "éé"
        assert refusal(check_size, "éé", most=3) == (None, "No: the whole has 4 bytes and 3 fit; shorten the texts.")

    @pytest.mark.parametrize("url", ["https://a", "https://example.com/" + "x" * 10])
    def test_a_web_address_passes(self, url: str) -> None:
        assert check_web_address(url, pointer="/url", most=30, refused=Refusal) == url

    @pytest.mark.parametrize(
        "url", ["http://a", "https://", "https://a b", "https://é", "https://example.com/" + "x" * 11]
    )
    def test_no_web_address_is_refused(self, url: str) -> None:
        sentence = f"No: {url!r} is no web address that starts with https:// and has at most 30 characters; correct it."
        assert refusal(check_web_address, url, pointer="/url", most=30) == ("/url", sentence)

    def test_the_base_says_what_it_is(self) -> None:
        assert str(InvalidPayload(problem="x")) == "The payment code cannot be written: x."
