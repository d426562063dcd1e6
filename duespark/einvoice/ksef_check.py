"""Checks an invoice of FA(3) against the Ministry of Finance's schema, which comes with the package `ksef-client` (extra `ksef`)."""

import asyncio
from functools import cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from duespark.engine.errors import Invalid, Unavailable

_FOLDER = ("documents", "fa3", "schemas")
_SCHEMA = "schemat_FA(3)_v1-0E.xsd"


class KsefMissing(Unavailable):
    code = "ksef.not_installed"
    sentence = "The part that writes invoices for KSeF is not installed. Install duespark[ksef]."


class InvalidKsef(Invalid):
    code = "ksef.invalid"
    sentence = "This document is no valid FA(3), so it is not handed out: {problem}"


def can_write_ksef() -> bool:
    """Whether the schema is installed."""
    return find_spec("ksef_client") is not None


async def check_ksef(xml: bytes) -> None:
    """Raises `InvalidKsef` with what the schema says, `KsefMissing` where it is not installed."""
    if not can_write_ksef():
        raise KsefMissing
    if found := await asyncio.to_thread(shape_errors, xml):
        raise InvalidKsef(problem="; ".join(found[:3]))


def shape_errors(xml: bytes) -> list[str]:
    """What the schema has against a document, in its own words."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    schema = etree.XMLSchema(_schema())
    return [] if schema.validate(root) else [f"line {one.line}: {one.message}" for one in schema.error_log]


@cache
def _schema() -> Any:
    with as_file(files("ksef_client").joinpath(*_FOLDER)) as folder:
        parser = etree.XMLParser(no_network=True)
        parser.resolvers.add(_Local(folder))
        return etree.parse(str(folder / _SCHEMA), parser)


class _Local(etree.Resolver):  # type: ignore[misc]
    """Finds the schemas that name each other by web address in their folder, and nothing else."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def resolve(self, url: str, id: str, context: Any) -> Any:
        path = self._folder / url.rpartition("/")[2]
        return self.resolve_filename(str(path), context) if path.is_file() else self.resolve_empty(context)
