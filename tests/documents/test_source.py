"""Source templates: printed as archivable PDF from HTML, CSS and Liquid, and harmless whatever they say (FM-30)."""

import asyncio
import os
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import Any

import pytest
import tinycss2

from duespark.adapters.pdf.certificate import make_certificate
from duespark.adapters.pdf.coverage import MISSING, drawable
from duespark.adapters.pdf.merge import merge_pdfs
from duespark.adapters.pdf.sign import sign_pdf
from duespark.adapters.pdf.typst import FONTS
from duespark.companies.brands.design import Design, FontChoice
from duespark.documents.render import check_pages, print_pdf, render_html
from duespark.documents.source import child, draw
from duespark.documents.source.clean import LACKING, clean_css, clean_html
from duespark.documents.source.first import first_source
from duespark.documents.source.template import SourceTemplate, read_source
from duespark.documents.templates.read import InvalidTemplate
from duespark.documents.view import Look, print_view
from tests.documents import samples
from tests.documents.reading import html_text, pdf_fonts, pdf_text, width_of
from tests.support import verapdf
from tests.support.fonts import font, own_letters

LOGO = Path(__file__).with_name("logo.png").read_bytes()
DATA = f"data:image/png;base64,{b64encode(LOGO).decode()}"
XXE = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
BOMBS = {
    "loop": "{% for i in (1..100000000) %}x{% endfor %}",
    "nested": "{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}",
    "100 MB": "{% for i in (1..49999) %}" + "x" * 2100 + "{% endfor %}",
}
HANGS = {
    "pages": ("{% for i in (1..20000) %}word {% endfor %}", "@page { size: 6mm 6mm; margin: 0 }"),
    "columns": ("<div>{% for i in (1..20000) %}word {% endfor %}</div>", "div { column-count: 100000; height: 1mm }"),
    "nesting": ("<div>" * 4000, "div { display: flex }"),
}


def source(html: str, css: str = "") -> SourceTemplate:
    return read_source({"kind": "source", "html": html, "css": css})


def drawn(template: SourceTemplate, document: dict[str, Any] | None = None, *, status: str = "issued") -> Any:
    look = Look(source=template, logo=LOGO)
    return asyncio.run(print_pdf(document or samples.two_rates(), look=look, status=status))


