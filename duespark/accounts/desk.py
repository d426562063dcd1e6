"""Where requests wait that would only wait for the same lock: those of one caller are answered together, in one transaction.

Few at a time are let through in a process. A caller has one place, takes along what else waits of his, answers for all of it,
and hands the place on. What cannot be answered together comes back, and is let in alone. Who has waited long, since what is
answered before him waits for something else, gets a second place; but never one caller all of them.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.responses import Response

MOST = 16
"""Requests answered in one transaction."""

PATIENCE = 0.5
"""Seconds until a second request of a caller is let in beside the first."""

Outcome = Response | Exception | None
"""An answer, the error to answer with, or None: it must ask again."""


@dataclass(slots=True, eq=False)
class Asked:
    """A request that waits, and whose it is. One that is `alone` is answered together with no other."""

    request: Request
    arguments: Mapping[str, Any]
    caller: Hashable
    alone: bool = False
    since: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    called: "asyncio.Future[Outcome]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def answer(self, outcome: Outcome) -> None:
        if not self.called.done():
            self.called.set_result(outcome)


class Desk:
    """The places of one route in one process."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._most_each = max(1, places - 1)
        self._inside: Counter[Hashable] = Counter()
        self._waiting: deque[Asked] = deque()

    async def enter(self, asked: Asked) -> Response | None:
        """The answer that somebody else got for it; or None: it has a place, and must `leave`. Raises the error it is answered
        with."""
        if self._has_place_for(asked):
            self._let_in(asked)
            return None
        self._waiting.append(asked)
        alarm = asyncio.get_running_loop().call_later(PATIENCE, self._let_in_next)
        try:
            outcome = await asked.called
        except asyncio.CancelledError:
            if not asked.called.cancelled() and asked.called.result() is None:
                self.leave(asked)
            raise
        finally:
            alarm.cancel()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def leave(self, asked: Asked) -> None:
        """Give the place back."""
        self._free += 1
        self._inside -= Counter([asked.caller])
        self._let_in_next()

    def _let_in_next(self) -> None:
        """Let in who has waited longest and may."""
        self._waiting = deque(one for one in self._waiting if not one.called.done())
        for one in self._waiting:
            if self._has_place_for(one):
                self._waiting.remove(one)
                self._let_in(one)
                one.answer(None)
                return

    def _has_place_for(self, asked: Asked) -> bool:
        inside = self._inside[asked.caller]
        waited = asyncio.get_running_loop().time() - asked.since
        return self._free > 0 and inside < (self._most_each if waited >= PATIENCE else 1)

    def _let_in(self, asked: Asked) -> None:
        self._free -= 1
        self._inside[asked.caller] += 1

    def take_along(self, asked: Asked) -> list[Asked]:
        """It and what else waits of its caller, each about something else."""
        group, paths = [asked], {asked.request.url.path}
        for other in [] if asked.alone else list(self._waiting):
            path = other.request.url.path
            fits = other.caller == asked.caller and not other.alone and path not in paths and not other.called.done()
            if fits and len(group) < MOST:
                paths.add(path)
                group.append(other)
                self._waiting.remove(other)
        return group

    def hand_out(self, group: Sequence[Asked], outcomes: Sequence[Outcome]) -> None:
        """Answer what was taken along. What must be asked again waits in front of all, in its order."""
        for asked, outcome in zip(group, outcomes, strict=True):
            if outcome is not None:
                asked.answer(outcome)
        again = [asked for asked, outcome in zip(group, outcomes, strict=True) if outcome is None]
        self._waiting.extendleft(reversed(again))
