"""What a change of numbering would make, before it is applied, and the schemes to choose from."""

from datetime import date

from duespark.engine.errors import Invalid
from duespark.engine.invoice.number_places import preview
from duespark.engine.invoice.number_schemes import SCHEMES, pattern_of, scheme_of
from duespark.engine.invoice.numbering import NumberPattern
from duespark.invoices.series.queries import SAMPLE_CLIENT, find_counters, get_series
from duespark.invoices.series.schemas import ReadyScheme, ReadySchemes, SeriesIn, SeriesPreview, SeriesPreviewIn
from duespark.runtime.tx import Tx


class PatternOrScheme(Invalid):
    code = "series.pattern_or_scheme"
    sentence = "Send either a pattern or a scheme."


async def preview_series(tx: Tx, wish: SeriesPreviewIn) -> SeriesPreview:
    """The first numbers these settings would make. Raises `InvalidPattern`, `PatternOrScheme`, `SeriesNotFound`."""
    pattern, start = _asked(wish)
    last = {}
    if wish.series_id is not None:
        await get_series(tx, wish.series_id)
        last = await find_counters(tx, wish.series_id, client=SAMPLE_CLIENT if pattern.per_client else "")
    found = preview(pattern, on=tx.today, last=last, client_code=SAMPLE_CLIENT, start=start)
    wanted = SeriesIn(
        pattern=pattern.text,
        reset=pattern.reset,
        start=start,
        per_client=pattern.per_client,
        year_start=pattern.year_start,
    )
    return SeriesPreview(
        wanted=wanted,
        scheme=scheme_of(pattern, start=start),
        numbers=list(found.numbers),
        resets_on=found.resets_on,
        after_reset=list(found.after_reset),
    )


def _asked(wish: SeriesPreviewIn) -> tuple[NumberPattern, int]:
    if (wish.pattern is None) == (wish.scheme is None):
        raise PatternOrScheme(pointer="/pattern")
    if wish.scheme is not None:
        return pattern_of(wish.scheme, year_start=wish.year_start), wish.scheme.start
    assert wish.pattern is not None
    wanted = SeriesIn(
        pattern=wish.pattern,
        reset=wish.reset,
        start=wish.start,
        per_client=wish.per_client,
        year_start=wish.year_start,
    )
    return wanted.parsed(), wanted.start


def ready_schemes(*, on: date) -> ReadySchemes:
    """The ready-made schemes, each with the number it would begin with on this day."""
    return ReadySchemes(
        data=[
            ReadyScheme(
                name=name,
                scheme=scheme,
                example=pattern_of(scheme).format(sequence=scheme.start, on=on, client_code=SAMPLE_CLIENT),
            )
            for name, scheme in SCHEMES.items()
        ]
    )
