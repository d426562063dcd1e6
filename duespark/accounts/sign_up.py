"""Signing up: the answer never tells whether an address has an account; only its mailbox learns that."""

from uuid import UUID

from duespark.accounts.links import make_link, use_link
from duespark.accounts.mail import post_mail
from duespark.accounts.passwords import check_password, hash_password
from duespark.accounts.users import add_user, find_user, verify_user
from duespark.runtime.ids import new_id
from duespark.runtime.jobs import Work, job
from duespark.runtime.tx import Tx


async def sign_up(tx: Tx, *, email: str, password: str, name: str) -> None:
    """Begin an account and mail the link that proves the address; who has an account is mailed so.

    The password counts once the link of this very sign-up is used. So nobody can begin an account for a stranger
    and keep the password when the stranger signs up too. Raises `PasswordIsEmail`.
    """
    check_password(password, email=email)
    hashed = await hash_password(password)
    user_id = await add_user(tx, email=email, name=name, password_hash=hashed)
    if user_id is None:
        user = await find_user(tx, email)
        assert user is not None
        if user["email_verified_at"] is not None:
            await post_mail(tx, "account_exists", to=email, name=user["name"])
            return
        user_id = user["id"]
    await post_mail(
        tx,
        "verify_email",
        to=email,
        token=await make_link(tx, user_id=user_id, purpose="verify", password_hash=hashed),
    )


async def verify_email(tx: Tx, *, token: str) -> UUID:
    """The address is proven; returns whose it is. Raises `LinkUnusable`."""
    row = await use_link(tx, token, purpose="verify")
    await verify_user(tx, row["user_id"], password_hash=row["password_hash"])
    user_id: UUID = row["user_id"]
    return user_id


async def resend_verification(tx: Tx, *, email: str) -> None:
    """Mail a new link, where one is needed. A job looks for the account, so that the answer takes as long for all."""
    await mail_verification.later(tx, email=email, request=str(new_id()))


@job("accounts.resend_verification")
async def mail_verification(work: Work, *, email: str, request: str) -> None:
    """The mail `resend_verification` asked for, once for each request."""
    async with work.begin() as tx:
        user = await find_user(tx, email)
        if user is None or user["email_verified_at"] is not None:
            return
        token = await make_link(tx, user_id=user["id"], purpose="verify")
        await post_mail(tx, "verify_email", to=email, key=request, token=token)
