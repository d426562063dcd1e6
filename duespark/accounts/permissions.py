"""The permission table: which role may do what. Every route names one of these; deny unless permitted."""

from collections.abc import Mapping

_EVERYONE = ("owner", "admin", "accountant", "member", "viewer")
_WRITERS = ("owner", "admin", "accountant", "member")
_BOOKS = ("owner", "admin", "accountant")
_ADMINS = ("owner", "admin")

PERMISSIONS: Mapping[str, tuple[str, ...]] = {
    "organization.read": _EVERYONE,
    "organization.write": _ADMINS,
    "members.read": _EVERYONE,
    "members.write": _ADMINS,
    "api_keys.read": _ADMINS,
    "api_keys.write": _ADMINS,
    "audit.read": _BOOKS,
    "test_clock.write": _ADMINS,
    "companies.read": _EVERYONE,
    "companies.write": _BOOKS,
    "clients.read": _EVERYONE,
    "clients.write": _WRITERS,
    "clients.merge": _BOOKS,
    "privacy.read": _BOOKS,
    "privacy.write": _ADMINS,
    "catalog.read": _EVERYONE,
    "catalog.write": _WRITERS,
    "discounts.read": _EVERYONE,
    "discounts.write": _BOOKS,
    "exchange_rates.read": _EVERYONE,
    "exchange_rates.write": _BOOKS,
    "taxes.read": _EVERYONE,
    "taxes.write": _BOOKS,
    "templates.read": _EVERYONE,
    "templates.write": _BOOKS,
    "invoices.read": _EVERYONE,
    "invoices.write": _WRITERS,
    "invoices.issue": _WRITERS,
    "invoices.backdate": _BOOKS,
    "invoices.void": _BOOKS,
    "invoices.write_off": _BOOKS,
    "approvals.read": _EVERYONE,
    "approvals.write": _WRITERS,
    "bulk.write": _WRITERS,
    "payments.read": _EVERYONE,
    "payments.write": _BOOKS,
    "deliveries.read": _EVERYONE,
    "deliveries.write": _WRITERS,
    "reminders.read": _EVERYONE,
    "reminders.write": _WRITERS,
    "imports.read": _BOOKS,
    "imports.write": _BOOKS,
    "views.read": _EVERYONE,
    "views.write": _WRITERS,
    "analytics.read": _EVERYONE,
    "mailbox.read": _EVERYONE,
}

PUBLIC = "public"
"""A route for anybody: sign-in, health, public pages."""

SIGNED_IN = "signed_in"
"""A route for any signed-in user, whether or not in an organization: /v1/me, creating an organization."""

ROLE_PERMISSIONS: Mapping[str, frozenset[str]] = {
    role: frozenset(name for name, roles in PERMISSIONS.items() if role in roles) for role in _EVERYONE
}


def permissions_of(role: str, scopes: list[str] | None = None) -> frozenset[str]:
    """What a role may do; an API key's scopes narrow it and never widen it."""
    granted = ROLE_PERMISSIONS[role]
    return granted if scopes is None else granted & frozenset(scopes)
