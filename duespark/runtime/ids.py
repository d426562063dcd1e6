"""New identifiers and secrets: the only place that makes them."""

import secrets
import time
from uuid import UUID

_newest = 0


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sorts by the time it was made, so that index pages stay warm.

    The 12 bits behind the milliseconds are their fraction (section 6.2, method 3), and those of one process follow
    each other strictly: what was noted first stands first.
    """
    global _newest
    _newest = ticks = max(time.time_ns() * 4096 // 1_000_000, _newest + 1)
    milliseconds, fraction = divmod(ticks, 4096)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7000 << 64 | fraction << 64
    return UUID(int=value | 0x8000_0000_0000_0000 | secrets.randbits(62))


def new_secret(prefix: str = "", *, size: int = 32) -> str:
    """An unguessable URL-safe text of `size` random bytes behind `prefix`; show it once, store its hash."""
    return prefix + secrets.token_urlsafe(size)


_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ"


def new_link_code(length: int = 16) -> str:
    """A code for a public link, free of look-alike characters; 16 characters carry 91 bits."""
    value, code = secrets.randbelow(len(_ALPHABET) ** length), ""
    for _ in range(length):
        value, at = divmod(value, len(_ALPHABET))
        code += _ALPHABET[at]
    return code
