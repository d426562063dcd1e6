"""Door 2, events: what follows when something happens, in the same transaction."""

from collections.abc import Mapping, Sequence

from duespark.companies.events import CompanyCreated
from duespark.invoices.series import create_default_series
from duespark.runtime.events import Reaction

REACTIONS: Mapping[type, Sequence[Reaction]] = {
    CompanyCreated: (create_default_series,),
}
