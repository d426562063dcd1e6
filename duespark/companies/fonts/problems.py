"""Why a font cannot be used."""

from duespark.companies.fonts.limits import MOST_BYTES, MOST_FONTS, MOST_UNPACKED
from duespark.engine.errors import Conflict, Invalid, NotFound

_MB = 1024 * 1024


class OwnFontNotFound(NotFound):
    code = "own_font.not_found"
    sentence = "There is no font {id}."


class FontTooLarge(Invalid):
    code = "own_font.too_large"
    sentence = (
        f"A font may have at most {MOST_BYTES // _MB} MB, and {MOST_UNPACKED // _MB} MB once it is unpacked. Upload one with fewer"
        " scripts, or instead of a variable font its static files."
    )


class NotAFont(Invalid):
    code = "own_font.not_a_font"
    sentence = "This file is no font. Upload a TTF, OTF, WOFF or WOFF2 file."


class FontDamaged(Invalid):
    code = "own_font.damaged"
    sentence = "This font is damaged and could not be printed: {reason}. Get the file again from where it came from."


class FontNotPrintable(Invalid):
    code = "own_font.not_printable"
    sentence = "{reason}"


class EmbeddingForbidden(Invalid):
    code = "own_font.embedding_forbidden"
    sentence = (
        "The maker of {family} does not allow it inside PDFs: the file says {reason}. Ask the maker for a license and a file"
        " that allow embedding."
    )


class LicenseNotConfirmed(Invalid):
    code = "own_font.license_not_confirmed"
    sentence = "Confirm that you have a license to use this font in documents."


class FontComesAlong(Conflict):
    code = "own_font.comes_along"
    sentence = "{family} comes with DueSpark. Choose it from the list."


class StyleTaken(Conflict):
    code = "own_font.style_taken"
    sentence = "{family} {style} is here already. Remove it first, then upload this file."


class FontInUse(Conflict):
    code = "own_font.in_use"
    sentence = "{family} is the font of the brand {brands}. Choose another font there, then remove this one."


class TooManyFonts(Conflict):
    code = "own_font.too_many"
    sentence = f"There are {MOST_FONTS} font files already. Remove one that is not used."
