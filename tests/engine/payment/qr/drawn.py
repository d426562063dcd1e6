"""Codes that segno draws, which places module by module: the measure of ours."""

import segno


def modules(text: str, mask: int, version: int | None = None) -> list[str]:
    """The rows of a code of bytes at level M, each a text of 0 and 1."""
    code = segno.make(
        text, error="m", mask=mask, version=version, micro=False, boost_error=False, encoding="utf-8", mode="byte"
    )
    return ["".join("01"[dark] for dark in row) for row in code.matrix]