@contextmanager
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and everybody who came to it."""
    seen: list[str] = []

    class Seen(BaseRequestHandler):
        def handle(self) -> None:
            seen.append(str(self.client_address))

    with ThreadingTCPServer(("127.0.0.1", 0), Seen) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], seen
        server.shutdown()


@pytest.fixture(scope="module")
def first() -> bytes:
    """What the template that people begin with makes of an invoice."""
    return bytes(drawn(first_source()).pdf)


class TestPrint:
    def test_the_first_one_says_what_the_document_says(self, first: bytes) -> None:
        text = pdf_text(first)
        wanted = [
            "INV-2026-0042",
            "Northlight",
            "ExampleBakeryGmbH",
            "DE123456789",
            "Logoandwordmark",
            "€4,815.37",
            "IE29AIBK",
        ]
        assert [one for one in wanted if one not in text] == []
        assert "Long-termclient" in text

    @pytest.mark.verapdf
    @pytest.mark.parametrize(("language", "status"), [("ar", "issued"), ("ja", "issued"), ("pl", "void")])
    def test_is_archivable_and_accessible(self, language: str, status: str, tmp_path: Path) -> None:
        document = samples.two_rates() | {
            "language": language,
            "notes": "請求書 日本 " if language == "ja" else "Zażółć",
        }
        printed = drawn(first_source(), document, status=status)
        assert printed.problems == ()
        (tmp_path / "one.pdf").write_bytes(printed.pdf)
        assert verapdf.failures([tmp_path / "one.pdf"]) == []

    @pytest.mark.verapdf
    def test_is_merged_and_signed_like_any_other(self, first: bytes, tmp_path: Path) -> None:
        blocks = asyncio.run(print_pdf(samples.two_rates(), look=Look(), status="issued")).pdf
        certificate = make_certificate("Northlight", now=datetime(2026, 3, 4, tzinfo=UTC))
        made = {
            "own first": merge_pdfs([("a", first), ("b", blocks), ("c", first)], title="All"),
            "own last": merge_pdfs([("a", blocks), ("b", first)], title="All"),
            "signed": sign_pdf(first, certificate.pkcs12, name="Northlight"),
        }
        for name, pdf in made.items():
            (tmp_path / f"{name}.pdf").write_bytes(pdf)
        assert verapdf.failures(sorted(tmp_path.iterdir())) == []

    def test_equal_input_gives_equal_bytes(self, first: bytes) -> None:
        assert drawn(first_source()).pdf == first

    @pytest.mark.parametrize(("status", "says"), [("draft", "Draft"), ("void", "Void")])
    def test_no_rule_hides_that_it_is_a_draft_or_void(self, status: str, says: str) -> None:
        hiding = "p { display: none !important; opacity: 0 !important; color: transparent !important; font-size: 0 !important }"
        assert says in pdf_text(drawn(source("<div>x</div>", hiding), status=status).pdf)

    def test_typed_markup_stays_text(self) -> None:
        document = samples.two_rates() | {"notes": "<b>bold</b><script>alert(1)</script>{{ total }}"}
        text = pdf_text(drawn(source("<p>{{ invoice.notes }}</p>"), document).pdf)
        assert "<b>bold</b><script>alert(1)</script>{{total}}" in text

    def test_the_html_file_is_complete_in_itself(self) -> None:
        look = Look(source=first_source(), logo=LOGO)
        page = asyncio.run(render_html(samples.two_rates(), look=look, status="issued"))
        assert "€4,815.37" in html_text(page)
        assert "data:image/png;base64," in page
        assert "http" not in page.replace("http-equiv", "").split("<body>")[0]

    @pytest.mark.verapdf
    def test_is_set_in_the_fonts_of_its_organization_alone(self, tmp_path: Path) -> None:
        """FM-46: two organizations have fonts of one name, and print at the same moment."""
        design = Design(fonts=FontChoice(heading="Aone", body="Btwo"))
        looks = []
        for name, width in (("ours", 450), ("theirs", 900)):
            bold = font("Btwo", weight=700, width=width)
            letters = own_letters(tmp_path / name, font("Aone", outlines="cff"), font("Btwo", width=width), bold)
            looks.append(Look(source=first_source(), design=design, letters=letters))

        async def both() -> list[bytes]:
            prints = (print_pdf(samples.two_rates(), look=look, status="issued") for look in looks)
            return [each.pdf for each in await asyncio.gather(*prints)]

        ours, theirs = asyncio.run(both())
        assert {"Aone", "Btwo", "Btwo-Bold"} <= pdf_fonts(ours)
        assert width_of(theirs, "Harbour") > 1.8 * width_of(ours, "Harbour")
        (tmp_path / "own.pdf").write_bytes(ours)
        assert verapdf.failures([tmp_path / "own.pdf"]) == []

    def test_fonts_of_an_update_are_seen(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Also where its folder has the time of the one before, as in images that are built to be the same."""
        monkeypatch.setattr(child, "_FONTS", tmp_path / "fonts")
        (tmp_path / "fonts").mkdir()
        told = set()
        for content in (b"before", b"with more letters"):
            (tmp_path / "fonts" / "Inter.otf").write_bytes(content)
            os.utime(tmp_path / "fonts", (1, 1))
            child._write_fonts(tmp_path / "fonts.conf", "", tmp_path)
            told.add((tmp_path / "fonts.conf").read_text())
        assert len(told) == 2

    def test_a_preview_is_the_pages_of_the_print(self) -> None:
        look = Look(source=first_source())
        made = asyncio.run(check_pages(samples.long(50), look=look, status="issued"))
        assert len(made.pages) > 1
        assert all(page.startswith("<svg") for page in made.pages)


