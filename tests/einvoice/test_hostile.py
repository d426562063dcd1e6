"""Hostile and broken files are refused with a reason: no entity is read, nothing is fetched, nothing grows without limit."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from duespark.einvoice.document_of import NotImportable, document_of
from duespark.einvoice.parse import NotAnEInvoice, xml_of_pdf
from duespark.einvoice.profiles import PROFILES, write_einvoice
from duespark.einvoice.read import UnreadableValue, read_einvoice
from tests.einvoice.papers import paper

XML = write_einvoice(paper(), PROFILES["ubl"])


def with_doctype(declaration: str) -> bytes:
    return XML.replace(b"?>", f"?>\n<!DOCTYPE Invoice [{declaration}]>".encode(), 1)


def pdf_with(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, mime_type="text/xml")
        pdf.save(made)
    return made.getvalue()


class TestHostileFiles:
    @pytest.mark.parametrize("declaration", [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;',
    ])  # fmt: skip
    def test_document_types_and_entities_are_refused(self, declaration: str) -> None:
        with pytest.raises(NotAnEInvoice, match="document type"):
            read_einvoice(with_doctype(declaration))

    def test_another_encoding_hides_nothing(self) -> None:
        hidden = with_doctype('<!ENTITY x SYSTEM "file:///etc/hostname">').decode().replace("UTF-8", "UTF-16")
        with pytest.raises(NotAnEInvoice):
            read_einvoice(hidden.encode("utf-16"))

    def test_deep_nesting_is_refused(self) -> None:
        deep = b"<cbc:Note>" * 200 + b"</cbc:Note>" * 200
        with pytest.raises(NotAnEInvoice, match="nested"):
            read_einvoice(XML.replace(b"<cbc:ID>INV-2026-0042</cbc:ID>", deep, 1))

    def test_a_stream_that_unpacks_to_very_much_is_refused(self) -> None:
        made = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            spec = pikepdf.AttachedFileSpec(pdf, b"x", mime_type="text/xml")
            pdf.attachments["factur-x.xml"] = spec
            stream = pdf.attachments["factur-x.xml"].get_file().obj
            stream.write(zlib.compress(b" " * 40_000_000), filter=pikepdf.Name.FlateDecode)
            pdf.save(made)
        assert len(made.getvalue()) < 100_000
        with pytest.raises(NotAnEInvoice, match="too large"):
            xml_of_pdf(made.getvalue())

    @pytest.mark.parametrize(
        "content", [b"", b"hello", b"<html/>", b"<Invoice/>", b"<a><b></a>", b"%PDF-1.7 nothing", b"\x00\xff" * 50]
    )
    def test_what_is_no_e_invoice_is_refused(self, content: bytes) -> None:
        with pytest.raises(NotAnEInvoice):
            read_einvoice(content)

    def test_a_pdf_without_xml_says_so(self) -> None:
        with pytest.raises(NotAnEInvoice, match="no e-invoice inside"):
            read_einvoice(pdf_with("photo.xml", b"<x/>"))


class TestBrokenValues:
    @pytest.mark.parametrize(("old", "new", "path"), [
        (b"<cbc:IssueDate>2026-03-02", b"<cbc:IssueDate>2026-13-02", "/Invoice/cbc:IssueDate"),
        (b'unitCode="HUR">2.5', b'unitCode="HUR">1e999', "/Invoice/cac:InvoiceLine/cbc:InvoicedQuantity"),
    ])  # fmt: skip
    def test_the_place_is_named(self, old: bytes, new: bytes, path: str) -> None:
        assert old in XML
        with pytest.raises(UnreadableValue, match="which is not") as found:
            read_einvoice(XML.replace(old, new))
        assert found.value.facts["path"] == path

    def test_without_lines_it_cannot_be_taken_over(self) -> None:
        terms = read_einvoice(XML).terms
        with pytest.raises(NotImportable, match="no line"):
            document_of({**terms, "BG-25": []})

    @pytest.mark.parametrize("profile", ["ubl", "cii"])
    def test_without_a_currency_it_cannot_be_taken_over(self, profile: str) -> None:
        """Zloty must not come in as euro."""
        terms = dict(read_einvoice(write_einvoice(paper(currency="PLN"), PROFILES[profile])).terms)
        del terms["BT-5"]
        with pytest.raises(NotImportable, match="does not say its currency"):
            document_of(terms)


class TestTolerance:
    def test_unknown_elements_are_listed_with_their_place(self) -> None:
        more = XML.replace(b"</cac:InvoiceLine>", b"<cbc:Surprise>x</cbc:Surprise></cac:InvoiceLine>")
        assert [(one.path, one.value) for one in read_einvoice(more).ignored] == [
            ("/Invoice/cac:InvoiceLine/cbc:Surprise", "x")
        ]

    def test_the_xml_inside_a_pdf_is_read(self) -> None:
        cii = write_einvoice(paper(), PROFILES["factur-x"])
        assert read_einvoice(pdf_with("factur-x.xml", cii)).terms["BT-1"] == "INV-2026-0042"

    def test_prefixes_and_order_do_not_matter(self) -> None:
        other = XML.replace(b"xmlns:cbc", b"xmlns:q").replace(b"<cbc:", b"<q:").replace(b"</cbc:", b"</q:")
        assert read_einvoice(other).terms == read_einvoice(XML).terms

    def test_a_sample_folder_is_there(self) -> None:
        assert len(list((Path(__file__).parents[1] / "golden" / "einvoices").glob("*.xml"))) == 6
