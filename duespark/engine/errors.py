"""One base class, five kinds. Knows nothing of HTTP.

An exception stands beside the function that raises it. It carries a `kind` (what the caller can do about
it), a stable `code` that programs compare, and the facts of the case. `sentence` is the English template
for people; the edge formats it, and translates it, when it answers.

    DueSparkError
    ├── Invalid       the input is wrong; change it and try again
    ├── NotFound      there is no such thing, or you may not know that there is
    ├── Forbidden     you may know, but not do it
    ├── Conflict      right in itself, wrong for the present state
    └── Unavailable   try again later
"""

from typing import ClassVar


class DueSparkError(Exception):
    """Base of every error this program raises on purpose.

    `pointer` names the offending input as an RFC 6901 JSON pointer ("/lines/0/unit_price").

    >>> class TooLate(Conflict):
    ...     code = "invoice.too_late"
    ...     sentence = "Invoice {number} was already sent."
    >>> str(TooLate(number="INV-7"))
    'Invoice INV-7 was already sent.'
    """

    kind: ClassVar[str] = "invalid"
    code: ClassVar[str] = "error"
    sentence: ClassVar[str] = "Something is wrong."

    def __init__(self, *, pointer: str | None = None, **facts: object) -> None:
        super().__init__()
        self.pointer = pointer
        self.facts = facts

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class Invalid(DueSparkError):
    kind = "invalid"


class NotFound(DueSparkError):
    kind = "not_found"


class Forbidden(DueSparkError):
    kind = "forbidden"


class Conflict(DueSparkError):
    kind = "conflict"


class Unavailable(DueSparkError):
    kind = "unavailable"
