"""The result on paper: a page of its own to print, and a PDF where the host has WeasyPrint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from webob import Response

from winternship_xblocks.errors import NotYet
from winternship_xblocks.self_assessment.screens import can_make_pdf, report_page

STYLE = "public/self_assessment.css"


def page_response(block: Any) -> Response:
    """The result as an HTML page that no cache keeps; :class:`NotYet` before there is one."""
    style = str(block.runtime.local_resource_url(block, STYLE))
    return Response(report_page(block, style), charset="utf-8", cache_control="no-store")


def pdf_response(block: Any) -> Response:
    """The result as a PDF; :class:`NotYet` before there is one, or where none can be made."""
    if not can_make_pdf():
        raise NotYet("no_pdf")
    css = (Path(__file__).parent / STYLE).read_text(encoding="utf-8")
    response = Response(
        make_pdf(report_page(block, ""), css), content_type="application/pdf", cache_control="no-store"
    )
    response.content_disposition = 'inline; filename="stagescan.pdf"'
    return response


def make_pdf(html: str, css: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of a whole HTML page with one style sheet; nothing is fetched from anywhere."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  an extra, and slow to import
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols=())
    style = CSS(string=css, url_fetcher=fetcher)
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return pdf
