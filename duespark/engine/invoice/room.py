"""How much text one document has room for, so that it can always be drawn in time."""

from duespark.engine.errors import Invalid
from duespark.engine.invoice.document import Document

MOST_CHARACTERS = 300_000
MOST_LINE_ENDS = 10_000
"""More than two thousand lines ever need: about three hundred pages, drawn in seconds."""


class TooMuchText(Invalid):
    code = "invoice.too_much_text"
    sentence = "The texts of a document may have {most} {what} together, and these have {count}. Shorten them, or attach a file."


def check_room(document: Document) -> None:
    """Raises `TooMuchText`, pointing to the lines, where their texts are more than a print can show in time.

    >>> from duespark.engine.invoice.line import Line
    >>> check_room(Document(lines=(Line(description="Design", note="Two rounds"),)))
    """
    texts = [document.notes, document.terms, document.payment_terms.note]
    for line in document.lines:
        texts += (line.description, line.note, line.sku, line.unit)
    characters = sum(map(len, texts))
    line_ends = sum(text.count("\n") for text in texts)
    if characters > MOST_CHARACTERS:
        raise TooMuchText(pointer="/lines", most=MOST_CHARACTERS, what="characters", count=characters)
    if line_ends > MOST_LINE_ENDS:
        raise TooMuchText(pointer="/lines", most=MOST_LINE_ENDS, what="line breaks", count=line_ends)