class TestHostile:
    def test_fm_30_nothing_is_loaded_read_or_run(self) -> None:
        with listener() as (port, seen):
            there = f"http://127.0.0.1:{port}"
            svg = b64encode(XXE.encode()).decode()
            html = f"""
              <p>Before</p><script src="{there}/a.js">steal()</script><iframe src="{there}/b"></iframe>
              <link rel="stylesheet" href="{there}/c.css"><link rel="attachment" href="file:///etc/passwd">
              <style>@import "{there}/d.css"; p {{ background: url({there}/e.png) }}</style>
              <img src="{there}/f.png" alt="a"><img src="file:///etc/passwd" alt="b"><img src="//127.0.0.1:{port}/g" alt="c">
              <img src="data:image/svg+xml;base64,{svg}" alt="d">{XXE}<object data="file:///etc/passwd"></object>
              <embed src="{there}/h"><base href="{there}/"><img src="i.png" alt="e"><meta http-equiv="refresh" content="0;{there}">
              <p style="background: url({there}/j.png)" onclick="steal()">After</p><a href="javascript:steal()">link</a>
              <svg><image href="{there}/k.png"/><use href="file:///etc/passwd#x"/></svg><form action="{there}"><input></form>
              <a href="file:///etc/passwd">file</a><table background="{there}/l.png"><tr><td>cell</td></tr></table>"""
            css = f"""
              @import "{there}/m.css"; @import url(file:///etc/passwd); @font-face {{ font-family: x; src: url({there}/n.ttf) }}
              p {{ background-image: url("file:///etc/passwd"); content: url({there}/o.png); list-style: u\\72l({there}/p.png) }}
              div {{ background: image-set("{there}/q.png" 1x); width: expression(steal()); behavior: url({there}/r) }}
              @media print {{ p {{ cursor: url({there}/s.cur), auto }} @import "{there}/t.css"; }}
              @page {{ background: url({there}/u.png); @top-left {{ content: url({there}/v.png) }} }}
              @namespace url({there}/w); p::after {{ content: "</style><script>steal()</script>" }}"""
            printed = drawn(source(html, css))
            look = Look(source=source(html, css))
            page = asyncio.run(render_html(samples.two_rates(), look=look, status="issued"))
        assert seen == []
        assert printed.problems == ()
        text = pdf_text(printed.pdf)
        assert "Before" in text
        assert "After" in text
        assert "root:" not in text
        for word in ("steal", str(port), "passwd", "<script", "<iframe", "onclick", "javascript:"):
            assert word not in page.replace("<\\/style><script>steal()<\\/script>", ""), word

    @pytest.mark.parametrize("name", BOMBS)
    def test_fm_30_a_bomb_is_refused_and_the_invoice_printed(self, name: str) -> None:
        printed = drawn(source(f"<p>start</p>{BOMBS[name]}"))
        assert "€4,815.37" in pdf_text(printed.pdf)
        (problem,) = printed.problems
        assert problem["problem"].startswith("A standard template was used instead.")

    @pytest.mark.parametrize("name", HANGS)
    def test_fm_30_what_hangs_is_killed_and_the_invoice_printed(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(draw, "SECONDS", 3)
        printed = drawn(source(*HANGS[name]))
        assert "€4,815.37" in pdf_text(printed.pdf)
        assert printed.problems[0]["problem"].startswith("A standard template was used instead.")

    def test_the_extra_that_is_missing_is_named_and_the_invoice_printed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        async def bare(*_: Any, **__: Any) -> bytes:
            return b'{"problems": [], "missing": "the Python package weasyprint", "parts": []}\n'

        monkeypatch.setattr(draw, "run_confined", bare)
        printed = drawn(first_source())
        assert "€4,815.37" in pdf_text(printed.pdf)
        assert "pip install 'duespark[html]'" in printed.problems[0]["problem"]


class TestClean:
    @pytest.mark.parametrize(
        ("html", "kept"),
        [
            ('<p class="a" onclick="x()">b</p>', '<p class="a">b</p>'),
            ('<a href="javascript:x()">b</a>', "<a>b</a>"),
            ('<a href="https://example.com">b</a>', '<a href="https://example.com">b</a>'),
            (f'<img src="{DATA}" alt="b">', f'<img src="{DATA}" alt="b">'),
            ('<img src="data:text/html;base64,PHA+" alt="b">', '<img alt="b">'),
            ('<p style="color: red; background: url(x)">b</p>', '<p style="color:red;">b</p>'),
            ("<td colspan=99999>b", "b"),
            ("<script>a</script><style>p{}</style><svg><text>c</text></svg>b", "b"),
        ],
    )
    def test_html(self, html: str, kept: str) -> None:
        assert clean_html(html) == kept

    @pytest.mark.parametrize(
        ("css", "kept"),
        [
            ("p { color: red }", "p {color:red;}"),
            (f"p {{ background: url({DATA}) }}", f"p {{background:url({DATA});}}"),
            ("p { background: url(duespark:logo) }", "p {}"),
            ("p { background: URL('a.png'); top: 1px }", "p {top:1px;}"),
            ('@import "a"; @font-face { src: url(a) } b { c: d }', "\n\nb {c:d;}"),
            (
                '@page { size: A4; @top-left { content: url(a) "b"; color: red } }',
                "@page {size:A4;@top-left{color:red;}}",
            ),
            ("@media print { p { color: red } @import 'a'; }", "@media print {p {color:red;}\n}"),
        ],
    )
    def test_css(self, css: str, kept: str) -> None:
        assert clean_css(css)[0] == kept

    def test_tells_what_was_left_out_of_the_css_and_where(self) -> None:
        (told,) = clean_css("p {\n  background: url(x);\n}")[1]
        assert (told.line, told.column) == (2, 3)
        assert "“background” is left out" in told.problem


class TestLetters:
    """What no font has is never nothing on paper, wherever it comes from: U+1F370 is a cake, U+0C85 a Kannada letter."""

    @pytest.mark.verapdf
    def test_of_css_are_boxes_where_no_font_has_them(self, tmp_path: Path) -> None:
        css = r"""h1::before { content: "\1f370 cake " } li { list-style-type: '\000c85' } @page { @top-left { content: "\1F370" } }"""
        pdf = drawn(source("<h1>One</h1><ul><li>x</li></ul>", css)).pdf
        assert ("□cakeOne" in pdf_text(pdf), pdf_text(pdf).count("□")) == (True, 3)
        (tmp_path / "one.pdf").write_bytes(pdf)
        assert verapdf.failures([tmp_path / "one.pdf"]) == []

    @pytest.mark.verapdf
    def test_of_counters_are_plain_figures_where_no_font_has_theirs(self, tmp_path: Path) -> None:
        css = "ol { list-style: Georgian } @page { @top-left { content: counter(page, khmer) } }"
        pdf = drawn(source("<h1>One</h1><ol><li>x</li><li style='list-style-type: tamil'>y</li></ol>", css)).pdf
        assert pdf_text(pdf) == "Onexy1.2.1"
        (tmp_path / "one.pdf").write_bytes(pdf)
        assert verapdf.failures([tmp_path / "one.pdf"]) == []

    def test_of_counters_are_told_with_line_and_column(self) -> None:
        css, (first, second) = clean_css(
            "li { font-family: georgian }\nol { list-style: inside georgian }\np::before { content: counters(a, '.', lao) }"
        )
        assert css == (
            'li {font-family:georgian;}\nol {list-style:inside decimal;}\np::before {content:counters(a, ".", decimal);}'
        )
        assert [(one.line, one.column) for one in (first, second)] == [(2, 25), (3, 39)]
        assert first.problem == "No font has the figures of “georgian”: plain ones are printed."

    def test_those_of_every_style_are_known(self) -> None:
        """The styles WeasyPrint knows; one that builds on another has its figures. Not imported: it would let Pillow take half a
        picture for a whole one in this process, too."""
        found = find_spec("weasyprint")
        assert found is not None
        assert found.origin is not None
        sheet = (Path(found.origin).parent / "css" / "html5_ua.css").read_text()
        lacking = set()
        for rule in tinycss2.parse_stylesheet(sheet):
            if rule.type == "at-rule" and rule.at_keyword == "counter-style":
                inner = [one for one in tinycss2.parse_blocks_contents(rule.content) if one.type == "declaration"]
                said = [each for one in inner for each in one.value]
                words = [str(each.value) for each in said if each.type in ("string", "ident")]
                if MISSING in drawable("".join(words), FONTS) or LACKING.intersection(words):
                    lacking.add(tinycss2.serialize(rule.prelude).strip())
        assert lacking == LACKING


class TestCheck:
    def test_names_line_column_and_the_nearest_name(self) -> None:
        view = print_view(samples.two_rates(), look=Look(), status="issued")
        template = source("<p>{{ client.name }}</p>\n<p>{{ compny.logo }}</p><script></script>", "@import 'a';")
        found = asyncio.run(draw.check_source(template, samples.two_rates(), view))
        assert [(one.field, one.line, one.column, one.fatal) for one in found] == [
            ("html", 2, 7, True), ("html", 2, 25, False), ("css", 1, 1, False),
        ]  # fmt: skip
        assert "Did you mean “company.logo”?" in found[0].problem

    @pytest.mark.parametrize(
        ("raw", "pointer"),
        [
            ({"html": ""}, "/html"),
            ({"html": "x" * 200_001}, "/html"),
            ({"html": "x", "css": 7}, "/css"),
            ({"html": "x", "page": {"size": "b5"}}, "/page/size"),
            ({"html": "x", "script": "x"}, "/script"),
        ],
    )
    def test_refuses_what_is_no_source(self, raw: dict[str, Any], pointer: str) -> None:
        with pytest.raises(InvalidTemplate) as refused:
            read_source({"kind": "source", **raw})
        assert refused.value.pointer == pointer
