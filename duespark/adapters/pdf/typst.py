"""Runs Typst, in processes that do nothing else: a compiler kept for each template, a time limit for each run.

Typst keeps what it read and laid out, and uses it again where all that it came from is the same. So what many documents
have in common is given apart, as their look: then the next document of the same look takes two thirds of the time, and the
next preview of the same document a third.

A compiler knows the fonts it was made with and no others. One with fonts of an organization belongs to that set of files alone.
"""

import asyncio
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from typst import Compiler, Fonts, TypstError

from duespark.adapters.pdf.coverage import characters_of, drawable, without_stray_marks
from duespark.adapters.pdf.pack import packed
from duespark.engine.errors import Unavailable
from duespark.runtime.aside import Aside
from duespark.runtime.confined import Stopped

FONTS: Final = Path(__file__).parents[2] / "fonts"
SECONDS: Final = 20.0
"""How long a run may take before its process is killed; 500 lines need half a second."""
_PATIENCE: Final = 60.0
"""How long a caller waits, its turn included."""

_PROCESSES: Final = min(4, max(2, os.cpu_count() or 2))
"""As many as can work at once; and never one alone, which a single document could keep from all others."""
_DRAWERS: Final = Aside(_PROCESSES, memory=2**30)
"""A process has 200 MB, and 900 after a document of 5,000 lines."""
_MENDED: Final = 12
"""Strays taken out of one document at most; only a text made to break the print has that many."""
_KEPT_OWN: Final = 4
"""Compilers with fonts of organizations that a process keeps; one takes 20 ms to make."""

Given = ParamSpec("Given")
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
    that come along.

    It finds the look in `sys.inputs.look`. `draws` is the function of `main` that is called with the document; without
    one the program finds the document in `sys.inputs.doc`.
    """

    root: Path
    main: str
    draws: str = ""
    own: OwnFonts | None = None


class Input(NamedTuple):
    """What a template draws: the document, and what it has in common with others. JSON, both."""

    doc: bytes
    look: bytes = b"{}"


@dataclass(slots=True)
class _Kept:
    """A compiler, and the look its library was made for; making one takes two milliseconds."""

    compiler: Compiler
    look: str | None = None


def render_pdf(given: Input, *, template: Template, day: date | None) -> bytes:
    """The document as one PDF that is both PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1).

    The same input and `day` (the date the file says it was made) give the same bytes. Runs in this process, as do all
    `render_…`, and not in two of its threads at once. Raises RenderFailed.
    """
    made = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    pages = _compile(given, template, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=int(made.timestamp()))
    return packed(pages[0])


def render_svg(given: Input, *, template: Template) -> list[str]:
    """The same pages as SVG, one text a page. Raises RenderFailed."""
    return [page.decode() for page in _compile(given, template, format="svg")]


def render_png(given: Input, *, template: Template, ppi: float = 144) -> list[bytes]:
    """The same pages as PNG at `ppi` pixels an inch. Raises RenderFailed."""
    return _compile(given, template, format="png", ppi=ppi)


def render_checked(given: Input, *, template: Template, mark: str) -> tuple[list[str], list[str]]:
    """The pages as SVG, and what the template noted on them, in order: it notes `said` by a link to `mark:said`, which
    is taken out. Raises RenderFailed."""
    noted = re.compile(rf'<g transform="[^"]*"><a href="{re.escape(mark)}:([^"]*)"[^>]*><rect [^>]*/></a></g>')
    pages = render_svg(given, template=template)
    notes = [said for page in pages for said in noted.findall(page)]
    return [noted.sub("", page) for page in pages] if notes else pages, notes


async def checked(given: Input, *, template: Template, mark: str) -> tuple[list[str], list[str]]:
    """`render_checked` in another process. Raises RenderFailed, also after SECONDS."""
    return await _aside(render_checked, given, template=template, mark=mark)


async def pdf(given: Input, *, template: Template, day: date | None) -> bytes:
    """`render_pdf` in another process. Raises RenderFailed, also after SECONDS."""
    return await _aside(render_pdf, given, template=template, day=day)


async def svg(given: Input, *, template: Template) -> list[str]:
    """`render_svg` in another process. Raises RenderFailed, also after SECONDS."""
    return await _aside(render_svg, given, template=template)


async def png(given: Input, *, template: Template, ppi: float = 144) -> list[bytes]:
    """`render_png` in another process. Raises RenderFailed, also after SECONDS."""
    return await _aside(render_png, given, template=template, ppi=ppi)


async def _aside(draw: Callable[Given, Result], *args: Given.args, **more: Given.kwargs) -> Result:
    try:
        return await asyncio.wait_for(_DRAWERS.call(SECONDS, draw, *args, **more), _PATIENCE)
    except Stopped as error:
        late = f"it took longer than {SECONDS:.0f} seconds"
        raise RenderFailed(reason=late if error.late else "the printer stumbled over it") from error
    except TimeoutError as error:
        raise RenderFailed(reason="too many others are being drawn") from error


def _compile(given: Input, template: Template, **options: Any) -> list[bytes]:
    own = template.own
    more = characters_of(own.folder, own.files) if own and own.whole else frozenset[int]()
    doc, look = (drawable(text.decode(), FONTS, more=more) for text in given)
    for _ in range(_MENDED):
        try:
            result = _draw(doc, look, template, options)
        except TypstError as error:
            mended = [without_stray_marks(text, error.message) for text in (doc, look)]
            if mended == [doc, look]:
                raise RenderFailed(reason=error.message) from error
            doc, look = mended
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a panic of Rust becomes; there is no class to import
                raise
            raise RenderFailed(reason="the printer stumbled over it") from error
        else:
            return result if isinstance(result, list) else [result or b""]
    raise RenderFailed(reason="too many of its characters cannot be shown together")


def _draw(doc: str, look: str, template: Template, options: dict[str, Any]) -> Any:
    kept = _kept(template)
    if not template.draws:
        return kept.compiler.compile(sys_inputs={"doc": doc}, **options)
    if kept.look != look:
        options = options | {"sys_inputs": {"look": look}}
    kept.look = None  # until it has drawn with it
    drawn = kept.compiler.compile(_call(template, doc), **options)
    kept.look = look
    return drawn


def _call(template: Template, doc: str) -> bytes:
    """A program that draws the document, which stands in it as a string. JSON has no line ends or control characters, so
    only what ends a string is to be escaped."""
    string = doc.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "/{template.main}": {template.draws}\n#{template.draws}(json(bytes("{string}")))'.encode()


def _kept(template: Template) -> _Kept:
    """Fonts are read when a letter is drawn, and one that is gone would be replaced without a word, so they are looked for
    each time."""
    own = template.own
    if own is None:
        return _standard_kept(template)
    if not all((own.folder / name).is_file() for name in own.files):
        raise RenderFailed(reason="a font of its brand is missing")
    return _own_kept(template)


@cache
def _standard_kept(template: Template) -> _Kept:
    return _made(template, _fonts())


@lru_cache(maxsize=_KEPT_OWN)
def _own_kept(template: Template) -> _Kept:
    """Each for one set of files; that used longest ago is forgotten."""
    assert template.own is not None
    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS, template.own.folder])
    return _made(template, fonts)


def _made(template: Template, fonts: Fonts) -> _Kept:
    return _Kept(Compiler(template.root / template.main, root=template.root, font_paths=fonts))


@cache
def _fonts() -> Fonts:
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
