"""Takes out of HTML and CSS everything that could load, run or hide something; what is taken out of the CSS is told."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import nh3
import tinycss2

from duespark.documents.liquid.problem import Problem, place
from duespark.documents.source.facts import CHECK, LOGO, QR
from duespark.documents.view_logo import picture_url

_EVERYWHERE: Final = frozenset({"class", "id", "style", "lang", "dir", "title"})
_TAGS: Final = frozenset({
    "a", "address", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "div", "dl",
    "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "li", "main",
    "mark", "nav", "ol", "p", "pre", "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "u", "ul",
})  # fmt: skip
_ATTRIBUTES: Final = {
    "*": set(_EVERYWHERE), "a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "headers"}, "th": {"colspan", "rowspan", "scope", "headers"}, "col": {"span"},
    "colgroup": {"span"}, "time": {"datetime"},
}  # fmt: skip
_HIDDEN: Final = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math", "title"}
"""Taken out with all that is in them."""
_LINK: Final = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
_SPAN: Final = re.compile(r"[0-9]{1,3}")
_AT_RULES: Final = {"page", "media"}
_DANGEROUS: Final = {"expression", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element"}
_UNSAFE_NAMES: Final = {"behavior", "-moz-binding"}
LACKING: Final = frozenset({
    "armenian", "bengali", "cambodian", "disclosure-closed", "disclosure-open", "georgian", "gujarati", "gurmukhi", "kannada",
    "khmer", "lao", "lower-armenian", "malayalam", "mongolian", "myanmar", "oriya", "tamil", "telugu", "tibetan",
    "upper-armenian",
})  # fmt: skip
"""Counter styles whose figures no font that comes along has. They stand in no text, so nothing else would put boxes there."""
_TOLD: Final = re.compile(
    r"<(script|style|iframe|object|embed|link|meta|base|form|svg|math)\b|\s(on[a-z]+)\s*=", re.IGNORECASE
)


def clean_html(html: str) -> str:
    """The HTML with nothing in it that loads or runs."""
    return nh3.clean(
        html, tags=set(_TAGS), attributes=_ATTRIBUTES, clean_content_tags=set(_HIDDEN), attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel", "data", "duespark"}, link_rel=None, strip_comments=True,
    )  # fmt: skip


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return _declarations(tinycss2.parse_blocks_contents(value), []) or None
    if name in ("colspan", "rowspan", "span"):
        return value if _SPAN.fullmatch(value.strip()) else None
    if tag == "img" and name == "src":
        return value if _is_picture(value) else None
    if tag == "a" and name == "href":
        return value if _LINK.match(value) else None
    return value


def _is_picture(url: str) -> bool:
    if url in (LOGO, QR, CHECK):
        return True
    try:
        picture_url(url)
    except ValueError:
        return False
    return True


def told_of_html(html: str) -> list[Problem]:
    """What `clean_html` will take out, as far as a reader would miss it."""
    found = []
    for each in _TOLD.finditer(html):
        line, column = place(html, each.start() + (1 if each[2] else 0))
        what = f"<{each[1].lower()}>" if each[1] else each[2].lower()
        found.append(Problem(line=line, column=column, problem=f"“{what}” is left out: nothing runs or loads here."))
    return found


def clean_css(css: str) -> tuple[str, list[Problem]]:
    """The CSS without what could load something, and what was left out."""
    told: list[Problem] = []
    rules = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), told)
    # A "</style>" in a text would end the style sheet where it stands inside HTML.
    return rules.replace("</", "<\\/"), told


def _rules(nodes: Sequence[Any], told: list[Problem]) -> str:
    return "\n".join(_rule(node, told) for node in nodes)


def _rule(node: Any, told: list[Problem]) -> str:
    if node.type == "error":
        told.append(_problem(node, f"This is not CSS: {node.message}."))
    if node.type == "qualified-rule":
        return f"{tinycss2.serialize(node.prelude)}{{{_declarations(_contents(node), told)}}}"
    if node.type == "at-rule":
        return _at_rule(node, told)
    return ""


def _at_rule(node: Any, told: list[Problem]) -> str:
    name = node.lower_at_keyword
    head = f"@{name}{tinycss2.serialize(node.prelude)}"
    if name == "media" and node.content is not None:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return f"{head}{{{_rules(inner, told)}}}"
    if name == "page" and node.content is not None:
        return f"{head}{{{_declarations(_contents(node), told, margins=True)}}}"
    told.append(_problem(node, f"“@{node.at_keyword}” is left out: nothing is loaded here."))
    return ""


def _contents(node: Any) -> Sequence[Any]:
    found: Sequence[Any] = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    return found


def _declarations(nodes: Sequence[Any], told: list[Problem], *, margins: bool = False) -> str:
    return "".join(_declared(nodes, told, margins))


def _declared(nodes: Sequence[Any], told: list[Problem], margins: bool) -> Iterator[str]:
    for node in nodes:
        if node.type == "declaration":
            if _is_safe(node):
                _count_plainly(node, told)
                important = "!important" if node.important else ""
                yield f"{node.name}:{tinycss2.serialize(node.value).strip()}{important};"
            else:
                told.append(_problem(node, f"“{node.name}” is left out: only pictures as data may stand in it."))
        elif node.type == "at-rule" and margins and node.content is not None:
            yield f"@{node.at_keyword}{{{_declarations(_contents(node), told)}}}"
        elif node.type == "error":
            told.append(_problem(node, f"This is not CSS: {node.message}."))
        elif node.type != "comment":
            told.append(_problem(node, "A rule inside a rule is left out."))


def _count_plainly(declaration: Any, told: list[Problem]) -> None:
    """Takes the figures 1, 2, 3 for counters whose own no font has."""
    tokens = list(_tokens(declaration.value))
    named = tokens if declaration.lower_name in ("list-style", "list-style-type") else []
    counted = [
        each for one in tokens if one.type == "function" and "counter" in one.lower_name for each in one.arguments
    ]
    for each in (*named, *counted):
        if each.type == "ident" and each.lower_value in LACKING:
            told.append(_problem(each, f"No font has the figures of “{each.value}”: plain ones are printed."))
            each.value = "decimal"


def _is_safe(declaration: Any) -> bool:
    return declaration.lower_name not in _UNSAFE_NAMES and all(
        _is_safe_token(each) for each in _tokens(declaration.value)
    )


def _tokens(nodes: Sequence[Any]) -> Iterator[Any]:
    for node in nodes:
        yield node
        yield from _tokens(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def _is_safe_token(token: Any) -> bool:
    if token.type == "url":
        return _is_data(token.value)
    if token.type == "function" and token.lower_name == "url":
        return all(_is_data(each.value) for each in token.arguments if each.type == "string")
    return not (token.type == "function" and token.lower_name in _DANGEROUS)


def _is_data(url: str) -> bool:
    return url not in (LOGO, QR, CHECK) and _is_picture(url)


def _problem(node: Any, problem: str) -> Problem:
    return Problem(line=node.source_line, column=node.source_column, problem=problem)
