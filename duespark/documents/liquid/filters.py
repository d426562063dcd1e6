"""The filters a template may use. Own ones only: each is bounded, and none computes an amount."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from babel.dates import format_date
from liquid import Markup, escape

from duespark.documents.formats import Formats
from duespark.documents.liquid.values import Day, Figure

Filter = Callable[..., Any]

MOST_TEXT: Final = 200_000
MOST_ITEMS: Final = 20_000
_PARTS: Final = {
    "Y": "yyyy", "y": "yy", "m": "MM", "-m": "M", "d": "dd", "-d": "d", "e": "d", "B": "MMMM", "b": "MMM", "A": "EEEE",
    "a": "EEE", "j": "DDD",
}  # fmt: skip
_PART = re.compile(r"%(-?[A-Za-z%])")
_NAMED: Final = ("short", "medium", "long", "full")
_MOST_PLACES: Final = 12


class Misused(ValueError):
    """A filter was given something it cannot take; the text says what to write instead."""


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "".join(_text(each) for each in value)
    if isinstance(value, Mapping):
        raise Misused("Name one of its fields, such as client.name.")
    return "" if value is None else str(value)


def _short(value: Any) -> str:
    return (_text(value).splitlines() or [""])[0][:40]


def _bounded(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise Misused("The text becomes too long.")
    return text


def _items(value: Any) -> Sequence[Any]:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return value
    raise Misused("This needs a list, such as line_items.")


def _number(value: Any) -> Decimal:
    if isinstance(value, Figure):
        return Decimal(value.value)
    try:
        found = Decimal(_text(value))
    except InvalidOperation:
        raise Misused(f"“{_short(value)}” is not a number.") from None
    if not found.is_finite() or abs(found.adjusted()) > 30:
        raise Misused("The number is too large.")
    return found


def _day(value: Any) -> date:
    if isinstance(value, Day):
        return date.fromisoformat(value.iso)
    try:
        return date.fromisoformat(_text(value))
    except ValueError:
        raise Misused(f"“{_short(value)}” is not a date. Use one such as invoice.date.") from None


def write_date(value: Any, style: Any = "long", *, form: Formats) -> str:
    """A date written out, or in a style: short, medium, long, full, iso, or one like "%B %d, %Y"."""
    if value is None or value == "":
        return ""
    day, wanted = _day(value), _text(style)
    if wanted == "iso":
        return day.isoformat()
    if wanted in _NAMED:
        return str(format_date(day, format=wanted, locale=form.locale))
    return _PART.sub(lambda found: _part(found[1], day, form), _bounded(wanted))


def _part(code: str, day: date, form: Formats) -> str:
    if code == "%":
        return "%"
    if code not in _PARTS:
        raise Misused(f"“%{code}” is no part of a date. Use {', '.join('%' + part for part in _PARTS)}.")
    return str(format_date(day, format=_PARTS[code], locale=form.locale))


def write_currency(value: Any, *, form: Formats) -> str:
    """An amount with the document's currency."""
    return form.money(str(_number(value))) if value is not None and value != "" else ""


def write_number(value: Any, places: Any = None, *, form: Formats) -> str:
    """A number as the language writes it; with so many decimals, where they are given."""
    if value is None or value == "":
        return ""
    number = _number(value)
    if places is None:
        return form.quantity(str(number))
    wanted = int(_number(places))
    if not 0 <= wanted <= _MOST_PLACES:
        raise Misused(f"Give at most {_MOST_PLACES} decimals.")
    return form.fixed(number.quantize(Decimal(1).scaleb(-wanted), ROUND_HALF_UP), wanted)


def each(value: Any, field: Any = None, *, form: Formats) -> list[str]:
    """One line a list item: the field that is named, or what was sold, how much of it and its amount."""
    if field is not None:
        return [_text(_field(item, field)) for item in _items(value)]
    return [_sold(item) for item in _items(value)]


