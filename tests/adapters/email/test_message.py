"""The form of a mail on the wire, read back with the standard library's parser."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duespark.adapters.email.message import Attachment, BadMail, Mail, Picture, address_of
from tests.support.examples import examples

DATE = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PRINTABLE = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=150)


def mail(**changes: object) -> Mail:
    fields: dict[str, object] = {
        "message_id": "<0198c0de@example.com>",
        "sender": "DueSpark <billing@example.com>",
        "to": "Zoë Łuk, Ltd. <zoe@example.com>",
        "subject": "Invoice 7",
        "html": "<p>Hello</p>",
        "text": "Hello",
        "date": DATE,
    }
    return Mail(**{**fields, **changes})  # type: ignore[arg-type]


def read(one: Mail) -> EmailMessage:
    return message_from_bytes(one.to_bytes(), policy=default)


class TestHeaders:
    def test_names_subject_and_date_come_back_as_given(self) -> None:
        message = read(mail(subject="Größe: 5 €", reply_to="Ánna <anna@example.com>"))
        assert message["Subject"] == "Größe: 5 €"
        assert message["To"].addresses[0].display_name == "Zoë Łuk, Ltd."
        assert message["To"].addresses[0].addr_spec == "zoe@example.com"
        assert message["Reply-To"].addresses[0].display_name == "Ánna"
        assert message["Date"].datetime == DATE
        assert message["Message-ID"] == "<0198c0de@example.com>"

    def test_a_missing_date_is_the_moment_given_for_it(self) -> None:
        later = datetime(2026, 4, 1, tzinfo=UTC)
        assert mail(date=None).to_message(now=later)["Date"].datetime == later

    def test_extra_headers_are_written(self) -> None:
        assert read(mail(headers={"Auto-Submitted": "auto-generated"}))["Auto-Submitted"] == "auto-generated"

    @examples(150)
    @given(subject=PRINTABLE, name=PRINTABLE.filter(lambda text: not set(text) & set('<>"\\')))
    def test_any_printable_text_survives_on_short_ascii_lines(self, subject: str, name: str) -> None:
        content = mail(subject=subject, sender=f"{name} <billing@example.com>").to_bytes()
        message = message_from_bytes(content, policy=default)
        assert " ".join(message["Subject"].split()) == " ".join(subject.split())
        assert message["From"].addresses[0].addr_spec == "billing@example.com"
        assert len(message["From"].addresses) == 1
        assert content.isascii()
        assert max(len(line) for line in content.split(b"\r\n")) <= 998

    @pytest.mark.parametrize("inserted", ["\r\nBcc: all@example.com", "\n", "\r", "\x00", "\x0b", "\u2028", "\x85"])
    @pytest.mark.parametrize("place", ["subject", "sender", "to", "reply_to", "header", "file"])
    def test_refuses_a_line_break_in_any_header(self, place: str, inserted: str) -> None:
        changes: dict[str, object] = {place: f"x{inserted}y <a@example.com>"}
        if place == "header":
            changes = {"headers": {"X-Note": f"x{inserted}y"}}
        if place == "file":
            changes = {"attachments": (Attachment(f"x{inserted}y.pdf", "application/pdf", b""),)}
        with pytest.raises(BadMail):
            mail(**changes).to_bytes()

    @pytest.mark.parametrize("name", ["Bcc", "to", "SUBJECT", "X Y", "X:Y", "X\r\nY", ""])
    def test_refuses_headers_that_would_change_the_mail(self, name: str) -> None:
        with pytest.raises(BadMail):
            mail(headers={name: "a@example.com"}).to_bytes()

    @pytest.mark.parametrize("message_id", ["", "a@b", "<a b@c>", "<a@b>\r\nBcc: x@example.com", "<@>", "<a@b@c>"])
    def test_refuses_a_malformed_message_id(self, message_id: str) -> None:
        with pytest.raises(BadMail):
            mail(message_id=message_id).to_bytes()


class TestAddressOf:
    @pytest.mark.parametrize(
        ("text", "name", "spec"),
        [
            ("a@example.com", "", "a@example.com"),
            ("<a@example.com>", "", "a@example.com"),
            ("Ann <a.b+c@example.com>", "Ann", "a.b+c@example.com"),
            ('"Doe, Ann" <a@example.com>', "Doe, Ann", "a@example.com"),
            ("Doe, Ann <a@example.com>", "Doe, Ann", "a@example.com"),
            ("Zoë <zoe@müller.example>", "Zoë", "zoe@xn--mller-kva.example"),
        ],
    )
    def test_reads(self, text: str, name: str, spec: str) -> None:
        found = address_of(text)
        assert (found.display_name, found.addr_spec) == (name, spec)

    @pytest.mark.parametrize(
        "text",
        ["", "a", "a@", "@b", "a b@example.com", "a@ex ample.com", "a@example..com", "zoë@example.com",
         "a@b,c@d.example", "A <a@example.com>, B <b@example.com>", "a@example.com>", "a@[127.0.0.1]", f"{'x' * 65}@example.com"],
    )  # fmt: skip
    def test_refuses(self, text: str) -> None:
        with pytest.raises(BadMail):
            address_of(text)


class TestBody:
    def test_text_html_and_files_come_back_as_given(self) -> None:
        files = (
            Attachment("Rechnung_Ä.pdf", "application/pdf", bytes(range(256)) * 50),
            Attachment("data.xml", "application/xml", b"<a/>"),
        )
        html = f"<p>Größe</p>{'x' * 5000}\n.\n"
        message = read(mail(html=html, text="Zeile\n.\n.Punkt\n", attachments=files))
        assert message.get_content_type() == "multipart/mixed"
        body = message.get_body(("html",))
        plain = message.get_body(("plain",))
        assert body is not None
        assert body.get_content().split() == html.split()
        assert plain is not None
        assert plain.get_content().replace("\r\n", "\n") == "Zeile\n.\n.Punkt\n"
        found = [
            (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
            for part in message.iter_attachments()
        ]
        assert found == [(file.name, file.content_type, file.content) for file in files]

    def test_the_reader_prefers_html(self) -> None:
        message = read(mail())
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        assert message.get_content_type() == "multipart/alternative"

    def test_a_picture_belongs_to_the_html_and_is_no_attachment(self) -> None:
        shown = mail(
            pictures=(Picture("code@example.com", b"PNG"),), attachments=(Attachment("a.pdf", "application/pdf", b""),)
        )
        message = read(shown)
        body = message.get_body(("html",))
        assert (message.get_content_type(), body and body.get_content_type()) == ("multipart/mixed", "text/html")
        assert [part.get_filename() for part in message.iter_attachments()] == ["a.pdf"]
        [picture] = [part for part in message.walk() if part.get_content_type() == "image/png"]
        assert (picture["Content-ID"], picture.get_content_disposition()) == ("<code@example.com>", "inline")
        assert picture.get_payload(decode=True) == b"PNG"
        assert shown.to_bytes() == shown.to_bytes()
        with pytest.raises(BadMail):
            mail(pictures=(Picture("x>\r\nBcc: c", b""),)).to_bytes()

    def test_the_same_mail_gives_the_same_bytes(self) -> None:
        files = (Attachment("a.pdf", "application/pdf", b"%PDF"),)
        assert mail(attachments=files).to_bytes() == mail(attachments=files).to_bytes()
        assert (
            mail(attachments=files).to_bytes() != mail(attachments=files, message_id="<other@example.com>").to_bytes()
        )

    @pytest.mark.parametrize("kind", ["", "pdf", "application/pdf; x=y", "a/b\r\nBcc: c"])
    def test_refuses_a_malformed_type(self, kind: str) -> None:
        with pytest.raises(BadMail):
            mail(attachments=(Attachment("a", kind, b""),)).to_bytes()
