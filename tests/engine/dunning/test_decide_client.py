"""All invoices of one client together: one message where it fits, the cap over messages, the important first."""

from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal

import pytest

from duespark.engine.dunning.consolidate import ClientDecision, SameClaimTwice, decide_client
from duespark.engine.dunning.decide import Send, StepSkip, Stop, Wait
from duespark.engine.dunning.facts import Dispute, Facts, Hold, Promise
from duespark.engine.dunning.joining import Claim, Consolidation, Message, Part
from duespark.engine.dunning.policy import PauseRules, Policy, Step
from tests.engine.dunning.client_simulation import ClientStory
from tests.engine.dunning.simulation import DUE, EVERY_DAY, FACTS, UNCAPPED, at, hours, on

BEFORE = EVERY_DAY.steps[1]
DUE_STEP = EVERY_DAY.steps[2]
AFTER_3, AFTER_7, AFTER_14, AFTER_30 = EVERY_DAY.steps[3:]


def claim(id: str, late: int, balance: str = "90", **more: object) -> Claim:
    """A claim that is `late` days past due on the day `DUE`, reminded of everything until the day before."""
    due_date = DUE - timedelta(days=late)
    sent = {step.key: at(step.offset_days - late) for step in EVERY_DAY.steps if step.offset_days < late}
    facts = Facts(due_date=due_date, balance=Decimal(balance), issued=at(-90), sent=sent)
    return replace(Claim(id=id, policy=EVERY_DAY, facts=facts), **more)  # type: ignore[arg-type]


def changed(claim: Claim, **more: object) -> Claim:
    return replace(claim, facts=replace(claim.facts, **more))  # type: ignore[arg-type]


def ids(found: ClientDecision) -> list[list[str]]:
    return [[part.claim for part in message.parts] for message in found.messages]


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


