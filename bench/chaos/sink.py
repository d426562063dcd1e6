"""A mail provider for the bench: takes every mail, writes down what it took, and answers a little later.

    python -m bench.chaos.sink <port> <log>

The line is written before the answer, and the answer is slow, so that a sender killed in between is one of those of
whom nobody but the provider knows whether their mail was taken.
"""

import asyncio
import json
import random
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

SLOWEST_SECONDS = 0.06


class Sink:
    """aiosmtpd's handler: one JSON line for each mail taken."""

    def __init__(self, log: Path) -> None:
        self.log = log.open("a", buffering=1)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        mail = message_from_bytes(envelope.content, policy=default)
        line = {"message_id": mail["Message-ID"], "to": envelope.rcpt_tos[0], "subject": mail["Subject"]}
        self.log.write(json.dumps(line) + "\n")
        await asyncio.sleep(random.uniform(0, SLOWEST_SECONDS))
        return "250 OK"


async def main(port: int, log: Path) -> None:
    sink = Sink(log)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(sink, hostname="sink.example.com", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2])))
