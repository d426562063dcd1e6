"""The reminders every organization starts with: the engine's standard sequence, in plain and humane words.

A step is stored in English. While nobody has rewritten it, it goes out in the language of the invoice; what a person wrote
goes out as it was written.
"""

from dataclasses import replace

from duespark.engine.dunning.policy import STANDARD
from duespark.reminders.schemas import PolicyStep
from duespark.reminders.translations import GREETINGS, STEPS

_WORDS: dict[str, tuple[str, str]] = {
    "before_7": (
        "Invoice {{ invoice.number }} is due on {{ invoice.due_date }}",
        (
            "A short note ahead of time: invoice {{ invoice.number }} for {{ invoice.balance }} is due on"
            " {{ invoice.due_date }}. There is nothing to do if the payment is already planned.\n\n"
            "If anything on the invoice needs changing, tell us and we will sort it out."
        ),
    ),
    "before_1": (
        "Invoice {{ invoice.number }} is due {% if invoice.days_until_due == 1 %}tomorrow{% else %}soon{% endif %}",
        (
            "Invoice {{ invoice.number }} for {{ invoice.balance }} is due on {{ invoice.due_date }}."
            " You find the bank details below.\n\nIf you have just paid, thank you, and please disregard this message."
        ),
    ),
    "due": (
        "Invoice {{ invoice.number }}: payment due {{ invoice.due_date }}",
        (
            "Invoice {{ invoice.number }} is due on {{ invoice.due_date }}; {{ invoice.balance }} is open."
            "\n\nIf the payment is on its way, thank you."
        ),
    ),
    "after_3": (
        "Did invoice {{ invoice.number }} slip through?",
        (
            "We have not seen the payment of invoice {{ invoice.number }} yet, which was due on {{ invoice.due_date }}."
            " {{ invoice.balance }} is still open. It is easily overlooked, so here is the invoice again.\n\n"
            "If something about it is not right, reply to this e-mail and we will look into it."
        ),
    ),
    "after_7": (
        "Invoice {{ invoice.number }} is {{ invoice.days_overdue }} days overdue",
        (
            "Invoice {{ invoice.number }} was due on {{ invoice.due_date }} and {{ invoice.balance }} is still open."
            " Please pay it this week.\n\n"
            "If you cannot pay it in full at once, write to us. We would rather agree on a date with you than keep"
            " reminding you."
        ),
    ),
    "after_14": (
        "Please settle invoice {{ invoice.number }} now",
        (
            "Despite our reminders, {{ invoice.balance }} of invoice {{ invoice.number }}, due on"
            " {{ invoice.due_date }}, has not been paid. Please transfer the amount within seven days.\n\n"
            "If there is a reason why you hold the payment back, tell us now, so that we can settle it together."
        ),
    ),
    "after_30": (
        "Final notice for invoice {{ invoice.number }}",
        (
            "Invoice {{ invoice.number }} has been overdue since {{ invoice.due_date }};"
            " {{ invoice.balance }} is unpaid. This is our final notice."
            " If the amount does not reach us within ten days, we reserve the right to claim"
            " statutory interest and to take further steps to recover it.\n\n"
            "If you have paid in the meantime, please send us the confirmation and consider this closed."
        ),
    ),
}


def _body(language: str, words: str) -> str:
    hello, bye = GREETINGS[language]
    return hello + words + bye


STANDARD_STEPS = [
    PolicyStep(
        key=step.key,
        offset_days=step.offset_days,
        at=step.at.strftime("%H:%M"),
        tone=step.tone,
        subject=_WORDS[step.key][0],
        body=_body("en", _WORDS[step.key][1]),
    )
    for step in STANDARD.steps
]
_UNTOUCHED = {(step.key, step.subject, step.body) for step in STANDARD_STEPS}


def in_language(step: PolicyStep, language: str) -> PolicyStep:
    """The step in this language, if it still says what it said at first and the language is spoken; else as it is."""
    said = STEPS.get(language.split("-")[0], {}).get(step.key)
    if said is None or (step.key, step.subject, step.body) not in _UNTOUCHED:
        return step
    return replace(step, subject=said[0], body=_body(language.split("-")[0], said[1]))
