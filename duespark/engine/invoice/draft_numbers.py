"""Numbers of drafts: a series of their own, freed and taken again, that never touches a legal one."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from duespark.engine.invoice.number_reading import read_number
from duespark.engine.invoice.numbering import NumberPattern

DRAFTS = NumberPattern(text="DRAFT-{seq:3}")
_ANY_DAY = date(2000, 1, 1)  # the pattern shows no day


def next_draft_number(used: Iterable[str]) -> str:
    """The lowest draft number that none of the drafts `used` has, so that a deleted draft's number comes again.

    >>> next_draft_number([]), next_draft_number(["DRAFT-001", "DRAFT-003", "INV-0002"])
    ('DRAFT-001', 'DRAFT-002')
    """
    places = (read_number(DRAFTS, number, near=_ANY_DAY) for number in used)
    taken = {place.sequence for place in places if place is not None}
    free = next(sequence for sequence in count(1) if sequence not in taken)
    return DRAFTS.format(sequence=free, on=_ANY_DAY)
