"""Makes a brand's color readable: contrast as WCAG 2.2 measures it (success criterion 1.4.3)."""

import re
from typing import Final

from duespark.engine.errors import Invalid

DEFAULT: Final = "#B45309"
READABLE: Final = 4.5
"""Least contrast ratio of text to its ground, level AA."""


class NotAColor(Invalid):
    code = "look.not_a_color"
    sentence = "“{color}” is not a color. Write it like #B45309."


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
    for step in range(21):
        candidate = _mixed(channels, target, step / 20)
        if contrast(candidate, ground) >= READABLE:
            return candidate
    return candidate


def text_on(ground: str) -> str:
    """White, ink or, on a middling gray, black: the first that is readable on `ground`.

    >>> text_on("#B45309"), text_on("#FFE600"), text_on("#777777")
    ('#FFFFFF', '#1C1917', '#000000')
    """
    return next((color for color in ("#FFFFFF", "#1C1917") if contrast(color, ground) >= READABLE), "#000000")


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colors, 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"))
    21
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _channels(color: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", color):
        raise NotAColor(color=color)
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mixed(channels: tuple[int, int, int], target: int, share: float) -> str:
    return "#" + "".join(f"{round(channel + (target - channel) * share):02X}" for channel in channels)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
