"""Prints HTML with WeasyPrint (extra `html`), as PDF/A-3a and PDF/UA-1. Only for the confined process: see `runtime/confined.py`.

Fetches nothing: pictures come as data URLs. Which fonts there are says FONTCONFIG_FILE, set before this is imported.
"""

import io
import logging
from typing import Any

import pikepdf
import weasyprint
from pikepdf import Name, String
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from duespark.adapters.pdf.xmp import About, describe


class _DataOnly(URLFetcher):  # type: ignore[misc]
    def fetch(self, url: str, headers: Any = None) -> Any:
        if not url.startswith("data:"):
            raise ValueError("nothing is fetched")
        return super().fetch(url, headers)


def html_pdf(html: str, *, title: str, language: str, about: About | None = None) -> bytes:
    """The HTML document as PDF; equal input gives equal bytes. Blocks, for as long as the HTML makes it."""
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fetcher = _DataOnly(allowed_protocols=("data",))
    made = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
        pdf_variant="pdf/a-3a", pdf_identifier=b"DueSpark", font_config=FontConfiguration()
    )
    return _described(made, title=title, language=language, about=about)


def _described(pdf: bytes, *, title: str, language: str, about: About | None) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        describe(file, title, about)
        file.Root.Lang = String(language)
        for page in file.pages:
            page.obj.Tabs = Name.S
        for each in file.objects:
            if isinstance(each, pikepdf.Stream) and "/Interpolate" in each:
                del each["/Interpolate"]  # PDF/A wants pictures as they are (ISO 19005-3, 6.2.8)
        file.Root.OutputIntents = file.make_indirect(file.Root.OutputIntents)  # so that merging can take it over
        if "/Info" in file.trailer:
            del file.trailer["/Info"]  # it names a time and a program, which the XMP does not (ISO 19005-3, 6.6.3)
        out = io.BytesIO()
        file.save(
            out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return out.getvalue()
