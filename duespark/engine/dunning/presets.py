"""Reminder policies to choose from, as data."""

from collections.abc import Mapping
from types import MappingProxyType

from duespark.engine.dunning.policy import INVOICE_TRACKER, STANDARD, Channel, PauseRules, Policy, Step

_LETTER: tuple[Channel, ...] = ("letter",)

GENTLE = Policy(
    steps=(
        Step(key="before_3", offset_days=-3, tone="friendly"),
        Step(key="after_5", offset_days=5, tone="professional"),
        Step(key="after_14", offset_days=14, tone="gentle"),
        Step(key="after_28", offset_days=28, tone="firm"),
    ),
    weekly_cap=1,
    min_gap_days=3,
    pauses=PauseRules(promise_grace_days=5, partial_payment_days=7),
)
"""For clients one wants to keep: four messages, at most one a week, and a week of rest after a partial payment."""

STRICT = Policy(
    steps=(
        Step(key="before_3", offset_days=-3, tone="friendly"),
        Step(key="due", offset_days=0, tone="professional"),
        Step(key="after_1", offset_days=1, tone="gentle"),
        Step(key="after_5", offset_days=5, tone="firm"),
        Step(key="after_10", offset_days=10, tone="firm", late_fee="late_payment"),
        Step(key="after_15", offset_days=15, tone="legal", action="final_notice", other_channels=_LETTER),
        Step(key="after_30", offset_days=30, tone="legal", action="hand_over"),
    ),
    weekly_cap=3,
    pauses=PauseRules(promise_grace_days=1, chase_undisputed=True, firmer_after_broken_promise=True),
)
"""For clients who pay only when pressed: a late fee after ten days, collectors after thirty."""

EU_B2B = Policy(
    steps=(
        Step(key="before_3", offset_days=-3, tone="friendly"),
        Step(key="after_1", offset_days=1, tone="professional", template="interest_notice"),
        Step(key="after_8", offset_days=8, tone="firm", template="interest_notice", late_fee="compensation"),
        Step(
            key="after_15",
            offset_days=15,
            tone="legal",
            template="interest_notice",
            action="final_notice",
            statutory=True,
            other_channels=_LETTER,
            late_fee="compensation",
        ),
        Step(key="after_30", offset_days=30, tone="legal", action="hand_over"),
    ),
    pauses=PauseRules(chase_undisputed=True, firmer_after_broken_promise=True),
)
"""Between businesses in the EU: the first day late names the interest that runs, the second week claims compensation.

Directive 2011/7/EU: interest for late payment is owed from the day after the due date without a reminder (article 3),
and with it a fixed sum of at least EUR 40 for the costs of recovery, also without a reminder (article 6). The law
asks for no sequence; it only lets these messages claim what they claim. Rates and amounts are not decided here:
`compensation` is the key of a late fee, `interest_notice` of a message that states the interest to date.
"""

PRESETS: Mapping[str, Policy] = MappingProxyType(
    {
        "standard": STANDARD,
        "invoice_tracker": INVOICE_TRACKER,
        "gentle": GENTLE,
        "strict": STRICT,
        "eu_b2b": EU_B2B,
    }
)
"""All policies by key."""
