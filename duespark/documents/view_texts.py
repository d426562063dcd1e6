"""Fills a template's own texts with the facts of the document; a text that fails is left out and told, never half printed."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cached_property
from typing import Any, Final

from duespark.documents.formats import Formats
from duespark.documents.liquid.problem import BadText
from duespark.documents.liquid.sandbox import Clock, fill

TEXT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {"text": ("heading", "text"), "footer": ("text",)}
"""The options of blocks that are texts in Liquid."""


def is_liquid(text: str) -> bool:
    """Whether there is anything to fill in."""
    return "{{" in text or "{%" in text


class Texts:
    """The texts of one document. `problems` are those that were left out, each with its block."""

    def __init__(self, facts: Callable[[], dict[str, Any]], form: Formats) -> None:
        self._facts, self._form = facts, form
        self.problems: list[dict[str, Any]] = []

    @cached_property
    def _known(self) -> dict[str, Any]:
        return self._facts()

    @cached_property
    def _clock(self) -> Clock:
        return Clock()

    def options(self, id: str, type: str, options: Mapping[str, Any]) -> Mapping[str, Any]:
        """The block's options with its texts filled in; a text that fails is empty."""
        sources = {name: options[name] for name in TEXT_FIELDS.get(type, ()) if is_liquid(options[name])}
        return (
            {**options, **{name: self._filled(id, source) for name, source in sources.items()}} if sources else options
        )

    def _filled(self, id: str, source: str) -> str:
        try:
            return fill(source, self._known, face="text", form=self._form, clock=self._clock).strip()
        except BadText as error:
            self.problems.append({"block": id, **asdict(error.problem)})
            return ""
