"""What every scheme asks of its fields: one clean line, a number of characters, an amount, a currency."""

import re
import unicodedata
from decimal import Decimal
from typing import ClassVar

from duespark.engine.errors import Invalid
from duespark.engine.money.rounding import round_to

_TYPOGRAPHIC = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u2026": "...",
        "\u2044": "/",
    }
)
_WHOLE_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
    }
)
"""Latin letters that no decomposition takes apart."""

_JOINERS = str.maketrans("", "", "\u200c\u200d")
"""Invisible, but part of how Persian and Indian words are spelled, and of some emoji."""


class InvalidPayload(Invalid):
    """Base of what each scheme raises: `problem` names the field, the limit and the way out."""

    sentence: ClassVar[str] = "The payment code cannot be written: {problem}."


Refused = type[InvalidPayload]
"""The error of the scheme whose field is looked at."""


def label(pointer: str) -> str:
    """What people call the field: the last word of the pointer, or of a numbered entry the word before.

    >>> label("/debtor/house_number"), label("/alternative_schemes/1")
    ('house number', 'alternative scheme')
    """
    *_, parent, name = pointer.split("/")
    return (parent.removesuffix("s") if name.isdigit() else name).replace("_", " ")


def one_line(text: str) -> str:
    """The text composed (Unicode NFC), each run of white space and line ends as one space, none at the ends.

    >>> one_line("  Rue du Lac\\r\\n 12 ")
    'Rue du Lac 12'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_text(text: str, *, pointer: str, most: int, refused: Refused, required: bool = False) -> str:
    """`text` as `one_line` has it, if it has at most `most` characters and all of them show; never cut.

    Control characters and marks that turn the direction of writing are refused: what they hide cannot be compared with
    the document. Raises `refused` at `pointer`.

    >>> plain_text("FV 1/2026 ", pointer="/text", most=140, refused=InvalidPayload)
    'FV 1/2026'
    >>> plain_text("ACME GmbH", pointer="/name", most=5, refused=InvalidPayload)
    Traceback (most recent call last):
    duespark.engine.payment.qr.field.InvalidPayload: The payment code cannot be written: the name has 9 characters and \
5 fit; shorten it.
    """
    line, name = one_line(text), label(pointer)
    hidden = next((character for character in line.translate(_JOINERS) if not character.isprintable()), "")
    if hidden:
        problem = f"the {name} contains U+{ord(hidden):04X}, which does not show; remove it"
        raise refused(pointer=pointer, problem=problem)
    if required and not line:
        raise refused(pointer=pointer, problem=f"the {name} is missing; fill it in")
    if len(line) > most:
        problem = f"the {name} has {len(line)} characters and {most} fit; shorten it"
        raise refused(pointer=pointer, problem=problem)
    return line


def without_typography(text: str) -> str:
    """Quotation marks, dashes, ellipsis and fraction stroke as a keyboard has them; the words stay the same.

    >>> without_typography("“No. 7” – d’Or…")
    '"No. 7" - d\\'Or...'
    """
    return text.translate(_TYPOGRAPHIC)


def ascii_text(text: str, *, pointer: str, refused: Refused) -> str:
    """One line of ASCII: letters lose their accents, signs without an ASCII form are left out.

    A letter or digit that has no ASCII form is refused at `pointer`, never left out: half a name is another name.

    >>> ascii_text("SÃO MIGUÉL – Łódź ☕", pointer="/city", refused=InvalidPayload)
    'SAO MIGUEL - Lodz'
    """
    apart = unicodedata.normalize("NFKD", one_line(text).translate(_WHOLE_LETTERS))
    apart = without_typography(apart)
    foreign = next((character for character in apart if not character.isascii() and character.isalnum()), "")
    if foreign:
        problem = f"the {label(pointer)} contains {foreign!r}, and the scheme has only the letters A to Z; rewrite it"
        raise refused(pointer=pointer, problem=problem)
    return one_line("".join(character for character in apart if character.isascii() and character.isprintable()))


def cut_at_word(text: str, most: int) -> str:
    """The whole words of `text` that fit into `most` characters; of a longer single word its beginning.

    Only for names that the payer's bank shows from its own register anyway.

    >>> cut_at_word("Singapore Children's Society", 25), cut_at_word("Donaudampfschiff", 5)
    ("Singapore Children's", 'Donau')
    """
    if len(text) <= most:
        return text
    words, _, _ = text[: most + 1].rpartition(" ")
    return words or text[:most]


def amount_text(amount: Decimal, *, largest: str, refused: Refused, decimals: int = 2) -> str:
    """The amount with exactly `decimals` digits after the point, from the smallest unit up to `largest`.

    Never rounded: what has more digits is refused, so that the code asks for what the document says. Raises `refused`
    at "/amount".

    >>> amount_text(Decimal("12.3"), largest="999999999.99", refused=InvalidPayload)
    '12.30'
    """
    least = f"{Decimal(1).scaleb(-decimals):f}"
    if not amount.is_finite() or not Decimal(least) <= amount <= Decimal(largest):
        raise refused(pointer="/amount", problem=f"the amount is {amount}, and the scheme carries {least} to {largest}")
    exact = round_to(amount, decimals)
    if exact != amount:
        problem = f"the amount {amount} has more than {decimals} digits after the point; round it"
        raise refused(pointer="/amount", problem=problem)
    return f"{exact:f}"


def check_currency(currency: str, *, only: tuple[str, ...], refused: Refused) -> None:
    """Nothing, if the scheme carries the currency. Raises `refused` at "/currency".

    >>> check_currency("EUR", only=("CHF", "EUR"), refused=InvalidPayload)
    """
    if currency not in only:
        problem = f"the amount is in {currency}, and the scheme carries {' and '.join(only)} only; offer another one"
        raise refused(pointer="/currency", problem=problem)


def check_size(payload: str, *, most: int, refused: Refused) -> str:
    """`payload`, if it has at most `most` bytes of UTF-8, which is what the scheme's largest symbol holds.

    >>> check_size("BCD", most=331, refused=InvalidPayload)
    'BCD'
    """
    size = len(payload.encode())
    if size > most:
        raise refused(problem=f"the whole has {size} bytes and {most} fit; shorten the texts")
    return payload


def check_web_address(url: str, *, pointer: str, most: int, refused: Refused) -> str:
    """`url`, if it is an https address of at most `most` printable ASCII characters without spaces.

    >>> check_web_address("https://example.com/i/7", pointer="/url", most=255, refused=InvalidPayload)
    'https://example.com/i/7'
    """
    if len(url) > most or not re.fullmatch(r"https://[!-~]+", url):
        problem = f"{url!r} is no web address that starts with https:// and has at most {most} characters; correct it"
        raise refused(pointer=pointer, problem=problem)
    return url
