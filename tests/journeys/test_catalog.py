"""What one sells, in the browser: an item written once, found while typing, pasted by its SKU, copied from an invoice."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import axe
from tests.journeys.conftest import Opener
from tests.journeys.story import Story

pytestmark = pytest.mark.journey


def write_item(page: Page) -> None:
    page.goto("/catalog")
    page.get_by_role("link", name="New item").click()
    page.get_by_label("Name", exact=True).fill("Green tea")
    page.get_by_label("SKU").fill("TEA-1")
    page.get_by_label("Unit").fill("kg")
    page.get_by_label("Price", exact=True).fill("9.50")
    page.get_by_role("button", name="Add the item").click()
    expect(page.get_by_role("link", name="Green tea")).to_be_visible()


def descriptions(page: Page) -> list[str]:
    return [box.input_value() for box in page.get_by_label("Description", exact=True).all()]


class TestCatalog:
    def test_an_item_fills_lines_in_every_way(self, story: Story, open_page: Opener) -> None:
        page = open_page(person=story.owner)
        write_item(page)
        page.goto(f"/invoices/{story.draft['id']}/edit")
        self.type_it(page)
        self.add_it(page)
        self.paste_it(page)
        self.copy_lines(page, story.invoices[0]["number"])
        expect(page.get_by_text("Saved")).to_be_visible()

    def type_it(self, page: Page) -> None:
        page.get_by_role("button", name="Add line").click()
        page.keyboard.type("green")
        expect(page.get_by_role("option", name="Green tea")).to_be_visible()
        assert axe(page) == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Unit price").last).to_have_value("9.50")
        expect(page.get_by_label("Unit", exact=True).last).to_have_value("kg")

    def add_it(self, page: Page) -> None:
        page.get_by_role("button", name="From the catalog").click()
        assert axe(page) == []
        page.get_by_role("button", name="Add Green tea").click()
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_label("Description", exact=True)).to_have_count(3)

    def paste_it(self, page: Page) -> None:
        page.get_by_role("button", name="Paste or import").click()
        page.get_by_label("Rows of a spreadsheet, or CSV").fill("SKU\tQty\ntea-1\t12\nNOPE\t1")
        expect(page.get_by_text("1 line out of 2 rows. 1 row is left out; see why below.")).to_be_visible()
        assert axe(page) == []
        page.get_by_role("button", name="Add 1 line").click()
        expect(page.get_by_label("Quantity").last).to_have_value("12")

    def copy_lines(self, page: Page, number: str) -> None:
        before = len(descriptions(page))
        page.get_by_role("button", name="Copy lines").click()
        page.get_by_role("tab", name="An invoice").click()
        page.get_by_role("button", name=number).click()
        expect(page.get_by_role("button", name="Copy 1 line")).to_be_enabled()
        assert axe(page) == []
        page.get_by_role("button", name="Copy 1 line").click()
        expect(page.get_by_label("Description", exact=True)).to_have_count(before + 1)
