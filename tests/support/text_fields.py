"""Bodies of requests with a text wherever a person can write one, made out of the API's description, and the way they are refused."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx2

from tests.support.samples import Place, Samples, Schema, with_value

_JSON = {"content-type": "application/json"}


class Texts:
    """The text fields of a body by their place, and what stands there where a text is refused.

    `given` are values by name, or by the name of what holds them and their own ("exchange.currency"); None leaves a field out
    where it is not required.
    """

    def __init__(self, samples: Samples, name: str, given: Mapping[str, Any]) -> None:
        self._samples, self._given = samples, given
        schema = samples.resolved({"$ref": f"#/components/schemas/{name}"})
        self.body: Any = self._whole(schema, (), "")
        self.places: list[Place] = list(self._found(schema, self.body, ()))

    def filled(self, text: str) -> Any:
        """The body with `text` in every text field."""
        body = self.body
        for place in self.places:
            body = with_value(body, place, text)
        return body

    def _whole(self, schema: Schema, place: Place, name: str) -> Any:
        schema = self._samples.resolved(schema)
        given = self._value(place)
        if given is not ... and given is not None and isinstance(place[-1], str):
            return given
        if schema.get("type") == "object" and "properties" in schema:
            fields = schema["properties"]
            kept = [
                key for key in fields if key in schema.get("required", []) or self._value((*place, key)) is not None
            ]
            return {key: self._whole(fields[key], (*place, key), key) for key in kept}
        if schema.get("type") == "array":
            return [self._whole(schema["items"], (*place, 0), name)]
        if "default" in schema:
            return schema["default"]
        return self._samples.of(schema, name)

    def _value(self, place: Place) -> Any:
        """The given value; ... where none is given."""
        names = [step for step in place if isinstance(step, str)]
        if not names:
            return ...
        return self._given.get(".".join(names[-2:]), self._given.get(names[-1], ...))

    def _found(self, schema: Schema, value: Any, place: Place) -> Iterator[Place]:
        schema = self._samples.resolved(schema)
        if isinstance(value, dict):
            for key, one in value.items():
                yield from self._found(schema.get("properties", {}).get(key, {}), one, (*place, key))
        elif isinstance(value, list):
            for at, one in enumerate(value):
                yield from self._found(schema.get("items", {}), one, (*place, at))
        elif schema.get("type") == "string" and not {"enum", "format", "const", "pattern"} & set(schema):
            yield place


async def offer(
    api: httpx2.AsyncClient, method: str, path: str, texts: Texts, text: str, **headers: str
) -> tuple[Any, list[Place]]:
    """The answer of a request with `text` in every field that takes it, and those fields.

    A refusal must be 422 and point to a field with the text, which then goes back to what it was. Fails where one points
    elsewhere.
    """
    body, left = texts.filled(text), list(texts.places)
    for _ in range(len(texts.places) + 1):
        # As ASCII, for a lone surrogate has no other form.
        answer = await api.request(method, path, content=json.dumps(body), headers=_JSON | headers)
        if answer.status_code < 400:
            return answer.json(), left
        problem = answer.json()
        assert answer.status_code == 422, answer.text[:500]
        assert "errors" in problem, answer.text[:500]
        blamed = {tuple(one["pointer"].removeprefix("#/").split("/")) for one in problem["errors"]}
        refused = [place for place in left if tuple(map(str, place)) in blamed]
        assert len(refused) == len(blamed), f"{problem['code']} points to {blamed}: {problem['detail'][:300]}"
        for place in refused:
            left.remove(place)
            body = with_value(body, place, _at(texts.body, place))
    raise AssertionError(f"never accepted: {problem}")


def _at(body: Any, place: Place) -> Any:
    for step in place:
        body = body[step]
    return body
