"""What profiles demand beyond EN 16931, as tables of terms: rules of KoSIT (XRechnung 3.0) and of Peppol BIS Billing 3.0.

The official rules of both are not part of the packages this program may use; those that people run into stand here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from duespark.einvoice.explain import field_of, name_of
from duespark.einvoice.profiles import Profile
from duespark.einvoice.table import Terms


@dataclass(frozen=True, slots=True)
class Rule:
    """At least one of these terms must be there."""

    rule: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A rule that does not hold, in words, and the field to fill in."""

    rule: str
    words: str
    fix: str
    field: str


_XRECHNUNG = (
    Rule("BR-DE-1", ("BG-16",)),
    Rule("BR-DE-3", ("BT-37",)),
    Rule("BR-DE-4", ("BT-38",)),
    Rule("BR-DE-5", ("BT-41",)),
    Rule("BR-DE-6", ("BT-42",)),
    Rule("BR-DE-7", ("BT-43",)),
    Rule("BR-DE-8", ("BT-52",)),
    Rule("BR-DE-9", ("BT-53",)),
    Rule("BR-DE-15", ("BT-10",)),
    Rule("PEPPOL-EN16931-R010", ("BT-49",)),
    Rule("PEPPOL-EN16931-R020", ("BT-34",)),
)
RULES: dict[str, tuple[Rule, ...]] = {
    "xrechnung": _XRECHNUNG,
    "factur-x-xrechnung": _XRECHNUNG,
    "peppol": (
        Rule("PEPPOL-EN16931-R003", ("BT-10", "BT-13")),
        Rule("PEPPOL-EN16931-R010", ("BT-49",)),
        Rule("PEPPOL-EN16931-R020", ("BT-34",)),
    ),
}
_PEPPOL_TYPES = frozenset({"380", "381", "386"})


def missing(terms: Terms, profile: Profile) -> Iterator[Missing]:
    """The rules of the profile that these terms break."""
    for rule in RULES.get(profile.name, ()):
        if not any(terms.get(term) for term in rule.terms):
            names = " or ".join(f"{name_of(term)} ({term})" for term in rule.terms)
            fix = f"Fill in {' or '.join(name_of(term) for term in rule.terms)}."
            yield Missing(
                rule=rule.rule, words=f"{profile.title} demands {names}.", fix=fix, field=field_of(rule.terms[0])
            )
    if profile.name == "peppol" and terms["BT-3"] not in _PEPPOL_TYPES:
        yield Missing(
            rule="PEPPOL-EN16931-P0100",
            words="Peppol BIS Billing 3.0 has no corrective invoices.",
            fix="Credit the invoice and issue a new one, or use XRechnung or plain UBL.",
            field="/kind",
        )
