"""The name of a print: the same for the same page, another for another one, whatever fields there are."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from duespark.adapters.pdf.typst import OwnFonts
from duespark.companies.brands.design import Design, FontChoice
from duespark.documents.own_fonts import Letters
from duespark.documents.source.template import read_source
from duespark.documents.templates.read import option_types, read_template
from duespark.documents.templates.standard import standard_template
from duespark.documents.view import Look
from duespark.engine.look.palette import Palette
from duespark.prints.input import input_of, look_facts

FONTS = OwnFonts(folder=Path("/one/machine"), files=("a.ttf", "b.ttf"), whole=True)
LETTERS = Letters(families=frozenset({"Own Sans", "Own Serif"}), fonts=FONTS)
CLASSIC = standard_template("classic")
SOURCE = read_source({"kind": "source", "page": {}, "html": "<p>{{ invoice.number }}</p>", "css": ""})
LOOKS = {
    "usual": Look(),
    "color": Look(design=Design(palette=Palette(primary="#0A5C36"))),
    "fonts": Look(design=Design(fonts=FontChoice(body="Lato"))),
    "position": Look(design=Design(logo_position="full")),
    "white label": Look(design=Design(white_label=True)),
    "logo": Look(logo=b"one"),
    "another logo": Look(logo=b"two"),
    "letters": Look(letters=LETTERS),
    "other letters": Look(letters=replace(LETTERS, fonts=replace(FONTS, files=("a.ttf", "c.ttf")))),
    "language": Look(language="de"),
    "classic": Look(template=CLASSIC),
    "source": Look(source=SOURCE),
    "other source": Look(source=replace(SOURCE, css="p { color: red }")),
}


class TestInput:
    def test_is_another_for_every_page_that_looks_otherwise(self) -> None:
        assert len({input_of({"number": "1"}, "issued", look) for look in LOOKS.values()}) == len(LOOKS)
        assert len({input_of({"number": "1"}, status, None) for status in ("issued", "void")}) == 2

    def test_of_a_usual_look_says_nothing_that_a_new_field_could_change(self) -> None:
        assert look_facts(Look()) == {"design": {}, "language": ""}
        assert look_facts(LOOKS["color"]) == {"design": {"palette": {"primary": "#0A5C36"}}, "language": ""}

    @pytest.mark.parametrize(
        "same",
        [
            lambda look: replace(look, icon=b"icon"),
            lambda look: replace(
                look, letters=replace(LETTERS, fonts=replace(FONTS, folder=Path("/another"), files=("b.ttf", "a.ttf")))
            ),
        ],
    )
    def test_does_not_depend_on_the_machine_or_on_what_is_not_printed(self, same: Callable[[Look], Look]) -> None:
        look = LOOKS["letters"]
        assert input_of({}, "issued", same(look)) == input_of({}, "issued", look)

    def test_of_a_template_says_what_its_author_chose(self) -> None:
        facts = look_facts(LOOKS["classic"])["template"]
        assert [block["id"] for block in facts["blocks"]] == [block.id for block in CLASSIC.blocks]
        bare: dict[str, Any] = {"blocks": [{"id": "goods", "type": "lines"}]}
        said = look_facts(Look(template=read_template(bare)))["template"]
        assert said == {
            "page": {},
            "style": {},
            "blocks": [{"id": "goods", "type": "lines", "options": {}, "when": [], "blocks": []}],
        }
        usual = option_types()["lines"].dump_python(option_types()["lines"].validate_python({}), mode="json")
        whole = {"blocks": [{"id": "goods", "type": "lines", "options": usual}]}
        assert look_facts(Look(template=read_template(whole)))["template"] == said
