"""Every decision of the table in full, as `decisions.txt` tells it: reasons, law, needs, checks and steps.

The file is for people as much as for the test; `python -m tests.engine.tax.test_treatment_told` writes it anew. Words that
come from a country's own table stand in angle brackets.
"""

from collections.abc import Iterator
from pathlib import Path

from duespark.engine.tax.treatment.decide import decide_treatment
from duespark.engine.tax.treatment.decision import Treatment
from duespark.engine.tax.treatment.wording import (
    exempt_words,
    export_words,
    intra_eu_words,
    small_enterprise_words,
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
    return "\n".join([*written, "## Needs and checks", *(f"{code}: {text}" for code, text in notes), ""])


class TestDecisions:
    def test_are_told_as_in_the_file(self) -> None:
        assert rendered().splitlines() == FILE.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    FILE.write_text(rendered(), encoding="utf-8")
