"""Pages to print or keep: HTML of its own, and a PDF where the host has WeasyPrint."""

from __future__ import annotations

from importlib.util import find_spec

from webob import Response

from winternship_xblocks.errors import NotYet


def can_make_pdf() -> bool:
    """Whether the extra ``documents`` is installed; without it a page to print is offered."""
    return find_spec("weasyprint") is not None


def page_response(html: str) -> Response:
    """A whole HTML page about one person, that no cache keeps."""
    return Response(html, charset="utf-8", cache_control="no-store")


def pdf_response(html: str, css: str, filename: str) -> Response:
    """The page as a PDF; :class:`NotYet` where none can be made."""
    if not can_make_pdf():
        raise NotYet("no_pdf")
    response = Response(make_pdf(html, css), content_type="application/pdf", cache_control="no-store")
    response.content_disposition = f'inline; filename="{filename}"'
    return response


def make_pdf(html: str, css: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of a whole HTML page with one style sheet; nothing is fetched from anywhere."""
    from weasyprint import CSS, HTML  # noqa: PLC0415  an extra, and slow to import
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    fetcher = URLFetcher(allowed_protocols=())
    style = CSS(string=css, url_fetcher=fetcher)
    pdf: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return pdf
