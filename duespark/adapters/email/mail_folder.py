"""The local mailbox as a transport: a folder that takes mails as a provider would, each message id only once.

ids/<hash of message id>      the mail; made by a hard link, so that only the first of two senders makes it
mails/<mail id>.eml           the same file by time: ids are UUIDv7 of its arrival, so names sort as they came
"""

import asyncio
import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from duespark.adapters.email.message import BadMail, Mail
from duespark.engine.errors import NotFound
from duespark.runtime.ledger import Receipt, Refused
from duespark.runtime.tx import clock


class MailUnknown(NotFound):
    code = "mail.unknown"
    sentence = "There is no mail {id} in the local mailbox."


class Mailbox:
    """The transport that keeps mails in `folder`; any number of processes may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("ids", "mails"):
            (folder / name).mkdir(parents=True, exist_ok=True)

    async def send(self, mail: Mail) -> Receipt:
        """Keep the mail; the same message id again changes nothing. The receipt names it in the mailbox."""
        try:
            content = mail.to_bytes(now=clock())
        except BadMail as error:
            raise Refused(str(error)) from error
        return Receipt(str(await asyncio.to_thread(self._keep, mail.message_id, content)))

    async def has(self, message_id: str) -> bool | None:
        """Exact: True or False."""
        return await asyncio.to_thread(self._has, message_id)

    def _place(self, message_id: str) -> Path:
        return self.folder / "ids" / hashlib.sha256(message_id.encode()).hexdigest()

    def _keep(self, message_id: str, content: bytes) -> UUID:
        place = self._place(message_id)
        draft = place.with_name(f".{secrets.token_hex(8)}")
        draft.write_bytes(content)
        try:
            with suppress(FileExistsError):
                os.link(draft, place)
        finally:
            draft.unlink()
        return self._list(place)

    def _list(self, place: Path) -> UUID:
        """Give the mail its name by time; every sender of it finds the same name, so a killed one is made good."""
        mail_id = _id_of(place)
        with suppress(FileExistsError):
            os.link(place, self.folder / "mails" / f"{mail_id}.eml")
        return mail_id

    def _has(self, message_id: str) -> bool:
        place = self._place(message_id)
        if not place.exists():
            return False
        self._list(place)
        return True

    def newest_first(self) -> list[str]:
        """Mail ids as text; reads names only."""
        return sorted(
            (name.removesuffix(".eml") for name in os.listdir(self.folder / "mails")),
            reverse=True,
        )

    def read(self, id: str, *, at_most: int = -1) -> bytes:
        """A mail, or its first bytes; raises `MailUnknown`."""
        try:
            with (self.folder / "mails" / f"{id}.eml").open("rb") as file:
                return file.read(at_most)
        except FileNotFoundError as error:
            raise MailUnknown(id=id) from error


def _id_of(place: Path) -> UUID:
    """UUIDv7 of the time the file was written and of its message id."""
    milliseconds = place.stat().st_mtime_ns // 1_000_000
    tail = int(place.name[:20], 16) & (1 << 74) - 1
    return UUID(int=milliseconds << 80 | 0x7 << 76 | (tail >> 62) << 64 | 0b10 << 62 | tail & (1 << 62) - 1)
