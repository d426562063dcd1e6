"""Validates an e-invoice against the official rules, off the event loop, and says of each broken rule what to mend."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duespark.einvoice import cii
from duespark.einvoice.explain import explained
from duespark.einvoice.explain_document import advice_of, consequences
from duespark.einvoice.official_rules import Failed, Name, run_rules
from duespark.einvoice.peppol_nations import is_between
from duespark.einvoice.profiles import PROFILES, XRECHNUNG, Profile, plain_terms, profile_terms, syntax_of
from duespark.einvoice.required import missing
from duespark.einvoice.table import Terms
from duespark.einvoice.write import write_xml
from duespark.engine.errors import Unavailable
from duespark.engine.invoice.document import Document
from duespark.runtime.aside import Aside
from duespark.runtime.confined import Stopped
from duespark.runtime.settings import settings

SECONDS = 60.0
"""How long a document may take; ten lines take milliseconds once the rules are read."""

_NAMES: dict[str, Name] = {"Invoice": "ubl-invoice", "CreditNote": "ubl-credit-note", "CrossIndustryInvoice": "cii"}

_KOSIT: dict[str, Name] = {"ubl": "xrechnung-ubl", "cii": "xrechnung-cii"}

_SHAPE = "FX-SCH-"
"""Rules that repeat the schema beside those that say the same in words."""

_OF_UBL = "UBL-"
"""Rules on how UBL is written, which say nothing of a document in CII."""

_CAUSES = ("BR-DEC", "BR-AF-05", "BR-AF-06", "BR-AF-07")
"""Rules that tell why others break after them."""

_DEMANDED_BY_SCHEMA = frozenset({"PEPPOL-EN16931-R008"})
"""Advice against empty elements, one of which the schema of CII itself demands."""


class ValidationFailed(Unavailable):
    code = "einvoice.validation_unavailable"
    sentence = "The e-invoice could not be checked: {problem}. Try again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A rule the e-invoice breaks: its id, what it says, what to do, and the field (a JSON pointer, "" for none).

    A `fatal` one makes the e-invoice invalid; others are advice.
    """

    rule: str
    text: str
    fix: str
    field: str
    fatal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """An e-invoice and what is wrong with it."""

    xml: bytes
    problems: tuple[Problem, ...]

    @property
    def is_valid(self) -> bool:
        return not any(one.fatal for one in self.problems)


_CHECKERS = Aside(2)
"""Of 300 MB each. A document takes 40 ms, so that one alone would hold up what two draw."""


def check_apart(name: Name, xml: bytes, source: str = "") -> list[Failed]:
    """`run_rules` in a process that checks. Blocks. Raises `ValidationFailed`."""
    try:
        return _CHECKERS.run(SECONDS, run_rules, name, xml, source)
    except Stopped as error:
        problem = "it took too long" if error.late else "the checking program stopped"
        raise ValidationFailed(problem=problem) from error


def check_xml(name: Name, xml: bytes) -> list[Problem]:
    """What the official rules have against this document. Blocks. Raises `ValidationFailed`."""
    return _problems(check_apart(name, xml))


def check_document(document: Document, profile: Profile) -> Checked:
    """The document's e-invoice in a profile, and what is wrong with it. Blocks. Raises `NoEInvoice`, `ValidationFailed`."""
    terms = profile_terms(document, profile)
    syntax = syntax_of(profile, terms)
    xml = write_xml(syntax, terms)
    name = _NAMES[syntax.root.split(":")[1]]
    found = check_xml(name, xml) if name != "cii" else _check_cii(document, terms)
    if not any(one.rule == "XSD" for one in found):
        found += _check_profile(profile, terms, xml)
    own = [
        Problem(rule=one.rule, text=one.words, fix=one.fix, field=one.field, fatal=True)
        for one in missing(terms, profile)
    ]
    said = {(one.rule, one.field): _advised(one, document, terms) for one in (*own, *found) if one.rule != "XSD"}
    others = consequences(document, {one.rule for one in said.values()})
    all_told = [*said.values(), *(one for one in found if one.rule == "XSD")]
    told = _no_milder([one for one in all_told if one.rule not in others], all_told)
    return Checked(xml=xml, problems=tuple(told))


