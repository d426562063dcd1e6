"""Why something is sent, waits, stops or is skipped: codes and facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Facts, Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.explain import CODES, Reason, explain
from duespark.engine.dunning.facts import Dispute, Hold
from duespark.engine.dunning.policy import Step
from tests.engine.dunning.simulation import DUNNED, FACTS, UNCAPPED, at

STEP = Step(key="after_7", offset_days=7, tone="firm", channel="sms")


class TestExplain:
    def test_what_is_sent(self) -> None:
        facts = {"step": "after_7", "amount": Decimal(90), "channel": "sms", "tone": "firm"}
        assert explain(Send(step=STEP, amount=Decimal(90))) == (Reason(code="send.remind", facts=facts),)
        final = replace(STEP, action="final_notice")
        assert explain(Send(step=final, amount=Decimal(90)))[0].code == "send.final_notice"

    def test_what_waits(self) -> None:
        waiting = Reason(code="wait.promise", facts={"step": "after_7", "until": at(8)})
        assert explain(Wait(until=at(8), step=STEP, reason="promise")) == (waiting,)

    def test_what_stops(self) -> None:
        assert explain(Stop(reason="settled")) == (Reason(code="stop.settled", facts={}),)
        assert explain(Stop(reason="written_off")) == (Reason(code="stop.written_off", facts={}),)

    def test_what_is_skipped_follows(self) -> None:
        skipped = (StepSkip(key="a", reason="missed"), StepSkip(key="b", reason="unsubscribed"))
        assert explain(Stop(reason="finished", skipped=skipped))[1:] == (
            Reason(code="skip.missed", facts={"step": "a"}),
            Reason(code="skip.unsubscribed", facts={"step": "b"}),
        )

    @pytest.mark.parametrize(
        ("facts", "now", "codes"),
        [
            (replace(FACTS, issued=None), 0, ["stop.draft"]),
            (replace(DUNNED, pauses=(Dispute(),)), 3, ["stop.dispute"]),
            (replace(DUNNED, pauses=(Hold(until=date(2026, 4, 9)),)), 3, ["wait.hold"]),
            (DUNNED, 3, ["send.remind"]),
            (DUNNED, 2, ["wait.planned"]),
            (replace(DUNNED, last_by_hand=at(2)), 3, ["wait.by_hand"]),
        ],
    )
    def test_decisions_of_the_rule(self, facts: Facts, now: int, codes: list[str]) -> None:
        assert [reason.code for reason in explain(decide(UNCAPPED, facts, at(now)))] == codes


class TestCodes:
    def test_are_these_for_ever(self) -> None:
        """Programs compare them: add new ones, never change or take away."""
        assert CODES == (
            "send.remind",
            "send.final_notice",
            "send.hand_over",
            "wait.planned",
            "wait.quiet_hours",
            "wait.min_gap",
            "wait.by_hand",
            "wait.weekly_cap",
            "wait.dispute",
            "wait.promise",
            "wait.autopay",
            "wait.hold",
            "wait.reply",
            "wait.partial_payment",
            "stop.draft",
            "stop.settled",
            "stop.finished",
            "stop.unsubscribed",
            "stop.no_channel",
            "stop.unwarned",
            "stop.dispute",
            "stop.promise",
            "stop.autopay",
            "stop.hold",
            "stop.reply",
            "stop.partial_payment",
            "skip.before_issue",
            "skip.overtaken",
            "skip.missed",
            "skip.weekly_cap",
            "skip.unsubscribed",
        )
