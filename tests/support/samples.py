"""Requests made out of the API's description: the smallest correct one, and where ids stand in it."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Schema = dict[str, Any]
Place = tuple[str | int, ...]

WORDS = {
    "currency": "PLN",
    "base_currency": "PLN",
    "country": "PL",
    "jurisdiction": "PL",
    "language": "en",
    "time_zone": "Europe/Warsaw",
    "email": "ada@example.com",
    "type": "vat",
    "unit": "h",
    "tax": "standard",
    "pattern": "X-{seq:4}",
}


class Samples:
    """Makes values of schemas. `ids` are one's own, by the noun a field of ids is named after; `things` by collection."""

    def __init__(self, described: Schema, ids: dict[str, str], things: dict[str, list[str]]) -> None:
        self.described, self.ids, self.things = described, ids, things

    def filled(self, path: str) -> str:
        """The path of something of one's own."""
        known = self.things.get(path.split("/")[2], [self.ids["client"]])[0] if path.startswith("/v1/") else ""
        return (
            re.sub(r"\{\w*id\}", known, path).replace("{number}", "1").replace("{other}", "1").replace("{place}", "0")
        )

    def resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema or "anyOf" in schema or "oneOf" in schema:
            if "$ref" in schema:
                found: Any = self.described
                for part in schema["$ref"].split("/")[1:]:
                    found = found[part]
                schema = found
            else:
                kinds = schema.get("anyOf") or schema["oneOf"]
                schema = next((one for one in kinds if one.get("type") != "null"), kinds[0])
        return schema

    def holds_ids(self, schema: Schema, depth: int = 0) -> bool:
        schema = self.resolved(schema)
        inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
        return schema.get("format") == "uuid" or (depth < 5 and any(self.holds_ids(one, depth + 1) for one in inner))

    def of(self, schema: Schema, name: str = "") -> Any:
        """The smallest value, with everything in it that holds ids."""
        schema = self.resolved(schema)
        if "const" in schema or "enum" in schema:
            return schema.get("const") or schema["enum"][0]
        kind = schema.get("type")
        if kind == "object":
            wanted = schema.get("required", [])
            return {
                key: self.of(one, key)
                for key, one in schema.get("properties", {}).items()
                if key in wanted or self.holds_ids(one)
            }
        if kind == "array":
            needed = schema.get("minItems", 0) > 0 or self.holds_ids(schema.get("items", {}))
            return [self.of(schema["items"], name)] if needed else []
        if kind in ("integer", "number"):
            return schema.get("default") or max(1, schema.get("minimum", 1))
        return False if kind == "boolean" else self._text(schema, name)

    def _text(self, schema: Schema, name: str) -> str:
        if schema.get("format") == "uuid":
            return self.ids.get(noun_of(name), self.ids["client"])
        if schema.get("format") == "date":
            return "2026-11-02"
        if schema.get("format") == "date-time":
            return "2026-11-02T09:00:00Z"
        if schema.get("format") == "decimal":
            return "1.00"
        return str(WORDS.get(name, "Mine"))[: schema.get("maxLength", 99)]


def noun_of(name: str) -> str:
    """`client_id`, `client_ids` and `source_client_id` name a client."""
    return name.removesuffix("s").removesuffix("_id").split("_")[-1]


def places(schema: Schema, samples: Samples, value: Any) -> Iterator[tuple[Place, str]]:
    """Where in a value ids stand, each with the name of its field."""
    yield from _places(schema, samples, value, (), "")


def _places(schema: Schema, samples: Samples, value: Any, at: Place, name: str) -> Iterator[tuple[Place, str]]:
    schema = samples.resolved(schema)
    if schema.get("format") == "uuid":
        yield at, name
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _places(schema.get("properties", {}).get(key, {}), samples, each, (*at, key), key)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _places(schema.get("items", {}), samples, each, (*at, index), name)


def with_value(value: Any, at: Place, new: Any) -> Any:
    """The same with something else at one place."""
    made = deepcopy(value)
    *way, last = at
    inner = made
    for step in way:
        inner = inner[step]
    inner[last] = new
    return made
