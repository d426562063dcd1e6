"""Mails about accounts: plain, escaped, with the right link, sent once."""

import asyncio
from uuid import UUID

import orjson
import pytest

from duespark.accounts.mail import post_mail, send_account_mail, write_mail
from duespark.accounts.mail_wording import WORDINGS, Kind
from duespark.accounts.passwords import _ARGON2 as ARGON2
from duespark.adapters.email.mailbox import find_mails
from duespark.runtime.ids import new_id
from duespark.runtime.jobs import Work
from duespark.runtime.security import SealBroken
from duespark.runtime.settings import settings
from duespark.runtime.tx import begin
from tests.accounts.house import House, new_email

FACTS = {
    "name": "Ann",
    "token": "t-0k_en",
    "inviter": "Bo",
    "organization": "Example",
    "role": "member",
    "client": "Example Bakery",
    "number": "Q-7",
    "note": "Please start in May.",
    "id": "0190",
    "version": "2",
    "amount": "120.00",
    "currency": "EUR",
    "expires_on": "2026-12-31",
    "company": "Example Works",
    "count": "3",
    "erases_on": "2026-12-24",
}


class TestWriteMail:
    @pytest.mark.parametrize("kind", sorted(WORDINGS))
    def test_every_kind_reads_well_in_both_forms(self, kind: Kind) -> None:
        mail = write_mail(new_id(), kind, to="ann@example.com", facts=FACTS)
        for text in (mail.subject, mail.html, mail.text):
            assert "{" not in text.partition("<style>")[0] + text.partition("</style>")[2]
        link = settings().base_url + WORDINGS[kind].path.format(**FACTS)
        assert link in mail.text
        assert f'href="{link}"' in mail.html
        assert len(mail.to_bytes()) < 10_000

    def test_names_are_text_and_not_markup(self) -> None:
        facts = {**FACTS, "organization": '<img src=x onerror="alert(1)"> & {token} {{ name }}'}
        mail = write_mail(new_id(), "invitation", to="ann@example.com", facts=facts)
        assert "<img" not in mail.html
        assert "&lt;img" in mail.html
        assert "{{ name }}" in mail.text
        assert "{token}" in mail.subject


class TestPostMail:
    async def test_one_business_key_is_one_mail(self, house: House) -> None:
        email = new_email()
        for _ in range(3):
            async with begin(house.pool) as tx:
                await post_mail(tx, "account_exists", to=email, key=email, name="Ann")
        assert len(await house.mails(email)) == 1

    async def test_two_workers_with_the_same_job_send_one(self, house: House) -> None:
        email = new_email()
        async with begin(house.pool) as tx:
            await post_mail(tx, "account_exists", to=email, name="Ann")
        rows = await house.fetch(
            "SELECT payload FROM pgqueuer WHERE entrypoint = 'accounts.mail' ORDER BY id DESC LIMIT 1"
        )
        arguments = orjson.loads(rows[0]["payload"])["arguments"]
        work = Work(pool=house.pool, org=None)
        await asyncio.gather(*(send_account_mail.handler(work, **arguments) for _ in range(4)), return_exceptions=True)
        assert (await find_mails(to=email)).data[0].subject == "You already have an account"
        assert len((await find_mails(to=email)).data) == 1
        sent = await house.fetch("SELECT state FROM sends WHERE id = $1", UUID(arguments["send_id"]))
        assert sent[0]["state"] == "sent"

    async def test_a_sealed_mail_opens_for_its_own_send_only(self, house: House) -> None:
        async with begin(house.pool) as tx:
            await post_mail(tx, "account_exists", to=new_email(), name="Ann")
        rows = await house.fetch(
            "SELECT payload FROM pgqueuer WHERE entrypoint = 'accounts.mail' ORDER BY id DESC LIMIT 1"
        )
        arguments = orjson.loads(rows[0]["payload"])["arguments"]
        work = Work(pool=house.pool, org=None)
        with pytest.raises(SealBroken):
            await send_account_mail.handler(work, send_id=str(new_id()), sealed=arguments["sealed"])

    async def test_a_change_that_is_rolled_back_sends_nothing(self, house: House) -> None:
        email = new_email()

        async def change_that_fails() -> None:
            async with begin(house.pool) as tx:
                await post_mail(tx, "account_exists", to=email, name="Ann")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await change_that_fails()
        assert await house.mails(email) == []


class TestPasswordHash:
    def test_takes_the_work_that_argon2id_should(self) -> None:
        """RFC 9106, second recommended option: 64 MiB, three passes, four lanes."""
        assert ARGON2.hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
