"""Asks the confined process for a source template's PDF, its pages, its HTML, or what is wrong with it."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from struct import unpack
from typing import Any, Final, Literal

import orjson

from duespark.documents.source.facts import pictures, source_facts
from duespark.documents.source.template import SourceTemplate
from duespark.documents.view_blocks import paper_size
from duespark.runtime.confined import Stopped, run_confined
from duespark.runtime.settings import settings

Want = Literal["pdf", "pages", "html", "check"]

INSTALL: Final = "Install the extra “html” (pip install 'duespark[html]') and Pango; see Running DueSpark."
SECONDS: Final = 20
"""Of processor time; a page needs one. The clock of the wall runs three times as long, for machines that are busy."""
LOOKING: Final = 8
"""The same while somebody waits for a preview."""
_LIQUID_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProblem:
    """What is wrong with a source; one that is not `fatal` is left out and the rest printed."""

    field: str
    line: int
    column: int
    problem: str
    fatal: bool

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}: {self.problem}" if self.line else self.problem


class SourceFailed(Exception):
    """A source template that cannot be drawn; `problem` says why."""

    def __init__(self, problem: SourceProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


async def draw_source(
    source: SourceTemplate,
    document: Mapping[str, Any],
    view: Mapping[str, Any],
    *,
    want: Want,
    fonts: Path | None = None,
) -> list[bytes]:
    """The PDF or the HTML alone, or each page as a PNG. `view` is that of the document with a standard template, `fonts` a
    folder with those its organization brought.

    Raises `SourceFailed`.
    """
    problems, parts = await _asked(_message(source, document, view, want), fonts)
    if not parts:
        fatal = next((each for each in problems if each.fatal), None)
        raise SourceFailed(fatal or _general("It made no page."))
    return parts


async def check_source(
    source: SourceTemplate, document: Mapping[str, Any], view: Mapping[str, Any]
) -> list[SourceProblem]:
    """Everything that is wrong with the source, on this document."""
    try:
        return (await _asked(_message(source, document, view, "check")))[0]
    except SourceFailed as error:
        return [error.problem]


def _message(
    source: SourceTemplate, document: Mapping[str, Any], view: Mapping[str, Any], want: Want
) -> dict[str, Any]:
    brand = view["brand"]
    seller = (document["seller"] or {}).get("address") or {}
    return {
        "want": want,
        "html": source.html,
        "css": source.css,
        "facts": source_facts(document, view),
        "currency": document["currency"],
        "pictures": pictures(view),
        "liquid_seconds": _LIQUID_SECONDS,
        "paper": {
            "language": document["language"],
            "direction": view["direction"],
            "title": " ".join(part for part in (view["title"], view["number"]) if part),
            "about": {**view["about"], "author": brand["name"], "day": view["date"]},
            "page": paper_size(source.page, seller.get("country", "")),
            "mark": view["watermarks"]["needed"],
            "code_width": ((view["payment"] or {}).get("code") or {"width": "30"})["width"],
            "colors": {
                "brand": brand["color"],
                "on-brand": brand["on_color"],
                "accent": brand["on_paper"],
                **{name: brand[name] for name in ("secondary", "heading", "body", "muted", "surface")},
            },
            "fonts": brand["fonts"],
        },
    }


async def _asked(message: dict[str, Any], fonts: Path | None = None) -> tuple[list[SourceProblem], list[bytes]]:
    seconds = SECONDS if message["want"] == "pdf" else min(SECONDS, LOOKING)
    try:
        answer = await run_confined(
            "duespark.documents.source.child", orjson.dumps(message), seconds=3 * seconds,
            environment={
                "DUESPARK_SECONDS": str(seconds), "DUESPARK_CACHE": str(_cache()), "DUESPARK_OWN_FONTS": str(fonts or ""),
            },
        )  # fmt: skip
    except Stopped as error:
        late = f"It takes longer than {seconds} seconds to draw." if error.late else "It needs more than it may have."
        raise SourceFailed(_general(late)) from error
    head, _, rest = answer.partition(b"\n")
    told = orjson.loads(head)
    if told["missing"]:
        raise SourceFailed(_general(f"The printer of source templates is not there: {told['missing']}. {INSTALL}"))
    return [SourceProblem(**each) for each in told["problems"]], _cut(rest, told["parts"])


def _cache() -> Path:
    """Where the process keeps what it knows of the fonts."""
    folder = settings().data_dir / "font-cache"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _cut(rest: bytes, sizes: list[int]) -> list[bytes]:
    parts, start = [], 0
    for size in sizes:
        parts.append(rest[start : start + size])
        start += size
    return parts


def _general(problem: str) -> SourceProblem:
    return SourceProblem(field="html", line=0, column=0, problem=problem, fatal=True)


def page_svg(png: bytes) -> str:
    """A page's picture as the SVG that previews show."""
    width, height = unpack(">II", png[16:24])
    url = f"data:image/png;base64,{b64encode(png).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image href="{url}" width="{width}" height="{height}"/></svg>'
    )
