"""Why an invoice is not reminded now, in the words of the person who asked."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from duespark.engine.dunning.decide import Stop, Wait
from duespark.engine.schedule.local_time import local_date
from duespark.reminders.case import Case

_STOPPED: Mapping[str, str] = {
    "draft": "It is a draft. Issue it first.",
    "void": "It is void.",
    "settled": "Nothing is owed.",
    "finished": "Every reminder of its sequence has gone out or was left out.",
    "unsubscribed": "The client refuses reminders.",
    "no_channel": "The client has no address for reminders.",
    "unwarned": "The client was never warned, so the case cannot be handed over.",
    "client_paused": "Reminders to this client are paused.",
}
_PAUSES: Mapping[str, str] = {
    "dispute": "there is a dispute about it",
    "promise": "the client promised to pay",
    "autopay": "it is collected by mandate",
    "reply": "the client wrote and waits for an answer",
    "partial_payment": "the client has just paid a part",
}
_WAITING: Mapping[str, str] = {
    "quiet_hours": "Nobody is written to at this time; this reminder may go at {time} or later.",
    "min_gap": "A reminder of it went out {last}; the next may go at {time} or later.",
    "by_hand": "It was sent by hand {last}; a reminder may go at {time} or later.",
    "weekly_cap": "The client gets at most {cap} reminders a week; this one may go at {time} or later.",
}


def in_words(case: Case, decision: Wait | Stop, now: datetime) -> str:
    """One sentence, with times on the client's clock."""
    if decision.reason in _PAUSES or decision.reason in ("manual", "hold"):
        return _paused(case, decision.reason)
    if isinstance(decision, Stop):
        return _STOPPED[decision.reason]
    if decision.reason == "planned":
        return _planned(case, decision, now)
    time = decision.until.astimezone(ZoneInfo(case.zone)).strftime("%Y-%m-%d %H:%M")
    return _WAITING[decision.reason].format(time=time, cap=case.rule.weekly_cap, last=_last(case, decision, now))


def _paused(case: Case, reason: str) -> str:
    why = f", because {_PAUSES[reason]}" if reason in _PAUSES else ""
    until = f" until {case.plan.paused_until}" if case.plan.paused_until else ""
    return f"Its reminders are paused{until}{why}."


def _planned(case: Case, decision: Wait, now: datetime) -> str:
    """The rule lets a wish bring all forward but these."""
    if decision.step.offset_days > 0 and case.facts.due_date >= local_date(now, case.zone):
        return f"It is due on {case.facts.due_date}, and the next reminder is for after that day."
    return f"The next is a formal notice, which goes out on its day, {local_date(decision.until, case.zone)}."


def _last(case: Case, decision: Wait, now: datetime) -> str:
    """The day of the message that is too fresh."""
    by_hand = case.facts.last_by_hand
    at = by_hand if decision.reason == "by_hand" else max(case.facts.sent.values(), default=None)
    if at is None:
        return ""
    day = local_date(at, case.zone)
    return "today" if day == local_date(now, case.zone) else f"on {day}"
