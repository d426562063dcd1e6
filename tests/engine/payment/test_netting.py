"""Credit notes against invoices."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from duespark.engine.payment.allocation import OpenItem, allocate
from duespark.engine.payment.netting import net_credits
from tests.support.examples import examples

D = Decimal
balances = st.decimals(min_value=-500, max_value=500, places=2)


def item(id: str, balance: str, day: int = 1) -> OpenItem[str]:
    return OpenItem(id=id, due_date=date(2026, 1, day), balance=D(balance))


class TestNetCredits:
    def test_the_oldest_credit_lowers_the_oldest_debt(self) -> None:
        items = [item("i2", "80", 5), item("i1", "50", 2), item("c2", "-30", 9), item("c1", "-40", 1)]
        done = net_credits(items)
        assert [(each.credit, each.invoice, each.amount) for each in done.offsets] == [
            ("c1", "i1", D(40)),
            ("c2", "i1", D(10)),
            ("c2", "i2", D(20)),
        ]
        assert [(each.id, each.balance) for each in done.open_items] == [
            ("i2", D(60)),
            ("i1", D(0)),
            ("c2", D(0)),
            ("c1", D(0)),
        ]

    def test_a_credit_note_lowers_the_invoice_it_corrects_first(self) -> None:
        items = [item("i1", "50", 1), item("i2", "80", 2), item("c1", "-90", 3)]
        done = net_credits(items, corrects={"c1": "i2"})
        assert [(each.invoice, each.amount) for each in done.offsets] == [("i2", D(80)), ("i1", D(10))]

    def test_a_correction_of_what_is_not_open_counts_as_any_credit(self) -> None:
        items = [item("i1", "50"), item("c1", "-20"), item("c2", "-20")]
        done = net_credits(items, corrects={"c1": "paid long ago", "c2": "c1"})
        assert [(each.credit, each.invoice) for each in done.offsets] == [("c1", "i1"), ("c2", "i1")]

    def test_a_debt_of_cents_is_one(self) -> None:
        done = net_credits([item("i1", "0.50"), item("c1", "-2")])
        assert [(each.credit, each.invoice, each.amount) for each in done.offsets] == [("c1", "i1", D("0.50"))]

    def test_a_debt_of_cents_is_no_credit(self) -> None:
        done = net_credits([item("i1", "50"), item("i2", "0.50", 2), item("c1", "-0.20")])
        assert [(each.credit, each.invoice, each.amount) for each in done.offsets] == [("c1", "i1", D("0.20"))]
        assert [each.balance for each in done.open_items] == [D("49.80"), D("0.50"), D(0)]

    def test_credit_that_is_left_stays_credit(self) -> None:
        done = net_credits([item("i1", "50"), item("c1", "-70")])
        assert [each.balance for each in done.open_items] == [D(0), D(-20)]

    def test_nothing_to_net_changes_nothing(self) -> None:
        items = [item("i1", "50"), item("i2", "0")]
        assert net_credits(items).offsets == ()
        assert net_credits(items).open_items == tuple(items)

    def test_money_pays_what_is_left(self) -> None:
        left = net_credits([item("i1", "50"), item("i2", "80", 2), item("c1", "-60")]).open_items
        assert [(part.id, part.amount) for part in allocate(D(30), left, currency="EUR").parts] == [("i2", D(30))]

    @examples(25)
    @given(st.lists(st.tuples(balances, st.integers(1, 28)), max_size=8))
    def test_conserves_the_sum_and_no_balance_changes_its_sign(self, rows: list[tuple[Decimal, int]]) -> None:
        items = [item(str(at), str(balance), day) for at, (balance, day) in enumerate(rows)]
        done = net_credits(items)
        before, after = [each.balance for each in items], [each.balance for each in done.open_items]
        assert sum(before) == sum(after)
        assert all(old * new >= 0 and abs(new) <= abs(old) for old, new in zip(before, after, strict=True))
        assert not (any(new > 0 for new in after) and any(new < 0 for new in after))
        assert all(each.amount > 0 for each in done.offsets)
