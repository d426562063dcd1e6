"""What every source of exchange rates must do, run on each of the three against its fake on loopback."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from duespark.adapters.fx_rates import download
from duespark.adapters.fx_rates.ecb import Ecb
from duespark.adapters.fx_rates.openexchangerates import OpenExchangeRates
from duespark.adapters.fx_rates.source import Source, SourceFailed
from duespark.adapters.fx_rates.xe import Xe
from duespark.engine.money.exchange import ExchangeRate
from tests.adapters.fx_rates.servers import (
    ACCOUNT,
    FRIDAY,
    KEY,
    MONDAY,
    THURSDAY,
    Fake,
    FakeEcb,
    FakeOpenExchangeRates,
    FakeXe,
    Said,
    listening,
)

NAMES = ("ecb", "openexchangerates", "xe")
Both = tuple[Source, Fake]


def source_at(name: str, url: str, key: str = KEY) -> Source:
    made = {"ecb": Ecb(url), "openexchangerates": OpenExchangeRates(url, key), "xe": Xe(url, ACCOUNT, key)}
    return made[name]


def fake_of(name: str) -> Fake:
    return {"ecb": FakeEcb, "openexchangerates": FakeOpenExchangeRates, "xe": FakeXe}[name]()


@pytest.fixture(params=NAMES)
async def both(request: pytest.FixtureRequest) -> AsyncIterator[Both]:
    """A source and the server it asks."""
    fake = fake_of(request.param)
    async with listening(fake) as url:
        yield source_at(request.param, url), fake


def by_quote(rates: tuple[ExchangeRate, ...], day: date) -> dict[str, Decimal]:
    return {one.quote: one.rate for one in rates if one.rate_date == day}


class TestFetch:
    async def test_the_newest_rates_are_exact_and_all_of_one_base(self, both: Both) -> None:
        source, fake = both
        rates = (await source.fetch(today=MONDAY)).rates
        assert {one.base for one in rates} == {source.pivot}
        assert {one.rate_date for one in rates} == {MONDAY}
        assert all(one.source and isinstance(one.rate, Decimal) for one in rates)
        expected = fake.rows[MONDAY] if source.pivot == "EUR" else fake.dollars(MONDAY)
        assert by_quote(rates, MONDAY) == {code: rate for code, rate in expected.items() if code != source.pivot}

    async def test_metals_coins_and_other_curiosities_are_left_out(self, both: Both) -> None:
        source, _ = both
        assert {one.quote for one in (await source.fetch(today=MONDAY)).rates} <= {"EUR", "USD", "PLN", "JPY", "CHF"}

    async def test_days_that_were_missed_are_caught_up(self, both: Both) -> None:
        source, _ = both
        rates = (await source.fetch(today=MONDAY, since=THURSDAY)).rates
        assert {THURSDAY, FRIDAY, MONDAY} <= {one.rate_date for one in rates}
        assert by_quote(rates, FRIDAY)["PLN"] != by_quote(rates, MONDAY)["PLN"]
        assert min(one.rate_date for one in rates) == THURSDAY

    async def test_no_rate_is_of_a_later_day_than_the_source_says(self, both: Both) -> None:
        """FM-37: on a Sunday the ECB has Friday's; the others publish every day."""
        source, fake = both
        fake.now = datetime(2026, 1, 18, 12, tzinfo=UTC)
        (day,) = {one.rate_date for one in (await source.fetch(today=date(2026, 1, 18))).rates}
        assert day == (FRIDAY if isinstance(source, Ecb) else date(2026, 1, 18))

    async def test_asking_again_with_the_mark_gives_nothing_twice(self, both: Both) -> None:
        source, fake = both
        first = await source.fetch(today=MONDAY)
        again = await source.fetch(today=MONDAY, mark=first.mark)
        assert again.rates == () or (again.rates == first.rates and first.mark == "")
        fake.now, fake.rows[MONDAY + timedelta(1)] = fake.now + timedelta(1), fake.rows[MONDAY]
        assert (await source.fetch(today=MONDAY + timedelta(1), mark=again.mark)).rates != ()


