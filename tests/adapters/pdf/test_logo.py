"""Only pixels get through, few of them, whatever is uploaded."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from duespark.adapters.pdf.logo import LARGEST, LogoUnreadable, printable_logo


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (1600, 400)) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size).save(buffer, format=form)
    return buffer.getvalue()


def claiming(width: int, height: int) -> bytes:
    """A PNG that is small and claims to be huge."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    chunks = (struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each)) for each in (head, data))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


class TestPrintableLogo:
    @pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
    def test_makes_a_small_png(self, form: str) -> None:
        with Image.open(BytesIO(printable_logo(picture(form)))) as logo:
            assert (logo.format, logo.size, logo.info) == ("PNG", (800, 200), {})
            assert logo.width <= LARGEST[0]

    @pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "I;16"])
    def test_takes_every_mode_of_png(self, mode: str) -> None:
        assert printable_logo(picture("PNG", mode)).startswith(b"\x89PNG")

    def test_refuses_everything_else(self) -> None:
        half = picture("PNG")[:60]
        for data in (b"", b"not a picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture("GIF"), half):
            with pytest.raises(LogoUnreadable):
                printable_logo(data)

    def test_refuses_a_picture_that_would_fill_the_memory(self) -> None:
        for size in ((30_000, 30_000), (7_000, 7_000)):
            with pytest.raises(LogoUnreadable):
                printable_logo(claiming(*size))
