"""Long PDFs are packed: the same file in fewer bytes, which takes an e-invoice and a signature like any other."""

import asyncio
import io
from datetime import UTC, date, datetime

import pikepdf
import pytest

from duespark.adapters.pdf.certificate import make_certificate
from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.adapters.pdf.pack import SMALL, packed
from duespark.adapters.pdf.sign import sign_pdf
from duespark.documents.render import render_pdf
from duespark.documents.templates.standard import standard_template
from duespark.documents.view import Look
from tests.documents import samples
from tests.documents.reading import pdf_pages


@pytest.fixture(scope="module")
def long() -> bytes:
    look = Look(template=standard_template("legal"))
    return asyncio.run(render_pdf(samples.long(500), look=look, status="issued"))


def objects(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        return len(file.objects)


class TestPacked:
    def test_500_lines_take_half_the_room_there_is(self, long: bytes) -> None:
        """PDF-06: below 500 KB."""
        assert len(long) < 250_000
        assert objects(long) > 5000
        assert "Article500," in "".join(pdf_pages(long))

    def test_equal_input_gives_equal_bytes(self, long: bytes) -> None:
        assert packed(long) == long
        with pikepdf.open(io.BytesIO(long)) as file:
            loose = io.BytesIO()
            file.save(loose, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
        assert len(loose.getvalue()) > SMALL
        assert packed(loose.getvalue()) == packed(loose.getvalue())

    def test_small_ones_stay_as_they_are(self) -> None:
        assert packed(b"%PDF-1.7 small") == b"%PDF-1.7 small"

    def test_takes_an_e_invoice_and_a_signature(self, long: bytes) -> None:
        hybrid = embed_einvoice(long, b"<x/>", level="EN 16931", day=date(2026, 3, 2))
        certificate = make_certificate("Northlight", now=datetime(2026, 3, 2, tzinfo=UTC))
        signed = sign_pdf(hybrid, certificate.pkcs12, name="Northlight")
        assert objects(signed) >= objects(hybrid)
        assert len(signed) < 300_000
