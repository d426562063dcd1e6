"""Which source a name stands for, at the address the settings give."""

from dataclasses import dataclass
from typing import Literal

from duespark.adapters.fx_rates.ecb import Ecb
from duespark.adapters.fx_rates.openexchangerates import OpenExchangeRates
from duespark.adapters.fx_rates.source import Source
from duespark.adapters.fx_rates.xe import Xe
from duespark.runtime.settings import settings

SourceName = Literal["ecb", "openexchangerates", "xe"]
PIVOTS: dict[SourceName, str] = {"ecb": "EUR", "openexchangerates": "USD", "xe": "USD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a source knows its customer by. XE has both; Open Exchange Rates only a key, its app id."""

    account_id: str = ""
    key: str = ""


def source_for(name: SourceName, credentials: Credentials) -> Source | None:
    """The source; None where this installation is told not to ask it."""
    chosen = settings()
    url = {"ecb": chosen.ecb_url, "openexchangerates": chosen.openexchangerates_url, "xe": chosen.xe_url}[name]
    if not url:
        return None
    if name == "ecb":
        return Ecb(url)
    if name == "openexchangerates":
        return OpenExchangeRates(url, credentials.key)
    return Xe(url, credentials.account_id, credentials.key)
