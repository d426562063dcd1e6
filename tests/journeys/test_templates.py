"""Templates of one's own in the browser: words with variables, and HTML and CSS with marks where something is wrong."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe
from tests.journeys.conftest import Opener
from tests.journeys.story import Story

pytestmark = pytest.mark.journey


def begin(page: Page, name: str, kind: str) -> None:
    page.goto("/settings/templates")
    page.get_by_role("button", name="New template").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Begin with").select_option(label=kind)
    page.get_by_role("button", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


class TestSource:
    def test_is_written_marked_previewed_and_published(self, story: Story, open_page: Opener) -> None:
        page = open_page(person=story.owner)
        begin(page, "By hand", "HTML and CSS")
        code = page.get_by_role("textbox", name="HTML and Liquid")
        expect(code).to_contain_text("invoice.title")
        expect(page.get_by_role("img", name="By hand, page 1 of 1")).to_be_visible(timeout=60_000)
        code.click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("<p>{{ clint.name }} </p>")
        wrong = page.get_by_text("Did you mean “client.name”?").first
        expect(wrong).to_be_visible(timeout=60_000)
        expect(page.get_by_role("button", name="Publish")).to_be_disabled()
        assert axe(page) == []
        code.click()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        expect(code).not_to_be_focused()
        self.mend(page)
        page.get_by_role("tab", name="CSS").click()
        page.get_by_role("textbox", name="CSS").click()
        page.keyboard.press("Control+Home")
        page.keyboard.type("@import 'x';")
        expect(page.get_by_text("“@import” is left out").first).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Version 1 is published.").first).to_be_visible(timeout=60_000)
        page.goto("/settings/templates")
        expect(page.get_by_role("link", name="Edit By hand")).to_be_visible()

    def mend(self, page: Page) -> None:
        page.get_by_role("textbox", name="HTML and Liquid").click()
        page.keyboard.press("Control+Home")
        page.keyboard.press("Shift+End")
        page.keyboard.press("Delete")
        page.get_by_role("searchbox", name="Insert variable").fill("your company: the name")
        page.get_by_role("button", name="{{ company.name }}").click()
        expect(page.get_by_role("button", name="Publish")).to_be_enabled(timeout=60_000)

    def test_fits_a_phone(self, story: Story, open_page: Opener) -> None:
        page = open_page(person=story.owner, width=390)
        begin(page, "On the phone", "HTML and CSS")
        expect(page.get_by_role("img", name="On the phone, page 1 of 1")).to_be_visible(timeout=60_000)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


class TestTexts:
    def test_get_variables_inserted_and_errors_marked(self, story: Story, open_page: Opener) -> None:
        page = open_page(person=story.owner)
        begin(page, "Thanks", "Classic Professional")
        page.get_by_role("button", name="Add a text").click()
        text = page.get_by_label("Text (text-1)")
        text.fill("Dear ")
        page.get_by_role("searchbox", name="Insert variable").fill("client.name")
        text.focus()
        page.get_by_role("button", name="{{ client.name }}").first.click()
        expect(text).to_have_value("Dear {{ client.name }}")
        text.fill("Dear {{ client.nmae }}")
        expect(page.get_by_text("Line 1, column 9", exact=False).first).to_be_visible(timeout=30_000)
        assert axe(page) == []
        text.fill("Dear {{ client.name }}")
        expect(page.get_by_role("button", name="Publish")).to_be_enabled(timeout=30_000)
        page.get_by_role("button", name="Publish").click()
        expect(page.get_by_text("Version 1 is published.").first).to_be_visible(timeout=30_000)
