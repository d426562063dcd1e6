"""The document around a cleaned source: language, title, page, colors, and the mark that a draft cannot hide."""

from collections.abc import Mapping
from html import escape
from typing import Any, Final

_BASE: Final = """\
html { font-family: var(--body-font), Inter, "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans CJK JP",
  "Noto Sans CJK SC", "Noto Sans CJK TC", "Noto Sans CJK KR";
  font-size: 9.5pt; line-height: 1.45; color: var(--body); font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; width: 100%; }
th { text-align: start; }
img { max-width: 100%; }
.company-logo { max-height: 18mm; }
"""
_USUAL: Final = {"heading": "Instrument Serif", "body": "Inter"}
_SCREEN: Final = """\
@media screen { body { max-width: 210mm; margin: 0 auto; padding: 8mm; background: #fff; } html { background: #f4f3f1; } }
"""
_MARK: Final = (
    "position:fixed!important;display:block!important;visibility:visible!important;opacity:1!important;top:38%!important;"
    "left:0!important;right:0!important;width:auto!important;height:auto!important;text-align:center!important;"
    "font:800 72pt Inter,sans-serif!important;color:rgba(127,29,29,0.16)!important;transform:rotate(-24deg)!important;z-index:2147483647!important;"
    "clip-path:none!important;margin:0!important;letter-spacing:0.05em!important;pointer-events:none!important"
)
"""On the element itself and important, so that no rule of the template is stronger."""


def whole_page(body: str, css: str, paper: Mapping[str, Any], pictures: Mapping[str, str]) -> str:
    """One HTML document, complete in itself. `body` and `css` are clean; pictures are put in by their names."""
    for name, url in pictures.items():
        body = body.replace(f'src="{name}"', f'src="{url}"')
    sheet = paper["page"]
    page = f"@page {{ size: {sheet['width']}mm {sheet['height']}mm; margin: {sheet['top']}mm {sheet['side']}mm {sheet['bottom']}mm; }}"
    code = f".payment-code {{ width: {paper['code_width']}mm; }}"
    colors = "".join(f"--{name}: {color}; " for name, color in paper["colors"].items() if color)
    fonts = "".join(f"--{name}-font: '{family or _USUAL[name]}'; " for name, family in paper["fonts"].items())
    mark = f'<p style="{_MARK}">{escape(paper["mark"])}</p>' if paper["mark"] else ""
    return (
        f'<!doctype html>\n<html lang="{escape(paper["language"])}" dir="{paper["direction"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(paper['title'])}</title>\n<style>\n{_BASE}{_SCREEN}{page}\n{code}\n:root {{ {colors}{fonts}}}\n{css}\n</style>\n</head>\n"
        f"<body>\n{body}\n{mark}</body>\n</html>\n"
    )
