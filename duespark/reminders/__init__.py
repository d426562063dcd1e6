"""Reminds clients of what they owe: policies, the plan of each open invoice, what was sent and why what was not.

Tables: reminder_policies, reminder_plans, reminders.
Events: ReminderQueued, ReminderSkipped, ReminderFailed, RemindersPaused, RemindersResumed.
Verbs: plan (reactions to what happens to an invoice), remind (one invoice that is due), remind_now (because a person asks), sweep (all that is due), pause (and
resume), policy, advance (the test clock). The engine decides (`engine.dunning`); this module remembers.
"""
