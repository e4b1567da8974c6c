"""The result as a PDF that a screen reader can read, where the host has WeasyPrint; elsewhere printing is offered."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any


def can_make_pdf() -> bool:
    """Whether the extra ``documents`` is installed."""
    return find_spec("weasyprint") is not None


def make_pdf(html: str, css: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of a whole HTML page with one style sheet; nothing is fetched from anywhere."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  an extra, and slow to import

    document = HTML(string=html, url_fetcher=_refuse)
    pdf: bytes = document.write_pdf(stylesheets=[CSS(string=css, url_fetcher=_refuse)], pdf_variant="pdf/ua-1")
    return pdf


def _refuse(url: str, *_args: Any, **_options: Any) -> dict[str, Any]:
    raise ValueError(f"A report loads nothing: refused {url[:80]}")
