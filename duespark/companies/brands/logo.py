"""The logos of a brand: set, removed, read; what is missing is made from the full one."""

import asyncio
from collections.abc import Mapping
from uuid import UUID

from duespark.companies.brands.change import changed
from duespark.companies.brands.design import Variant
from duespark.companies.brands.queries import BrandRow, Logo, get_brand, lock_brand
from duespark.companies.brands.record import logos_json
from duespark.companies.brands.upload import pixels_of, read_upload
from duespark.companies.picture import Picture
from duespark.companies.variants import made_from
from duespark.engine.errors import NotFound
from duespark.runtime import storage
from duespark.runtime.db import Q
from duespark.runtime.tx import Tx

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg"}
_UPDATE = Q(
    "UPDATE brands SET logos = CAST(:logos AS jsonb), updated_at = CAST(:now AS timestamptz), version = version + 1"
    " WHERE org_id = CAST(:org AS uuid) AND id = CAST(:id AS uuid)"
)


class NoLogo(NotFound):
    code = "logo.none"
    sentence = "The brand {name} has no such logo."


async def put_logo(tx: Tx, company_id: UUID, id: UUID, *, content: bytes, variant: Variant = "full") -> BrandRow:
    """The brand with its new logo. Raises `BrandNotFound`, and `Invalid` for what is no picture (see `read_upload`).

    From a full logo the variants are made that nobody uploaded. Files are named by their content, so ones that are
    stored before a rollback do no harm.
    """
    await get_brand(tx, company_id, id)
    picture, pixels = await read_upload(content)
    made = await asyncio.to_thread(made_from, pixels) if variant == "full" else {}
    stored: dict[Variant, Logo] = {name: await _stored(tx, each, own=False) for name, each in made.items()}
    uploaded = await _stored(tx, picture, own=True)
    before = await lock_brand(tx, company_id, id)
    kept = {name: logo for name, logo in before.logos.items() if logo.own or variant != "full"}
    return await _set(tx, before, "brand.set_logo", {**stored, **kept, variant: uploaded})


async def drop_logo(tx: Tx, company_id: UUID, id: UUID, *, variant: Variant = "full") -> BrandRow:
    """The brand without this logo, and without what was made from it; another variant is made from the full one again.

    Raises `BrandNotFound`.
    """
    before = await lock_brand(tx, company_id, id)
    kept = {name: logo for name, logo in before.logos.items() if logo.own and name != variant}
    full = kept.get("full")
    if full is not None:
        pixels = await pixels_of(Picture(await storage.get(full.key), full.type))
        made = await asyncio.to_thread(made_from, pixels)
        kept = {**{name: await _stored(tx, each, own=False) for name, each in made.items()}, **kept}
    return await _set(tx, before, "brand.remove_logo", kept)


async def read_logo(row: BrandRow, variant: Variant = "full") -> Picture:
    """The logo as stored. Raises `NoLogo`."""
    logo = row.logos.get(variant)
    if logo is None:
        raise NoLogo(name=row.name)
    return Picture(await storage.get(logo.key), logo.type)


async def _stored(tx: Tx, picture: Picture, *, own: bool) -> Logo:
    key = await storage.put(tx.org_id, picture.content, _SUFFIXES[picture.media_type])
    return Logo(key=key, type=picture.media_type, own=own)


async def _set(tx: Tx, before: BrandRow, action: str, logos: Mapping[Variant, Logo]) -> BrandRow:
    if logos != before.logos:
        await _UPDATE.run(tx.conn, org=tx.org_id, id=before.id, logos=logos_json(logos), now=tx.now)
    return await changed(tx, before, action)
