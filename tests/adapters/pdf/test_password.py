"""Passwords of PDFs as ISO 32000-2 has them prepared: the same for everybody who types the same, whatever the keyboard sends."""

from io import BytesIO

import pikepdf
import pytest

from duespark.adapters.pdf.lock import lock_pdf
from duespark.adapters.pdf.password import UnusablePassword, prepared
from tests.support.world import World


class TestPrepared:
    @pytest.mark.parametrize(
        ("typed", "ready"),
        [
            ("correct horse", "correct horse"),
            ("Zu\u0308rich 1904", "Z\u00fcrich 1904"),  # as a Mac sends it, and as others do
            ("a\u00a0long\u2003one", "a long one"),
            ("I\u00adX\u200b secret", "IX secret"),  # RFC 4013, section 3, example 1
            ("\u2168\u00aa 12345678", "IXa 12345678"),  # examples 4 and 5
            ("\uff21\uff22\uff23\uff11\uff12\uff13\uff14\uff15", "ABC12345"),
            (
                "\u05e1\u05d5\u05d3 \u05d2\u05d3\u05d5\u05dc 1904 \u05d0",
                "\u05e1\u05d5\u05d3 \u05d2\u05d3\u05d5\u05dc 1904 \u05d0",
            ),
        ],
    )
    def test_is_what_the_standard_makes_of_it(self, typed: str, ready: str) -> None:
        assert prepared(typed) == ready
        assert prepared(ready) == ready

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ("long\x07enough", "U+0007"),
            ("long\tenough", "U+0009"),
            ("long\u200eenough", "U+200E"),
            ("long\ue000enough", "U+E000"),
            ("long\ufffeenough", "U+FFFE"),
            ("long \U0001f512 enough", "U+1F512"),
            ("\u05e1\u05d5\u05d3 secret \u05d0", "right to left"),
            ("\u0627\u0628\u062a\u062b\u062c\u062d\u062e1", "right to left"),  # section 3, example 7
            ("\u00ad" * 12 + "short", "8 characters"),
        ],
    )
    def test_refuses_what_not_everybody_can_type_again(self, typed: str, says: str) -> None:
        with pytest.raises(UnusablePassword, match=says.replace("+", r"\+")) as refused:
            prepared(typed)
        assert refused.value.pointer == "/password"

    def test_opens_a_pdf_however_it_is_typed(self) -> None:
        locked = lock_pdf(_pdf(), "Zu\u0308rich 1904", allow_print=True, allow_copy=False)
        pikepdf.open(BytesIO(locked), password="Z\u00fcrich 1904").close()


class TestOverHttp:
    @pytest.mark.parametrize(("path", "password"), [("locked-pdf", "long\x07enough"), ("send", "\u00ad" * 12)])
    async def test_the_field_is_named_before_anything_is_sent(self, world: World, path: str, password: str) -> None:
        """Soft hyphens alone would have been no password at all."""
        invoice = await world.add_invoice()
        answer = await world.api.post(f"/v1/invoices/{invoice['id']}/{path}", json={"password": password})
        assert (answer.status_code, answer.json()["code"]) == (422, "pdf.unusable_password")
        assert answer.json()["errors"][0]["pointer"] == "#/password"
        assert (await world.api.get("/v1/deliveries")).json()["data"] == []


def _pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page()
        with file.open_metadata() as about:
            about["dc:title"] = "One"
        file.save(out)
    return out.getvalue()
