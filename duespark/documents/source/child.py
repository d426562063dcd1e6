"""The confined process: fills, cleans, checks and prints one source template. Reads one message, gives one answer, and ends.

The first line of the answer is JSON: what is wrong, and the sizes of the parts that follow it.
"""

import io
import os
import sys
from functools import cache
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson
from liquid import Markup

from duespark.adapters.pdf.coverage import characters_of, drawable
from duespark.documents.formats import Formats, formats
from duespark.documents.liquid.check import check
from duespark.documents.liquid.problem import BadText, Problem
from duespark.documents.liquid.sandbox import Clock, fill
from duespark.documents.liquid.values import unpacked
from duespark.documents.source.page import whole_page
from duespark.runtime.confined import ROOT, confine

_FONTS = ROOT / "duespark" / "fonts"
_MEMORY = 1_500 * 2**20
_WIDTH = 1240
"""Pixels of a page in a preview."""
_MOST_PAGES = 60
"""Pages of a preview."""
_MOST_ANSWER = 60 * 2**20


def main() -> None:
    """Imports first, then the limits, and only then the message."""
    seconds = int(os.environ["DUESPARK_SECONDS"])
    missing = _prepare()
    _brought()
    confine(seconds=seconds, memory=_MEMORY)
    message = orjson.loads(sys.stdin.buffer.read())
    problems, parts = _answered(message, missing)
    if sum(map(len, parts)) > _MOST_ANSWER:
        problems, parts = [_told(Problem(line=0, column=0, problem="It becomes too large."), "html", fatal=True)], []
    head = {"problems": problems, "missing": missing, "parts": [len(part) for part in parts]}
    sys.stdout.buffer.write(orjson.dumps(head) + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def _prepare() -> str:
    """Loads the printer; says what is missing where it cannot."""
    cache, own = Path(os.environ["DUESPARK_CACHE"]), os.environ["DUESPARK_OWN_FONTS"]
    config = (Path(own) if own else cache) / "fonts.conf"
    os.environ["FONTCONFIG_FILE"] = str(config)
    try:
        import pypdfium2  # noqa: F401
        import tinycss2  # noqa: F401

        _write_fonts(config, own, cache)
        from duespark.adapters.pdf import weasyprint  # noqa: F401
    except ModuleNotFoundError as error:
        return f"the Python package {error.name}"
    except OSError as error:
        return str(error).splitlines()[0][:200]
    return ""


def _write_fonts(config: Path, own: str, cache: Path) -> None:
    """Each set of own fonts has a list of its own beside it, so that no print ever sees those of another organization."""
    folders = "".join(f"<dir>{escape(str(each))}</dir>" for each in (_FONTS, own) if each)
    text = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{folders}<cachedir>{escape(str(cache / _known()))}</cachedir></fontconfig>"
    )
    new = config.with_name(f"fonts.conf.{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    new.replace(config)


def _known() -> str:
    """Where what is known of the fonts that come along is kept. Fontconfig asks a folder's time alone, which an update may leave
    as it was, and would then leave out the letters that came with it."""
    files = [(path.name, path.stat()) for path in sorted(_FONTS.rglob("*.?tf"))]
    told = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in files)
    return f"cache-{crc32(told.encode()):08x}"


def _answered(message: dict[str, Any], missing: str) -> tuple[list[dict[str, Any]], list[bytes]]:
    if missing:
        return [], []
    form = formats(message["paper"]["language"], message["currency"])
    facts = _with_pictures(unpacked(message["facts"], form))
    if message["want"] == "check":
        return _checked(message, facts, form), []
    return _drawn(message, facts, form)


def _with_pictures(value: Any) -> Any:
    """Facts with each picture as the element that shows it."""
    if isinstance(value, dict) and "$picture" in value:
        picture = Markup('<img class="{}" src="{}" alt="{}">')
        return picture.format(value["class"], value["$picture"], value["alt"])
    if isinstance(value, dict):
        return {key: _with_pictures(each) for key, each in value.items()}
    return [_with_pictures(each) for each in value] if isinstance(value, list) else value


def _checked(message: dict[str, Any], facts: Any, form: Formats) -> list[dict[str, Any]]:
    from duespark.documents.source.clean import clean_css, told_of_html

    wrong = check(message["html"], face="source", facts=facts, form=form)
    _, dropped = clean_css(message["css"])
    return [
        *(_told(each, "html", fatal=True) for each in wrong),
        *(_told(each, "html", fatal=False) for each in told_of_html(message["html"])),
        *(_told(each, "css", fatal=False) for each in dropped),
    ]


def _told(problem: Problem, field: str, *, fatal: bool) -> dict[str, Any]:
    return {
        "field": field, "line": problem.line, "column": problem.column, "problem": problem.problem, "fatal": fatal
    }  # fmt: skip


def _drawn(message: dict[str, Any], facts: Any, form: Formats) -> tuple[list[dict[str, Any]], list[bytes]]:
    from duespark.adapters.pdf.weasyprint import html_pdf
    from duespark.adapters.pdf.xmp import About
    from duespark.documents.source.clean import clean_css, clean_html

    try:
        body = fill(message["html"], facts, face="source", form=form, clock=Clock(message["liquid_seconds"]))
    except BadText as error:
        return [_told(error.problem, "html", fatal=True)], []
    css, _ = clean_css(message["css"])
    html = whole_page(clean_html(body), css, message["paper"], message["pictures"])
    if message["want"] == "html":
        return [], [html.encode()]
    paper, told = message["paper"], message["paper"]["about"]
    about = About(**{**told, "keywords": tuple(told["keywords"])})
    pdf = html_pdf(_with_boxes(html), title=paper["title"], language=paper["language"], about=about)
    return [], [pdf] if message["want"] == "pdf" else _pages(pdf)


def _with_boxes(html: str) -> str:
    """A letter that no font has would be nothing on paper, which PDF/A forbids (ISO 19005-3, 6.2.11.8)."""
    return drawable(html, _FONTS, more=_brought())


@cache
def _brought() -> frozenset[int]:
    """What the organization's fonts can draw, any of which stands in for a letter that another lacks; read before the limits,
    for after them no such file is opened."""
    own = os.environ["DUESPARK_OWN_FONTS"]
    files = sorted(path.name for path in Path(own).glob("*.ttf")) if own else []
    return frozenset[int]().union(*(characters_of(Path(own), (name,)) for name in files))


def _pages(pdf: bytes) -> list[bytes]:
    """Each page as a PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in islice(document, _MOST_PAGES):
        made = io.BytesIO()
        page.render(scale=_WIDTH / max(1.0, page.get_width())).to_pil().save(made, "PNG")
        found.append(made.getvalue())
    return found


if __name__ == "__main__":
    main()
