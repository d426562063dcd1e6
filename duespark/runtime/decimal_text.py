"""Teaches pydantic to read the engine's `DecimalText`, `DayText`, `TextLimit` and `NumberLimit`: amounts are strings on the wire,
never JSON numbers, days are days, never instants, texts end, and counts are small."""

import re
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError, core_schema

from duespark.engine.invoice.day import DayText
from duespark.engine.invoice.number_limit import NumberLimit
from duespark.engine.invoice.text_limit import TextLimit
from duespark.engine.money.text import DecimalText
from duespark.runtime.day import only_written


def _schema(mark: DecimalText, source: Any, handler: Any) -> core_schema.CoreSchema:
    pattern = rf"-?\d{{1,{mark.integer_digits}}}(\.\d{{1,{mark.decimals}}})?"
    matches = re.compile(pattern, re.ASCII).fullmatch

    def read(value: Any) -> Decimal:
        if isinstance(value, Decimal):
            return value
        if not isinstance(value, str):
            raise PydanticCustomError(
                "decimal_text", 'must be a decimal in quotes, for example "12.50", not a JSON number'
            )
        if not matches(value):
            raise PydanticCustomError(
                "decimal_text",
                'must be a plain decimal such as "12.50" with at most {integers} digits before and {decimals} after the point',
                {"integers": mark.integer_digits, "decimals": mark.decimals},
            )
        return Decimal(value)

    return core_schema.no_info_plain_validator_function(
        read,
        serialization=core_schema.plain_serializer_function_ser_schema(
            lambda value: format(value, "f"), when_used="json"
        ),
        json_schema_input_schema=core_schema.str_schema(pattern=f"^{pattern}$"),
    )


def _json_schema(mark: DecimalText, schema: Any, handler: Any) -> dict[str, Any]:
    return {
        "type": "string",
        "format": "decimal",
        "pattern": rf"^-?\d{{1,{mark.integer_digits}}}(\.\d{{1,{mark.decimals}}})?$",
        "examples": ["12.50"],
    }


def _day_schema(mark: DayText, source: Any, handler: Any) -> core_schema.CoreSchema:
    return core_schema.no_info_before_validator_function(only_written, handler(source))


def _text_schema(mark: TextLimit, source: Any, handler: Any) -> core_schema.CoreSchema:
    return core_schema.str_schema(max_length=mark.most)


def _number_schema(mark: NumberLimit, source: Any, handler: Any) -> core_schema.CoreSchema:
    return core_schema.int_schema(ge=-mark.most, le=mark.most)


def install() -> None:
    """Attach the hooks; done on import of this module and harmless when repeated."""
    DecimalText.__get_pydantic_core_schema__ = _schema  # type: ignore[attr-defined]
    DecimalText.__get_pydantic_json_schema__ = _json_schema  # type: ignore[attr-defined]
    DayText.__get_pydantic_core_schema__ = _day_schema  # type: ignore[attr-defined]
    TextLimit.__get_pydantic_core_schema__ = _text_schema  # type: ignore[attr-defined]
    NumberLimit.__get_pydantic_core_schema__ = _number_schema  # type: ignore[attr-defined]


install()
