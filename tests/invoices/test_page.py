"""A page of the list is written straight from rows; it has the fields its description promises."""

from duespark.invoices.schemas import CurrencySum, InvoicePage, InvoiceSummary
from tests.support.world import World


class TestPage:
    async def test_has_exactly_the_described_fields(self, world: World) -> None:
        await world.add_invoice()
        page = (await world.api.get("/v1/invoices")).json()
        assert set(page) == set(InvoicePage.__dataclass_fields__)
        assert set(page["data"][0]) == set(InvoiceSummary.__dataclass_fields__)
        assert set(page["sums"][0]) == set(CurrencySum.__dataclass_fields__)
