"""What Peppol BIS Billing 3.0 demands beyond EN 16931, as far as a document of ours can lack it.

Nobody may hand on OpenPeppol's own rules. They are run too where the operator names their file (`validate.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from duespark.einvoice.explain import explained, field_of
from duespark.einvoice.explain_profiles import WORDS
from duespark.einvoice.peppol_nations import broken_national_rules
from duespark.einvoice.profiles import PEPPOL_SCHEMES, Profile
from duespark.einvoice.table import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A rule that does not hold, in words, and the field to fill in."""

    rule: str
    words: str
    fix: str
    field: str


def missing(terms: Terms, profile: Profile) -> Iterator[Missing]:
    """The rules of the profile that these terms break."""
    for rule, term in _broken(terms) if profile.name == "peppol" else ():
        said = explained(rule, WORDS[rule])
        yield Missing(rule=rule, words=said.text, fix=said.fix, field=field_of(term) or said.field)


def _broken(terms: Terms) -> Iterator[tuple[str, str]]:
    """Rules, each with the term it is about where its words do not say it."""
    yield from ((rule, "") for rule in _broken_everywhere(terms))
    for end in ("BT-34", "BT-49"):
        if terms.get(end) and terms.get(f"{end}-1") not in PEPPOL_SCHEMES:
            yield "PEPPOL-EN16931-CL008", end
    yield from ((rule, "") for rule in broken_national_rules(terms))


def _broken_everywhere(terms: Terms) -> Iterator[str]:
    if not (terms.get("BT-10") or terms.get("BT-13")):
        yield "PEPPOL-EN16931-R003"
    for endpoint, rule in (("BT-49", "PEPPOL-EN16931-R010"), ("BT-34", "PEPPOL-EN16931-R020")):
        if not terms.get(endpoint):
            yield rule
    if terms["BT-3"] == "384" and {terms.get("BT-40"), terms.get("BT-55")} != {"DE"}:
        yield "PEPPOL-EN16931-P0112"
    if any(each["BT-81"] in _DIRECT_DEBITS and not each.get("BT-89") for each in terms["BG-16"]):
        yield "PEPPOL-EN16931-R061"
    yield from _periods(terms)


_DIRECT_DEBITS = ("49", "59")


def _periods(terms: Terms) -> Iterator[str]:
    start, end = terms.get("BT-73"), terms.get("BT-74")
    if start and any(line["BT-134"] < start for line in terms["BG-25"] if "BT-134" in line):
        yield "PEPPOL-EN16931-R110"
    if end and any(line["BT-135"] > end for line in terms["BG-25"] if "BT-135" in line):
        yield "PEPPOL-EN16931-R111"
