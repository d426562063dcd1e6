"""What crosses HTTP about payment links."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLinkIn(Closed):
    """How many days it works, and whether it is void after one payment."""

    days: Annotated[int, Field(ge=1, le=365)] = 30
    one_time: bool = False
