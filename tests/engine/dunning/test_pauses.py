"""What holds reminders, until when, and how they go on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait, decide
from duespark.engine.dunning.facts import Autopay, Dispute, Hold, PartialPayment, Pause, Promise, Reply
from duespark.engine.dunning.pauses import Paused, find_pause, has_broken_promise, one_firmer, undisputed
from duespark.engine.dunning.policy import STANDARD, PauseRules, Policy, Step
from tests.engine.dunning.simulation import DUNNED, FACTS, UNCAPPED, Story, at, hours, on

RULES = PauseRules()


class TestFindPause:
    @pytest.mark.parametrize(
        ("pause", "reason", "until"),
        [
            (Dispute(), "dispute", None),
            (Dispute(until=on(9)), "dispute", on(9)),
            (Dispute(amount=Decimal(10)), "dispute", None),
            (Promise(on=on(5)), "promise", on(8)),
            (Promise(on=on(5), amount=Decimal(10), paid=Decimal("9.99")), "promise", on(8)),
            (Promise(on=on(5), amount=Decimal("0.01")), "promise", on(8)),
            (Autopay(), "autopay", None),
            (Autopay(collects_on=on(2)), "autopay", on(8)),
            (Hold(), "hold", None),
            (Hold(until=on(4)), "hold", on(4)),
            (Reply(on=on(1)), "reply", None),
        ],
    )
    def test_by_the_standard_rules(self, pause: Pause, reason: str, until: date | None) -> None:
        assert find_pause(RULES, replace(FACTS, pauses=(pause,)), on(3)) == Paused(reason=reason, until=until)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("rules", "pause", "last_day"),
        [
            (PauseRules(promise_grace_days=0), Promise(on=on(5)), on(5)),
            (PauseRules(promise_grace_days=3), Promise(on=on(5)), on(8)),
            (PauseRules(autopay_grace_days=0), Autopay(collects_on=on(5)), on(5)),
            (PauseRules(autopay_grace_days=1), Autopay(collects_on=on(5)), on(6)),
            (PauseRules(partial_payment_days=1), PartialPayment(on=on(5)), on(5)),
            (PauseRules(partial_payment_days=7), PartialPayment(on=on(5)), on(11)),
            (PauseRules(reply_days=1), Reply(on=on(5)), on(5)),
            (PauseRules(reply_days=3), Reply(on=on(5)), on(7)),
            (RULES, Hold(until=on(5)), on(4)),
            (RULES, Dispute(until=on(5)), on(4)),
        ],
    )
    def test_to_the_last_day_and_not_on_the_next(self, rules: PauseRules, pause: Pause, last_day: date) -> None:
        facts = replace(FACTS, pauses=(pause,))
        found = find_pause(rules, facts, last_day)
        assert found is not None
        assert found.until is not None
        assert (found.until - last_day).days == 1
        assert find_pause(rules, facts, found.until) is None

    @pytest.mark.parametrize(
        ("rules", "pause"),
        [
            (RULES, PartialPayment(on=on(3))),
            (RULES, Promise(on=on(5), amount=Decimal(10), paid=Decimal(10))),
            (RULES, Promise(on=on(5), amount=Decimal(10), paid=Decimal(11))),
            (PauseRules(reply_days=0), Reply(on=on(3))),
        ],
    )
    def test_some_hold_nothing(self, rules: PauseRules, pause: Pause) -> None:
        assert find_pause(rules, replace(FACTS, pauses=(pause,)), on(3)) is None

    def test_the_one_that_ends_last_counts_and_one_without_end_most(self) -> None:
        first, second = Hold(until=on(4)), Promise(on=on(5))
        facts = replace(FACTS, pauses=(first, second))
        assert find_pause(RULES, facts, on(3)) == Paused(reason="promise", until=on(8))
        facts = replace(FACTS, pauses=(first, Reply(on=on(1)), second))
        assert find_pause(RULES, facts, on(3)) == Paused(reason="reply", until=None)

    def test_of_two_with_the_same_end_the_graver_is_named(self) -> None:
        for one, two in ((Hold(), Autopay()), (Autopay(), Hold())):
            found = find_pause(RULES, replace(FACTS, pauses=(one, two)), on(3))
            assert found == Paused(reason="autopay", until=None)


class TestDispute:
    """M12: chase the rest that nobody disputes, where the policy says so."""

    CHASING = replace(UNCAPPED, pauses=PauseRules(chase_undisputed=True))

    def test_of_the_whole_stops_collection(self) -> None:
        for policy in (UNCAPPED, self.CHASING):
            assert decide(policy, replace(DUNNED, pauses=(Dispute(),)), at(3)) == Stop(reason="dispute")

    def test_of_a_part_stops_it_too_unless_the_policy_chases_the_rest(self) -> None:
        facts = replace(DUNNED, pauses=(Dispute(amount=Decimal(30)),))
        assert decide(UNCAPPED, facts, at(3)) == Stop(reason="dispute")
        assert decide(self.CHASING, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal(60))

    def test_parts_add_up(self) -> None:
        facts = replace(DUNNED, pauses=(Dispute(amount=Decimal(30)), Dispute(amount=Decimal("59.99"))))
        assert decide(self.CHASING, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal("0.01"))

    @pytest.mark.parametrize("second", ["60", "60.01"])
    def test_parts_that_come_to_the_whole_stop_it(self, second: str) -> None:
        facts = replace(DUNNED, pauses=(Dispute(amount=Decimal(30)), Dispute(amount=Decimal(second))))
        assert decide(self.CHASING, facts, at(3)) == Stop(reason="dispute")

    def test_one_of_the_whole_stops_it_beside_one_of_a_part(self) -> None:
        facts = replace(DUNNED, pauses=(Dispute(amount=Decimal(30)), Dispute()))
        assert decide(self.CHASING, facts, at(3)) == Stop(reason="dispute")

    def test_one_whose_day_has_come_takes_off_nothing(self) -> None:
        facts = replace(FACTS, pauses=(Dispute(amount=Decimal(30), until=on(4)), PartialPayment(on=on(0))))
        assert [undisputed(facts, on(day)) for day in (3, 4)] == [Decimal(60), Decimal(90)]


class TestPromise:
    """M9: pauses until the promised day and some grace, and goes on when it was broken. FM-15."""

    FACTS = replace(DUNNED, pauses=(Promise(on=on(5)),))

    def test_nothing_until_it_is_broken_then_the_highest_step_due(self) -> None:
        story = Story(policy=UNCAPPED, facts=self.FACTS).run(hours(0, 31))
        assert story.sent == [(at(8, 8), "after_7"), (at(14), "after_14"), (at(30), "after_30")]
        assert story.skipped == {"after_3": "missed"}

    def test_says_until_when_it_waits_and_for_which_step(self) -> None:
        assert decide(UNCAPPED, self.FACTS, at(3)) == Wait(until=at(8, 8), step=UNCAPPED.steps[4], reason="promise")
        far = replace(DUNNED, sent={"after_3": at(3)}, pauses=(Promise(on=on(3)),))
        assert decide(UNCAPPED, far, at(4)) == Wait(until=at(7), step=UNCAPPED.steps[4], reason="promise")

    def test_what_ends_on_a_weekend_goes_on_on_monday(self) -> None:
        facts = replace(DUNNED, pauses=(Promise(on=on(0)),))
        assert decide(STANDARD, facts, at(2)) == Wait(until=at(5, 8), step=STANDARD.steps[3], reason="promise")

    def test_on_its_last_evening_it_still_holds(self) -> None:
        assert isinstance(decide(UNCAPPED, self.FACTS, at(7, 17)), Wait)
        assert isinstance(decide(UNCAPPED, self.FACTS, at(8, 8)), Send)

    def test_the_client_s_calendar_counts(self) -> None:
        facts = replace(self.FACTS, zone="Pacific/Auckland")
        assert decide(UNCAPPED, facts, at(3)).until == at(7, 20)  # type: ignore[union-attr]

    def test_a_kept_one_holds_nothing(self) -> None:
        kept = Promise(on=on(5), amount=Decimal(40), paid=Decimal(40))
        facts = replace(DUNNED, balance=Decimal(50), pauses=(kept,))
        assert decide(UNCAPPED, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal(50))

    def test_nothing_left_to_send_is_the_end_all_the_same(self) -> None:
        done = frozenset(step.key for step in UNCAPPED.steps)
        assert decide(UNCAPPED, replace(self.FACTS, skipped=done), at(3)) == Stop(reason="finished")

    def test_broken_from_the_day_after_the_grace(self) -> None:
        for rules, last_day in ((RULES, 7), (PauseRules(promise_grace_days=0), 5)):
            assert not has_broken_promise(rules, self.FACTS, on(last_day))
            assert has_broken_promise(rules, self.FACTS, on(last_day + 1))

    def test_neither_a_kept_one_nor_another_pause_is_broken(self) -> None:
        kept = Promise(on=on(5), amount=Decimal(40), paid=Decimal(40))
        assert not has_broken_promise(RULES, replace(FACTS, pauses=(kept, PartialPayment(on=on(1)))), on(30))

    def test_a_broken_one_makes_the_tone_firmer_where_the_policy_says_so(self) -> None:
        policy = replace(UNCAPPED, pauses=PauseRules(firmer_after_broken_promise=True))
        facts = replace(DUNNED, pauses=(Promise(on=on(0)),))
        firmer = replace(UNCAPPED.steps[3], tone="firm")
        assert decide(policy, facts, at(3)) == Send(step=firmer, amount=Decimal("90.00"))
        assert decide(policy, DUNNED, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal("90.00"))
        assert decide(UNCAPPED, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal("90.00"))

    def test_never_firmer_than_the_policy_ever_is(self) -> None:
        assert [one_firmer(tone, STANDARD) for tone in ("friendly", "firm", "legal")] == [
            "professional",
            "legal",
            "legal",
        ]
        mild = Policy(
            steps=(
                Step(key="a", offset_days=1, tone="gentle"),
                Step(key="b", offset_days=2, tone="professional"),
                Step(key="c", offset_days=3, tone="legal", enabled=False),
            )
        )
        assert [one_firmer(tone, mild) for tone in ("professional", "gentle")] == ["gentle", "gentle"]


class TestOtherPauses:
    def test_no_chase_while_a_mandate_is_active(self) -> None:
        """FM-15."""
        story = Story(policy=UNCAPPED, facts=replace(FACTS, pauses=(Autopay(),))).run(hours(-8, 60, 180))
        assert story.sent == []
        assert story.sweep(at(60)) == Stop(reason="autopay")

    def test_a_collection_that_never_came_ends_the_pause(self) -> None:
        facts = replace(DUNNED, pauses=(Autopay(collects_on=on(0)),))
        assert decide(UNCAPPED, facts, at(5)) == Wait(until=at(6, 8), step=UNCAPPED.steps[3], reason="autopay")
        assert decide(UNCAPPED, facts, at(6)) == Send(step=UNCAPPED.steps[3], amount=Decimal("90.00"))

    def test_a_partial_payment_gives_time_where_the_policy_says_so(self) -> None:
        """FM-12: the case stays, and asks for the rest."""
        facts = replace(DUNNED, balance=Decimal("81.00"), pauses=(PartialPayment(on=on(2)),))
        assert decide(UNCAPPED, facts, at(3)) == Send(step=UNCAPPED.steps[3], amount=Decimal("81.00"))
        patient = replace(UNCAPPED, pauses=PauseRules(partial_payment_days=3))
        assert decide(patient, facts, at(3)) == Wait(until=at(5, 8), step=UNCAPPED.steps[3], reason="partial_payment")
        assert decide(patient, facts, at(5)) == Send(step=UNCAPPED.steps[3], amount=Decimal("81.00"))

    def test_a_pause_with_an_end_records_nothing_yet(self) -> None:
        facts = replace(FACTS, pauses=(Hold(until=on(20)),))
        assert decide(UNCAPPED, facts, at(10)) == Wait(until=at(20, 8), step=UNCAPPED.steps[5], reason="hold")
        assert decide(UNCAPPED, facts, at(20)).skipped[0] == StepSkip(key="before_7", reason="missed")

    def test_what_falls_due_on_the_day_it_ends_comes_then(self) -> None:
        facts = replace(DUNNED, pauses=(Hold(until=on(7)),))
        assert decide(UNCAPPED, facts, at(3)) == Wait(until=at(7), step=UNCAPPED.steps[4], reason="hold")

    def test_the_facts_own_pause_goes_before_all_of_them(self) -> None:
        facts = replace(FACTS, paused="client_paused", pauses=(Hold(until=on(20)),))
        assert decide(UNCAPPED, facts, at(10)) == Stop(reason="client_paused")
