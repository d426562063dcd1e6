"""A walk of random steps through the ledger, with books of its own beside it.

Each step is one request as a person or a program would make it, chosen without asking whether it is allowed. What the
server accepts is posted to the books by the plainest rule there is: an invoice, a refund and a payment taken back add to
what a client owes, a credit note, a payment and a write-off take from it. Then the books say what every balance and
sum of the server must be.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import httpx2

from tests.support.world import World

Json = dict[str, Any]
Step = Callable[[], Awaitable[str]]
CENT = Decimal("0.01")
RATES = {"standard": Decimal("0.23"), "reduced": Decimal("0.08")}
ZERO = Decimal(0)


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def gross_of(lines: list[Json]) -> Decimal:
    """What lines come to: each rounded, the tax once for each rate, as EN 16931 has it."""
    nets: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in lines:
        full = rounded(Decimal(line["quantity"]) * Decimal(line["unit_price"]))
        off = Decimal(line["discount"]["percent"]) if line.get("discount") else ZERO
        nets[line["tax"]] += full - rounded(full * off / 100)
    return sum((net + rounded(net * RATES[rate]) for rate, net in nets.items()), ZERO)


@dataclass
class Walk:
    """Where the walk is: the world, its dice, and the books, by client and currency."""

    world: World
    dice: Random
    owed: dict[tuple[str, str], Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    clients: list[str] = field(default_factory=list)
    written_off: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    issued: int = 0
    diary: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        second = await self.world.add_client(profile={"name": "Example Kiosk", "address": {"country": "PL"}})
        self.clients = [self.world.client["id"], second["id"]]
        rules = f"/v1/companies/{self.world.company['id']}/invoice-rules"
        seen = {"if-match": f'"{(await self.world.api.get(rules)).json()["version"]}"'}
        await self.world.api.put(rules, json={"amendments": "new_version"}, headers=seen)

    async def step(self) -> None:
        """One random request."""
        await self._told(self.dice.choice(self._steps()))

    async def rush(self, count: int) -> None:
        """So many at the same moment."""
        await asyncio.gather(*(self._told(self.dice.choice(self._steps())) for _ in range(count)))

    def _steps(self) -> list[Step]:
        often = [self.issue, self.pay, self.pay_one, self.credit_amount]
        return [*often, *often, self.credit_line, self.credit_all, self.void, self.write_off, self.forgive_undone,
                self.use_credit, self.undo_use, self.refund, self.reverse, self.correct, self.amend,
                self.issue_deposit, self.issue_final, self.issue_final, self.forfeit, self.return_deposit]  # fmt: skip

    async def _told(self, step: Step) -> None:
        name = getattr(step, "__name__", "step")
        self.diary.append(f"{name}: {await step()}")

    def amount(self, most: str = "400") -> Decimal:
        return rounded(Decimal(self.dice.randint(1, int(most) * 100)) / 100)

    async def some_invoice(self, **filters: str) -> Json | None:
        found = (
            await self.world.api.get("/v1/invoices", params={"limit": "100", "status": "issued", **filters})
        ).json()
        return self.dice.choice(found["data"]) if found["data"] else None

    async def post(self, path: str, body: Json | None = None) -> httpx2.Response:
        answer = await self.world.api.post(path, json={} if body is None else body)
        assert answer.status_code < 500, f"{path} {body}: {answer.text}"
        return answer

    def line(self) -> Json:
        dice = self.dice
        line = {
            "description": "Work",
            "quantity": str(Decimal(dice.randint(1, 4000)) / 1000),
            "unit_price": str(Decimal(dice.randint(1, 30_000)) / 100),
            "tax": dice.choice(list(RATES)),
        }
        return {**line, "discount": {"percent": str(dice.choice((5, 10, 33)))}} if dice.random() < 0.3 else line

    # --- the steps; each says what came of it -----------------------------------------------------------------------

    async def issue(self) -> str:
        client, currency = self.dice.choice(self.clients), self.dice.choice(("PLN", "EUR"))
        lines = [self.line() for _ in range(self.dice.randint(1, 4))]
        early = {"payment_terms": {"days": 30, "early": [{"percent": "2", "days": 10}]}}
        body = self.world.draft(client_id=client, currency=currency, lines=lines)
        draft = await self.post("/v1/invoices", {**body, **early} if self.dice.random() < 0.4 else body)
        assert draft.status_code == 201, draft.text
        answer = await self.post(f"/v1/invoices/{draft.json()['id']}/issue")
        assert answer.status_code == 200, answer.text
        gross = Decimal(answer.json()["balance"]["amount_due"])
        assert gross == gross_of(lines), f"{gross} for {lines}"
        self.owed[client, currency] += gross
        self.issued += 1
        return f"{answer.json()['number']} {gross} {currency}"

    async def pay(self) -> str:
        client, currency = self.dice.choice(self.clients), self.dice.choice(("PLN", "EUR"))
        return await self._pay({"client_id": client, "currency": currency, "amount": str(self.amount("900"))})

    async def pay_one(self) -> str:
        one = await self.some_invoice()
        if one is None:
            return "nothing to pay"
        balance = Decimal(one["balance"])
        early = rounded(balance - rounded(balance * 2 / 100))
        part = self.dice.choice((balance, early, early, rounded(balance / 3), balance + CENT))
        body = {"client_id": one["client_id"], "currency": one["currency"], "amount": str(part)}
        return await self._pay({**body, "allocations": [{"invoice_id": one["id"], "amount": str(part)}]})

    async def _pay(self, body: Json) -> str:
        answer = await self.post("/v1/payments", {**body, "received_on": self.today()})
        if answer.status_code != 201:
            return str(answer.json()["code"])
        self.owed[body["client_id"], body["currency"]] -= Decimal(body["amount"])
        return f"{body['amount']} {body['currency']}"

    def today(self) -> str:
        return str(self.world.company["created_at"])[:10]

    async def reverse(self) -> str:
        found = (await self.world.api.get("/v1/payments", params={"limit": "100"})).json()["data"]
        if not found:
            return "no payment"
        one = self.dice.choice(found)
        answer = await self.post(f"/v1/payments/{one['id']}/reverse", {"reason": "Bounced"})
        if answer.status_code != 200:
            return str(answer.json()["code"])
        self.owed[one["client_id"], one["currency"]] += Decimal(one["amount"])
        return f"{one['amount']} {one['currency']}"

    async def credit_amount(self) -> str:
        return await self._credit({"amount": str(self.amount())})

    async def credit_all(self) -> str:
        return await self._credit({})

    async def credit_line(self) -> str:
        one = await self.some_invoice(kind="invoice")
        if one is None:
            return "nothing to credit"
        whole = await self.read(one["id"])
        line = self.dice.choice(whole["document"]["lines"])
        quantity = Decimal(line["quantity"])
        part = self.dice.choice((quantity, (quantity / 3).quantize(Decimal("0.001"))))
        return await self._credit({"lines": [{"id": line["id"], "quantity": str(part)}]}, one)

    async def _credit(self, wish: Json, one: Json | None = None) -> str:
        one = one or await self.some_invoice(kind="invoice")
        if one is None:
            return "nothing to credit"
        answer = await self.post(f"/v1/invoices/{one['id']}/credit", {"reason": "Returned", **wish})
        if answer.status_code not in (200, 201):
            return str(answer.json()["code"])
        gross = abs(Decimal(answer.json()["document"]["totals"]["gross"]))
        assert gross > 0 or wish == {}, f"{wish}: a credit note of nothing"
        if "amount" in wish:
            assert gross == Decimal(wish["amount"]), f"{wish} made {gross}"
        self.owed[one["client_id"], one["currency"]] -= gross
        self.issued += 1
        return f"{gross} {one['currency']} of {one['number']}"

    async def void(self) -> str:
        one = await self.some_invoice()
        if one is None:
            return "nothing to void"
        before = await self.read(one["id"])
        answer = await self.post(f"/v1/invoices/{one['id']}/void", {"reason": "A mistake"})
        if answer.status_code != 200:
            return str(answer.json()["code"])
        amount = Decimal(before["document"]["totals"]["amount_due"])
        self.owed[one["client_id"], one["currency"]] -= -abs(amount) if one["kind"] == "credit_note" else amount
        return f"{one['kind']} {one['number']} {amount}"

    async def write_off(self) -> str:
        one = await self.some_invoice()
        if one is None:
            return "nothing to give up"
        wish = {"amount": str(self.amount("50"))} if self.dice.random() < 0.5 else {}
        answer = await self.post(f"/v1/invoices/{one['id']}/write-off", {"reason": "small_amount", **wish})
        if answer.status_code != 200:
            return str(answer.json()["code"])
        given_up = Decimal(answer.json()["balance"]["written_off"])
        await self._note_given_up(one, given_up, wish)
        return f"{wish or 'all'} of {one['number']}"

    async def _note_given_up(self, one: Json, given_up: Decimal, wish: Json) -> None:
        changed = given_up - self.written_off[one["id"]]
        if wish:
            assert changed == Decimal(wish["amount"]), f"{changed} given up for {wish}"
        self.written_off[one["id"]] = given_up
        self.owed[one["client_id"], one["currency"]] -= changed

    async def forgive_undone(self) -> str:
        given_up = [id for id, amount in self.written_off.items() if amount]
        if not given_up:
            return "nothing given up"
        id = self.dice.choice(given_up)
        answer = await self.post(f"/v1/invoices/{id}/write-off/undo", {"reason": "They pay after all"})
        if answer.status_code != 200:
            return str(answer.json()["code"])
        one = answer.json()
        back = self.written_off[id] - Decimal(one["balance"]["written_off"])
        self.written_off[id] -= back
        self.owed[one["client_id"], one["document"]["currency"]] += back
        return f"{back} of {one['number']}"

    async def use_credit(self) -> str:
        one = await self.some_invoice()
        if one is None:
            return "nothing to pay"
        wish = {"amount": str(self.amount("80"))} if self.dice.random() < 0.5 else {}
        answer = await self.post(f"/v1/invoices/{one['id']}/client-credit", wish)
        return "used" if answer.status_code < 300 else answer.json()["code"]

    async def undo_use(self) -> str:
        found = (await self.world.api.get("/v1/credit-uses", params={"limit": "100"})).json()["data"]
        if not found:
            return "no use"
        one = self.dice.choice(found)
        answer = await self.post(f"/v1/credit-uses/{one['id']}/undo", {"reason": "Wrong invoice"})
        if answer.status_code >= 300:
            return str(answer.json()["code"])
        if one["invoice_id"] is None:
            self.owed[one["client_id"], one["currency"]] -= Decimal(one["amount"])
        return f"{one['number'] or 'refund'} {one['amount']}"

    async def refund(self) -> str:
        client, currency = self.dice.choice(self.clients), self.dice.choice(("PLN", "EUR"))
        amount = self.amount("80")
        body = {"amount": str(amount), "currency": currency, "refunded_on": self.today()}
        answer = await self.post(f"/v1/clients/{client}/refunds", body)
        if answer.status_code >= 300:
            return str(answer.json()["code"])
        self.owed[client, currency] += amount
        return f"{amount} {currency}"

    async def correct(self) -> str:
        one = await self.some_invoice(kind="invoice")
        if one is None:
            return "nothing to correct"
        lines = (await self.world.api.get(f"/v1/invoices/{one['id']}/standing-lines")).json()["data"]
        for line in lines:
            line["quantity"] = str(Decimal(self.dice.randint(0, 4000)) / 1000)
        answer = await self.post(f"/v1/invoices/{one['id']}/correct", {"reason": "Miscounted", "lines": lines})
        if answer.status_code >= 300:
            return str(answer.json()["code"])
        changed = Decimal(answer.json()["document"]["totals"]["amount_due"])
        self.owed[one["client_id"], one["currency"]] += changed
        self.issued += 1
        return f"{changed} on {one['number']}"

    async def amend(self) -> str:
        one = await self.some_invoice(kind="invoice")
        if one is None:
            return "nothing to amend"
        now = await self.read(one["id"])
        lines = [self.line() for _ in range(self.dice.randint(1, 3))]
        draft = self.world.draft(client_id=one["client_id"], currency=one["currency"], lines=lines)
        answer = await self.world.api.post(
            f"/v1/invoices/{one['id']}/amend",
            json={"reason": "Forgotten", "draft": draft},
            headers={"if-match": f'"{now["version"]}"'},
        )
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 300:
            return str(answer.json()["code"])
        amount = Decimal(answer.json()["balance"]["amount_due"])
        assert amount == gross_of(lines)
        self.owed[one["client_id"], one["currency"]] += amount - Decimal(now["balance"]["amount_due"])
        return f"{one['number']} to {amount}"

    async def issue_deposit(self) -> str:
        client = self.dice.choice(self.clients)
        amount = self.amount("200")
        lines = [{"description": "Deposit", "unit_price": str(amount), "tax": "standard"}]
        body = self.world.draft(
            client_id=client, currency="PLN", kind="deposit_invoice", lines=lines, prices_include_tax=True
        )
        draft = (await self.post("/v1/invoices", body)).json()
        issued = (await self.post(f"/v1/invoices/{draft['id']}/issue")).json()
        assert Decimal(issued["balance"]["amount_due"]) == amount
        self.owed[client, "PLN"] += amount
        self.issued += 1
        if self.dice.random() < 0.7:
            part = {"allocations": [{"invoice_id": issued["id"], "amount": str(amount)}]}
            await self._pay({"client_id": client, "currency": "PLN", "amount": str(amount), **part})
        return f"{issued['number']} {amount}"

    async def issue_final(self) -> str:
        client = self.dice.choice(self.clients)
        lines = [{**self.line(), "unit_price": "900.00"}]
        draft = (
            await self.post("/v1/invoices", self.world.draft(client_id=client, currency="PLN", lines=lines))
        ).json()
        path, seen = f"/v1/invoices/{draft['id']}", {"if-match": f'"{draft["version"]}"'}
        deducted = await self.world.api.put(f"{path}/deposits", json={"is_final": True}, headers=seen)
        assert deducted.status_code < 500, deducted.text
        answer = await self.post(f"{path}/issue")
        if answer.status_code != 200:
            return str(answer.json()["code"])
        totals = answer.json()["document"]["totals"]
        assert Decimal(totals["gross"]) == gross_of(lines)
        assert Decimal(totals["amount_due"]) == Decimal(totals["gross"]) - Decimal(totals["prepaid"])
        self.owed[client, "PLN"] += Decimal(totals["amount_due"])
        self.issued += 1
        return f"{answer.json()['number']} {totals['gross']} less {totals['prepaid']}"

    async def some_deposit(self) -> Json | None:
        found = (await self.world.api.get("/v1/deposits", params={"limit": "100"})).json()["data"]
        return self.dice.choice(found) if found else None

    async def forfeit(self) -> str:
        one = await self.some_deposit()
        if one is None:
            return "no deposit"
        answer = await self.post(f"/v1/deposits/{one['id']}/forfeit", {"reason": "Never came"})
        return "kept" if answer.status_code < 300 else str(answer.json()["code"])

    async def return_deposit(self) -> str:
        """A credit note and a refund in one: what is owed stays."""
        one = await self.some_deposit()
        if one is None:
            return "no deposit"
        answer = await self.post(
            f"/v1/deposits/{one['id']}/refund", {"reason": "Called off", "refunded_on": self.today()}
        )
        self.issued += answer.status_code < 300
        return "returned" if answer.status_code < 300 else str(answer.json()["code"])

    async def read(self, id: str) -> Json:
        found: Json = (await self.world.api.get(f"/v1/invoices/{id}")).json()
        return found
