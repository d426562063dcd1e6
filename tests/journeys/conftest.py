"""What journeys start with: a running installation with the built web app, a browser, and a story told through the API."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.browser import running_browser
from tests.journeys.installation import ROOT, Installation, running_installation
from tests.journeys.person import Person
from tests.journeys.story import Story, tell

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def installation() -> Iterator[Installation]:
    """`duespark up`, shared by all journeys: use people of your own."""
    assert (ROOT / "web/dist/index.html").exists(), "Build the web app first: make web"
    with running_installation() as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with running_browser() as started:
        yield started


@pytest.fixture
def open_page(installation: Installation, browser: Browser) -> Iterator[Opener]:
    """Opens a page in a context of its own: `open_page(person=…, theme="dark", width=390)`. Errors of the page fail.

    With DUESPARK_JOURNEY_SHOTS=folder the last sight of each window is kept there.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(*, person: Person | None = None, theme: str = "light", width: int = 1440) -> Page:
        context = browser.new_context(
            base_url=installation.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale="en-GB",
        )
        contexts.append(context)
        if person is not None:
            cookies = [(cookie.name, cookie.value or "") for cookie in person.http.cookies.jar]
            context.add_cookies([{"name": name, "value": value, "url": installation.url} for name, value in cookies])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield open_
    for number, context in enumerate(contexts):
        if folder := os.environ.get("DUESPARK_JOURNEY_SHOTS"):
            for page in context.pages:
                page.screenshot(path=f"{folder}/last-{number}.png", full_page=True)
        context.close()
    assert not wrong


@pytest.fixture
def page(open_page: Opener) -> Page:
    """A fresh browser window of somebody who is not signed in."""
    return open_page()


@pytest.fixture(scope="session")
def story(installation: Installation) -> Story:
    """A business with invoices in every state; look at it, but leave it as it is."""
    owner = Person(installation.url)
    owner.sign_up()
    return tell(owner)
