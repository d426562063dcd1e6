"""Who a mail is from: the company by name, at the installation's address, with answers to the company."""

from email.utils import parseaddr

from duespark.delivery.paper import Paper
from duespark.runtime.settings import settings


def sender_of(paper: Paper) -> tuple[str, str]:
    """From and Reply-To. The address stays ours, because mail providers refuse addresses we may not send for."""
    seller = paper.document["seller"]
    name = _plain(seller["trading_name"] or seller["name"])
    return f"{name} <{parseaddr(settings().mail_from)[1]}>", paper.company.reply_to or seller["email"]


def _plain(name: str) -> str:
    """A display name without what would end it early."""
    kept = (" " if letter in '<>"\\' or not letter.isprintable() else letter for letter in name)
    return " ".join("".join(kept).split())
