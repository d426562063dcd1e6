"""What happens in the demo, day by day: pure, and the same for the same seed and the same last day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from duespark.demo.cast import SOLD, Character, characters
from duespark.engine.invoice.document import Adjustment
from duespark.engine.invoice.line import Discount, Line

MONTHS = 18
INVOICES = 400
DRAFTS = 6
MAIL_DAYS = 45
"""Days before today on which the organization begins to send through DueSpark; older invoices went out by other means."""

_DELAY = {"early": (-12, -2), "prompt": (-3, 3), "normal": (-2, 14), "slow": (8, 45), "poor": (25, 120)}
_NEVER = {"early": 0.0, "prompt": 0.0, "normal": 0.01, "slow": 0.06, "poor": 0.3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One invoice of the story."""

    key: int
    client: int
    day: date
    terms: int
    lines: tuple[Line, ...]
    allowances: tuple[Adjustment, ...] = ()
    purchase_order: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens to a sale on a day. `share` is how much of the balance is paid."""

    day: date
    kind: Literal["issue", "pay", "dispute", "void"]
    sale: Sale
    share: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Story:
    """The cast and everything that happens, in order."""

    clients: tuple[Character, ...]
    drafts: tuple[Sale, ...]
    days: dict[date, list[Event]] = field(default_factory=dict)


def _workday(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))


_ABROAD = {"FR": "intra_eu", "US": "export", "GB": "out_of_scope"}
"""How what goes to these countries is taxed; everything else is sold at home."""


def _lines(rng: random.Random, company: str, abroad: str | None) -> tuple[Line, ...]:
    count = rng.choice((1, 1, 2, 2, 3, 3, 4, 5))
    made = []
    for description, unit, price, tax in rng.sample(SOLD[company], count):
        quantity = (
            Decimal(rng.choice((1, 1, 2, 3, 4, 6, 8, 10, 12))) if unit != "h" else Decimal(rng.randint(4, 96)) / 2
        )
        discount = Discount(percent=Decimal(10), reason="Regular client") if rng.random() < 0.08 else None
        made.append(
            Line(
                description=description,
                quantity=quantity,
                unit=unit,
                unit_price=Decimal(price),
                tax=abroad or tax,
                discount=discount,
            )
        )
    return tuple(made)


def _sale(rng: random.Random, key: int, client: int, cast: Character, day: date, *, is_draft: bool = False) -> Sale:
    tax = _ABROAD.get(cast.country, "standard")
    allowance = (Adjustment(reason="Project discount", percent=Decimal(5), tax=tax),) if rng.random() < 0.05 else ()
    return Sale(
        key=key,
        client=client,
        day=day,
        terms=rng.choice((7, 14, 14, 30) if cast.company == "studio" else (14, 30, 30, 45)),
        lines=_lines(rng, cast.company, _ABROAD.get(cast.country)),
        allowances=allowance,
        purchase_order=f"PO-{rng.randint(1000, 9999)}" if rng.random() < 0.3 else "",
        is_draft=is_draft,
    )


def _payments(rng: random.Random, sale: Sale, habit: str) -> Iterator[Event]:
    """When and in how many parts the sale is paid, if ever."""
    if rng.random() < _NEVER[habit]:
        return
    low, high = _DELAY[habit]
    paid = max(sale.day + timedelta(days=1), sale.day + timedelta(days=sale.terms + rng.randint(low, high)))
    if rng.random() < (0.3 if habit in ("slow", "poor") else 0.08):
        yield Event(day=paid, kind="pay", sale=sale, share=Decimal(rng.choice((25, 40, 50))) / 100)
        paid += timedelta(days=rng.randint(10, 40))
    yield Event(day=paid, kind="pay", sale=sale)


def _fate(rng: random.Random, sale: Sale, habit: str, today: date) -> Iterator[Event]:
    yield Event(day=sale.day, kind="issue", sale=sale)
    if rng.random() < 0.012:
        yield Event(day=sale.day + timedelta(days=1), kind="void", sale=sale)
        return
    payments = list(_payments(rng, sale, habit))
    is_late = sale.day + timedelta(days=sale.terms + 5) < today and (not payments or payments[-1].day > today)
    if is_late and rng.random() < 0.25:
        yield Event(day=sale.day + timedelta(days=sale.terms + 5), kind="dispute", sale=sale)
        return
    yield from payments


def tell(*, today: date, seed: int = 2026, invoices: int = INVOICES) -> Story:
    """The story that ends on `today`, with so many invoices."""
    rng, cast = random.Random(seed), characters()
    span = MONTHS * 30
    offsets = sorted(int(span * (1 - rng.random() ** 0.8)) for _ in range(invoices))
    story = Story(clients=cast, drafts=tuple(_drafts(rng, cast, today)))
    for key, offset in enumerate(offsets):
        client = rng.randrange(len(cast))
        day = _workday(today - timedelta(days=span - offset))
        for event in _fate(rng, _sale(rng, key, client, cast[client], day), cast[client].habit, today):
            if event.day <= today:
                story.days.setdefault(event.day, []).append(event)
    return story


def _drafts(rng: random.Random, cast: tuple[Character, ...], today: date) -> Iterator[Sale]:
    for at in range(DRAFTS):
        client = rng.randrange(len(cast))
        yield _sale(rng, INVOICES + at, client, cast[client], today, is_draft=True)
