"""A brand as it is frozen with a document: everything its paper needs, in plain values."""

from typing import Any

import orjson

from duespark.companies.brands.queries import BrandRow
from duespark.runtime.web import to_json


def look_of(brand: BrandRow) -> dict[str, Any]:
    """The look of the brand now; logos and fonts of its own are named by their content. Inks that nobody chose are not in
    it, so that a look without any is what it was before there were inks, and so is its hash."""
    design: dict[str, Any] = orjson.loads(to_json(brand.design))
    inks = {role: ink for role, ink in design.pop("inks").items() if ink}
    design |= {"inks": inks} if inks else {}
    logos = {variant: logo._asdict() for variant, logo in brand.logos.items()}
    letters = {"letters": [file._asdict() for file in brand.letters]} if brand.letters else {}
    return {"brand_id": str(brand.id), "brand": brand.name, **design, "logos": logos, **letters}
