"""Answers that are pages: drawn once the transaction has ended, and said alike by every route."""

from collections.abc import Awaitable, Callable
from typing import Any

from duespark.accounts.access import Afterwards
from duespark.documents.render import CheckedPages
from duespark.documents.schemas import Pages


def said_of(checked: CheckedPages) -> dict[str, Any]:
    """The fields of every answer with pages."""
    return {
        "pages": checked.pages, "page_count": len(checked.pages), "overflow": checked.overflow,
        "problems": checked.problems,
    }  # fmt: skip


def pages_later(draw: Callable[[], Awaitable[CheckedPages]]) -> Afterwards[Pages]:
    """The answer that `draw` makes, which needs no database."""

    async def drawn() -> Pages:
        return Pages(**said_of(await draw()))

    return Afterwards(drawn)
