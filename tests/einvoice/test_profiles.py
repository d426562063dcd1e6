"""XRechnung and Peppol: random documents that state what the profiles demand break none of their official rules.

The rules of XRechnung are part of the program. Those of Peppol are run where `DUESPARK_PEPPOL_RULES` names their file.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings

from duespark.einvoice.explain_profiles import FIXES, WORDS
from duespark.einvoice.profiles import PROFILES
from duespark.einvoice.schematron import stylesheet_of
from duespark.einvoice.validate import check_apart, check_document
from duespark.engine.invoice.document import Document, Reference
from duespark.engine.invoice.totals import calculate
from tests.einvoice.papers import BUYER, SELLER
from tests.einvoice.strategies import ACCOUNTS, TAX, rich_documents
from tests.einvoice.test_random import has_a_third_decimal

SMALL = b"""<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
  <ns prefix="cbc" uri="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"/>
  <let name="most" value="10"/>
  <pattern>
    <rule context="cbc:ID[. = 'LONG-NUMBER-1']"><assert id="FIRST" test="true()">Never said.</assert></rule>
    <rule context="cbc:ID">
      <let name="length" value="string-length(.)"/>
      <assert id="LENGTH" flag="warning" test="$length &lt;= $most">It has <value-of select="$length"/> letters.</assert>
    </rule>
  </pattern>
</schema>"""


def complete(document: Document) -> Document:
    """The document with what the profiles demand of people, and nothing they forbid them."""
    return calculate(
        replace(
            document,
            kind="invoice" if document.kind == "corrective_invoice" else document.kind,
            buyer_reference="04011000-12345-67",
            payment_means=(),
            bank_account=ACCOUNTS[0],
            ship_to=None,
            period=None,
            references=(*document.references, Reference(kind="corrects", number="A-1")),
            seller=replace(SELLER, endpoint=None),
            buyer=replace(BUYER, endpoint=None),
            totals=None,
        ),
        TAX,
    )


def vanishes_below_zero(document: Document) -> bool:
    """Whether a negative tax is nothing in the currency of the books: PEPPOL-EN16931-R055 wants a sign that zero has not."""
    totals = document.totals
    return totals is not None and totals.converted is not None and totals.tax < 0 == totals.converted.tax


@pytest.mark.parametrize("profile", ["xrechnung", "factur-x-xrechnung", "peppol"])
@settings(suppress_health_check=list(HealthCheck))
@given(draft=rich_documents())
def test_no_rule_of_a_profile_is_broken(draft: Document, profile: str) -> None:
    document = complete(draft)
    assume(any(line.kind == "item" for line in document.lines) and not has_a_third_decimal(document))
    assume(document.totals is not None and document.totals.amount_due >= 0)
    assume(not vanishes_below_zero(document))
    problems = check_document(document, PROFILES[profile]).problems
    assert [(one.rule, one.text) for one in problems if one.fatal] == []


class TestWords:
    def test_every_advice_belongs_to_a_rule_that_is_said(self) -> None:
        assert set(FIXES) <= set(WORDS)

    def test_none_speaks_german(self) -> None:
        assert not any(word in text for text in WORDS.values() for word in (" muss ", "müssen", " soll "))


class TestSchematron:
    def test_the_first_rule_that_matches_counts(self) -> None:
        sheet = stylesheet_of(SMALL)
        assert b"failed-assert" in sheet

    def test_is_run_on_a_document(self, tmp_path: Path) -> None:
        source = tmp_path / "small.sch"
        source.write_bytes(SMALL)
        xml = '<Invoice xmlns="urn:x" xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"><c:ID>{}</c:ID></Invoice>'
        found = [
            _run_apart(xml.format(number).encode(), str(source))
            for number in ("SHORT", "LONG-NUMBER-1", "LONG-NUMBER-22")
        ]
        assert found == [[], [], [("LENGTH", "It has 14 letters.", False)]]

    @pytest.mark.parametrize(
        "schema", [b"<x/>", b"<x", b'<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="x"/></schema>']
    )
    def test_what_is_no_such_schema_is_refused(self, schema: bytes) -> None:
        with pytest.raises(ValueError, match="it"):
            stylesheet_of(schema)


def _run_apart(xml: bytes, source: str) -> list[tuple[str, str, bool]]:
    """Through the process that checks: Saxon lives nowhere else."""
    return [(one.rule, one.text, one.fatal) for one in check_apart("peppol", xml, source)]
