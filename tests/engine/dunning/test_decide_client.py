"""All invoices of one client together: the cap over messages, the important first, and when to look again."""

from dataclasses import replace
from decimal import Decimal

import pytest

from duespark.engine.dunning.consolidate import ClientDecision, SameClaimTwice, decide_client
from duespark.engine.dunning.decide import StepSkip, Stop, Wait
from duespark.engine.dunning.facts import Hold, Promise
from duespark.engine.dunning.joining import Claim
from duespark.engine.dunning.policy import Policy
from tests.engine.dunning.client_simulation import (
    AFTER_3,
    AFTER_7,
    AFTER_14,
    BEFORE,
    DUE_STEP,
    changed,
    claim,
    ids,
)
from tests.engine.dunning.simulation import EVERY_DAY, FACTS, UNCAPPED, at, on


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
