"""Runs Typst: one compiler kept per thread and template, two threads a process, a time limit a page run.

A compiler knows the fonts it was made with and no others. One with fonts of an organization belongs to that set of files alone.
"""

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, TypeVar

import orjson
from typst import Compiler, Fonts, TypstError

from duespark.adapters.pdf.coverage import characters_of, drawable, without_stray_marks
from duespark.engine.errors import Unavailable

FONTS: Final = Path(__file__).parents[2] / "fonts"
SECONDS: Final = 20.0
"""How long a caller waits; 500 lines need half a second. The thread itself cannot be stopped and goes on alone."""

_THREADS: Final = 2
_MENDED: Final = 12
"""Strays taken out of one document at most; only a text made to break the print has that many."""
_KEPT_OWN: Final = 4
"""Compilers with fonts of organizations that a thread keeps; one takes 20 ms to make."""
_KEPT = threading.local()

Result = TypeVar("Result")


class RenderFailed(Unavailable):
    code = "pdf.render_failed"
    sentence = "The document could not be drawn: {reason}."


@dataclass(frozen=True, slots=True)
class OwnFonts:
    """Files of fonts in a folder, all of one organization and named by their content. `whole` says that they set every text,
    so that what they have may be printed, also where no font that comes along has it."""

    folder: Path
    files: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Template:
    """A Typst program: `main` below `root`, which is all of the file system it can read, and the fonts it has beside those
    that come along."""

    root: Path
    main: str
    own: OwnFonts | None = None


def render_pdf(doc: bytes, *, template: Template, day: date | None) -> bytes:
    """The document as one PDF that is both PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

    `doc` is JSON. The same `doc` and `day` (the date the file says it was made) give the same bytes. Blocks the
    thread and releases the GIL. Raises RenderFailed.
    """
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    pages = _compile(doc, template, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=int(made.timestamp()))
    return pages[0]


def render_svg(doc: bytes, *, template: Template) -> list[str]:
    """The same pages as SVG, one text a page. Raises RenderFailed."""
    return [page.decode() for page in _compile(doc, template, format="svg")]


def render_png(doc: bytes, *, template: Template, ppi: float = 144) -> list[bytes]:
    """The same pages as PNG at `ppi` pixels an inch. Raises RenderFailed."""
    return _compile(doc, template, format="png", ppi=ppi)


def render_checked(doc: bytes, *, template: Template, mark: str) -> tuple[list[str], list[Any]]:
    """The pages as SVG, and the values of all metadata labelled `mark`, in order. Raises RenderFailed."""
    pages = render_svg(doc, template=template)
    try:
        # A query looks at what the compiler of this thread was given last.
        found = _compiler(template).query(f"<{mark}>", field="value")
    except TypstError as error:
        raise RenderFailed(reason=error.message) from error
    return pages, list(orjson.loads(found))


async def checked(doc: bytes, *, template: Template, mark: str) -> tuple[list[str], list[Any]]:
    """`render_checked` off the event loop. Raises RenderFailed, also after SECONDS."""
    return await _off_the_loop(partial(render_checked, doc, template=template, mark=mark))


async def pdf(doc: bytes, *, template: Template, day: date | None) -> bytes:
    """`render_pdf` off the event loop. Raises RenderFailed, also after SECONDS."""
    return await _off_the_loop(partial(render_pdf, doc, template=template, day=day))


async def svg(doc: bytes, *, template: Template) -> list[str]:
    """`render_svg` off the event loop. Raises RenderFailed, also after SECONDS."""
    return await _off_the_loop(partial(render_svg, doc, template=template))


async def png(doc: bytes, *, template: Template, ppi: float = 144) -> list[bytes]:
    """`render_png` off the event loop. Raises RenderFailed, also after SECONDS."""
    return await _off_the_loop(partial(render_png, doc, template=template, ppi=ppi))


async def _off_the_loop(draw: Callable[[], Result]) -> Result:
    running = asyncio.get_running_loop().run_in_executor(_pool(), draw)
    try:
        return await asyncio.wait_for(running, SECONDS)
    except TimeoutError as error:
        raise RenderFailed(reason=f"it took longer than {SECONDS:.0f} seconds") from error


def _compile(doc: bytes, template: Template, **options: Any) -> list[bytes]:
    own = template.own
    text = drawable(
        doc.decode(), FONTS, more=characters_of(own.folder, own.files) if own and own.whole else frozenset()
    )
    for _ in range(_MENDED):
        try:
            result = _compiler(template).compile(sys_inputs={"doc": text}, **options)
        except TypstError as error:
            mended = without_stray_marks(text, error.message)
            if mended == text:
                raise RenderFailed(reason=error.message) from error
            text = mended
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a panic of Rust becomes; there is no class to import
                raise
            raise RenderFailed(reason="the printer stumbled over it") from error
        else:
            return result if isinstance(result, list) else [result or b""]
    raise RenderFailed(reason="too many of its characters cannot be shown together")


def _compiler(template: Template) -> Compiler:
    if template.own is not None:
        return _own_compiler(template, template.own)
    compilers: dict[Template, Compiler] = _KEPT.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = _made(template, _fonts())
    return compilers[template]


def _own_compiler(template: Template, own: OwnFonts) -> Compiler:
    """Each for one set of files; those used longest ago are forgotten. Fonts are read when a letter is drawn, and one that is
    gone would be replaced without a word, so they are looked for each time."""
    compilers: OrderedDict[Template, Compiler] = _KEPT.__dict__.setdefault("own_compilers", OrderedDict())
    if not all((own.folder / name).is_file() for name in own.files):
        raise RenderFailed(reason="a font of its brand is missing")
    if template not in compilers:
        fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS, own.folder])
        compilers[template] = _made(template, fonts)
    compilers.move_to_end(template)
    while len(compilers) > _KEPT_OWN:
        compilers.popitem(last=False)
    return compilers[template]


def _made(template: Template, fonts: Fonts) -> Compiler:
    return Compiler(template.root / template.main, root=template.root, font_paths=fonts)


@lru_cache(maxsize=1)
def _fonts() -> Fonts:
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="typst")
