"""Lists as files: whatever comes as CSV comes as a workbook too."""

import pytest

from tests.support.description import description
from tests.support.world import World

PATHS = sorted(path for path, methods in description()["paths"].items() if path.endswith(".csv") and "get" in methods)


class TestExports:
    def test_every_table_has_both_forms(self) -> None:
        known = description()["paths"]
        assert [path for path in PATHS if path.removesuffix(".csv") + ".xlsx" not in known] == []

    @pytest.mark.parametrize("path", [path for path in PATHS if "{" not in path])
    async def test_both_can_be_read(self, world: World, path: str) -> None:
        table = await world.api.get(path)
        assert table.status_code == 200, table.text
        book = await world.api.get(path.removesuffix(".csv") + ".xlsx")
        assert (book.status_code, book.content[:2]) == (200, b"PK")
        assert "spreadsheetml" in book.headers["content-type"]

    def test_a_file_of_a_bulk_run_is_said_to_be_what_it_may_be(self) -> None:
        answers = description()["paths"]["/v1/bulk-runs/{id}/file"]["get"]["responses"]["200"]["content"]
        assert set(answers) == {"application/zip", "application/pdf"}
