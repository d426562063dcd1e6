"""SMTP's failures: each must say truthfully whether the server has the mail."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from duespark.adapters.email.message import Mail
from duespark.adapters.email.smtp import BadSmtpUrl, Smtp, server_of
from duespark.runtime.ledger import NotTaken, Refused, Unclear
from tests.adapters.email.servers import Sink, accept, breaking, certificate, listening


def mail(number: int = 1) -> Mail:
    return Mail(
        message_id=f"<mail-{number}@example.com>",
        sender="billing@example.com",
        to="ann@example.com",
        subject="Hello",
        html="<p>Hello</p>",
        text="Hello",
    )


@pytest.fixture
async def sink() -> AsyncIterator[tuple[Sink, Smtp]]:
    kept = Sink()
    async with listening(kept) as port:
        smtp = Smtp(f"smtp://127.0.0.1:{port}")
        yield kept, smtp
        await smtp.close()


class TestReplies:
    @pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
    @pytest.mark.parametrize(("reply", "outcome"), [("451 later", NotTaken), ("550 never", Refused)])
    async def test_4xx_may_come_back_and_5xx_may_not(
        self, sink: tuple[Sink, Smtp], stage: str, reply: str, outcome: type[Exception]
    ) -> None:
        kept, smtp = sink
        setattr(kept, stage, reply)
        with pytest.raises(outcome, match=reply):
            await smtp.send(mail())
        assert kept.taken == []
        setattr(kept, stage, "250 OK")
        await smtp.send(mail(2))
        assert len(kept.taken) == 1

    async def test_the_servers_words_are_the_receipt(self, sink: tuple[Sink, Smtp]) -> None:
        assert (await sink[1].send(mail())).provider_id == "OK queued as 7"

    async def test_missing_credentials_are_not_the_mails_fault(self, sink: tuple[Sink, Smtp]) -> None:
        sink[0].mail = "530 authentication required"
        with pytest.raises(NotTaken):
            await sink[1].send(mail())


class TestBrokenConnections:
    async def test_nobody_listens(self) -> None:
        async with listening(Sink()) as port:
            pass
        with pytest.raises(NotTaken, match="no connection"):
            await Smtp(f"smtp://127.0.0.1:{port}").send(mail())

    @pytest.mark.parametrize("stage", ["CONNECT", "EHLO", "MAIL", "RCPT", "DATA"])
    async def test_lost_before_the_body_is_not_taken(self, stage: str) -> None:
        async with breaking(stage) as (port, seen):
            with pytest.raises(NotTaken):
                await Smtp(f"smtp://127.0.0.1:{port}").send(mail())
            assert "BODY" not in seen

    async def test_lost_after_the_body_is_unclear(self) -> None:
        async with breaking("BODY") as (port, _):
            with pytest.raises(Unclear):
                await Smtp(f"smtp://127.0.0.1:{port}").send(mail())

    async def test_no_answer_to_the_body_is_unclear(self) -> None:
        async with breaking("SILENT") as (port, _):
            with pytest.raises(Unclear):
                await Smtp(f"smtp://127.0.0.1:{port}", answer_seconds=0.2).send(mail())

    async def test_a_cancelled_send_leaves_no_half_spoken_connection(self) -> None:
        async with breaking("SILENT", times=1) as (port, seen):
            smtp = Smtp(f"smtp://127.0.0.1:{port}")
            sending = asyncio.create_task(smtp.send(mail()))
            while "BODY" not in seen:
                await asyncio.sleep(0.01)
            sending.cancel()
            with pytest.raises(asyncio.CancelledError):
                await sending
            assert (await smtp.send(mail(2))).provider_id == "taken"
            assert seen.count("CONNECT") == 2
            await smtp.close()


class TestConnection:
    async def test_one_connection_serves_many_mails(self, sink: tuple[Sink, Smtp]) -> None:
        kept, smtp = sink
        await asyncio.gather(*(smtp.send(mail(number)) for number in range(10)))
        assert (len(kept.taken), kept.connections) == (10, 1)

    async def test_a_connection_the_server_closed_is_opened_again(self) -> None:
        kept = Sink()
        async with listening(kept, timeout=0.1) as port:
            smtp = Smtp(f"smtp://127.0.0.1:{port}")
            await smtp.send(mail(1))
            await asyncio.sleep(0.3)
            await smtp.send(mail(2))
            await smtp.close()
        assert (len(kept.taken), kept.connections) == (2, 2)

    def test_another_event_loop_gets_its_own_connection(self) -> None:
        smtps: list[Smtp] = []

        async def send(number: int) -> None:
            kept = Sink()
            async with listening(kept) as port:
                if not smtps:
                    smtps.append(Smtp(f"smtp://127.0.0.1:{port}"))
                smtps[0].server = server_of(f"smtp://127.0.0.1:{port}")
                await smtps[0].send(mail(number))
                assert len(kept.taken) == 1

        asyncio.run(send(1))
        asyncio.run(send(2))


class TestTls:
    async def test_starttls_when_offered(self, tmp_path: Path) -> None:
        kept = Sink()
        async with listening(kept, tls_context=certificate(tmp_path), require_starttls=True) as port:
            smtp = Smtp(f"smtp://127.0.0.1:{port}")
            await smtp.send(mail())
            await smtp.close()
        assert len(kept.taken) == 1

    async def test_tls_from_the_start_with_a_password(self, tmp_path: Path) -> None:
        kept = Sink()
        options = {"authenticator": accept, "auth_required": True, "auth_require_tls": False}
        async with listening(kept, tls=certificate(tmp_path), **options) as port:
            smtp = Smtp(f"smtps://user%40example.com:p%40ss%3Aw%2Frd@127.0.0.1:{port}")
            await smtp.send(mail())
            await smtp.close()
            with pytest.raises(NotTaken, match="535"):
                await Smtp(f"smtps://user:wrong@127.0.0.1:{port}").send(mail(2))
        assert len(kept.taken) == 1

    async def test_a_strange_certificate_of_another_machine_is_not_trusted(self, tmp_path: Path) -> None:
        kept = Sink()
        async with listening(kept, host="127.0.0.2", tls_context=certificate(tmp_path)) as port:
            with pytest.raises(NotTaken, match="certificate"):
                await Smtp(f"smtp://127.0.0.2:{port}").send(mail())
        assert kept.taken == []

    async def test_a_password_never_leaves_the_machine_in_the_clear(self) -> None:
        kept = Sink()
        options = {"authenticator": accept, "auth_require_tls": False}
        async with listening(kept, host="127.0.0.2", **options) as port:
            with pytest.raises(NotTaken, match="STARTTLS"):
                await Smtp(f"smtp://user%40example.com:p%40ss%3Aw%2Frd@127.0.0.2:{port}").send(mail())
        assert kept.taken == []


class TestServerOf:
    @pytest.mark.parametrize(
        ("url", "port"),
        [
            ("smtp://mx.example.com", 25),
            ("smtp://u:p@mx.example.com", 587),
            ("smtps://u:p@mx.example.com", 465),
            ("smtp://a:2525", 2525),
        ],
    )
    def test_knows_the_usual_ports(self, url: str, port: int) -> None:
        assert server_of(url).port == port

    @pytest.mark.parametrize(
        "url", ["", "mx.example.com", "http://a", "smtp://", "smtp://u:secret@a:port", "smtp://u:secret@:25"]
    )
    def test_refuses_others_without_telling_the_password(self, url: str) -> None:
        with pytest.raises(BadSmtpUrl) as caught:
            server_of(url)
        assert "secret" not in str(caught.value)
