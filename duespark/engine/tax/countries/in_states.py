"""India's states and union territories: GST code, code of ISO 3166-2, and which act taxes inside them."""

from dataclasses import dataclass

from duespark.engine.tax.regions import UnknownRegion

_STATES = (
    "01 JK Jammu and Kashmir",
    "02 HP Himachal Pradesh",
    "03 PB Punjab",
    "04 CH Chandigarh",
    "05 UK Uttarakhand",
    "06 HR Haryana",
    "07 DL Delhi",
    "08 RJ Rajasthan",
    "09 UP Uttar Pradesh",
    "10 BR Bihar",
    "11 SK Sikkim",
    "12 AR Arunachal Pradesh",
    "13 NL Nagaland",
    "14 MN Manipur",
    "15 MZ Mizoram",
    "16 TR Tripura",
    "17 ML Meghalaya",
    "18 AS Assam",
    "19 WB West Bengal",
    "20 JH Jharkhand",
    "21 OD Odisha",
    "22 CG Chhattisgarh",
    "23 MP Madhya Pradesh",
    "24 GJ Gujarat",
    "26 DH Dadra and Nagar Haveli and Daman and Diu",
    "27 MH Maharashtra",
    "29 KA Karnataka",
    "30 GA Goa",
    "31 LD Lakshadweep",
    "32 KL Kerala",
    "33 TN Tamil Nadu",
    "34 PY Puducherry",
    "35 AN Andaman and Nicobar Islands",
    "36 TS Telangana",
    "37 AP Andhra Pradesh",
    "38 LA Ladakh",
    "97 OT Other Territory",
)
_WITHOUT_LEGISLATURE = frozenset({"04", "26", "31", "35", "38", "97"})
"""Union Territory Goods and Services Tax Act, 2017, s. 2(8); the others have a legislature and an SGST act."""
_FORMER = {"UT": "UK", "OR": "OD", "CT": "CG", "TG": "TS", "DN": "DH", "DD": "DH", "25": "26", "28": "37"}
"""Codes replaced by later editions of ISO 3166-2, and GST codes of merged or divided territories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state or union territory: `code` is the first two digits of its GSTINs, `iso` the code of ISO 3166-2.

    "Other Territory" (97), the sea around India, has no code of ISO; its `iso` is made up.
    """

    code: str
    iso: str
    name: str

    @property
    def local_tax(self) -> str:
        """What is charged beside CGST inside it: SGST, or UTGST in a union territory without a legislature.

        >>> state("MH").local_tax, state("CH").local_tax
        ('SGST', 'UTGST')
        """
        return "UTGST" if self.code in _WITHOUT_LEGISLATURE else "SGST"


def _read(row: str) -> State:
    code, letters, name = row.split(" ", 2)
    return State(code=code, iso=f"IN-{letters}", name=name)


STATES: tuple[State, ...] = tuple(_read(row) for row in _STATES)
_BY_CODE = {key: each for each in STATES for key in (each.code, each.iso.removeprefix("IN-"))}


def state(code: str, *, pointer: str | None = None) -> State:
    """The state with this GST code ("27") or code of ISO 3166-2 ("IN-MH", "MH"), former codes included.

    Raises `UnknownRegion`.

    >>> state("27").name, state("in-mh").code, state("OR").name
    ('Maharashtra', '27', 'Odisha')
    """
    plain = code.strip().upper().removeprefix("IN-")
    found = _BY_CODE.get(_FORMER.get(plain, plain))
    if found is None:
        valid = ", ".join(f"{each.iso} ({each.code})" for each in STATES)
        raise UnknownRegion(pointer=pointer, region=code, country="IN", valid=valid)
    return found
