"""What the mails about accounts say: short, friendly, plain."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "verify_email",
    "account_exists",
    "reset_password",
    "password_changed",
    "invitation",
    "quote_accepted",
    "quote_rejected",
    "amendment_accepted",
    "amendment_rejected",
    "deposit_expires",
    "documents_erased_soon",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Texts with places for facts, as in `str.format`; `path` is where the button leads, "" for no button."""

    subject: str
    heading: str
    paragraphs: tuple[str, ...]
    button: str = ""
    path: str = ""
    note: str


_NOT_YOU = "If this was not you, you can ignore this mail; nothing happens without you."

WORDINGS: Mapping[Kind, Wording] = {
    "verify_email": Wording(
        subject="Confirm your e-mail address",
        heading="Welcome to DueSpark",
        paragraphs=("One click and you can send your first invoice.",),
        button="Confirm my address",
        path="/verify-email?token={token}",
        note=f"The link works once, for two days. {_NOT_YOU}",
    ),
    "account_exists": Wording(
        subject="You already have an account",
        heading="You are already with us, {name}",
        paragraphs=(
            "Somebody, most likely you, tried to sign up with this address. It has an account already: just sign in.",
            "If you forgot the password, choose “Forgot password” on the same page.",
        ),
        button="Sign in",
        path="/sign-in",
        note=_NOT_YOU,
    ),
    "reset_password": Wording(
        subject="Choose a new password",
        heading="Choose a new password",
        paragraphs=("Hello {name}, here is the link to choose a new password. It signs you out everywhere else.",),
        button="Choose a new password",
        path="/reset-password?token={token}",
        note=f"The link works once, for one hour. {_NOT_YOU}",
    ),
    "password_changed": Wording(
        subject="Your password was changed",
        heading="Your password was changed",
        paragraphs=("Hello {name}, the password of your account was changed just now.",),
        button="That was not me",
        path="/forgot-password",
        note="If it was you, there is nothing to do.",
    ),
    "invitation": Wording(
        subject="{inviter} invites you to {organization}",
        heading="Join {organization}",
        paragraphs=("{inviter} invites you to work together on {organization} in DueSpark, as {role}.",),
        button="Accept the invitation",
        path="/accept-invitation?token={token}",
        note="The link works once, for seven days. If you do not know {inviter}, you can ignore this mail.",
    ),
    "quote_accepted": Wording(
        subject="{client} accepted {number}",
        heading="{client} said yes",
        paragraphs=("{name} accepted {number} online.", "{note}"),
        button="Make the invoice",
        path="/invoices/{id}",
        note="You get this mail because the quote is from your company.",
    ),
    "amendment_accepted": Wording(
        subject="{client} accepted the change of {number}",
        heading="{client} accepts the change",
        paragraphs=("{name} accepted version {version} of {number} online.", "{note}"),
        button="Open the invoice",
        path="/invoices/{id}",
        note="You get this mail because the invoice is from your company.",
    ),
    "amendment_rejected": Wording(
        subject="{client} rejected the change of {number}",
        heading="{client} does not agree to the change",
        paragraphs=("{name} rejected version {version} of {number} online.", "{note}"),
        button="Open the invoice",
        path="/invoices/{id}",
        note="You get this mail because the invoice is from your company.",
    ),
    "quote_rejected": Wording(
        subject="{client} declined {number}",
        heading="{client} said no to {number}",
        paragraphs=("{name} declined {number} online.", "{note}"),
        button="Open the quote",
        path="/invoices/{id}",
        note="You get this mail because the quote is from your company.",
    ),
    "deposit_expires": Wording(
        subject="A deposit of {client} expires",
        heading="A deposit of {client} expires",
        paragraphs=(
            "{amount} {currency} of deposit {number} are not used yet. The last day to use them is {expires_on}.",
            "Deduct them on an invoice, refund them, or give the client more time.",
        ),
        button="Open the deposit",
        path="/invoices/{id}",
        note="You get this mail because the deposit is held by your company.",
    ),
    "documents_erased_soon": Wording(
        subject="Documents of {company} will be erased",
        heading="The time for keeping documents has ended",
        paragraphs=(
            "No law keeps these documents of {company} any more: {count}. From {erases_on} on they are erased.",
            "Place a legal hold on what you must keep. You chose this in the settings of the company, and can change it there.",
        ),
        button="See what will be erased",
        path="/settings/retention?company={id}",
        note="You get this mail because the documents were issued by your company.",
    ),
}
