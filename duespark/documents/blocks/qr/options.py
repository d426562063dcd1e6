"""Options of a code: the one that pays, or one for a page of ours."""

from dataclasses import dataclass
from typing import Literal

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """`code`: the one that pays by what the currency and the account allow; the one for the page that says how to pay; or the
    one for the page that says whether the paper is genuine and current. `words`: where they stand. The size is what the code's
    own rules ask for."""

    code: Literal["payment", "payment_link", "verification"] = "payment"
    words: Literal["beside", "below", "none"] = "beside"
