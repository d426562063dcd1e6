"""What a font is called: by its maker, by people, and by print, where no two organizations' fonts may be taken for each other."""

import hashlib
from typing import Final

_WEIGHTS: Final = {
    100: "Thin", 200: "Extra light", 300: "Light", 400: "Regular", 500: "Medium", 600: "Semibold", 700: "Bold",
    800: "Extra bold", 900: "Black",
}  # fmt: skip


def style_name(weight: int, italic: bool) -> str:
    """
    >>> style_name(400, True), style_name(700, False)
    ('Italic', 'Bold')
    """
    if italic and weight == 400:
        return "Italic"
    return f"{_WEIGHTS[weight]} italic" if italic else _WEIGHTS[weight]


def print_name(family: str) -> str:
    """The family's name in its files as print uses them: one that no font of the program has, and that does not end like a style,
    for print would take the end off.

    >>> print_name("Acme Light")
    'Own 33b2bc26b46fdc60'
    """
    return f"Own {hashlib.sha256(family.casefold().encode()).hexdigest()[:16]}"
