"""Every screen can be used by everybody: no violation of any axe rule, in light and in dark, on a desk and on a phone."""

from collections.abc import Iterable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import axe
from tests.journeys.conftest import Opener
from tests.journeys.person import Person, eventually
from tests.journeys.story import Story

pytestmark = pytest.mark.journey

OUTSIDE = (
    "/sign-in",
    "/sign-up",
    "/verify-email",
    "/forgot-password",
    "/reset-password?token=x",
    "/accept-invitation?token=x",
    "/mailbox",
)
INSIDE = (
    "/",
    "/invoices",
    "/invoices/{issued}",
    "/invoices/{draft}",
    "/invoices/{draft}/edit",
    "/clients",
    "/clients/new",
    "/clients/{client}",
    "/payments",
    "/catalog",
    "/catalog/new",
    "/catalog/{item}",
    "/mailbox",
    "/mailbox?id={mail}",
    "/onboarding",
    "/onboarding/company",
    "/onboarding/client",
    "/settings/profile",
    "/settings/display",
    "/settings/companies",
    "/settings/companies/new",
    "/settings/companies/{company}",
    "/settings/numbering",
    "/settings/templates",
    "/settings/reminders",
    "/settings/organization",
    "/settings/people",
    "/settings/api-keys",
    "/settings/audit",
    "/settings/test-clock",
    "/nowhere",
)
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DESK, PHONE = 1440, 390
HEIGHT = 900
# Two frames: styles of the new look are in effect, and transitions (switched off here) have ended.
_AT_REST = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


def _look_at(page: Page, path: str) -> list[str]:
    """The problems of one screen, once it has come to rest: in both themes, and on a phone that nothing sticks out."""
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    page.goto(path)
    page.locator(":is(h1, main p, [role=alert]):visible").first.wait_for()
    page.wait_for_load_state("networkidle")
    found = [f"{path} {theme}: {problem}" for theme in THEMES for problem in _in_theme(page, theme)]
    return found + [f"{path} is {size} px too wide at {at}" for at, size in _sticks_out(page) if size > 0]


def _in_theme(page: Page, theme: Literal["light", "dark"]) -> list[str]:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.evaluate(_AT_REST)
    return axe(page)


def _sticks_out(page: Page) -> Iterator[tuple[int, int]]:
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(_AT_REST)
        yield width, page.evaluate(_TOO_WIDE)


def _look_at_all(page: Page, paths: Iterable[str]) -> None:
    problems = [problem for path in paths for problem in _look_at(page, path)]
    assert not problems, "\n".join(problems)


class TestEveryScreen:
    def test_before_signing_in(self, page: Page) -> None:
        _look_at_all(page, OUTSIDE)

    def test_of_a_business(self, story: Story, open_page: Opener) -> None:
        page = open_page(person=story.owner)
        ids = {
            "issued": story.invoices[0]["id"],
            "draft": story.draft["id"],
            "client": story.clients[0]["id"],
            "company": story.company["id"],
            "item": story.item["id"],
            "mail": eventually(story.owner.newest_mail)["id"],
        }
        _look_at_all(page, [path.format(**ids) for path in INSIDE])

    def test_that_has_nothing_to_show_yet(self, story: Story, open_page: Opener) -> None:
        person = Person(story.owner.url, name="Noor Example", email="noor@example.com")
        person.sign_up()
        organization = {"name": "New", "country": "DE", "time_zone": "Europe/Berlin", "base_currency": "EUR"}
        person.call("POST", "/organizations", organization)
        page = open_page(person=person)
        places = ("/", "/invoices", "/clients", "/payments", "/catalog", "/settings/companies", "/settings/numbering")
        _look_at_all(page, places)


class TestOverlays:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_palette_and_dialogs(self, story: Story, open_page: Opener, theme: str) -> None:
        page = open_page(person=story.owner, theme=theme)
        page.goto("/")
        page.get_by_role("heading", name="Dashboard").wait_for()
        page.keyboard.press("Control+k")
        page.keyboard.type("bakery")
        page.get_by_role("menuitem", name="Example Bakery", exact=True).wait_for()
        assert axe(page) == []
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
        assert axe(page) == []

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_dialogs_of_the_settings(self, story: Story, open_page: Opener, theme: str) -> None:
        page = open_page(person=story.owner, theme=theme)
        for path, button in (("/settings/people", "Invite somebody"), ("/settings/api-keys", "New API key")):
            page.goto(path)
            page.get_by_role("button", name=button).click()
            page.get_by_role("dialog").wait_for()
            assert axe(page) == []