class TestFailures:
    """FM-45: a source that is down, slow, full or talks nonsense fails as what it is, and never with half of the rates."""

    @pytest.mark.parametrize(
        ("status", "reason"),
        [(500, "unreachable"), (503, "unreachable"), (429, "limit"), (401, "refused"), (403, "refused"), (404, "refused"),
         (302, "refused")],
    )  # fmt: skip
    async def test_every_status_has_its_reason(self, both: Both, status: int, reason: str) -> None:
        source, fake = both
        fake.broken = Said(status, b"<html>sorry</html>", {"location": "http://127.0.0.1:9/elsewhere"})
        with pytest.raises(SourceFailed) as failed:
            await source.fetch(today=MONDAY)
        assert failed.value.reason == reason
        assert KEY not in str(failed.value)

    @pytest.mark.parametrize(
        "body", [b"", b"<html>maintenance</html>", b"{}", b"[]", b"\xff\xfe", b"<a/>", b'{"base":"USD"}']
    )
    async def test_nonsense_is_unreadable(self, both: Both, body: bytes) -> None:
        source, fake = both
        fake.broken = Said(200, body)
        with pytest.raises(SourceFailed) as failed:
            await source.fetch(today=MONDAY)
        assert failed.value.reason == "unreadable"

    async def test_a_rate_of_zero_spoils_the_whole_answer(self, both: Both) -> None:
        source, fake = both
        fake.rows[MONDAY]["PLN"] = Decimal(0)
        with pytest.raises(SourceFailed, match="PLN") as failed:
            await source.fetch(today=MONDAY)
        assert failed.value.reason == "unreadable"

    async def test_a_server_that_never_answers_is_left_after_a_while(
        self, both: Both, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source, fake = both
        fake.silent = True
        monkeypatch.setitem(download.get.__kwdefaults__, "seconds", 0.2)  # type: ignore[arg-type]
        with pytest.raises(SourceFailed) as failed:
            await source.fetch(today=MONDAY)
        assert failed.value.reason == "unreachable"

    @pytest.mark.parametrize("name", NAMES)
    async def test_nobody_there_is_unreachable(self, name: str) -> None:
        with pytest.raises(SourceFailed) as failed:
            await source_at(name, "http://127.0.0.1:9").fetch(today=MONDAY)
        assert failed.value.reason == "unreachable"

    @pytest.mark.parametrize("name", ["openexchangerates", "xe"])
    async def test_a_wrong_key_is_refused_and_not_repeated(self, name: str) -> None:
        async with listening(fake_of(name)) as url:
            with pytest.raises(SourceFailed) as failed:
                await source_at(name, url, "wrong_key_456").fetch(today=MONDAY)
        assert failed.value.reason == "refused"
        assert "wrong_key_456" not in str(failed.value)


class TestEcb:
    async def test_a_document_type_is_refused(self) -> None:
        fake = FakeEcb(broken=Said(200, b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'))
        async with listening(fake) as url:
            with pytest.raises(SourceFailed, match="document type"):
                await Ecb(url).fetch(today=MONDAY)

    async def test_a_currency_that_ended_is_not_in_the_newest_file_and_a_gap_is_skipped(self) -> None:
        body = FakeEcb._envelope(
            '<Cube time="2026-01-19"><Cube currency="USD" rate="1.16"/><Cube currency="ISK" rate="N/A"/></Cube>'
        )
        async with listening(FakeEcb(broken=Said(200, body.encode()))) as url:
            rates = (await Ecb(url).fetch(today=MONDAY)).rates
        assert [one.quote for one in rates] == ["USD"]

    @pytest.mark.parametrize(
        ("since", "file"),
        [(None, "daily"), (MONDAY, "daily"), (date(2026, 1, 17), "daily"), (FRIDAY, "hist-90d"), (date(2025, 11, 1), "hist-90d"),
         (date(2025, 9, 1), "hist"), (date(1999, 1, 4), "hist")],
    )  # fmt: skip
    async def test_takes_the_smallest_file_that_holds_the_days(self, since: date | None, file: str) -> None:
        fake = FakeEcb()
        async with listening(fake) as url:
            await Ecb(url).fetch(today=MONDAY, since=since)
        assert fake.asked[0].path == f"/api/eurofxref-{file}.xml"


class TestQuota:
    @pytest.mark.parametrize("name", ["openexchangerates", "xe"])
    async def test_a_long_gap_costs_a_month_of_questions_at_most(self, name: str) -> None:
        fake = fake_of(name)
        fake.rows[date(2020, 1, 1)] = fake.rows[MONDAY]
        async with listening(fake) as url:
            await source_at(name, url).fetch(today=MONDAY, since=date(2025, 1, 1))
        assert len(fake.asked) == 32

    async def test_the_app_id_is_not_in_the_address(self) -> None:
        fake = FakeOpenExchangeRates()
        async with listening(fake) as url:
            await OpenExchangeRates(url, KEY).fetch(today=MONDAY)
        assert fake.asked[0].query == {"prettyprint": "0"}
