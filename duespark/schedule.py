"""Door 3, ticks: what runs when."""

from collections.abc import Sequence
from datetime import timedelta

from duespark.accounts import sessions
from duespark.bulk.stuck import forget_files, requeue_stuck_runs
from duespark.delivery.stuck import requeue_stuck
from duespark.evidence.watch import watch_numbers
from duespark.fx.refresh import refresh_due
from duespark.invoices.deposit_terms import warn_of_expiry
from duespark.prints.certify import renew_certificates
from duespark.privacy.sweep import sweep_retention
from duespark.reminders.sweep import sweep
from duespark.runtime import idempotency, limits
from duespark.runtime.jobs.history import forget_old_jobs
from duespark.runtime.settings import settings
from duespark.runtime.ticks import Tick


def ticks() -> Sequence[Tick]:
    """Everything that happens by itself as time passes."""
    return (
        Tick("reminders.sweep", timedelta(seconds=settings().sweep_seconds), sweep),
        Tick("delivery.requeue_stuck", timedelta(minutes=5), requeue_stuck),
        Tick("fx.refresh", timedelta(minutes=1), refresh_due),
        Tick("numbers.watch", timedelta(hours=6), watch_numbers),
        Tick("deposits.warn", timedelta(hours=1), warn_of_expiry),
        Tick("retention.sweep", timedelta(days=1), sweep_retention),
        Tick("signing.renew", timedelta(hours=6), renew_certificates),
        Tick("bulk.requeue_stuck", timedelta(minutes=5), requeue_stuck_runs),
        Tick("bulk.forget_files", timedelta(hours=6), forget_files),
        Tick("jobs.forget_old", timedelta(hours=1), forget_old_jobs),
        Tick("idempotency.prune", timedelta(hours=1), idempotency.prune),
        Tick("sessions.prune", timedelta(hours=6), sessions.prune),
        Tick("limits.prune", timedelta(hours=1), limits.prune),
    )
