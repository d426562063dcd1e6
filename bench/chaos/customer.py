"""A program that uses the API as it should: an Idempotency-Key on every write, and retries until it has an answer."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx2

RETRY_STATUSES = frozenset({409, 500, 502, 503, 504})
"""409 only while the first request with the key still runs."""
RETRY_SECONDS = 0.2
PATIENCE = 600
"""Tries of one request; processes are gone for seconds at a time."""


class Refused(RuntimeError):
    """An answer that no retry will change."""


@dataclass
class Customer:
    """Posts to whichever of the two web processes answers."""

    ports: tuple[int, int]
    token: str
    answered: int = 0
    retries: int = 0
    client: httpx2.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx2.AsyncClient(timeout=30, headers={"authorization": f"Bearer {self.token}"})

    async def post(self, path: str, body: Any, *, key: str, turn: int = 0) -> dict[str, Any]:
        """The answer, however many tries it takes. Raises `Refused`."""
        for attempt in range(turn, turn + PATIENCE):
            url = f"http://127.0.0.1:{self.ports[attempt % 2]}{path}"
            try:
                answer = await self.client.post(url, json=body, headers={"idempotency-key": key})
            except httpx2.TransportError:
                answer = None
            if answer is not None and answer.is_success:
                self.answered += 1
                found: dict[str, Any] = answer.json()
                return found
            if answer is not None and not _may_retry(answer):
                raise Refused(f"{path}: {answer.status_code} {answer.text}")
            self.retries += 1
            await asyncio.sleep(RETRY_SECONDS)
        raise Refused(f"{path}: no answer")

    async def bill(self, number: int, draft: dict[str, Any]) -> None:
        """Create, issue and send one invoice."""
        created = await self.post("/v1/invoices", draft, key=f"create-{number}", turn=number)
        path = f"/v1/invoices/{created['id']}"
        await self.post(f"{path}/issue", {}, key=f"issue-{number}", turn=number)
        to = {"to": [f"client-{number}@example.com"]}
        await self.post(f"{path}/send", to, key=f"send-{number}", turn=number)

    async def get(self, path: str) -> dict[str, Any]:
        """Reads are repeated too."""
        for attempt in range(PATIENCE):
            try:
                answer = await self.client.get(f"http://127.0.0.1:{self.ports[attempt % 2]}{path}")
                if answer.is_success:
                    found: dict[str, Any] = answer.json()
                    return found
            except httpx2.TransportError:
                pass
            await asyncio.sleep(RETRY_SECONDS)
        raise Refused(f"{path}: no answer")


def _may_retry(answer: httpx2.Response) -> bool:
    if answer.status_code == 409:
        return bool(answer.json()["code"] == "idempotency.in_progress")
    return answer.status_code in RETRY_STATUSES