def _no_milder(told: list[Problem], found: list[Problem]) -> list[Problem]:
    """What is told of what was found; all of it, if leaving things out would make an invalid e-invoice valid."""
    is_invalid = any(one.fatal for one in found)
    return told if not is_invalid or any(one.fatal for one in told) else found


def _advised(problem: Problem, document: Document, terms: Terms) -> Problem:
    advice = advice_of(document, terms, problem.rule)
    return replace(problem, fix=advice.fix, field=advice.field) if advice else problem


def _check_profile(profile: Profile, terms: Terms, xml: bytes) -> list[Problem]:
    """What the rules a profile adds have against a document: KoSIT's of XRechnung, and those of Peppol where the operator
    has them (nobody may hand them on); else of these the ones between German parties, which are KoSIT's too."""
    if profile.customization == XRECHNUNG:
        return _problems(check_apart(_KOSIT[profile.syntax], xml))
    if profile.name != "peppol":
        return []
    if source := settings().peppol_rules:
        return _problems(check_apart("peppol", xml, str(source)))
    return _problems(_as_of_peppol(check_apart("xrechnung-ubl", xml))) if is_between(terms, "DE") else []


_GERMAN = re.compile(r"BR-DE-([0-9]+)(?:-([ab]))?")
_OF_XRECHNUNG_ONLY = "21"
"""BR-DE-21 wants XRechnung's own name for the profile."""


def _as_of_peppol(failed: Sequence[Failed]) -> list[Failed]:
    """The rules of XRechnung that Peppol repeats, by the ids they have there (DE-R-001)."""
    found = []
    for one in failed:
        named = _GERMAN.fullmatch(one.rule)
        if named and named[1] != _OF_XRECHNUNG_ONLY:
            half = {"a": "-1", "b": "-2"}.get(named[2], "")
            found.append(replace(one, rule=f"DE-R-{int(named[1]):03}{half}", text=""))
    return found


def _check_cii(document: Document, terms: Terms) -> list[Problem]:
    """The schema and the code lists of CII say nothing in words of what is missing or wrong; the rules over UBL do."""
    found = check_xml("cii", write_xml(cii.INVOICE, plain_terms(terms)))
    wordless = [one for one in found if one.rule.startswith((_SHAPE, "XSD"))]
    if not wordless:
        return found
    ubl = PROFILES["ubl"]
    told = profile_terms(document, ubl)
    syntax = syntax_of(ubl, told)
    said = check_xml(_NAMES[syntax.root.split(":")[1]], write_xml(syntax, told))
    known = {one.rule for one in found}
    more = [one for one in said if one.rule not in known and not one.rule.startswith(_OF_UBL)]
    return _no_milder([*(one for one in found if one not in wordless), *more], found)


async def checked_einvoice(document: Document, profile: Profile) -> Checked:
    """`check_document` off the event loop. Raises `NoEInvoice`, `ValidationFailed`."""
    return await asyncio.to_thread(check_document, document, profile)


def _problems(failed: Sequence[Failed]) -> list[Problem]:
    """Each rule once for each field, however many elements break it; first what makes sums and lists break other rules, too."""
    found: dict[tuple[str, str], Problem] = {}
    for one in failed:
        if one.rule in _DEMANDED_BY_SCHEMA:
            continue
        said = explained(one.rule, one.text, location=one.location)
        key = (one.rule, said.field if one.rule != "XSD" else one.text)
        found.setdefault(key, Problem(rule=said.rule, text=said.text, fix=said.fix, field=said.field, fatal=one.fatal))
    return sorted(found.values(), key=lambda one: not one.rule.startswith(_CAUSES))
