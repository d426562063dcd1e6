"""Tax law as dated data, one file a country."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.tax.countries import (
    ae,
    at,
    au,
    be,
    bg,
    ca,
    ch,
    cy,
    cz,
    de,
    dk,
    ee,
    es,
    fi,
    fr,
    gb,
    gr,
    hr,
    hu,
    ie,
    in_,
    is_,
    it,
    jp,
    li,
    lt,
    lu,
    lv,
    mt,
    nl,
    no,
    nz,
    pl,
    pt,
    ro,
    sa,
    se,
    sg,
    si,
    sk,
    tr,
    us,
    za,
)
from duespark.engine.tax.country import CountryRates

_EU = (at, be, bg, cy, cz, de, dk, ee, es, fi, fr, gr, hr, hu, ie, it, lt, lu, lv, mt, nl, pl, pt, ro, se, si, sk)
_OTHERS = (ae, au, ca, ch, gb, in_, is_, jp, li, no, nz, sa, sg, tr, us, za)

COUNTRIES: Mapping[str, CountryRates] = MappingProxyType({file.TABLE.country: file.TABLE for file in (*_EU, *_OTHERS)})
"""Every country's table by its ISO 3166-1 alpha-2 code."""

EU_MEMBERS = frozenset(file.TABLE.country for file in _EU)
"""The member states of the European Union. Greece is GR here, though its VAT numbers begin with EL."""
