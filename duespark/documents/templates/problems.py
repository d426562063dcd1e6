"""What is wrong with a template of either kind, before it is saved or published."""

from dataclasses import asdict
from datetime import date
from typing import Final

from duespark.documents.example import example_document
from duespark.documents.source.draw import check_source
from duespark.documents.source.template import SourceTemplate
from duespark.documents.templates.design import Design
from duespark.documents.templates.read import InvalidTemplate
from duespark.documents.templates.sense import check_sense
from duespark.documents.templates.texts import TextProblem, check_texts, text_problems
from duespark.documents.view import Look, print_view

_DAY: Final = date(2026, 3, 4)


async def problems_of(design: Design) -> list[TextProblem]:
    """Everything that is wrong with the texts, from top to bottom. Raises `InvalidTemplate` for what is in vain."""
    if not isinstance(design, SourceTemplate):
        check_sense(design)
        return text_problems(design)
    document = example_document(None, on=_DAY, language="en")
    view = print_view(document, look=Look(), status="issued")
    return [TextProblem(block="", **asdict(each)) for each in await check_source(design, document, view)]


async def check_design(design: Design) -> None:
    """Raises `InvalidTemplate` for the first problem that must be solved, with its place."""
    if not isinstance(design, SourceTemplate):
        check_sense(design)
        check_texts(design)
        return
    wrong = next((each for each in await problems_of(design) if each.fatal), None)
    if wrong is not None:
        raise InvalidTemplate(pointer=f"/{wrong.field}", where="The template", problem=str(wrong))
