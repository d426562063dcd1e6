"""Numbers of drafts: a series of their own, freed and taken again, that never touches a legal one."""

from datetime import date

from duespark.engine.invoice.numbering import NumberPattern

DRAFTS = NumberPattern(text="DRAFT-{seq:3}")
_ANY_DAY = date(2000, 1, 1)  # the pattern shows no day


def draft_number(sequence: int) -> str:
    """What the draft with this count is called.

    >>> draft_number(1), draft_number(12), draft_number(1001)
    ('DRAFT-001', 'DRAFT-012', 'DRAFT-1001')
    """
    return DRAFTS.format(sequence=sequence, on=_ANY_DAY)