def _sold(item: Any) -> str:
    if not isinstance(item, Mapping) or "description" not in item:
        raise Misused('Name the field to write, such as each: "name".')
    count = " ".join(part for part in (_text(item["quantity"]), _text(item["unit"])) if part)
    return " · ".join(part for part in (_text(item["description"]), count, _text(item["amount"])) if part)


def _field(item: Any, field: Any) -> Any:
    if not isinstance(item, Mapping) or _text(field) not in item:
        raise Misused(f"“{_short(field)}” is not a field of it.")
    return item[_text(field)]


def _each_text(value: Any, field: Any = None, *, form: Formats) -> str:
    return _bounded("\n".join(each(value, field, form=form)))


def _each_html(value: Any, field: Any = None, *, form: Formats) -> Markup:
    return Markup("<br>").join(each(value, field, form=form))


def _join(value: Any, glue: Any = ", ", *, form: Formats) -> str:
    texts, between = [_text(item) for item in _items(value)], _text(glue)
    if sum(map(len, texts)) + len(texts) * len(between) > MOST_TEXT:
        raise Misused("The text becomes too long.")
    return between.join(texts)


def _replace(value: Any, old: Any, new: Any = "", *, form: Formats) -> str:
    text, was, now = _text(value), _text(old), _text(new)
    if not was:
        return text
    if len(text) + text.count(was) * len(now) > MOST_TEXT:
        raise Misused("The text becomes too long.")
    return text.replace(was, now)


def _truncate(value: Any, length: Any = 50, end: Any = "…", *, form: Formats) -> str:
    text, most = _text(value), max(0, int(_number(length)))
    return text if len(text) <= most else text[: max(0, most - len(_text(end)))] + _text(end)


def _default(value: Any, other: Any = "", *, form: Formats) -> Any:
    return other if value is None or value is False or value == "" or value == [] else value


def _size(value: Any, *, form: Formats) -> int:
    return len(value) if isinstance(value, list | tuple) else len(_text(value))


def _where(value: Any, field: Any, wanted: Any = True, *, form: Formats) -> list[Any]:
    return [item for item in _items(value) if _same(_field(item, field), wanted)]


def _same(found: Any, wanted: Any) -> bool:
    if wanted is True:
        return found not in (None, False, "")
    return _text(found) == _text(wanted)


def _end(value: Any, at: int) -> Any:
    items = _items(value)
    return items[at] if items else None


def _newline_to_br(value: Any, *, form: Formats) -> Markup:
    return Markup("<br>").join(escape(line) for line in _text(value).split("\n"))


FILTERS: Final[Mapping[str, Filter]] = {
    "date": write_date,
    "currency": write_currency,
    "number": write_number,
    "each": _each_text,
    "upcase": lambda value, *, form: _text(value).upper(),
    "downcase": lambda value, *, form: _text(value).lower(),
    "capitalize": lambda value, *, form: _text(value)[:1].upper() + _text(value)[1:],
    "strip": lambda value, *, form: _text(value).strip(),
    "append": lambda value, more, *, form: _bounded(_text(value) + _text(more)),
    "prepend": lambda value, more, *, form: _bounded(_text(more) + _text(value)),
    "replace": _replace,
    "remove": lambda value, what, *, form: _replace(value, what, "", form=form),
    "truncate": _truncate,
    "default": _default,
    "split": lambda value, at, *, form: _text(value).split(_text(at) or None)[:MOST_ITEMS],
    "join": _join,
    "first": lambda value, *, form: _end(value, 0),
    "last": lambda value, *, form: _end(value, -1),
    "size": _size,
    "where": _where,
    "map": lambda value, field, *, form: [_field(item, field) for item in _items(value)],
}
HTML_FILTERS: Final[Mapping[str, Filter]] = {**FILTERS, "each": _each_html, "newline_to_br": _newline_to_br}
"""Those of source templates: what they add to the page is escaped."""
