"""The content of a document that was taken out once no law kept it: what stays of it, and what proves that it was lawful.

Number, dates and amounts stay, for the numbering and the books' sums; who bought what goes. The record says what was taken
out and why it might go. It is hashed and signed, so that nobody can pass a forged document off as an erased one.
"""

from dataclasses import asdict, dataclass
from datetime import date

from duespark.engine.invoice.document import Document
from duespark.engine.invoice.party import Party
from duespark.engine.invoice.retention import kept_until
from duespark.engine.invoice.versions import seal

ERASED_NAME = "Erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRecord:
    """What was erased: the document by its id and number, and its versions by the hashes of their seals.

    `newest` is the last day something happened to it, `country` that of the seller, `law` what kept it at least, and `until` the
    last day it was kept, by that law or longer.
    """

    id: str
    number: str
    issue_date: date
    newest: date
    country: str
    law: str
    until: date
    erased_on: date
    versions: tuple[str, ...]


def erasure_hash(record: ErasureRecord) -> str:
    """SHA-256 over the record's canonical JSON, in hexadecimal: what is signed.

    >>> record = ErasureRecord(
    ...     id="1", number="INV-1", issue_date=date(2020, 5, 9), newest=date(2020, 6, 1), country="DE", law="AO",
    ...     until=date(2028, 12, 31), erased_on=date(2029, 1, 1), versions=("a" * 64,),
    ... )
    >>> len(erasure_hash(record))
    64
    """
    return seal(asdict(record), previous="").hash


def was_lawful(record: ErasureRecord) -> bool:
    """Whether it went after the period of the seller's country had ended.

    >>> from dataclasses import replace
    >>> record = ErasureRecord(
    ...     id="1", number="INV-1", issue_date=date(2020, 5, 9), newest=date(2020, 6, 1), country="DE", law="AO",
    ...     until=date(2028, 12, 31), erased_on=date(2029, 1, 1), versions=(),
    ... )
    >>> was_lawful(record), was_lawful(replace(record, erased_on=date(2028, 12, 31)))
    (True, False)
    """
    least = kept_until(max(record.newest, record.issue_date), record.country)
    return least <= record.until < record.erased_on


def erased_document(document: Document) -> Document:
    """What stays of a document: its kind, number and dates, the seller, the treatment and the totals.

    >>> left = erased_document(Document(number="INV-1", buyer=Party(name="Ada"), notes="Likes tea"))
    >>> left.number, left.buyer.name, left.notes
    ('INV-1', 'Erased', '')
    """
    return Document(
        kind=document.kind,
        number=document.number,
        issue_date=document.issue_date,
        supply_date=document.supply_date,
        due_date=document.due_date,
        currency=document.currency,
        exchange=document.exchange,
        language=document.language,
        seller=document.seller,
        buyer=Party(name=ERASED_NAME),
        prices_include_tax=document.prices_include_tax,
        tax_rounding=document.tax_rounding,
        treatment=document.treatment,
        totals=document.totals,
    )
