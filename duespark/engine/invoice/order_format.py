"""How a buyer's purchase order numbers look: a pattern, what it says in words, and whether a number fits it.

`#` is a digit, `@` a letter, `*` either of them, and `+` behind one of these means one or more; everything else stands
for itself. There is no more to it, so that a pattern can be said in words and is checked in no time at all.
"""

import re
from itertools import groupby

from duespark.engine.errors import Invalid

LONGEST = 60
_MOST_OPEN = 3
_CLASSES = {"#": "[0-9]", "@": "[A-Za-z]", "*": "[A-Za-z0-9]"}
_NAMES = {"#": ("digit", "digits"), "@": ("letter", "letters"), "*": ("letter or digit", "letters or digits")}
_PART = re.compile(r"(?P<kind>[#@*])(?P<open>\+)?|(?P<own>[^#@*+])|(?P<bad>\+)", re.DOTALL)


class InvalidOrderFormat(Invalid):
    code = "order_format.invalid"
    sentence = "The format {format!r} cannot be used: {problem}. Write # for a digit, @ for a letter, * for either, + for more."


def check_order_format(text: str, *, pointer: str = "") -> str:
    """The format without white space around it. Raises `InvalidOrderFormat`.

    >>> check_order_format(" PO-###### ")
    'PO-######'
    """
    text = text.strip()
    problem = ""
    if len(text) > LONGEST:
        problem = f"it is longer than {LONGEST} characters"
    elif any(part["bad"] for part in _PART.finditer(text)):
        problem = "a + stands behind #, @ or *"
    elif text.count("+") > _MOST_OPEN:
        problem = f"it has more than {_MOST_OPEN} +"
    elif text and not any(part["kind"] for part in _PART.finditer(text)):
        problem = "nothing in it changes from order to order"
    if problem:
        raise InvalidOrderFormat(pointer=pointer, format=text[:LONGEST], problem=problem)
    return text


def fits(order: str, text: str) -> bool:
    """Whether a purchase order number has the format; every number has the empty one.

    >>> fits("PO-004711", "PO-######"), fits("PO-4711", "PO-######"), fits("4711", "#+"), fits("x", "")
    (True, False, True, True)
    """
    parts = (
        _CLASSES[part["kind"]] + (part["open"] or "") if part["kind"] else re.escape(part["own"])
        for part in _PART.finditer(text)
    )
    return not text or re.fullmatch("".join(parts), order.strip()) is not None


def in_words(text: str) -> str:
    """The format as a person says it.

    >>> in_words("PO-######"), in_words("@@#+/26")
    ('“PO-”, then 6 digits', '2 letters, then one or more digits, then “/26”')
    """
    parts = [(part["kind"], bool(part["open"]), part["own"] or "") for part in _PART.finditer(text)]
    said = []
    for (kind, is_open), group in groupby(parts, key=lambda part: part[:2]):
        found = list(group)
        if not kind:
            said.append(f"“{''.join(own for _, _, own in found)}”")
        elif is_open:
            said.append(f"one or more {_NAMES[kind][1]}")
        else:
            said.append(f"{len(found)} {_NAMES[kind][len(found) != 1]}")
    return ", then ".join(said)