class TestCap:
    """At most so many messages, whichever invoice they are about."""

    def test_an_overdue_one_waits_for_room(self) -> None:
        found = decide_client([claim("A", 3)], at(0), recent_messages=(at(-6), at(-5), at(-5)))
        assert found.messages == ()
        assert found.decisions == {"A": Wait(until=at(2, 8), step=AFTER_3, reason="weekly_cap")}
        assert found.look_again == at(2, 8)

    def test_exactly_reached_is_full(self) -> None:
        assert ids(decide_client([claim("A", 3)], at(0), recent_messages=(at(-6),))) == [["A"]]
        assert ids(decide_client([claim("A", 3)], at(0), recent_messages=(at(-6), at(-6)))) == []
        assert ids(decide_client([claim("A", 3)], at(0), recent_messages=(at(-7), at(-7)))) == [["A"]]

    def test_what_is_sent_now_counts_too(self) -> None:
        claims = [claim("A", 3, seller="1"), claim("B", 3, "95", seller="2"), claim("C", 3, "70", seller="3")]
        found = decide_client(claims, at(0))
        assert ids(found) == [["B"], ["A"]]
        assert found.decisions["C"] == Wait(until=at(7, 8), step=AFTER_3, reason="weekly_cap")
        found = decide_client(claims, at(0), recent_messages=(at(-4),))
        assert found.decisions["A"] == Wait(until=at(3, 8), step=AFTER_3, reason="weekly_cap")

    def test_the_facts_own_list_is_not_looked_at(self) -> None:
        full = changed(claim("A", 3), recent_sends_to_client=(at(-1), at(-1)))
        assert ids(decide_client([full], at(0))) == [["A"]]

    def test_the_strictest_policy_holds_for_the_client(self) -> None:
        strict = claim("B", 3, "10", seller="2", policy=replace(EVERY_DAY, weekly_cap=1))
        free = claim("A", 3, policy=UNCAPPED)
        assert ids(decide_client([free, strict], at(0))) == [["A"]]
        assert ids(decide_client([strict, free], at(0), recent_messages=(at(-1),))) == []
        usual = claim("C", 3, seller="3")
        assert ids(decide_client([strict, usual], at(0))) == [["C"]]

    def test_without_a_cap_all_go(self) -> None:
        claims = [claim(str(number), 3, policy=UNCAPPED, seller=str(number)) for number in range(9)]
        assert len(decide_client(claims, at(0), recent_messages=(at(0),) * 9).messages) == 9

    def test_a_lesser_one_gives_way_to_another_invoice_s_reminder_of_tomorrow(self) -> None:
        """E10, seen over all invoices: each alone would find room."""
        policy = replace(EVERY_DAY, weekly_cap=1)
        due, tomorrow = claim("A", 0, policy=policy), claim("B", 2, policy=policy)
        found = decide_client([due, tomorrow], at(0))
        assert found.messages == ()
        assert found.decisions["A"] == Wait(
            until=at(3), step=AFTER_3, skipped=(StepSkip(key="due", reason="weekly_cap"),)
        )
        assert found.decisions["B"] == Wait(until=at(1), step=AFTER_3)
        assert found.look_again == at(1)

    @pytest.mark.parametrize(("late", "sends"), [(-3, False), (-4, True)])
    def test_but_not_to_one_of_a_week_later(self, late: int, sends: bool) -> None:
        """Of an invoice due later: its first reminder comes six or seven days from now."""
        policy = replace(EVERY_DAY, weekly_cap=1)
        after_only = replace(policy, steps=(AFTER_3,))
        first = claim("A", 0, policy=replace(policy, steps=(DUE_STEP,)))
        found = decide_client([first, claim("B", late, policy=after_only)], at(0))
        assert ids(found) == ([["A"]] if sends else [])

    def test_nor_to_many_of_a_week_later(self) -> None:
        policy = replace(EVERY_DAY, weekly_cap=1, steps=(AFTER_3,))
        later = [claim(id, -4, policy=policy, seller=id) for id in "BCD"]
        first = claim("A", 0, policy=replace(policy, steps=(DUE_STEP,)))
        assert ids(decide_client([first, *later], at(0))) == [["A"]]

    def test_one_to_come_in_the_same_message_counts_once(self) -> None:
        due = claim("A", 0, policy=replace(EVERY_DAY, steps=(DUE_STEP,)))
        only = replace(EVERY_DAY, steps=(AFTER_3,))
        claims = [due, claim("B", 2, policy=only), claim("C", 2, policy=only)]
        assert ids(decide_client(claims, at(0))) == [["A"]]
        assert ids(decide_client(claims, at(0), consolidation=None)) == []
        other = [due, claim("B", 2, policy=only), claim("C", 2, seller="other", policy=only)]
        assert ids(decide_client(other, at(0))) == []

    def test_one_that_goes_now_counts_once_too(self) -> None:
        due = claim("A", 0, policy=replace(EVERY_DAY, steps=(DUE_STEP,)))
        overdue = claim("B", 3, policy=replace(EVERY_DAY, steps=(AFTER_3,)))
        assert ids(decide_client([due, overdue], at(0))) == [["B"], ["A"]]

    def test_what_gives_way_does_not_change_how_the_others_are_sent(self) -> None:
        due = claim("A", 0, policy=replace(EVERY_DAY, steps=(DUE_STEP,)))
        claims = [due, claim("B", 3), claim("C", 3)]
        assert ids(decide_client(claims, at(0), consolidation=None)) == [["B"], ["C"]]
        full = decide_client(claims, at(0), recent_messages=(at(-1),))
        assert ids(full) == [["B", "C"]]
        assert full.decisions["A"] == Stop(reason="finished", skipped=(StepSkip(key="due", reason="weekly_cap"),))
        fuller = decide_client(claims, at(0), recent_messages=(at(-1), at(-1)))
        assert fuller.messages == ()
        assert fuller.decisions["B"] == Wait(until=at(6, 8), step=AFTER_3, reason="weekly_cap")

    def test_it_gives_way_to_its_own_invoice_too(self) -> None:
        found = decide_client([claim("A", 0, policy=replace(EVERY_DAY, weekly_cap=1))], at(0))
        skips = (StepSkip(key="due", reason="weekly_cap"),)
        assert found.decisions == {"A": Wait(until=at(3), step=AFTER_3, skipped=skips)}

    def test_what_waits_for_room_records_what_it_passed(self) -> None:
        fresh = changed(claim("A", 3), sent={}, issued=at(-4))
        found = decide_client([fresh], at(0), recent_messages=(at(-1), at(-1)))
        skips = (
            StepSkip(key="before_7", reason="before_issue"),
            StepSkip(key="before_1", reason="before_issue"),
            StepSkip(key="due", reason="missed"),
        )
        assert found.decisions == {"A": Wait(until=at(6, 8), step=AFTER_3, skipped=skips, reason="weekly_cap")}

    def test_nor_to_a_hand_over_to_come(self) -> None:
        steps = (replace(AFTER_14, offset_days=1), replace(AFTER_14, key="b", offset_days=3, action="hand_over"))
        policy = replace(EVERY_DAY, weekly_cap=1, steps=steps)
        handed = replace(claim("B", 2, policy=policy), facts=replace(claim("B", 2).facts, sent={"after_14": at(-1)}))
        due = claim("A", 0, policy=replace(EVERY_DAY, weekly_cap=1, steps=(DUE_STEP,)))
        assert ids(decide_client([due, handed], at(0))) == [["A"]]

    def test_an_earlier_one_gives_way_to_one_due_today(self) -> None:
        policy = replace(EVERY_DAY, weekly_cap=1, steps=(BEFORE, DUE_STEP))
        claims = [claim("A", -1, "999", policy=policy), claim("B", 0, policy=policy)]
        found = decide_client(claims, at(0))
        assert ids(found) == [["B"]]
        assert found.decisions["A"] == Wait(
            until=at(1), step=DUE_STEP, skipped=(StepSkip(key="before_1", reason="weekly_cap"),)
        )

    def test_the_last_step_given_up_ends_the_sequence(self) -> None:
        policy = replace(EVERY_DAY, steps=(DUE_STEP,))
        found = decide_client([claim("A", 0, policy=policy)], at(0), recent_messages=(at(0, 8), at(0, 8)))
        assert found == ClientDecision(
            messages=(),
            decisions={"A": Stop(reason="finished", skipped=(StepSkip(key="due", reason="weekly_cap"),))},
            look_again=None,
        )

    def test_of_what_was_missed_and_given_up_both_are_recorded(self) -> None:
        fresh = changed(claim("A", 0), sent={})
        found = decide_client([fresh], at(0), recent_messages=(at(0, 8), at(0, 8)))
        assert found.decisions["A"].skipped == (
            StepSkip(key="before_7", reason="missed"),
            StepSkip(key="before_1", reason="missed"),
            StepSkip(key="due", reason="weekly_cap"),
        )


