"""The decision table: who sells what to whom, and how it is taxed."""

from dataclasses import fields, is_dataclass
from types import ModuleType

import pytest

from duespark.engine.tax import context, exemption, margin, thresholds
from duespark.engine.tax.treatment import (
    buyer,
    decision,
    distance,
    outside,
    place_of_supply,
    reverse,
    territory,
)
from duespark.engine.tax.treatment import supply as facts
from duespark.engine.tax.treatment.decide import decide_treatment
from tests.engine.tax import cases_goods, cases_services, cases_world
from tests.engine.tax.supplies import checks, needs, told

TABLE = [
    *cases_services.at_home(),
    *cases_services.owed_by_buyer_at_home(),
    *cases_services.services_in_the_eu(),
    *cases_services.services_beyond_the_eu(),
    *cases_goods.goods_in_the_eu(),
    *cases_goods.goods_beyond_the_eu(),
    *cases_goods.on_the_margin(),
    *cases_world.from_other_countries(),
]


class TestTable:
    def test_decides(self) -> None:
        decided = {name: decide_treatment(of) for name, of, _, _ in TABLE}
        found = {name: (told(one), " ".join(needs(one))) for name, one in decided.items()}
        expected = {name: (decision, open_questions) for name, _, decision, open_questions in TABLE}
        assert {name: (found[name], expected[name]) for name in found if found[name] != expected[name]} == {}

    def test_has_every_case_once(self) -> None:
        assert len({row[0] for row in TABLE}) == len(TABLE) >= 60

    def test_gives_every_note_a_sentence(self) -> None:
        found = [decide_treatment(row[1]) for row in TABLE]
        assert all(note.code and note.text.endswith(".") for one in found for note in (*one.needs, *one.checks))
        assert any(checks(one) for one in found)

    def test_tells_whole_sentences(self) -> None:
        for row in TABLE:
            found = decide_treatment(row[1])
            assert len(found.why) >= 2
            assert all(step.endswith(".") for step in found.why), found.why


MODULES = [
    buyer,
    context,
    decision,
    distance,
    exemption,
    facts,
    margin,
    outside,
    place_of_supply,
    reverse,
    territory,
    thresholds,
]


class TestValues:
    @pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
    def test_are_frozen_and_named_by_keyword(self, module: ModuleType) -> None:
        found = [one for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)]
        assert found
        for one in found:
            assert one.__dataclass_params__.frozen, one  # type: ignore[attr-defined]
            assert all(field.kw_only for field in fields(one)), one
            assert "__slots__" in vars(one), one
