"""The main job in the browser, as a person does it on the first day: from signing up to a paid invoice."""

import io
import re
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.conftest import Opener
from tests.journeys.installation import Installation
from tests.journeys.person import PASSWORD, Person, eventually

pytestmark = pytest.mark.journey
EMAIL = "robin@example.com"
CLIENT_EMAIL = "bakery@example.com"


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def link_in_mail(installation: Installation, to: str, pattern: str, *, count: int = 1) -> str:
    """The link in the newest mail to this address, once there are `count` mails."""
    person = Person(installation.url, email=to)
    eventually(lambda: len(mails_to(person)) >= count or None, seconds=40)
    found = re.search(pattern, person.newest_mail()["text"])
    assert found, person.newest_mail()["text"]
    return path_of(found[0])


def mails_to(person: Person) -> list[dict[str, str]]:
    found: list[dict[str, str]] = person.http.get("/v1/mailbox", params={"to": person.email, "limit": 100}).json()[
        "data"
    ]
    return found


def logo() -> FilePayload:
    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "#B45309").save(picture, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": picture.getvalue()}


class TestFirstDay:
    def test_from_signing_up_to_a_paid_invoice(self, installation: Installation, open_page: Opener) -> None:
        page = open_page()
        sign_up(page, installation)
        set_up(page)
        invoice = write_and_send(page)
        read_as_the_client(open_page(width=390), installation)
        let_time_pass(page, installation, invoice)
        get_paid(page, installation, invoice)


def sign_up(page: Page, installation: Installation) -> None:
    page.goto("/sign-up")
    page.get_by_label("Your name").fill("Robin Example")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_text("at least 10 characters").last).to_be_visible()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    expect(page.get_by_text(EMAIL).first).to_be_visible()
    page.goto(link_in_mail(installation, EMAIL, r"http\S+/verify-email\?token=[\w.~-]+"))
    page.get_by_role("button", name="Confirm and sign in").click()
    page.wait_for_url("**/onboarding")


def set_up(page: Page) -> None:
    """Organization, company with address, tax id, bank account and logo, first client."""
    page.get_by_label("Name of the organization").fill("Robin's Studio")
    choose(page, "Country", "Germany")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/onboarding/company")
    page.get_by_label("Legal name").fill("Example Studio GmbH")
    page.get_by_label("Street").first.fill("Musterstraße 8")
    page.get_by_label("Postal code").fill("10115")
    page.get_by_label("City").fill("Berlin")
    page.get_by_role("button", name="Add a tax number").click()
    page.get_by_label("Tax number 1", exact=True).fill("DE136695976")
    page.get_by_label("IBAN").fill("DE89370400440532013000")
    page.locator("form").get_by_role("button", name=re.compile("Continue|Save|Next")).click()
    page.locator("input[type=file]").set_input_files(logo())
    expect(page.get_by_role("img", name=re.compile("logo", re.IGNORECASE))).to_be_visible()
    page.get_by_role("button", name="Continue").or_(page.get_by_role("link", name="Continue")).click()
    page.wait_for_url("**/onboarding/client")
    page.get_by_label("Name").first.fill("Example Bakery")
    page.get_by_label("E-mail").fill(CLIENT_EMAIL)
    page.locator("form").get_by_role("button", name=re.compile("Continue|Save|Next|Write")).click()
    page.wait_for_url("**/invoices/new**")


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def write_and_send(page: Page) -> str:
    """A draft with two lines, drawn while typing; issued and sent. Returns the invoice's path."""
    client = page.get_by_label("Client", exact=True)
    if not client.input_value():
        client.fill("Bakery")
        page.get_by_role("option", name=re.compile("Example Bakery")).first.click()
    page.get_by_label("Description").first.fill("Logo design")
    page.get_by_label("Quantity").first.fill("10")
    page.get_by_label("Unit price").first.fill("4*30,00")
    page.get_by_label("Unit price").first.press("Tab")
    page.get_by_role("button", name="Add line").click()
    page.get_by_label("Description").nth(1).fill("Printed brochure")
    page.get_by_label("Unit price").nth(1).fill("350")
    page.get_by_label("Unit price").nth(1).press("Tab")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.locator("img").first).to_be_visible()
    expect(page.get_by_role("region", name="Totals")).to_contain_text("1,550.00")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="Issue and send to Example Bakery").click()
    expect(page.get_by_role("heading", name=re.compile("Example Bakery owes"))).to_be_visible()
    return path_of(page.url)


def read_as_the_client(phone: Page, installation: Installation) -> None:
    """The mail arrives with the PDF; its link opens the public page, readable on a phone."""
    phone.goto(link_in_mail(installation, CLIENT_EMAIL, r"http\S+/i/\w+"))
    expect(phone.get_by_text("Logo design")).to_be_visible()
    expect(phone.get_by_text(re.compile("DE89")).first).to_be_visible()
    wide = phone.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide
    mail = Person(installation.url, email=CLIENT_EMAIL).newest_mail()
    assert [attachment["type"] for attachment in mail["attachments"]] == ["application/pdf"]


def let_time_pass(page: Page, installation: Installation, invoice: str) -> None:
    page.goto("/settings/test-clock")
    client = Person(installation.url, email=CLIENT_EMAIL)
    before = len(mails_to(client))
    for _ in range(4):
        page.get_by_role("button", name=re.compile("week", re.IGNORECASE)).first.click()
        expect(page.get_by_role("button", name=re.compile("week", re.IGNORECASE)).first).to_be_enabled()
        page.wait_for_timeout(300)
    eventually(lambda: len(mails_to(client)) >= before + 3 or None, seconds=40)
    page.goto(invoice)
    expect(page.get_by_role("heading", name=re.compile("days late"))).to_be_visible()


def get_paid(page: Page, installation: Installation, invoice: str) -> None:
    """Half, then the rest: the balance changes, reminders end, a receipt goes out, the dashboard shows it."""
    client = Person(installation.url, email=CLIENT_EMAIL)
    pay(page, "844.50")
    expect(page.get_by_role("heading", name=re.compile("1,000.00"))).to_be_visible()
    pay(page, None)
    expect(page.get_by_role("heading", name=re.compile("paid", re.IGNORECASE)).first).to_be_visible()
    eventually(lambda: "received" in mails_to(client)[0]["subject"] or None, seconds=40)
    page.goto("/")
    expect(page.get_by_text("0.00").first).to_be_visible()
    count = len(mails_to(client))
    page.goto("/settings/test-clock")
    page.get_by_role("button", name=re.compile("month|week", re.IGNORECASE)).last.click()
    page.wait_for_timeout(2500)
    assert len(mails_to(client)) == count


def pay(page: Page, amount: str | None) -> None:
    page.get_by_role("button", name="Record payment").first.click()
    dialog = page.get_by_role("dialog")
    if amount is not None:
        dialog.get_by_label("Amount").fill(amount)
    dialog.get_by_role("button", name=re.compile("Record")).click()
    expect(dialog).to_be_hidden()
