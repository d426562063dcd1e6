"""Turns an uploaded SVG into a logo: only shapes and colors are kept, whatever else is in it.

A list of what is known, never of what is forbidden: scripts, links, pictures, foreign content, animations, filters, events,
fonts and addresses are none of it. Nothing is loaded while it is read.
"""

import re
from typing import Final

from lxml import etree

from duespark.companies.picture import LogoDamaged, LogoNotAPicture, Picture
from duespark.engine.errors import Invalid

MOST_ELEMENTS: Final = 20_000
"""Shapes drawn at most, those that are used again counted each time."""

_SVG: Final = "http://www.w3.org/2000/svg"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_SHAPES: Final = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use"})
_KEPT: Final = _SHAPES | {
    "svg", "g", "defs", "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "style",
    "title", "desc",
}  # fmt: skip
_ATTRIBUTES: Final = frozenset(
    [
        "id",
        "class",
        "d",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "fr",
        "points",
        "width",
        "height",
        "viewBox",
        "preserveAspectRatio",
        "transform",
        "pathLength",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "offset",
        "clipPathUnits",
        "maskUnits",
        "maskContentUnits",
        "patternUnits",
        "patternContentUnits",
        "patternTransform",
        "style",
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
        "opacity",
        "color",
        "stop-color",
        "stop-opacity",
        "clip-path",
        "clip-rule",
        "mask",
        "display",
        "visibility",
        "overflow",
        "mix-blend-mode",
        "isolation",
        "paint-order",
        "vector-effect",
    ]
)
_OUTSIDE: Final = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@|\\|expression|javascript:|/\*|<", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?)\s*(?:px|pt|mm|cm|in|pc)?\s*", re.IGNORECASE)


class SvgWithEntities(Invalid):
    code = "logo.svg_entities"
    sentence = "This SVG defines entities, which a logo does not need. Save it as plain SVG and upload it again."


class SvgWithText(Invalid):
    code = "logo.svg_text"
    sentence = "This SVG holds text that needs a font. Convert the text to outlines and upload it again."


class SvgTooComplex(Invalid):
    code = "logo.svg_too_complex"
    sentence = "This SVG draws more than {most} shapes. Simplify it, or save it as PNG."


class SvgEmpty(Invalid):
    code = "logo.svg_empty"
    sentence = (
        "There is nothing to draw in this SVG, or it does not say its size. Save the logo as PNG and upload it again."
    )


def is_svg(content: bytes) -> bool:
    """Whether the content says it is SVG, whatever its name."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in content[:65_536]


def clean_svg(content: bytes) -> Picture:
    """The shapes of an SVG in a new one that says its width and height; blocks, so run it in a thread.

    Raises `LogoNotAPicture`, `LogoDamaged`, `SvgWithEntities`, `SvgWithText`, `SvgTooComplex`, `SvgEmpty`.
    """
    root = _read(content)
    _strip(root)
    _count(root)
    width, height = _size(root)
    root.attrib.update({"viewBox": root.get("viewBox") or f"0 0 {width:g} {height:g}"})
    for name in ("width", "height", "x", "y", "preserveAspectRatio"):
        root.attrib.pop(name, None)
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG})
    inner = etree.tostring(root, encoding="unicode", with_tail=False)
    sized = f'<svg width="{max(1, round(width))}" height="{max(1, round(height))}"{inner.removeprefix("<svg")}'
    return Picture(sized.encode(), "image/svg+xml")


def _read(content: bytes) -> etree._Element:
    if b"<!ENTITY" in content.upper():
        raise SvgWithEntities
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LogoDamaged from error
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoNotAPicture
    return root


def _strip(root: etree._Element) -> None:
    for element in list(root.iter()):
        if element is root:
            pass
        elif not isinstance(element.tag, str) or not _is_kept(element):
            _remove(element)
            continue
        for name, value in list(element.attrib.items()):
            inside = name in _HREFS and value.strip().startswith("#")
            if not inside and (name not in _ATTRIBUTES or _OUTSIDE.search(value)):
                del element.attrib[name]


def _is_kept(element: etree._Element) -> bool:
    space, _, name = element.tag.rpartition("}")
    if space != f"{{{_SVG}":
        return False
    if name in ("text", "tspan", "textPath"):
        raise SvgWithText
    return name in _KEPT and not (name == "style" and (len(element) or _OUTSIDE.search(element.text or "")))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _count(root: etree._Element) -> None:
    """Raises `SvgTooComplex` also for shapes that use others that use others, which grow without end, and `SvgEmpty`."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    budget = MOST_ELEMENTS

    def spend(element: etree._Element, depth: int) -> None:
        nonlocal budget
        budget -= 1
        if budget < 0 or depth > 100:
            raise SvgTooComplex(most=MOST_ELEMENTS)
        for inner in element:
            spend(inner, depth + 1)
        used = next((element.get(name) for name in _HREFS if element.get(name)), None)
        if used and element.tag == f"{{{_SVG}}}use" and used.strip()[1:] in by_id:
            spend(by_id[used.strip()[1:]], depth + 1)

    spend(root, 0)
    if not any(element.tag.rpartition("}")[2] in _SHAPES for element in root.iter()):
        raise SvgEmpty


def _size(root: etree._Element) -> tuple[float, float]:
    """By the box it is drawn in, else by what it says of itself."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        found = (float(box[2]), float(box[3])) if len(box) == 4 else (_length(root, "width"), _length(root, "height"))
    except ValueError as error:
        raise SvgEmpty from error
    if not all(0.01 <= each <= 1_000_000 for each in found) or not 0.01 <= found[0] / found[1] <= 100:
        raise SvgEmpty
    return found


def _length(root: etree._Element, name: str) -> float:
    matched = _NUMBER.fullmatch(root.get(name, ""))
    return float(matched[1]) if matched else 0.0
