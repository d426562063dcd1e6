"""Colors as CIE L*a*b* under D50, the space in which profiles of printing presses speak, and how far apart the eye sees two."""

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt
from typing import Final, NamedTuple

from duespark.engine.look.color import check_color

D50: Final = (0.9642, 1.0, 0.8249)
"""The white of profiles (ICC.1:2010, 7.2.16)."""
_TO_XYZ: Final = (
    (0.4360747, 0.3850649, 0.1430804),
    (0.2225045, 0.7168786, 0.0606169),
    (0.0139322, 0.0971045, 0.7141733),
)
_TO_RGB: Final = (
    (3.1338561, -1.6168667, -0.4906146), (-0.9787684, 1.9161415, 0.0334540), (0.0719453, -0.2289914, 1.4052427),
)  # fmt: skip
"""sRGB (IEC 61966-2-1), adapted to D50 by Bradford."""
_EDGE: Final = 6 / 29


class Lab(NamedTuple):
    """Lightness 0 to 100; green to red; blue to yellow."""

    light: float
    a: float
    b: float


def lab_of(color: str) -> Lab:
    """A color of the screen. Raises NotAColor.

    >>> [round(each) for each in lab_of("#0F766E")]
    [44, -30, -4]
    """
    tidy = check_color(color)
    channels = [_linear(int(tidy[at : at + 2], 16) / 255) for at in (1, 3, 5)]
    return of_xyz([_dot(row, channels) for row in _TO_XYZ])


def shown(lab: Lab) -> str:
    """The color on a screen; what no screen shows is cut off.

    >>> shown(lab_of("#0F766E"))
    '#0F766E'
    """
    y = (lab.light + 16) / 116
    xyz = [_opened(part) * white for part, white in zip((y + lab.a / 500, y, y - lab.b / 200), D50, strict=True)]
    return "#" + "".join(f"{_bent(_dot(row, xyz)):02X}" for row in _TO_RGB)


def of_xyz(xyz: list[float]) -> Lab:
    """X, Y, Z from 0 to 1, with D50 as white (CIE 15).

    >>> of_xyz([0.9642, 1.0, 0.8249])
    Lab(light=100.0, a=0.0, b=0.0)
    """
    x, y, z = (_closed(part / white) for part, white in zip(xyz, D50, strict=True))
    return Lab(116 * y - 16, 500 * (x - y), 200 * (y - z))


def difference(one: Lab, other: Lab) -> float:
    """CIEDE2000 (ISO/CIE 11664-6): below 1 nobody sees it, above 5 everybody does.

    The formulas are those of G. Sharma, W. Wu and E. Dalal (2005), who gave the examples it is tested with.

    >>> round(difference(Lab(50, 2.6772, -79.7751), Lab(50, 0, -82.7485)), 4)
    2.0425
    """
    mean = (hypot(one.a, one.b) + hypot(other.a, other.b)) / 2
    grown = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    chroma, hue = _polar(one.a * grown, one.b)
    chroma_2, hue_2 = _polar(other.a * grown, other.b)
    turn, middle = _turn(hue, hue_2) if chroma * chroma_2 else (0.0, hue + hue_2)
    light, vivid = (one.light + other.light) / 2, (chroma + chroma_2) / 2
    by_light = (other.light - one.light) / (1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma_2 - chroma) / (1 + 0.045 * vivid)
    by_hue = 2 * sqrt(chroma * chroma_2) * sin(radians(turn / 2)) / (1 + 0.015 * vivid * _weight(middle))
    bend = 2 * sqrt(vivid**7 / (vivid**7 + 25**7)) * sin(radians(60 * exp(-(((middle - 275) / 25) ** 2))))
    return sqrt(max(0.0, by_light**2 + by_chroma**2 + by_hue**2 - bend * by_chroma * by_hue))


def _polar(a: float, b: float) -> tuple[float, float]:
    return hypot(a, b), degrees(atan2(b, a)) % 360


def _turn(one: float, other: float) -> tuple[float, float]:
    """The way from one hue to the other, the shorter one round, and the hue in the middle of it."""
    way = (other - one + 180) % 360 - 180
    return way, (one + way / 2) % 360


def _weight(hue: float) -> float:
    return (
        1
        - 0.17 * cos(radians(hue - 30))
        + 0.24 * cos(radians(2 * hue))
        + 0.32 * cos(radians(3 * hue + 6))
        - 0.20 * cos(radians(4 * hue - 63))
    )


def _dot(row: tuple[float, float, float], values: list[float]) -> float:
    return sum(weight * value for weight, value in zip(row, values, strict=True))


def _closed(part: float) -> float:
    return float(part ** (1 / 3)) if part > _EDGE**3 else part / (3 * _EDGE**2) + 4 / 29


def _opened(part: float) -> float:
    return part**3 if part > _EDGE else 3 * _EDGE**2 * (part - 4 / 29)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _bent(channel: float) -> int:
    bounded = min(max(channel, 0.0), 1.0)
    return round(255 * (12.92 * bounded if bounded <= 0.0031308 else 1.055 * bounded ** (1 / 2.4) - 0.055))
