"""Passwords of PDFs in the one form that ISO 32000-2 encrypts: prepared with SASLprep (RFC 4013)."""

import stringprep
from typing import Final
from unicodedata import ucd_3_2_0

from duespark.engine.errors import Invalid

LEAST: Final = 8
_PROHIBITED: Final = (
    stringprep.in_table_c12, stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4,
    stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8, stringprep.in_table_c9,
    stringprep.in_table_a1,
)  # fmt: skip


class UnusablePassword(Invalid):
    code = "pdf.unusable_password"
    sentence = "This password cannot lock a PDF: {problem}"


def prepared(password: str) -> str:
    """The password as programs that read PDFs prepare what is typed: accents joined to their letters, all spaces alike, what is
    not seen left out. At least 8 characters; to prepare it again changes nothing.

    Raises UnusablePassword, which points at `/password`, for characters the standard forbids or does not know (control characters,
    emoji), and where letters of both directions would be mixed (RFC 3454, section 6).

    >>> prepared("Zu\\u0308rich 1904")
    'Zürich 1904'
    """
    seen = (" " if stringprep.in_table_c12(sign) else sign for sign in password if not stringprep.in_table_b1(sign))
    ready = ucd_3_2_0.normalize("NFKC", "".join(seen))
    forbidden = next((sign for sign in ready if any(table(sign) for table in _PROHIBITED)), None)
    if forbidden is not None:
        raise _unusable(f"not every keyboard has U+{ord(forbidden):04X}. Use letters, figures and common signs.")
    if not _is_one_way(ready):
        raise _unusable("letters written from right to left must begin and end it, without others from left to right.")
    if len(ready) < LEAST:
        raise _unusable(f"it has fewer than {LEAST} characters that count. Make it longer.")
    return ready


def _is_one_way(ready: str) -> bool:
    if not any(map(stringprep.in_table_d1, ready)):
        return True
    ends = stringprep.in_table_d1(ready[0]) and stringprep.in_table_d1(ready[-1])
    return ends and not any(map(stringprep.in_table_d2, ready))


def _unusable(problem: str) -> UnusablePassword:
    return UnusablePassword(pointer="/password", problem=problem)
