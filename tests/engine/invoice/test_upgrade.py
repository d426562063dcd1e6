"""Documents of earlier schemas."""

import pytest

from duespark.engine.invoice.document import SCHEMA, Reference
from duespark.engine.invoice.upgrade import UPGRADES, UnknownSchema, upgrade
from duespark.engine.invoice.versions import load, seal


class TestUpgrade:
    def test_every_earlier_schema_can_be_read(self) -> None:
        assert sorted(UPGRADES) == list(range(1, SCHEMA))

    def test_the_corrected_number_became_a_reference(self) -> None:
        document = load({"schema": 1, "number": "CN-1", "corrects": "INV-7"})
        assert (document.schema, document.number) == (SCHEMA, "CN-1")
        assert document.references == (Reference(kind="corrects", number="INV-7"),)
        assert load({"schema": 1, "corrects": ""}).references == ()

    def test_the_seal_covers_the_form_it_was_issued_in(self) -> None:
        stored = {"schema": 1, "corrects": "INV-7"}
        before = seal(stored, previous="")
        load(stored)
        assert seal(stored, previous="") == before
        assert "references" not in stored

    @pytest.mark.parametrize("schema", [0, -1, SCHEMA + 1, "1", "2", None, True, [], {}])
    def test_a_document_of_the_future_is_refused(self, schema: object) -> None:
        with pytest.raises(UnknownSchema) as caught:
            upgrade({"schema": schema})
        assert caught.value.pointer == "/schema"
        assert str(caught.value) == (
            f"The document has schema {schema}; this version of the program reads 1 to {SCHEMA}. Update the program."
        )

    def test_a_document_of_today_stays_as_it_is(self) -> None:
        stored = {"schema": SCHEMA, "number": "INV-1"}
        assert upgrade(stored) is stored
        without = {"number": "INV-1"}
        assert upgrade(without) is without
