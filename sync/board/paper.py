"""The PDF: the page, printed by WeasyPrint, tagged, so that a screen reader reads it in order."""

from __future__ import annotations

import logging

INSTALL = 'pip install "rostercheck[pdf]"'


class NoPrinter(Exception):
    """WeasyPrint, or a library that it needs, is not installed."""


def paper_of(page: bytes, digest: str) -> bytes:
    """Print a page as PDF/UA; the same page gives the same bytes on the same machine.

    digest: SHA-256 of the page; it becomes the document's identifier. Raises NoPrinter.
    """
    try:
        from weasyprint import HTML  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as error:
        raise NoPrinter(str(error)) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    made = HTML(string=page.decode(), url_fetcher=_nothing).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=bytes.fromhex(digest)[:16],
        presentational_hints=False,
    )
    return bytes(made)


def _nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """Fetch nothing: the page needs nothing."""
    raise ValueError(url)
