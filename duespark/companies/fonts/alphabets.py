"""Which languages of documents a font has the letters of. What it lacks is set in the fonts that come along."""

from collections.abc import Set
from typing import Final


def _block(*ranges: tuple[int, int]) -> str:
    return "".join(chr(code) for first, last in ranges for code in range(first, last + 1))


_BASIC: Final = _block((0x41, 0x5A), (0x61, 0x7A), (0x30, 0x39)) + ".,:;-–()/%&@"
_KANJI: Final = (
    "確開認"
    "一下了付以件任伝位供価信修値備元先免入全内出切前割効単参収取受口号合名品回域外対小座建引待後徴意手払承抜振控支数整文料方"
    "日明時書替最有期未条次正残殺求泉法注添済源為無照率理由番発登目相社票税積端答納細終給繰署義考行見計訳詳読課調請諾象貴超越"
    "輸辞込返退送過部量金銀録限除非頁領額高"
)
"""Those of the program's own words; no list of a language is complete."""
ALPHABETS: Final = {
    "en": _BASIC,
    "pl": _BASIC + "ĄĆĘŁŃÓŚŹŻąćęłńóśźż",
    "de": _BASIC + "ÄÖÜßäöü„“",
    "fr": _BASIC + "ÀÂÆÇÈÉÊËÎÏÔŒÙÛÜŸàâæçèéêëîïôœùûüÿ’«»",
    "es": _BASIC + "ÁÉÍÑÓÚÜáéíñóúü¿¡º",
    "ar": _block((0x621, 0x63A), (0x641, 0x64A), (0x660, 0x669)) + "،؛",
    "hi": _block((0x901, 0x903), (0x905, 0x90B), (0x90F, 0x911), (0x913, 0x914), (0x915, 0x928), (0x92A, 0x930), (0x935, 0x939))
    + _block((0x93C, 0x93C), (0x93E, 0x943), (0x947, 0x949), (0x94B, 0x94D), (0x966, 0x96F)) + "ल।",
    "ja": _block((0x3041, 0x3093), (0x30A1, 0x30F6)) + "、。「」ー" + _KANJI,
    "he": _block((0x5D0, 0x5EA)),
    "th": _block((0xE01, 0xE3A), (0xE3F, 0xE4E)),
}  # fmt: skip
"""The letters of each language a document's own words can be in."""


def languages_of(codes: Set[int]) -> tuple[str, ...]:
    """The languages all of whose letters are among the code points.

    >>> languages_of({*range(0x20, 0x7F), 0x2013})
    ('en',)
    """
    return tuple(name for name, letters in ALPHABETS.items() if all(ord(letter) in codes for letter in letters))
