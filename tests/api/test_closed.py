"""A field nobody knows is refused, however deep it stands: a typing error is never lost in silence."""

from collections.abc import Iterator
from typing import Any

from tests.support.description import description


def objects_of(schema: Any, where: str, seen: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object with named fields in a schema and in what it refers to, and where it stands."""
    if isinstance(schema, list):
        for part in schema:
            yield from objects_of(part, where, seen)
    if not isinstance(schema, dict):
        return
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name and name not in seen:
        seen.add(name)
        yield from objects_of(description()["components"]["schemas"][name], name, seen)
    if "properties" in schema:
        yield where, schema
    for key, part in schema.items():
        if key == "properties":
            for field, kind in part.items():
                yield from objects_of(kind, f"{where}.{field}", seen)
        elif key not in ("example", "examples", "default"):
            yield from objects_of(part, where, seen)


def bodies() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            if "requestBody" in operation:
                yield f"{method.upper()} {path}", operation["requestBody"]


class TestClosed:
    def test_no_object_of_a_request_takes_unknown_fields(self) -> None:
        seen: set[str] = set()
        found = [one for where, body in bodies() for one in objects_of(body, where, seen)]
        assert len(found) > 100
        assert [where for where, schema in found if schema.get("additionalProperties") is not False] == []
