"""Days and figures as a template sees them: written in the document's language, compared by what they are."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from duespark.documents.formats import Formats

Style = Literal["amount", "quantity", "percent"]


@dataclass(frozen=True, slots=True)
class Day:
    """A date: shown written out, compared as ISO text."""

    iso: str
    form: Formats

    def __str__(self) -> str:
        return self.form.day(self.iso)

    def __liquid__(self) -> str:
        return self.iso


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: shown in its style, compared as a number. An amount is shown without its currency."""

    value: str
    style: Style
    form: Formats

    def __str__(self) -> str:
        written: str = getattr(self.form, self.style)(self.value)
        return written

    def __liquid__(self) -> Decimal:
        return Decimal(self.value)


def packed(value: Any) -> Any:
    """The same facts as plain JSON values; texts stay texts, whatever they say.

    >>> from duespark.documents.formats import formats
    >>> form = formats("en", "EUR")
    >>> str(unpacked(packed({"total": Figure("2", "amount", form)}), form)["total"])
    '2.00'
    """
    if isinstance(value, Day):
        return {"$day": value.iso}
    if isinstance(value, Figure):
        return {"$figure": [value.value, value.style]}
    if isinstance(value, dict):
        return {key: packed(each) for key, each in value.items()}
    return [packed(each) for each in value] if isinstance(value, list) else value


def unpacked(value: Any, form: Formats) -> Any:
    """What `packed` was given."""
    if isinstance(value, list):
        return [unpacked(each, form) for each in value]
    if not isinstance(value, dict):
        return value
    if "$day" in value:
        return Day(value["$day"], form)
    if "$figure" in value:
        number, style = value["$figure"]
        return Figure(number, style, form)
    return {key: unpacked(each, form) for key, each in value.items()}