class TestPriority:
    ONE = replace(EVERY_DAY, weekly_cap=1)

    def first(self, *claims: Claim) -> str:
        """Which of the claims goes while there is room for one."""
        found = decide_client([replace(each, policy=self.ONE, seller=each.id) for each in claims], at(0))
        [[id]] = ids(found)
        return id

    def test_the_larger_amount_goes_first(self) -> None:
        assert self.first(claim("A", 7, "10"), claim("B", 3, "10.01")) == "B"

    def test_in_a_common_currency_where_it_is_given(self) -> None:
        assert self.first(claim("A", 3, "100"), claim("B", 3, "10", worth=Decimal(101))) == "B"
        assert self.first(claim("A", 3, "100"), claim("B", 3, "200", worth=Decimal(99))) == "A"

    def test_then_the_older_debt(self) -> None:
        assert self.first(claim("A", 3), claim("B", 7)) == "B"

    def test_then_the_first_id(self) -> None:
        assert self.first(claim("B", 3), claim("A", 3)) == "A"

    def test_amounts_of_one_message_add_up(self) -> None:
        claims = [claim("A", 3, "60", seller="1"), claim("B", 3, "60", seller="1"), claim("C", 3, "100", seller="2")]
        found = decide_client([replace(each, policy=self.ONE) for each in claims], at(0))
        assert ids(found) == [["A", "B"]]

    def test_overdue_goes_before_any_amount(self) -> None:
        due = claim("A", 0, "9999", policy=self.ONE)
        assert ids(decide_client([due, claim("B", 3, "1", policy=self.ONE)], at(0))) == [["B"]]


class TestDecisions:
    def test_of_claims_that_need_nothing(self) -> None:
        claims = [
            changed(claim("draft", 3), issued=None),
            changed(claim("paid", 3), balance=Decimal(0)),
            changed(claim("held", 3), pauses=(Hold(),)),
            changed(claim("promised", 3), pauses=(Promise(on=on(3)),)),
            claim("early", -20),
        ]
        found = decide_client(claims, at(0))
        assert found.messages == ()
        assert found.decisions == {
            "draft": Stop(reason="draft"),
            "paid": Stop(reason="settled"),
            "held": Stop(reason="hold"),
            "promised": Wait(until=at(6, 8), step=AFTER_7, reason="promise"),
            "early": Wait(until=at(13), step=EVERY_DAY.steps[0]),
        }
        assert found.look_again == at(6, 8)

    def test_without_claims_there_is_nothing_to_do(self) -> None:
        assert decide_client([], at(0)) == ClientDecision(messages=(), decisions={}, look_again=None)

    def test_looks_again_for_the_next_step_of_what_was_sent(self) -> None:
        assert decide_client([claim("A", 3)], at(0)).look_again == at(4)
        assert decide_client([claim("A", 30)], at(0)).look_again is None
        far = claim("B", 20)
        assert decide_client([claim("A", 3), far], at(0)).look_again == at(4)
        assert decide_client([claim("A", 7), far], at(0)).look_again == at(7)

    def test_what_was_missed_is_not_looked_for_again(self) -> None:
        fresh = changed(claim("A", 30), sent={})
        found = decide_client([fresh], at(0))
        assert found.look_again is None
        assert len(found.decisions["A"].skipped) == 6

    def test_the_same_invoice_twice_is_refused(self) -> None:
        with pytest.raises(SameClaimTwice) as refused:
            decide_client([claim("A", 3), claim("B", 3), claim("A", 7)], at(0))
        assert refused.value.code == "dunning.same_claim_twice"
        assert refused.value.pointer == "/claims/2/id"
        assert str(refused.value) == "Invoice A is given twice. Give each open invoice of the client once."

    def test_days_are_the_first_claim_s(self) -> None:
        """11:00 in UTC is midnight in Auckland."""
        auckland = changed(claim("A", 3), zone="Pacific/Auckland")
        now = at(0, 22)
        assert ids(decide_client([auckland], now, recent_messages=(at(-6, 10), at(-6, 10)))) == [["A"]]
        assert ids(decide_client([auckland], now, recent_messages=(at(-6, 11), at(-6, 11)))) == []


class TestWithoutSteps:
    def test_a_policy_without_steps_is_finished(self) -> None:
        found = decide_client([Claim(id="A", policy=Policy(steps=()), facts=FACTS)], at(0))
        assert found.decisions == {"A": Stop(reason="finished")}
