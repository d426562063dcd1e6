"""Turns an ISO Schematron schema (ISO/IEC 19757-3, query binding xslt2) into the XSLT that runs it.

For rules whose owner hands out the schema only. Of a pattern the first rule that matches an element is the one that counts.
Phases, abstract patterns and inclusions are not read: the schema this is for has none.
"""

from copy import deepcopy
from typing import Any

from lxml import etree

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_XSL = "http://www.w3.org/1999/XSL/Transform"
_SVRL = "http://purl.oclc.org/dsdl/svrl"
_FIRST = 10_000


def stylesheet_of(schema: bytes) -> bytes:
    """The stylesheet (XSLT 3). Raises `ValueError` where it is no schema, or uses what is not read."""
    try:
        root = etree.fromstring(schema, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not well-formed XML (line {error.lineno})") from error
    if root.tag != f"{_SCH}schema":
        raise ValueError("it is no ISO Schematron schema")
    if root.find(f".//{_SCH}include") is not None or root.find(f".//{_SCH}pattern[@abstract]") is not None:
        raise ValueError("it uses inclusions or abstract patterns")
    prefixes = {each.get("prefix"): each.get("uri") for each in root.iter(f"{_SCH}ns")}
    sheet = etree.Element(_xsl("stylesheet"), nsmap={**prefixes, "xsl": _XSL, "svrl": _SVRL}, version="3.0")
    patterns = root.findall(f"{_SCH}pattern")
    for let in (*root.findall(f"{_SCH}let"), *(let for one in patterns for let in one.findall(f"{_SCH}let"))):
        _variable(sheet, let)
    sheet.extend(deepcopy(each) for each in root.findall(_xsl("function")))
    start = _add(_add(sheet, "template", match="/"), f"{{{_SVRL}}}schematron-output")
    for at, pattern in enumerate(patterns):
        _add(start, "apply-templates", select="*", mode=f"p{at}")
        _pattern(sheet, pattern, f"p{at}")
    made: bytes = etree.tostring(sheet, encoding="UTF-8", xml_declaration=True)
    return made


def _xsl(name: str) -> str:
    return f"{{{_XSL}}}{name}"


def _add(parent: Any, element: str, **attributes: str) -> Any:
    return etree.SubElement(parent, element if element.startswith("{") else _xsl(element), attributes)


def _variable(parent: Any, let: Any) -> None:
    _add(parent, "variable", name=let.get("name"), select=let.get("value"))


def _pattern(sheet: Any, pattern: Any, mode: str) -> None:
    on = _add(sheet, "template", match="node()|@*", mode=mode, priority="-10")
    _add(on, "apply-templates", select="@*|*", mode=mode)
    for at, rule in enumerate(pattern.findall(f"{_SCH}rule")):
        made = _add(sheet, "template", match=rule.get("context"), mode=mode, priority=str(_FIRST - at))
        for each in rule:
            if each.tag == f"{_SCH}let":
                _variable(made, each)
            elif each.tag == f"{_SCH}assert":
                _assertion(made, each)
        _add(made, "apply-templates", select="@*|*", mode=mode)


def _assertion(parent: Any, assertion: Any) -> None:
    said = _add(parent, "if", test=f"not({assertion.get('test')})")
    failed = _add(said, f"{{{_SVRL}}}failed-assert", flag=assertion.get("flag") or "fatal")
    failed.set("id", assertion.get("id") or "")
    _add(_add(failed, "attribute", name="location"), "value-of", select="path()")
    text = _add(failed, f"{{{_SVRL}}}text")
    text.text = assertion.text
    for each in assertion:
        made = _add(text, "value-of", select=each.get("select")) if each.tag == f"{_SCH}value-of" else None
        if made is not None:
            made.tail = each.tail
