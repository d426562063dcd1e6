"""Which reminders of a client become one message, and which come along early."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from duespark.engine.dunning.consolidate import decide_client
from duespark.engine.dunning.decide import Send, StepSkip, Wait
from duespark.engine.dunning.facts import Dispute, Hold
from duespark.engine.dunning.joining import Consolidation, Message, Part
from duespark.engine.dunning.policy import PauseRules, Step
from tests.engine.dunning.client_simulation import (
    AFTER_3,
    AFTER_7,
    AFTER_14,
    ClientStory,
    changed,
    claim,
    ids,
)
from tests.engine.dunning.simulation import EVERY_DAY, UNCAPPED, at, hours, on


class TestOneMessage:
    """REM-12."""

    def test_for_all_overdue_invoices_that_are_due_a_reminder(self) -> None:
        found = decide_client([claim("A", 3, "10"), claim("B", 7, "20"), claim("C", 14, "30")], at(0))
        assert found.messages == (
            Message(
                parts=(
                    Part(claim="C", step=AFTER_14, amount=Decimal(30)),
                    Part(claim="B", step=AFTER_7, amount=Decimal(20)),
                    Part(claim="A", step=AFTER_3, amount=Decimal(10)),
                ),
                tone="firm",
                action="remind",
                channel="email",
            ),
        )
        assert found.decisions == {
            "A": Send(step=AFTER_3, amount=Decimal(10)),
            "B": Send(step=AFTER_7, amount=Decimal(20)),
            "C": Send(step=AFTER_14, amount=Decimal(30)),
        }

    def test_in_the_lowest_tone_where_that_is_wanted(self) -> None:
        claims = [claim("A", 3), claim("B", 7)]
        [message] = decide_client(claims, at(0), consolidation=Consolidation(tone="lowest")).messages
        assert message.tone == "gentle"

    def test_a_step_sent_within_one_is_sent(self) -> None:
        story = ClientStory(claims={"A": claim("A", 3), "B": claim("B", 7)})
        story.run(hours(0, 3))
        assert story.sent == {"A": [(at(0), "after_3")], "B": [(at(0), "after_7")]}
        assert len(story.messages) == 1

    def test_of_invoices_of_the_same_day_the_first_id_comes_first(self) -> None:
        assert ids(decide_client([claim("B", 3), claim("A", 3)], at(0))) == [["A", "B"]]

    def test_counts_once_against_the_cap(self) -> None:
        claims = [claim(str(number), 3) for number in range(20)]
        found = decide_client(claims, at(0), recent_messages=(at(-1),))
        assert [len(message.parts) for message in found.messages] == [20]

    @pytest.mark.parametrize(
        "difference",
        [{"seller": "other"}, {"language": "de"}, {"currency": "USD"}],
        ids=["seller", "language", "currency"],
    )
    def test_has_one_seller_language_and_currency(self, difference: dict[str, str]) -> None:
        one = claim("A", 3, seller="one", language="en", currency="EUR")
        assert ids(decide_client([one, replace(one, id="B")], at(0))) == [["A", "B"]]
        assert ids(decide_client([one, replace(one, id="B", **difference)], at(0))) == [["A"], ["B"]]  # type: ignore[arg-type]

    def test_across_currencies_where_that_is_wanted(self) -> None:
        claims = [claim("A", 3, currency="EUR"), claim("B", 3, currency="USD")]
        assert ids(decide_client(claims, at(0), consolidation=Consolidation(across_currencies=True))) == [["A", "B"]]

    def test_goes_by_one_channel(self) -> None:
        bounced = changed(claim("B", 3), unreachable=frozenset({"email"}))
        steps = tuple(replace(step, other_channels=("letter",)) for step in EVERY_DAY.steps)
        found = decide_client([claim("A", 3), replace(bounced, policy=replace(EVERY_DAY, steps=steps))], at(0))
        assert ids(found) == [["A"], ["B"]]
        assert [message.channel for message in found.messages] == ["email", "letter"]

    def test_a_final_notice_is_no_reminder(self) -> None:
        found = decide_client([claim("A", 30), claim("B", 30), claim("C", 3)], at(0))
        assert ids(found) == [["A", "B"], ["C"]]
        assert [(message.action, message.tone) for message in found.messages] == [
            ("final_notice", "legal"),
            ("remind", "gentle"),
        ]

    def test_a_notice_of_the_law_is_no_courtesy(self) -> None:
        steps = tuple(replace(step, statutory=step.key == "after_7") for step in EVERY_DAY.steps)
        claims = [replace(claim(id, 7), policy=replace(EVERY_DAY, steps=steps)) for id in "AB"]
        assert ids(decide_client([*claims, claim("C", 3)], at(0))) == [["A", "B"], ["C"]]

    def test_cases_are_handed_over_one_by_one(self) -> None:
        last = Step(key="hand_over", offset_days=40, tone="legal", action="hand_over")
        policy = replace(EVERY_DAY, steps=(*EVERY_DAY.steps, last), weekly_cap=1)
        claims = [replace(claim(id, 40), policy=policy) for id in "ABC"]
        found = decide_client([*claims, claim("D", 3)], at(0), recent_messages=())
        assert ids(found) == [["A"], ["B"], ["C"], ["D"]]
        assert [message.action for message in found.messages] == ["hand_over"] * 3 + ["remind"]

    def test_what_is_not_overdue_stays_by_itself_unless_it_is_wanted(self) -> None:
        claims = [claim(id, late, policy=UNCAPPED) for id, late in (("A", 0), ("B", 0), ("C", 3), ("D", -1), ("E", -1))]
        assert ids(decide_client(claims, at(0))) == [["C"], ["A"], ["B"], ["D"], ["E"]]
        found = decide_client(claims, at(0), consolidation=Consolidation(overdue_only=False))
        assert ids(found) == [["C"], ["A", "B"], ["D", "E"]]

    def test_none_at_all_keeps_each_to_itself(self) -> None:
        claims = [replace(claim("A", 3), policy=UNCAPPED), replace(claim("B", 7), policy=UNCAPPED)]
        found = decide_client(claims, at(0), consolidation=None)
        assert ids(found) == [["B"], ["A"]]
        assert [message.tone for message in found.messages] == ["firm", "gentle"]

    def test_asks_for_what_nobody_disputes(self) -> None:
        policy = replace(EVERY_DAY, pauses=PauseRules(chase_undisputed=True))
        disputed = changed(claim("B", 3, policy=policy), pauses=(Dispute(amount=Decimal(30)),))
        [message] = decide_client([claim("A", 3), disputed], at(0)).messages
        assert [part.amount for part in message.parts] == [Decimal(90), Decimal(60)]


class TestComingEarly:
    def test_a_reminder_within_the_window_comes_along(self) -> None:
        found = decide_client([claim("A", 3), claim("B", 4)], at(0))
        assert ids(found) == [["B", "A"]]
        assert found.messages[0].parts[0].step == AFTER_7
        assert found.decisions["B"] == Send(step=AFTER_7, amount=Decimal(90))

    def test_to_the_last_day_of_the_window_and_no_further(self) -> None:
        claims = [claim("A", 3), claim("B", 4)]
        assert ids(decide_client(claims, at(0), consolidation=Consolidation(window_days=3))) == [["B", "A"]]
        found = decide_client(claims, at(0), consolidation=Consolidation(window_days=2))
        assert ids(found) == [["A"]]
        assert found.decisions["B"] == Wait(until=at(3), step=AFTER_7)

    def test_the_window_is_three_days_by_default(self) -> None:
        four_days_early = [claim("A", 3), claim("B", 10)]
        assert ids(decide_client(four_days_early, at(0))) == [["A"]]
        assert ids(decide_client(four_days_early, at(0), consolidation=Consolidation(window_days=4))) == [["B", "A"]]
        usual = Consolidation(window_days=3, tone="highest", across_currencies=False, overdue_only=True)
        assert Consolidation() == usual

    def test_only_when_another_is_due(self) -> None:
        found = decide_client([claim("A", 4), claim("B", 5)], at(0))
        assert found.messages == ()
        assert found.look_again == at(2)

    def test_only_an_invoice_that_is_overdue(self) -> None:
        """On its due date the reminder for three days later stays where it is."""
        today = changed(claim("B", 0), skipped=frozenset({"due"}))
        assert ids(decide_client([claim("A", 3), today], at(0))) == [["A"]]
        yesterday = changed(claim("B", 1), skipped=frozenset({"due"}))
        assert ids(decide_client([claim("A", 3), yesterday], at(0))) == [["A", "B"]]

    def test_not_too_soon_after_its_last_message(self) -> None:
        rested = changed(claim("B", 5), last_by_hand=at(-2))
        fresh = changed(claim("B", 5), last_by_hand=at(-1))
        assert ids(decide_client([claim("A", 3), rested], at(0))) == [["B", "A"]]
        assert ids(decide_client([claim("A", 3), fresh], at(0))) == [["A"]]

    def test_not_while_it_is_held(self) -> None:
        held = changed(claim("B", 5), pauses=(Hold(until=on(1)),))
        found = decide_client([claim("A", 3), held], at(0))
        assert ids(found) == [["A"]]
        assert found.decisions["B"] == Wait(until=at(2), step=AFTER_7, reason="hold")

    def test_not_in_its_own_quiet_hours(self) -> None:
        quiet = claim("B", 5, policy=replace(EVERY_DAY, opens=time(9, 1)))
        assert ids(decide_client([claim("A", 3), quiet], at(0, 9))) == [["A"]]
        assert ids(decide_client([claim("A", 3), quiet], at(0, 9, 1))) == [["B", "A"]]

    @pytest.mark.parametrize("change", [{"action": "final_notice"}, {"statutory": True}])
    def test_neither_a_final_notice_nor_a_notice_of_the_law(self, change: dict[str, object]) -> None:
        steps = tuple(replace(step, **(change if step.offset_days == 7 else {})) for step in EVERY_DAY.steps)  # type: ignore[arg-type]
        policy = replace(EVERY_DAY, steps=steps)
        assert ids(decide_client([claim("A", 7, policy=policy), claim("B", 6, policy=policy)], at(0))) == [["A"]]
        assert ids(decide_client([claim("A", 7), claim("B", 6)], at(0))) == [["A", "B"]]

    def test_records_what_it_passes(self) -> None:
        found = decide_client([claim("A", 3), changed(claim("B", 5), issued=at(-1), sent={})], at(0))
        skips = tuple(StepSkip(key=step.key, reason="before_issue") for step in EVERY_DAY.steps[:4])
        assert found.decisions["B"] == Send(step=AFTER_7, amount=Decimal(90), skipped=skips)
