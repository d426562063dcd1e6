"""A file goes into a PDF by its end alone, and the whole is as if a library had read and written all of it."""

import asyncio
import io
from datetime import date
from typing import Any

import pikepdf
import pytest

from duespark.adapters.pdf import factur_x
from duespark.adapters.pdf.ending import Enclosed, Ending, ending_of
from duespark.adapters.pdf.factur_x import embed_einvoice
from duespark.documents.render import render_pdf
from duespark.documents.view import Look
from tests.documents import samples

XML = (
    b"<rsm:CrossIndustryInvoice>\n" + bytes(range(256)) * 40 + b"\nendstream\nendobj\nxref\n</rsm:CrossIndustryInvoice>"
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return asyncio.run(render_pdf(samples.two_rates(), look=Look(), status="issued"))


def embedded(pdf: bytes, xml: bytes = XML) -> bytes:
    return embed_einvoice(pdf, xml, level="EN 16931", day=date(2026, 3, 2))


def facts(pdf: bytes) -> dict[str, Any]:
    """What a reader finds in it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert file.check_pdf_syntax() == []
        (spec,) = file.Root.AF
        (name,) = file.attachments
        stream = spec.EF.F
        params = {key: str(value) for key, value in stream.Params.items()}
        return {
            "name": (name, str(spec.F), str(spec.UF), str(spec.Desc), str(spec.AFRelationship), str(stream.Subtype)),
            "same": file.attachments[name].obj.objgen == spec.objgen,
            "params": {key: params[key] for key in ("/Size", "/CreationDate", "/ModDate")},
            "checked": bytes(stream.Params.CheckSum),
            "data": stream.read_bytes(),
            "xmp": file.Root.Metadata.read_bytes().strip(),
            "plain": "/Filter" not in file.Root.Metadata,
            "pages": [page.Contents.read_bytes() for page in file.pages],
            "title": str(file.docinfo.get("/Title", "")),
        }


class TestEnding:
    def test_says_what_a_library_would_have_written(self, printed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        ours = embedded(printed)
        monkeypatch.setattr(factur_x, "ending_of", lambda pdf: None)
        assert facts(ours) == facts(embedded(printed))

    def test_leaves_all_that_stands_before_as_it_is(self, printed: bytes) -> None:
        ending = ending_of(printed)
        assert isinstance(ending, Ending)
        assert len(ending.before) > 0.7 * len(printed)
        assert embedded(printed).startswith(ending.before)
        assert embedded(printed).count(b"/Type/Metadata") == 1

    def test_equal_input_gives_equal_bytes_and_another_file_another_identity(self, printed: bytes) -> None:
        def identity(pdf: bytes) -> list[bytes]:
            with pikepdf.open(io.BytesIO(pdf)) as file:
                return [bytes(one) for one in file.trailer.ID]

        assert embedded(printed) == embedded(printed)
        first, second = identity(embedded(printed)), identity(embedded(printed, b"<other/>"))
        assert first[0] == second[0] == identity(printed)[0]
        assert len({first[1], second[1], identity(printed)[1]}) == 3

    def test_a_pdf_with_a_file_inside_is_left_to_the_library(self, printed: bytes) -> None:
        assert ending_of(embedded(printed)) is None

    @pytest.mark.parametrize("mode", [pikepdf.ObjectStreamMode.generate, pikepdf.ObjectStreamMode.disable])
    def test_so_is_what_another_program_wrote(self, printed: bytes, mode: pikepdf.ObjectStreamMode) -> None:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(printed)) as file:
            file.save(out, object_stream_mode=mode, fix_metadata_version=False)
        assert ending_of(out.getvalue()) is None
        assert facts(embedded(out.getvalue()))["data"] == XML

    @pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF", b"\nxref\n0 1\n0000000000 65535 f \ntrailer\n<<>>"])
    def test_what_is_no_pdf_has_no_ending(self, pdf: bytes) -> None:
        assert ending_of(pdf) is None

    @pytest.mark.parametrize("old", [b"/Type/Catalog", b"/Type/Metadata", b"/Subtype/XML"])
    def test_an_end_of_another_shape_is_not_touched(self, printed: bytes, old: bytes) -> None:
        assert ending_of(printed.replace(old, old[:-1] + b"?")) is None

    def test_a_file_is_named_in_every_place(self, printed: bytes) -> None:
        ending = ending_of(printed)
        assert ending is not None
        file = Enclosed("a.csv", "Hours", "text/csv", "Data", date(2026, 1, 31), b"h;1\n")
        said = facts(ending.with_file(file, xmp=ending.xmp))
        assert said["name"] == ("a.csv", "a.csv", "a.csv", "Hours", "/Data", "/text/csv")
        assert said["params"] == {"/Size": "4", "/CreationDate": "D:20260131000000Z", "/ModDate": "D:20260131000000Z"}
