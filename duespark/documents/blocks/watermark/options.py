"""Options of the word across the page."""

from dataclasses import dataclass

from duespark.runtime.web import Closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Closed):
    """Where it stands besides drafts and void documents, which always say so: on one that is paid, on each as a copy."""

    paid: bool = False
    copy: bool = False
