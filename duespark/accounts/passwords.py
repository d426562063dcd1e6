"""Passwords: argon2id in two threads of their own, so that guessing keeps neither the loop nor all cores busy."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from duespark.engine.errors import Invalid
from duespark.runtime.ids import new_secret

_ARGON2 = PasswordHash((Argon2Hasher(),))
_THREADS = ThreadPoolExecutor(2, "argon2")


class PasswordIsEmail(Invalid):
    code = "password.is_email"
    sentence = "The password must not be the e-mail address. Choose another one."


def check_password(password: str, *, email: str, pointer: str = "/password") -> None:
    """Raises `PasswordIsEmail`. The length is checked where the password comes in."""
    if password.strip().lower() == email:
        raise PasswordIsEmail(pointer=pointer)


async def hash_password(password: str) -> str:
    """What is stored of a password."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _ARGON2.hash, password)


async def is_password(password: str, stored: str | None) -> bool:
    """Whether this is the password; takes as long where there is none to compare with."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _is_password, password, stored)


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return _ARGON2.hash(new_secret())


def _is_password(password: str, stored: str | None) -> bool:
    nobodys = _nobodys()
    try:
        return _ARGON2.verify(password, stored or nobodys) and stored is not None
    except UnknownHashError:
        return _ARGON2.verify(password, nobodys) and False
