"""Every decision of the table in full, as `decisions.txt` tells it: reasons, law, needs, checks, steps; then the tables of law.

The file is for people as much as for the test; `python -m tests.engine.tax.test_treatment_told` writes it anew. Words that
come from a country's own table stand in angle brackets.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from duespark.engine.tax.thresholds import THRESHOLDS
from duespark.engine.tax.treatment.decide import decide_treatment
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.law import NATIONAL
from duespark.engine.tax.treatment.outside import LEAVING
from duespark.engine.tax.treatment.reverse import DOMESTIC_RULES, FOREIGN_SELLERS
from duespark.engine.tax.treatment.supply import MarginKind
from duespark.engine.tax.treatment.wording import (
    REVERSE_CHARGE,
    exempt_words,
    export_words,
    intra_eu_words,
    margin_words,
    small_enterprise_words,
    triangular_words,
)
from tests.engine.tax.supplies import checks, needs, told
from tests.engine.tax.test_treatment import TABLE

FILE = Path(__file__).with_name("decisions.txt")
OWN_WORDS = {"AT", "DE", "FR", "PL"}


def masked(words: str, country: str) -> str:
    """The words, or what they are where a country's table has them."""
    table = {exempt_words(country): "exempt", small_enterprise_words(country): "small enterprise"}
    if country not in OWN_WORDS:
        table |= {export_words(country): "export", intra_eu_words(country): "intra-EU"}
    return f"<{country}: {table[words]}>" if words in table else words


def lines(name: str, found: Treatment) -> Iterator[str]:
    yield f"## {name}"
    yield told(found) + (" abroad" if found.abroad else "") + (f" through {found.scheme}" if found.scheme else "")
    country = found.place.country
    if found.reason:
        yield f"reason: {masked(found.reason, country)}"
    yield from (f"mention: {masked(mention, country)}" for mention in found.mentions)
    yield from (f"source: {source}" for source in found.sources)
    if found.needs:
        yield f"needs: {', '.join(needs(found))}"
    if found.checks:
        yield f"checks: {', '.join(checks(found))}"
    yield from (f"- {step}" for step in found.why)
    yield ""


def rendered() -> str:
    found = [(row[0], decide_treatment(row[1])) for row in TABLE]
    notes = sorted({(note.code, note.text) for _, one in found for note in (*one.needs, *one.checks)})
    written = [line for name, one in found for line in lines(name, one)]
    return "\n".join([*written, "## Needs and checks", *(f"{code}: {text}" for code, text in notes), "", *law(), ""])


def law() -> Iterator[str]:
    """The tables of law, each row in one line."""
    yield "## Paragraphs"
    yield from (f"{country} {rule}: {text}" for country, rows in NATIONAL.items() for rule, text in rows.items())
    yield "\n## Reverse charge of sellers from abroad"
    for row in FOREIGN_SELLERS:
        limits = f"not {sorted(row.except_kinds)}, unless registered {sorted(row.unless_registered)}"
        yield f"{row.country}: goods {row.goods}, {limits}: {row.source} {row.note}".rstrip()
    yield "\n## Reverse charge at home"
    for rule in DOMESTIC_RULES:
        yield f"{rule.country} {rule.products} {rule.since} {rule.until}: {rule.source}. {rule.condition}"
    yield "\n## Words"
    yield from (f"{country}: {words}" for country, words in REVERSE_CHARGE.items())
    for country in ("AU", "DE", "ES", "FR", "IT", "NL", "PL", "IE"):
        yield from (f"{country} {kind}: {margin_words(country, kind)}" for kind in get_args(MarginKind))
    yield from (f"{country}: {intra_eu_words(country)}" for country in sorted(OWN_WORDS))
    yield from (f"{country}: {export_words(country)}" for country in sorted(OWN_WORDS))
    yield from (f"{country}: {triangular_words(country)}" for country in ("DE", "PL", "IE"))
    yield "\n## Leaving a country outside the EU"
    for country, leaving in LEAVING.items():
        rules = (leaving.goods, leaving.business, leaving.consumer, leaving.digital)
        yield f"{country}: {'; '.join(f'{rule.outcome} {rule.source}' for rule in rules)}"
    yield "\n## Thresholds"
    for limit in THRESHOLDS:
        days = f"{limit.since} to {limit.until}"
        amounts = f"{limit.this_year} {limit.last_year} {limit.currency} per {limit.period}"
        yield f"{limit.key} {limit.country} {limit.activity or '-'} {days}: {amounts}: {limit.source}"


class TestWords:
    def test_of_a_country_without_a_table_are_plain(self) -> None:
        assert (export_words("XX"), exempt_words("XX")) == ("Export", "Exempt")
        assert intra_eu_words("XX") == "Exempt intra-Community supply, Article 138 of Directive 2006/112/EC"
        assert small_enterprise_words("XX") == "Not subject to tax: the seller is not registered"
        assert small_enterprise_words("IN") == "Composition taxable person, not eligible to collect tax on supplies"


class TestDecisions:
    def test_are_told_as_in_the_file(self) -> None:
        assert rendered().splitlines() == FILE.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    FILE.write_text(rendered(), encoding="utf-8")
