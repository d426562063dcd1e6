"""Random issued documents break no official rule in either syntax. TEST_EXAMPLES=2000 looks a hundred times harder."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from duespark.einvoice.document_of import document_of
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.read import read_einvoice
from duespark.einvoice.validate import check_document
from duespark.engine.invoice.document import Document
from duespark.engine.invoice.totals import calculate
from tests.einvoice.papers import BUYER, SELLER
from tests.engine.invoice.strategies import KEYS, TAX, documents_of

OUT_OF_SCOPE = [key for key in KEYS if TAX.rates[key].category == "O"]
TAXED = [key for key in KEYS if key not in OUT_OF_SCOPE]
KINDS = st.sampled_from(["invoice", "credit_note", "corrective_invoice", "deposit_invoice"])


def issued(document: Document, kind: str) -> Document:
    """The document as `issue` would freeze it, in a currency EN 16931 can write (it knows no third decimal)."""
    described = (
        replace(line, description=line.description.strip() or "Item") if line.kind == "item" else line
        for line in document.lines
    )
    changed = replace(
        document,
        kind=kind,  # type: ignore[arg-type]
        number="INV-1",
        issue_date=document.issue_date or date(2026, 1, 1),
        due_date=date(2031, 2, 1),
        currency="EUR" if document.currency == "KWD" else document.currency,
        seller=SELLER,
        buyer=BUYER,
        lines=tuple(described),
    )
    return calculate(changed, TAX)


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(documents_of(TAXED) | documents_of(OUT_OF_SCOPE), KINDS)
def test_no_rule_is_broken_and_the_totals_come_back(draft: Document, kind: str) -> None:
    assume(any(line.kind == "item" for line in draft.lines))
    document = issued(draft, kind)
    assert document.totals is not None
    assume(document.totals.amount_due >= 0)
    for profile in ("ubl", "cii"):
        checked = check_document(document, PROFILES[profile])
        assert [(one.rule, one.text) for one in checked.problems] == []
        read = read_einvoice(checked.xml)
        again = document_of(read.terms)
        assert read.ignored == ()
        # Taken out of prices that include it, the tax may be a cent beside net times rate; then it is kept as stated.
        assert document.prices_include_tax or again.differences == ()
        assert again.document.totals is not None
        for name in ("lines", "net", "tax", "gross", "amount_due"):
            assert getattr(again.document.totals, name) == getattr(document.totals, name)
