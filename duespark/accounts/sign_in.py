"""Checking who signs in. A wrong address and a wrong password look and last the same."""

import asyncpg

from duespark.accounts.attempts import give_back
from duespark.accounts.passwords import is_password
from duespark.accounts.users import find_user
from duespark.runtime.tx import Tx
from duespark.runtime.web import HttpProblem


class WrongCredentials(HttpProblem):
    def __init__(self) -> None:
        super().__init__(401, "auth.wrong", "The e-mail address or the password is wrong.")


class EmailNotVerified(HttpProblem):
    def __init__(self) -> None:
        super().__init__(
            403,
            "auth.email_not_verified",
            "Confirm your e-mail address first: use the link we mailed you, or ask for a new one.",
        )


async def check_credentials(tx: Tx, *, email: str, password: str) -> asyncpg.Record:
    """The user with this address and password; `tx` is in the system's scope.

    Raises `WrongCredentials`, and `EmailNotVerified` only to who knows the password.
    """
    user = await find_user(tx, email)
    if not await is_password(password, user["password_hash"] if user else None) or user is None:
        raise WrongCredentials
    await give_back(tx, email=email)
    if user["email_verified_at"] is None:
        raise EmailNotVerified
    return user
