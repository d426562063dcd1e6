"""Looks at an uploaded font without touching it here: a confined process reads it, another one prints it."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import orjson

from duespark.companies.fonts import problems
from duespark.companies.fonts.limits import KINDS, MOST_BYTES, SECONDS
from duespark.companies.fonts.names import print_name
from duespark.runtime.confined import Stopped, run_confined


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A font that may be used: what it is, and its content for print."""

    family: str
    weight: int
    italic: bool
    languages: tuple[str, ...]
    tabular: bool
    content: bytes


async def inspect_fonts(content: bytes) -> list[Inspected]:
    """The font in a file; of a variable one each weight that is taken.

    Raises `FontTooLarge`, `NotAFont`, `FontDamaged`, `FontNotPrintable`, `EmbeddingForbidden`.
    """
    if len(content) > MOST_BYTES:
        raise problems.FontTooLarge
    if content[:4] not in KINDS:
        raise problems.NotAFont
    answer = await _confined("duespark.companies.fonts.child", content)
    line, _, made = answer.partition(b"\n")
    head = orjson.loads(line)
    if "problem" in head:
        raise getattr(problems, head["problem"])(**head["facts"])
    found = []
    for facts in head["fonts"]:
        size = facts.pop("size")
        found.append(Inspected(**{**facts, "languages": tuple(facts["languages"])}, content=made[:size]))
        await _print_once(facts["family"], found[-1].content)
        made = made[size:]
    return found


async def _print_once(family: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="duespark-font-") as folder:
        (Path(folder) / "font.ttf").write_bytes(content)
        await _confined("duespark.companies.fonts.trial", print_name(family).encode(), DUESPARK_FOLDER=folder)


async def _confined(module: str, message: bytes, **environment: str) -> bytes:
    known = {"DUESPARK_SECONDS": str(SECONDS), **environment}
    try:
        return await run_confined(module, message, seconds=3 * SECONDS, environment=known)
    except Stopped as error:
        if error.late:
            raise problems.FontTooLarge from error
        raise problems.FontDamaged(reason="it needs more than it may have") from error
