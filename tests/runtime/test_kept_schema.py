"""Each dataclass that crosses HTTP is worked out once, and reads the same wherever it stands."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import pytest
from pydantic import GetCoreSchemaHandler, TypeAdapter, ValidationError
from pydantic_core import CoreSchema

from duespark.runtime.web import Closed

T = TypeVar("T")
worked_out: list[str] = []


class Counted:
    """A field type that tells how often pydantic worked out what it stands in."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        worked_out.append("field")
        return handler(int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """Brings no configuration: takes it from around it."""

    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Closed):
    count: Counted
    loose: Loose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Closed):
    parts: list[Part]
    first: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Box(Closed, Generic[T]):
    of: T


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree(Closed):
    under: "list[Tree]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms(Closed):
    days: int | None = None
    open: bool = False


def refused(kind: Any, value: Any) -> list[tuple[tuple[int | str, ...], str]]:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return [(problem["loc"], problem["type"]) for problem in caught.value.errors()]


class TestKeptSchema:
    def test_a_dataclass_is_worked_out_once(self) -> None:
        worked_out.clear()
        kinds: tuple[Any, ...] = (Whole, Part, Whole, Part | None, list[Part], Box[Part])
        for kind in kinds:
            TypeAdapter(kind)
        assert len(worked_out) == 1

    def test_what_is_nested_refuses_unknown_fields_as_before(self) -> None:
        for _ in range(2):
            assert refused(Whole, {"parts": [{"count": 1, "typo": 2}]}) == [
                (("parts", 0, "typo"), "unexpected_keyword_argument")
            ]

    def test_a_part_without_configuration_takes_it_from_around_it(self) -> None:
        TypeAdapter(Loose).validate_python({"size": 1, "typo": 2})  # on its own it is open
        where = ("parts", 0, "loose", "typo")
        assert refused(Whole, {"parts": [{"count": 1, "loose": {"typo": 2}}]}) == [
            (where, "unexpected_keyword_argument")
        ]

    def test_a_generic_one_is_another_for_each_type(self) -> None:
        assert TypeAdapter(Box[int]).validate_python({"of": "3"}) == Box(of=3)
        assert TypeAdapter(Box[Part]).validate_python({"of": {"count": 3}}).of == Part(count=3)  # type: ignore[arg-type]
        assert refused(Box[int], {"of": "three"}) == [(("of",), "int_parsing")]

    def test_one_that_contains_itself(self) -> None:
        tree: Any = {"under": [{"under": []}]}
        assert TypeAdapter(Tree).validate_python(tree) == Tree(under=[Tree(under=[])])
        assert refused(list[Tree], [{"under": [{"under": [], "typo": 1}]}]) == [
            ((0, "under", 0, "typo"), "unexpected_keyword_argument")
        ]

    @pytest.mark.parametrize("wrong", [{"days": "14"}, {"days": True}, {"days": 1.5}, {"open": "true"}, {"open": 1}])
    def test_numbers_and_flags_are_those_of_json(self, wrong: dict[str, Any]) -> None:
        """Or a payment term of `true` would be one day."""
        assert TypeAdapter(Terms).validate_python({"days": 14, "open": True}) == Terms(days=14, open=True)
        (problem,) = refused(Terms, wrong)
        assert problem[1] in ("int_type", "bool_type", "int_from_float")
