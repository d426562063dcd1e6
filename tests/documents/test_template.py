"""A template is data: what is sound is completed, what is not is refused with the block that is wrong."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from duespark.documents.templates.conditions import Condition, facts_of, holds
from duespark.documents.templates.read import BLOCK_TYPES, InvalidTemplate, canonical, option_types, read_template
from tests.documents import samples

LINES = {"id": "lines", "type": "lines"}
LOGO = "data:image/png;base64," + b64encode(Path(__file__).with_name("logo.png").read_bytes()).decode()


def template(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"blocks": [LINES, *blocks], **more}


def refused(raw: dict[str, Any]) -> tuple[str | None, str]:
    with pytest.raises(InvalidTemplate) as caught:
        read_template(raw)
    return caught.value.pointer, str(caught.value)


class TestReadTemplate:
    def test_completes_every_option(self) -> None:
        found = read_template(template({"id": "foot", "type": "footer"}))
        assert found.blocks[1].options == {"style": "plain", "seller": True, "pages": True, "text": ""}
        assert found.raw["page"]["size"] == "auto"

    def test_reads_its_own_words_again(self) -> None:
        first = read_template(template({"id": "notes", "type": "notes", "when": [{"fact": "has_notes"}]}))
        assert canonical(read_template(first.raw).raw) == canonical(first.raw)

    def test_every_type_has_options_a_print_face_and_a_screen_face(self) -> None:
        blocks = Path(__file__).parents[2] / "duespark" / "documents" / "blocks"
        folders = {path.name for path in blocks.iterdir() if path.is_dir() and path.name != "__pycache__"}
        assert folders == set(BLOCK_TYPES) == set(option_types())
        assert all((blocks / name / face).exists() for name in folders for face in ("print.typ", "screen.liquid"))

    @pytest.mark.parametrize(
        ("block", "pointer", "says"),
        [
            ({"id": "x", "type": "script"}, "/blocks/1/type", "Block “x”: Use one of header,"),
            ({"id": "x", "type": "notes", "html": "<b>"}, "/blocks/1/html", "“html” is unknown"),
            ({"id": "x", "type": "notes", "options": {"size": 3}}, "/blocks/1/options/size", "no such field"),
            ({"id": "x", "type": "spacer", "options": {"height": 900}}, "/blocks/1/options/height", "200 or less"),
            ({"id": "<x>", "type": "notes"}, "/blocks/1/id", "Give an id"),
            ({"id": "lines", "type": "notes"}, "/blocks", "Block “lines”: Two blocks have this id."),
            ({"id": "x", "type": "lines"}, "/blocks", "Block “x”: It is one of 2 blocks lines"),
            ({"id": "x", "type": "notes", "blocks": [{"id": "y", "type": "notes"}]}, "/blocks/1/blocks", "no blocks"),
            ({"id": "x", "type": "notes", "when": [{"fact": "1 == 1"}]}, "/blocks/1/when/0/fact", "Block “x”"),
            ({"id": "x", "type": "text", "options": {}}, "/blocks/1/options/text", "required"),
        ],
    )
    def test_refuses_what_it_does_not_know_and_names_the_block(self, block: Any, pointer: str, says: str) -> None:
        where, sentence = refused(template(block))
        assert where == pointer
        assert says in sentence

    def test_refuses_a_footer_inside_a_block(self) -> None:
        inner = {"id": "foot", "type": "footer"}
        assert refused(template({"id": "g", "type": "group", "blocks": [inner]}))[0] == "/blocks/1/blocks/0"

    def test_holds_two_hundred_blocks_and_four_levels(self) -> None:
        many = [{"id": f"s{index}", "type": "spacer"} for index in range(200)]
        assert "Block “s199”: 200 blocks at most" in refused(template(*many))[1]
        assert read_template(template(*many[:199]))
        nested: dict[str, Any] = {"id": "leaf", "type": "notes"}
        for index in range(3):
            nested = {"id": f"g{index}", "type": "group", "blocks": [nested]}
        assert read_template(template(nested))
        assert (
            "Block “leaf”: Blocks nest 4 deep"
            in refused(template({"id": "g9", "type": "group", "blocks": [nested]}))[1]
        )

    def test_needs_lines(self) -> None:
        assert "needs a block “lines”" in refused({"blocks": []})[1]
        assert refused({"blocks": "lines"})[0] == "/blocks"
        assert refused(template(css="body {}"))[0] == "/css"

    @pytest.mark.parametrize(
        "data",
        [
            "https://example.com/x.png",
            "file:///etc/passwd",
            "data:image/svg+xml;base64,PHN2Zy8+",
            "data:image/png;base64,AAAA",
            LOGO.replace("image/png", "image/jpeg"),
        ],
    )
    def test_takes_pictures_as_data_only(self, data: str) -> None:
        image = {"id": "seal", "type": "image", "options": {"data": data, "alt": "Seal"}}
        assert refused(template(image))[0] == "/blocks/1/options/data"
        assert read_template(template(image | {"options": {"data": LOGO, "alt": "Seal"}}))

    @pytest.mark.parametrize("columns", [["amount"], ["description"], ["description", "amount", "amount"]])
    def test_a_table_says_what_was_sold_and_for_how_much(self, columns: list[str]) -> None:
        raw = {"blocks": [LINES | {"options": {"columns": columns}}]}
        assert refused(raw)[0] == "/blocks/0/options/columns"


class TestConditions:
    @pytest.mark.parametrize(
        ("condition", "met"),
        [
            (Condition(fact="has_ship_to"), True),
            (Condition(fact="has_ship_to", negate=True), False),
            (Condition(fact="is_reverse_charge"), True),
            (Condition(fact="has_discount"), False),
            (Condition(fact="is_foreign"), True),
            (Condition(fact="kind", any_of=("quote", "proforma")), False),
            (Condition(fact="buyer_country", any_of=("DE",)), True),
            (Condition(fact="currency", any_of=("EUR",), negate=True), False),
        ],
    )
    def test_ask_facts_of_the_document(self, condition: Condition, met: bool) -> None:
        assert holds(condition, facts_of(samples.german(), status="issued")) is met

    def test_ask_a_draft_that_has_nothing_yet(self) -> None:
        bare = samples.long(1) | {"seller": None, "buyer": None, "bank_account": None, "totals": None, "lines": []}
        facts = facts_of(bare, status="draft")
        assert (facts["is_draft"], facts["is_foreign"], facts["has_tax"], facts["seller_country"]) == (
            True,
            False,
            False,
            "",
        )
