"""How large a font may be, and how long a look at it may take."""

from typing import Final

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_FONTS: Final = 100
"""Files of an organization."""
SECONDS: Final = 30
"""Of processor time; the largest fonts need ten."""
MEMORY: Final = 800 * 1024 * 1024
