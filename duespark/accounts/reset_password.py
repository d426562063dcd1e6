"""A forgotten password: a mailed link to a new one, which ends every session."""

from duespark.accounts.audit import audit
from duespark.accounts.links import make_link, use_link
from duespark.accounts.mail import post_mail
from duespark.accounts.passwords import check_password, hash_password
from duespark.accounts.scope import inside
from duespark.accounts.sessions import actor_of, end_all_sessions
from duespark.accounts.users import find_user, home_of, verify_user
from duespark.runtime.ids import new_id
from duespark.runtime.jobs import Work, job
from duespark.runtime.tx import Tx


async def forgot_password(tx: Tx, *, email: str) -> None:
    """Mail a link, where there is an account. A job looks for it, so that the answer takes as long for all."""
    await mail_reset_link.later(tx, email=email, request=str(new_id()))


@job("accounts.forgot_password")
async def mail_reset_link(work: Work, *, email: str, request: str) -> None:
    """The mail `forgot_password` asked for, once for each request."""
    async with work.begin() as tx:
        user = await find_user(tx, email)
        if user is None:
            return
        token = await make_link(tx, user_id=user["id"], purpose="reset")
        await post_mail(tx, "reset_password", to=email, key=request, name=user["name"], token=token)


async def reset_password(tx: Tx, *, token: str, password: str) -> None:
    """Set the new password and end all sessions; the link proves the address too. `tx` is in the system's scope.

    API keys stay: they are revoked one by one. Raises `LinkUnusable`, `PasswordIsEmail`.
    """
    row = await use_link(tx, token, purpose="reset")
    user_id = row["user_id"]
    check_password(password, email=row["email"])
    await verify_user(tx, user_id, password_hash=await hash_password(password))
    await end_all_sessions(tx, user_id)
    await post_mail(tx, "password_changed", to=row["email"], name=row["name"])
    home = await home_of(tx, user_id)
    if home is not None:
        tx.actor = await actor_of(tx, user_id, home)
        async with inside(tx, home):
            await audit(tx, "user.reset_password", subject="user", id=user_id)
