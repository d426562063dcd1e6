"""Finds the tag to blame for what ends too early. The library sees it missing only at the end, and tells no place."""

import re
from collections.abc import Callable
from typing import Final

_TAG: Final = re.compile(r"\{%-?\s*(\w+)")
_ANY: Final = re.compile(r"\{\{(?:(?!\{\{|\{%).)*?\}\}|\{%-?\s*(\w+)(?:(?!\{\{|\{%).)*?%\}", re.DOTALL)
_VERBATIM: Final = {"comment", "raw"}
_OPENING: Final = {"if", "unless", "for", "case", "capture"} | _VERBATIM
_INSIDE: Final = {"elsif": ("{% if true %}", "{% endif %}"), "when": ("{% case 1 %}", "{% endcase %}")}


def unclosed(source: str) -> tuple[str, int] | None:
    """The name of the last tag that is opened and not closed, and where it stands; None where each is closed.

    >>> unclosed("{% if a %}{% for b in c %}{% endfor %}")
    ('if', 3)
    """
    open = list[tuple[str, int]]()
    for found in _TAG.finditer(source):
        name = found[1]
        if open and name == f"end{open[-1][0]}":
            open.pop()
        elif name in _OPENING and not (open and open[-1][0] in _VERBATIM):
            open.append((name, found.start(1)))
    return open[-1] if open else None


def unfinished(source: str, is_sound: Callable[[str], bool]) -> int | None:
    """Where the first tag or output stands that is not sound by itself; None where each is.

    >>> unfinished("{{ a }} {% if b == %}", lambda part: "==" not in part)
    11
    """
    for found in _ANY.finditer(source):
        name = found[1] or ""
        before, after = _INSIDE.get(name, ("", f"{{% end{name} %}}" if name in _OPENING else ""))
        if name != "else" and not name.startswith("end") and not is_sound(f"{before}{found[0]}{after}"):
            return found.start(1) if name else found.start() + 3
    return None
