"""Logos: what is taken, what becomes of it, and what is refused."""

from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from duespark.companies import picture
from duespark.companies.picture import make_logo
from duespark.runtime.settings import settings
from tests.support.world import World

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def drawn(
    format: str, size: tuple[int, int] = (40, 20), mode: str = "RGB", color: object = None, **more: object
) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, color).save(buffer, format=format, **more)  # type: ignore[arg-type]
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


class TestMakeLogo:
    def test_keeps_format_and_transparency(self) -> None:
        made = make_logo(drawn("PNG", mode="RGBA", color=(255, 0, 0, 128)))
        assert made.media_type == "image/png"
        assert opened(made.content).getpixel((3, 3)) == (255, 0, 0, 128)
        made = make_logo(drawn("JPEG"))
        assert (made.media_type, opened(made.content).format) == ("image/jpeg", "JPEG")

    def test_strips_metadata(self) -> None:
        notes = PngInfo()
        notes.add_text("Author", "Somebody")
        made = make_logo(drawn("PNG", pnginfo=notes, icc_profile=b"profile"))
        assert b"Somebody" not in made.content
        assert opened(made.content).info == {}
        exif = Image.Exif()
        exif[0x010E] = "Somebody"
        made = make_logo(drawn("JPEG", exif=exif, comment=b"Somebody"))
        assert b"Somebody" not in made.content
        assert not opened(made.content).getexif()

    def test_turns_it_upright_as_its_camera_said(self) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        assert opened(make_logo(drawn("JPEG", (40, 20), exif=exif)).content).size == (20, 40)

    def test_shrinks_what_is_wide_and_leaves_what_is_small(self) -> None:
        assert opened(make_logo(drawn("PNG", (2400, 600))).content).size == (1200, 300)
        assert opened(make_logo(drawn("PNG", (40, 20))).content).size == (40, 20)

    @pytest.mark.parametrize(("mode", "color"), [("CMYK", (0, 0, 0, 0)), ("L", 255), ("1", 1)])
    def test_knows_other_color_modes(self, mode: str, color: object) -> None:
        content = drawn("JPEG" if mode == "CMYK" else "PNG", mode=mode, color=color)
        assert opened(make_logo(content).content).getpixel((1, 1)) == (255, 255, 255)

    def test_sixteen_bit_gray_stays_gray(self) -> None:
        assert opened(make_logo(drawn("PNG", mode="I;16", color=0x8000)).content).getpixel((1, 1)) == (128, 128, 128)

    @pytest.mark.parametrize("content", [b"", b"hello", SVG, drawn("GIF"), drawn("WEBP"), drawn("BMP"), b"%PDF-1.7"])
    def test_refuses_other_files(self, content: bytes) -> None:
        with pytest.raises(picture.LogoNotAPicture):
            make_logo(content)

    @pytest.mark.parametrize("format", ["PNG", "JPEG"])
    def test_refuses_half_a_picture(self, format: str) -> None:
        whole = drawn(format, (300, 300))
        with pytest.raises(picture.LogoDamaged):
            make_logo(whole[: len(whole) // 2])

    @pytest.mark.parametrize("size", [(4001, 1), (1, 4001)])
    def test_refuses_too_many_pixels(self, size: tuple[int, int]) -> None:
        with pytest.raises(picture.LogoTooManyPixels):
            make_logo(drawn("PNG", size))

    def test_refuses_a_bomb_by_its_header(self) -> None:
        bomb = bytearray(drawn("PNG"))
        bomb[16:24] = (60_000).to_bytes(4, "big") * 2
        bomb[29:33] = crc32(bomb[12:29]).to_bytes(4, "big")
        with pytest.raises(picture.LogoTooManyPixels):
            make_logo(bytes(bomb))

    def test_refuses_too_many_bytes(self) -> None:
        with pytest.raises(picture.LogoTooLarge):
            make_logo(drawn("PNG") + b"\0" * picture.MOST_BYTES)


class TestRoutes:
    async def test_set_read_and_remove(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}/logo"
        assert (await world.api.get(path)).json()["code"] == "logo.none"
        company = (await world.api.put(path, content=drawn("PNG"), headers={"Content-Type": "image/png"})).json()
        assert company["logo_url"].startswith(f"{path}?v=")
        shown = await world.api.get(company["logo_url"])
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert opened(shown.content).size == (40, 20)
        removed = (await world.api.delete(path)).json()
        assert removed["logo_url"] is None
        assert (await world.api.get(path)).status_code == 404

    async def test_the_same_picture_again_changes_nothing(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}/logo"
        first = (await world.api.put(path, content=drawn("PNG"))).json()
        assert (await world.api.put(path, content=drawn("PNG"))).json() == first

    async def test_another_picture_has_another_address(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}/logo"
        first = (await world.api.put(path, content=drawn("PNG"))).json()
        second = (await world.api.put(path, content=drawn("JPEG"))).json()
        assert first["logo_url"] != second["logo_url"]

    @pytest.mark.parametrize("content", [SVG, b"", drawn("PNG")[:40]])
    async def test_refuses_what_is_no_picture_whatever_it_says(self, world: World, content: bytes) -> None:
        path = f"/v1/companies/{world.company['id']}"
        response = await world.api.put(f"{path}/logo", content=content, headers={"Content-Type": "image/png"})
        assert response.status_code == 422
        assert response.json()["code"] in ("logo.not_a_picture", "logo.damaged", "logo.svg_empty")
        assert (await world.api.get(path)).json() == world.company

    async def test_five_megabytes_at_most(self, world: World) -> None:
        path = f"/v1/companies/{world.company['id']}/logo"
        large = await world.api.put(path, content=b"\0" * (5 * 1024 * 1024 + 1))
        assert (large.status_code, large.json()["code"]) == (422, "logo.too_large")
        huge = await world.api.put(path, content=b"\0" * (10 * 1024 * 1024))
        assert huge.status_code == 413

    async def test_is_kept_under_the_organization(self, world: World) -> None:
        await world.api.put(f"/v1/companies/{world.company['id']}/logo", content=drawn("PNG"))
        assert list(Path(settings().data_dir, "objects", str(world.org)).glob("*.png"))
