"""Mails about accounts: one send of the ledger each, put on the way with the change that asks for it.

The links carry tokens of which the database keeps only hashes. On its way to the worker a token stands in the job's
row, sealed (AES-256-GCM) and bound to its send, until the job is done and its row is gone.
"""

import base64
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

import liquid
import orjson

from duespark.accounts.mail_wording import WORDINGS, Kind
from duespark.adapters.email.message import Mail
from duespark.adapters.email.transport import transport
from duespark.runtime.ids import new_id
from duespark.runtime.jobs import Work, job
from duespark.runtime.ledger import open_send, send_once
from duespark.runtime.security import seal, unseal
from duespark.runtime.settings import settings
from duespark.runtime.tx import Tx

SEND_KIND = "account_mail"
_LAYOUTS = Path(__file__).parent / "mails"


async def post_mail(tx: Tx, kind: Kind, *, to: str, key: str = "", **facts: str) -> None:
    """Put a mail on its way. A `key` is sent once however often it is asked for; without one each call is a mail."""
    send_id = await open_send(tx, kind=SEND_KIND, key=f"{kind}:{key or new_id()}")
    if send_id is None:
        return
    text = orjson.dumps({"kind": kind, "to": to, "facts": facts}).decode()
    sealed = base64.b64encode(seal(text, context=_context(send_id))).decode()
    await send_account_mail.later(tx, key=str(send_id), send_id=str(send_id), sealed=sealed)


@job("accounts.mail")
async def send_account_mail(work: Work, *, send_id: str, sealed: str) -> None:
    """Write the mail and hand it to the transport, once."""
    send = UUID(send_id)
    told = orjson.loads(unseal(base64.b64decode(sealed), context=_context(send)))
    mail = write_mail(send, told["kind"], to=told["to"], facts=told["facts"])
    chosen = transport()
    await send_once(
        work, send, kind=SEND_KIND, wire=lambda: chosen.send(mail), proof=lambda: chosen.has(mail.message_id)
    )


def write_mail(send_id: UUID, kind: Kind, *, to: str, facts: dict[str, str]) -> Mail:
    """The whole mail, from its wording and facts."""
    wording = WORDINGS[kind]
    values: dict[str, object] = {
        name: getattr(wording, name).format(**facts) for name in ("subject", "heading", "button", "note")
    }
    values["paragraphs"] = [paragraph.format(**facts) for paragraph in wording.paragraphs]
    values["preview"] = wording.paragraphs[0].format(**facts)
    values["link"] = settings().base_url + wording.path.format(**facts) if wording.path else ""
    host = urlsplit(settings().base_url).hostname or ""
    return Mail(
        message_id=f"<{send_id}@{host if ':' not in host and host else 'localhost'}>",
        sender=settings().mail_from,
        to=to,
        subject=str(values["subject"]),
        html=_layout("html").render(**values),
        text=_layout("text").render(**values),
        headers={"Auto-Submitted": "auto-generated"},
    )


def _context(send_id: UUID) -> str:
    return f"accounts/mail/{send_id}"


@lru_cache(maxsize=2)
def _layout(form: str) -> liquid.BoundTemplate:
    environment = liquid.Environment(autoescape=form == "html", undefined=liquid.StrictUndefined)
    return environment.from_string((_LAYOUTS / f"layout.{form}.liquid").read_text(encoding="utf-8"))
