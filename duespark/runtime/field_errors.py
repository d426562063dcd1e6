"""What is wrong with a field, and how to mend it, in plain words: pydantic's findings, said the house's way."""

from collections.abc import Mapping
from typing import Any

_SENTENCES: Mapping[str, str] = {
    "missing": "This is required.",
    "missing_argument": "This is required.",
    "missing_keyword_only_argument": "This is required.",
    "extra_forbidden": "There is no such field here. Check its spelling.",
    "unexpected_keyword_argument": "There is no such field here. Check its spelling.",
    "string_type": "Give text in quotes.",
    "string_too_short": "Use at least {min_length} characters.",
    "string_too_long": "Use at most {max_length} characters.",
    "string_pattern_mismatch": "This has not the right form; it must match {pattern}.",
    "too_short": "Give at least {min_length}.",
    "too_long": "Give at most {max_length}; you gave {actual_length}.",
    "int_type": "Give a whole number.",
    "int_parsing": "Give a whole number.",
    "int_from_float": "Give a whole number, without decimals.",
    "bool_type": "Give true or false.",
    "bool_parsing": "Give true or false.",
    "greater_than_equal": "Use {ge} or more.",
    "greater_than": "Use more than {gt}.",
    "less_than_equal": "Use {le} or less.",
    "less_than": "Use less than {lt}.",
    "literal_error": "Use one of {expected}.",
    "enum": "Use one of {expected}.",
    "uuid_parsing": "This is no identifier of ours (a UUID).",
    "uuid_type": "This is no identifier of ours (a UUID).",
    "date_parsing": "Give a date such as 2026-03-31.",
    "date_from_datetime_parsing": "Give a date such as 2026-03-31.",
    "date_from_datetime_inexact": "Give a date such as 2026-03-31, without a time.",
    "date_type": "Give a date such as 2026-03-31.",
    "datetime_parsing": "Give an instant such as 2026-03-31T09:00:00Z.",
    "datetime_from_date_parsing": "Give an instant such as 2026-03-31T09:00:00Z.",
    "timezone_aware": "Say the time zone, for example 2026-03-31T09:00:00Z.",
    "time_parsing": "Give a time such as 09:00.",
    "tuple_type": "Give a list.",
    "list_type": "Give a list.",
    "dataclass_type": "Give an object with named fields.",
    "dict_type": "Give an object with named fields.",
    "model_attributes_type": "Give an object with named fields.",
}


def sentence_of(error: Mapping[str, Any]) -> str:
    """The sentence for one finding; a finding of the house's own (such as an amount) already has one."""
    template = _SENTENCES.get(error["type"])
    if template is None:
        message = str(error["msg"]).removeprefix("Value error, ")
        return f"{message[:1].upper()}{message[1:]}" + ("" if message.endswith(".") else ".")
    try:
        return template.format(**error.get("ctx", {}))
    except KeyError:
        return str(error["msg"])
