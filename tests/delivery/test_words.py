"""Words of people in Liquid, for subjects and messages: filled with the facts of one invoice, and never for long."""

import time

import pytest

from duespark.delivery.words import SAMPLE, BadTemplate, check_template, fill
from tests.documents.test_liquid import BOMBS, OUTSIDE


class TestFill:
    def test_knows_what_it_lists(self) -> None:
        names = [f"{group}.{name}" for group, fields in SAMPLE.items() for name in fields]
        said = fill(" ".join(f"{{{{ {name} }}}}" for name in names), SAMPLE)
        assert said == " ".join(str(value) for fields in SAMPLE.values() for value in fields.values())

    def test_asks_and_repeats(self) -> None:
        assert fill("{% if invoice.days_overdue > 5 %}Late{% else %}Soon{% endif %}", SAMPLE) == "Late"
        assert fill("{{ client.first_name | upcase }}", SAMPLE) == "ADA"

    @pytest.mark.parametrize("name", BOMBS)
    def test_fm_30_a_bomb_is_refused_in_time(self, name: str) -> None:
        begun = time.thread_time()
        with pytest.raises(BadTemplate):
            check_template(BOMBS[name], pointer="/body")
        assert time.thread_time() - begun < 5

    @pytest.mark.parametrize("source", OUTSIDE)
    def test_nothing_else_can_be_named(self, source: str) -> None:
        with pytest.raises(BadTemplate, match=r"Known names: client\.name"):
            fill(source, SAMPLE)
