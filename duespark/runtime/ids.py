"""New identifiers and secrets: the only place that makes them."""

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): sorts by the time it was made, so that index pages stay warm."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    noise = secrets.randbits(74)
    value |= 0x7000 << 64 | noise >> 62 << 64
    value |= 0x8000_0000_0000_0000 | noise & (1 << 62) - 1
    return UUID(int=value)


def new_secret(prefix: str = "", *, size: int = 32) -> str:
    """An unguessable URL-safe text of `size` random bytes behind `prefix`; show it once, store its hash."""
    return prefix + secrets.token_urlsafe(size)


_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ"


def new_link_code(length: int = 16) -> str:
    """A code for a public link, free of look-alike characters; 16 characters carry 91 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))
