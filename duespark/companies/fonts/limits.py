"""How a font begins, how large it may be, and how long a look at it may take."""

from typing import Final

KINDS: Final = {
    b"\0\1\0\0": "TTF", b"true": "TTF", b"OTTO": "OTF", b"wOFF": "WOFF", b"wOF2": "WOFF2",
    b"ttcf": "collection",
}  # fmt: skip
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_FONTS: Final = 100
"""Files of an organization."""
SECONDS: Final = 30
"""Of processor time; the largest fonts need ten, a variable one twice that."""
MEMORY: Final = 800 * 1024 * 1024
