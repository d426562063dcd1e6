"""The port of e-mail, and which transport the settings ask for."""

from functools import lru_cache
from pathlib import Path
from typing import Protocol

from duespark.adapters.email.mail_folder import Mailbox
from duespark.adapters.email.message import Mail
from duespark.adapters.email.smtp import Smtp
from duespark.runtime.ledger import Receipt
from duespark.runtime.settings import settings


class Transport(Protocol):
    """Takes mails. Both transports keep the same contract (`tests/adapters/email/test_contract.py`)."""

    async def send(self, mail: Mail) -> Receipt:
        """Hand over one mail. Raises the ledger's `NotTaken`, `Refused` or `Unclear`."""
        ...

    async def has(self, message_id: str) -> bool | None:
        """Whether this mail was taken; None where nobody can tell (SMTP)."""
        ...


@lru_cache(maxsize=4)
def _smtp(url: str) -> Smtp:
    return Smtp(url)


@lru_cache(maxsize=4)
def _mailbox(folder: Path) -> Mailbox:
    return Mailbox(folder)


def transport() -> Transport:
    """The transport of this process: SMTP where DUESPARK_SMTP_URL is set, else the local mailbox."""
    url = settings().smtp_url
    if url is not None:
        return _smtp(url.get_secret_value())
    return _mailbox(settings().data_dir / "mailbox")
