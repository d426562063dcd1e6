"""A person asks for the next reminder now: it comes before its day, and every limit holds."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from duespark.engine.dunning.consolidate import decide_client
from duespark.engine.dunning.decide import Decision, Facts, Send, Stop, Wait, decide
from duespark.engine.dunning.facts import Hold
from duespark.engine.dunning.policy import STANDARD, Policy, Step
from tests.engine.dunning.client_simulation import AFTER_7, AFTER_14, BEFORE, changed, claim, ids
from tests.engine.dunning.simulation import EVERY_DAY, FACTS, UNCAPPED, at, on

ASKED = replace(FACTS, asked=True)
AFTER_3 = replace(ASKED, sent={"after_3": at(3)})


def answer(facts: Facts, now: datetime, policy: Policy = EVERY_DAY) -> Decision:
    """What is decided, without what is recorded of earlier steps."""
    return replace(decide(policy, facts, now), skipped=())


def key_at(facts: Facts, now: datetime) -> str:
    decision = decide(EVERY_DAY, facts, now)
    assert isinstance(decision, Send)
    return decision.step.key


class TestNow:
    def test_the_next_step_comes_before_its_day(self) -> None:
        assert key_at(AFTER_3, at(5)) == "after_7"
        assert answer(replace(AFTER_3, asked=False), at(5)) == Wait(until=at(7), step=AFTER_7)

    def test_after_one_that_came_early_the_next_still_comes(self) -> None:
        sent = replace(ASKED, sent={"after_7": at(5)}, asked=False)
        assert answer(sent, at(6)) == Wait(until=at(14), step=AFTER_14)
        assert key_at(replace(sent, asked=True), at(6)) == "after_14"

    def test_a_friendly_one_comes_weeks_before_the_due_date(self) -> None:
        assert key_at(ASKED, at(-20)) == "before_7"
        assert key_at(replace(ASKED, sent={"before_1": at(-4)}), at(-2)) == "due"

    def test_what_is_due_anyway_is_what_it_would_be(self) -> None:
        assert answer(ASKED, at(8)) == answer(FACTS, at(8))


class TestNotNow:
    def test_no_second_one_on_the_same_day(self) -> None:
        wait = answer(replace(ASKED, sent={"after_3": at(4)}), at(4, 15))
        assert wait == Wait(until=at(5, 8), step=AFTER_7, reason="min_gap")

    def test_none_soon_after_a_person_s_own_message(self) -> None:
        wait = answer(replace(AFTER_3, last_by_hand=at(4)), at(5))
        assert wait == Wait(until=at(6, 8), step=AFTER_7, reason="by_hand")

    def test_none_in_quiet_hours(self) -> None:
        assert answer(AFTER_3, at(5, 20)) == Wait(until=at(6, 8), step=AFTER_7, reason="quiet_hours")

    def test_none_while_paused(self) -> None:
        assert answer(replace(AFTER_3, paused="dispute"), at(5)) == Stop(reason="dispute")
        held = replace(AFTER_3, pauses=(Hold(until=on(6)),))
        assert answer(held, at(5)) == Wait(until=at(7), step=AFTER_7, reason="hold")

    def test_nothing_for_overdue_invoices_before_they_are_overdue(self) -> None:
        sent = replace(ASKED, sent={"due": at(-1)})
        assert answer(sent, at(0)) == Wait(until=at(3), step=EVERY_DAY.steps[3])
        assert key_at(sent, at(1)) == "after_3"

    @pytest.mark.parametrize(
        "step",
        [
            Step(key="last", offset_days=30, tone="firm", action="final_notice"),
            Step(key="last", offset_days=30, tone="firm", statutory=True),
            Step(key="last", offset_days=30, tone="legal"),
            Step(key="last", offset_days=30, tone="legal", action="hand_over"),
        ],
    )
    def test_a_notice_keeps_its_day(self, step: Step) -> None:
        decision = answer(ASKED, at(10), replace(EVERY_DAY, steps=(step,)))
        assert decision == Wait(until=at(30), step=step)


class TestRoom:
    def test_a_lesser_one_without_room_is_not_given_up(self) -> None:
        """It comes on its day, since that has not come yet."""
        full = replace(ASKED, recent_sends_to_client=(at(-21), at(-21)))
        assert answer(full, at(-20)) == Wait(until=at(-7), step=EVERY_DAY.steps[0], reason="weekly_cap")

    def test_an_overdue_one_waits_for_room(self) -> None:
        full = replace(AFTER_3, recent_sends_to_client=(at(3), at(3)))
        assert answer(full, at(5)) == Wait(until=at(10, 8), step=AFTER_7, reason="weekly_cap")


class TestClient:
    def test_of_a_client_s_invoices_only_what_was_asked_for_comes_early(self) -> None:
        asked, other = changed(claim("A", 5), asked=True), claim("B", 5)
        found = decide_client([asked, other], at(0), consolidation=None)
        assert ids(found) == [["A"]]
        assert found.decisions["B"] == Wait(until=at(2), step=AFTER_7)
        assert found.look_again == at(2)

    def test_a_lesser_one_leaves_room_and_comes_on_its_day(self) -> None:
        policy = replace(EVERY_DAY, weekly_cap=1)
        asked = changed(claim("A", -3, policy=policy), asked=True)
        found = decide_client([asked, claim("B", 2, policy=policy)], at(0), consolidation=None)
        assert found.messages == ()
        assert found.decisions["A"] == Wait(until=at(2), step=BEFORE, reason="weekly_cap")

    def test_one_that_is_due_goes_before_one_that_was_asked_for(self) -> None:
        policy = replace(EVERY_DAY, weekly_cap=1)
        asked = changed(claim("A", 5, "10", policy=policy), asked=True)
        found = decide_client([asked, claim("B", 3, policy=policy)], at(0), consolidation=None)
        assert ids(found) == [["B"]]
        assert found.decisions["A"] == Wait(until=at(7, 8), step=AFTER_7, reason="weekly_cap")

    def test_asking_in_the_morning_of_the_day_does_not_wait_for_the_hour(self) -> None:
        noon = replace(UNCAPPED, steps=(replace(AFTER_7, at=time(12)),))
        found = decide(noon, replace(AFTER_3, sent={}), datetime.combine(on(7), time(9), UTC))
        assert isinstance(found, Send)

    def test_days_off_are_kept(self) -> None:
        monday = at(5, 8)
        assert answer(AFTER_3, at(4), STANDARD) == Wait(until=monday, step=AFTER_7, reason="quiet_hours")
