"""What crosses HTTP about exchange rates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from duespark.engine.money.rates import MAX_AGE_DAYS
from duespark.engine.money.text import Rate
from duespark.runtime import decimal_text  # noqa: F401  rates are read as text
from duespark.runtime.day import AS_WRITTEN
from duespark.runtime.web import Closed

Source = Literal["ecb", "openexchangerates", "xe", "manual"]
Refresh = Literal["hourly", "daily", "weekly"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRateOut(Closed):
    """One unit of `base` is `rate` units of `quote`. `version` is that of a rate a person entered, else null."""

    base: str
    quote: str
    rate: Rate
    rate_date: date
    source: Source
    reference: str
    fetched_at: datetime
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppliedRate(Closed):
    """The rate that a document of that day would state."""

    base: str
    quote: str
    rate: Rate
    rate_date: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideIn(Closed):
    """A rate as a person knows it; `reference` says from where, such as the number of a national bank's table."""

    rate: Rate
    reference: Annotated[str, Len(0, 60)] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialsIn(Closed):
    """`key` is the app id of Open Exchange Rates, or the API key of XE, which also wants the account id."""

    account_id: Annotated[str, Len(0, 200)] = ""
    key: Annotated[str, Len(1, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettingsIn(Closed):
    """Where rates come from. Without `credentials` those of the same source are kept."""

    source: Source = "ecb"
    refresh: Refresh = "daily"
    max_age_days: Annotated[int, Field(ge=1, le=366)] = MAX_AGE_DAYS
    credentials: CredentialsIn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettings(Closed):
    """Where rates come from; of the key only its end is shown. Version 0 is what holds while nobody has chosen."""

    source: Source
    refresh: Refresh
    max_age_days: int
    key_hint: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshIn(Closed):
    """`since` also fetches the days from that one on, where the source has them."""

    since: Annotated[date, Field(ge=date(1999, 1, 4)), AS_WRITTEN] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateStatus(Closed):
    """How the chosen source does. All moments are of the real time, whatever a test clock says."""

    source: Source
    newest_date: date | None
    succeeded_at: datetime | None
    failed_at: datetime | None
    failures: int
    error_reason: str
    error: str
    next_at: datetime | None
