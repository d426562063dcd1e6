"""Colors: contrast as WCAG 2.1 measures it (success criterion 1.4.3), and the nearest color that can be read."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from duespark.engine.errors import Invalid

DEFAULT: Final = "#B45309"
INK: Final = "#1C1917"
PAPER: Final = "#FFFFFF"
READABLE: Final = 4.5
"""Least contrast ratio of text to its ground, level AA."""
READABLE_LARGE: Final = 3.0
"""The same for text of 18 points, or 14 in bold, and more."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_STEPS: Final = 400
_BISECTIONS: Final = 12


class NotAColor(Invalid):
    code = "look.not_a_color"
    sentence = "“{color}” is not a color. Write it like #B45309."


def check_color(color: str, *, pointer: str = "") -> str:
    """The color in capitals. Raises NotAColor.

    >>> check_color("#b45309")
    '#B45309'
    """
    if not _HEX.fullmatch(color):
        raise NotAColor(color=color[:40], pointer=pointer)
    return color.upper()


def readable_on(ground: str, color: str) -> str:
    """`color`, moved toward black or white just far enough to be read as text on `ground`.

    Raises NotAColor.

    >>> readable_on("#FFFFFF", "#B45309")
    '#B45309'
    >>> readable_on("#FFFFFF", "#FFE600") != "#FFE600"
    True
    """
    target = 0 if _luminance(ground) > 0.18 else 255
    channels = _channels(color)
    moved = (_mixed(channels, target, step / 20) for step in range(21))
    return next(candidate for candidate in moved if contrast(candidate, ground) >= READABLE)


def nearest_readable(color: str, grounds: Iterable[str], *, ratio: float = READABLE) -> str:
    """The color of the same hue, nearest to the eye, that keeps `ratio` to each ground; lighter or darker, whichever is
    nearer, and less vivid only where the screen has no such color.

    Distance and hue are those of OKLab (B. Ottosson, 2020). Black or white where no color of that hue will do, which is
    readable only if one of them is. Raises NotAColor.

    >>> nearest_readable("#999999", ["#FFFFFF"])
    '#767676'
    >>> nearest_readable("#B45309", ["#FFFFFF"])
    '#B45309'
    """
    against = tuple(grounds)
    if _keeps(color, against, ratio):
        return check_color(color)
    light, a, b = _oklab(color)
    found: list[tuple[float, str]] = []
    for step in range(_STEPS + 1):
        candidate, chroma_left = _in_gamut(step / _STEPS, a, b)
        if _keeps(candidate, against, ratio):
            far = (step / _STEPS - light) ** 2 + (1 - chroma_left) ** 2 * (a * a + b * b)
            found.append((far, candidate))
    if found:
        return min(found)[1]
    return max(("#000000", "#FFFFFF"), key=lambda one: min(contrast(one, ground) for ground in against))


def text_on(ground: str) -> str:
    """White, ink or, on a middling gray, black: the first that is readable on `ground`.

    >>> text_on("#B45309"), text_on("#FFE600"), text_on("#777777")
    ('#FFFFFF', '#1C1917', '#000000')
    """
    return next((color for color in (PAPER, INK) if contrast(color, ground) >= READABLE), "#000000")


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colors, 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _keeps(color: str, grounds: tuple[str, ...], ratio: float) -> bool:
    return all(contrast(color, ground) >= ratio for ground in grounds)


def _channels(color: str) -> tuple[int, int, int]:
    check_color(color)
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mixed(channels: tuple[int, int, int], target: int, share: float) -> str:
    return "#" + "".join(f"{round(channel + (target - channel) * share):02X}" for channel in channels)


@lru_cache(maxsize=1024)
def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _oklab(color: str) -> tuple[float, float, float]:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _linear_rgb(light: float, a: float, b: float) -> tuple[float, float, float]:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _in_gamut(light: float, a: float, b: float) -> tuple[str, float]:
    """The color of this lightness and hue with as much chroma as a screen can show, and how much of it that is."""
    low, high = 0.0, 1.0
    if not _is_shown(_linear_rgb(light, a, b)):
        for _ in range(_BISECTIONS):
            half = (low + high) / 2
            low, high = (half, high) if _is_shown(_linear_rgb(light, a * half, b * half)) else (low, half)
        high = low
    return _hex(_linear_rgb(light, a * high, b * high)), high


def _is_shown(channels: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= channel <= 1.0005 for channel in channels)


def _hex(channels: tuple[float, float, float]) -> str:
    bounded = (min(max(channel, 0.0), 1.0) for channel in channels)
    bent = (12.92 * each if each <= 0.0031308 else 1.055 * each ** (1 / 2.4) - 0.055 for each in bounded)
    return "#" + "".join(f"{round(each * 255):02X}" for each in bent)
