"""The browser of the journeys: Debian's Chromium, and axe to ask whether a page can be used by everybody."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.installation import ROOT

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A landmark for every word is good practice, not a rule of WCAG, and toasts and skip links live outside of them.
_RULES = {"resultTypes": ["violations"], "rules": {"region": {"enabled": False}}}


@contextmanager
def running_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@lru_cache(maxsize=1)
def _axe() -> str:
    return (ROOT / "web/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def axe(page: Page) -> list[str]:
    """What keeps people from using the page (axe, all rules): one line a problem, empty when there is none."""
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", _RULES)
    return [_line(problem) for problem in found["violations"]]


def _line(problem: dict[str, Any]) -> str:
    where = ", ".join(" ".join(node["target"]) for node in problem["nodes"][:3])
    return f"{problem['id']} at {where}: {problem['nodes'][0]['failureSummary']}"
