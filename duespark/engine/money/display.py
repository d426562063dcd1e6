"""How an amount looks by settings that people choose: symbol, marks, grouping, negatives (CUR-10).

What a language usually does is data from outside the engine; here is only the arithmetic of characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from duespark.engine.errors import Invalid
from duespark.engine.money.currency import Currency, with_decimals
from duespark.engine.money.currency import currency as find_currency
from duespark.engine.money.money import InvalidAmount
from duespark.engine.money.rounding import EXACT

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
MINUS = "\u2212"
APOSTROPHE = "\u2019"

Unit = Literal["symbol", "code", "none"]
Position = Literal["before", "after"]

Grouping = Literal["western", "indian", "none"]
"""Threes (1,234,567), three and then twos (12,34,567), or none (1234567)."""

Negative = Literal["minus_before", "minus_inside", "minus_after", "parentheses"]
"""-$5.00, $-5.00, $5.00- or ($5.00)."""


class AmbiguousStyle(Invalid):
    code = "money.ambiguous_style"
    sentence = "Amounts could be misread: {why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyStyle:
    """How amounts are written. `space` stands between the unit and the number, `decimals` is what is shown at least
    (the currency's minor unit where None). Raises `AmbiguousStyle` where two amounts would look alike."""

    unit: Unit = "symbol"
    position: Position = "before"
    space: str = ""
    decimal_mark: str = "."
    group_mark: str = ","
    grouping: Grouping = "western"
    negative: Negative = "minus_before"
    minus: str = MINUS
    decimals: int | None = None

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem:
            raise AmbiguousStyle(pointer=f"/{problem[0]}", why=problem[1])


def _problem(style: MoneyStyle) -> tuple[str, str] | None:
    for field in ("decimal_mark", "group_mark", "minus", "space"):
        if any(character.isdigit() for character in getattr(style, field)):
            return field, "a mark or space holds a digit"
    if not style.decimal_mark:
        return "decimal_mark", "there is no decimal mark"
    if style.decimal_mark == style.group_mark and style.grouping != "none":
        return "group_mark", "decimals and groups have the same mark"
    if not style.minus and style.negative != "parentheses":
        return "minus", "negative amounts have no sign"
    return None


WESTERN = MoneyStyle()
"""$1,234.56"""

CONTINENTAL = MoneyStyle(position="after", space=NO_BREAK, decimal_mark=",", group_mark=".")
"""1.234,56 €"""

SPACED = MoneyStyle(position="after", space=NO_BREAK, decimal_mark=",", group_mark=NO_BREAK)
"""1 234,56 zł"""

NARROW = MoneyStyle(position="after", space=NO_BREAK, decimal_mark=",", group_mark=NARROW_NO_BREAK)
"""1 234,56 €, as in French"""

SWISS = MoneyStyle(unit="code", space=NO_BREAK, group_mark=APOSTROPHE, negative="minus_inside")
"""CHF 1’234.56"""

INDIAN = MoneyStyle(grouping="indian")
"""₹12,34,567.89"""

PLAIN = MoneyStyle(unit="none", grouping="none", minus="-")
"""1234.56"""

STYLES: Mapping[str, MoneyStyle] = MappingProxyType(
    {
        "western": WESTERN,
        "continental": CONTINENTAL,
        "spaced": SPACED,
        "narrow": NARROW,
        "swiss": SWISS,
        "indian": INDIAN,
        "plain": PLAIN,
    }
)
"""The styles with a name, for settings."""


def display(amount: Decimal, currency: str, style: MoneyStyle = WESTERN) -> str:
    """`amount` of `currency` for people, in this style. Never rounds: it shows all digits there are.

    An amount with more decimals than `style.decimals` is shown with the currency's decimals at least. A unit whose
    letter would touch the number is set off by a no-break space where the style has none. Raises `InvalidAmount`,
    `InvalidDecimals`, `UnknownCurrency`.

    >>> display(Decimal("-1234567.5"), "EUR")
    '−€1,234,567.50'
    >>> display(Decimal("1234567.5"), "INR", INDIAN), display(Decimal(1234), "JPY", CONTINENTAL)
    ('₹12,34,567.50', '1.234\\xa0¥')
    """
    if not amount.is_finite():
        raise InvalidAmount(pointer="/amount", amount=amount)
    found = find_currency(currency, pointer="/currency")
    number = _number(amount, _places(amount, found, style), style)
    return _negative(number, found, style) if amount < 0 else _with_unit(number, found, style)


def _negative(number: str, currency: Currency, style: MoneyStyle) -> str:
    if style.negative == "minus_inside":
        return _with_unit(style.minus + number, currency, style)
    if style.negative == "minus_after":
        return _with_unit(number + style.minus, currency, style)
    text = _with_unit(number, currency, style)
    return f"({text})" if style.negative == "parentheses" else style.minus + text


def _places(amount: Decimal, currency: Currency, style: MoneyStyle) -> int:
    needed = max(0, -int(amount.normalize(EXACT).as_tuple().exponent))
    wanted = currency.decimals if style.decimals is None else with_decimals(currency, style.decimals).decimals
    return wanted if needed <= wanted else max(needed, currency.decimals)


def _number(amount: Decimal, places: int, style: MoneyStyle) -> str:
    whole, _, fraction = f"{amount.copy_abs():.{places}f}".partition(".")
    grouped = whole if style.grouping == "none" else _grouped(whole, style)
    return grouped + style.decimal_mark + fraction if fraction else grouped


def _grouped(whole: str, style: MoneyStyle) -> str:
    step = 2 if style.grouping == "indian" else 3
    rest, groups = whole[:-3], [whole[-3:]]
    while rest:
        groups.insert(0, rest[-step:])
        rest = rest[:-step]
    return style.group_mark.join(groups)


def _with_unit(number: str, currency: Currency, style: MoneyStyle) -> str:
    if style.unit == "none":
        return number
    unit = currency.symbol if style.unit == "symbol" else currency.code
    touching = unit[-1] if style.position == "before" else unit[0]
    space = NO_BREAK if not style.space and touching.isalpha() else style.space
    return unit + space + number if style.position == "before" else number + space + unit
