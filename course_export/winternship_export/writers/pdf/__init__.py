"""A book to print: tagged PDF (PDF/UA-1) on A4, with contents, bookmarks, and worksheets to copy (recipe C.7)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from winternship_export.book.losing import report_book
from winternship_export.course import Course
from winternship_export.errors import ExportError
from winternship_export.ids import guid
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.runtime_files import runtime_file
from winternship_export.writers.pdf.html import book_html
from winternship_export.writers.pdf.missing import missing_characters
from winternship_export.writers.pdf.tagging import give_scopes

if TYPE_CHECKING:
    from types import ModuleType


def write(course: Course, options: Options, losses: Losses) -> Files:
    """One PDF. Raises :class:`ExportError` where WeasyPrint or what it needs of the system is missing.

    The same course gives the same bytes on one machine; fonts and WeasyPrint's version are the machine's.
    """
    weasyprint = _weasyprint()
    page = book_html(course)
    report_book(course, losses)
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    style = weasyprint.CSS(string=runtime_file("print.css").decode(), url_fetcher=fetcher)
    with _no_collecting(), missing_characters(course, losses):
        data: bytes = weasyprint.HTML(string=page.decode(), url_fetcher=fetcher).write_pdf(
            finisher=give_scopes,
            stylesheets=[style],
            pdf_variant="pdf/ua-1",
            pdf_identifier=guid(course.key, "pdf", course.language).encode(),
        )
    return {f"{course.key}-{course.language}.pdf": data}


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Layout makes millions of objects that all live on: to look for garbage among them takes a fifth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _weasyprint() -> ModuleType:
    """The library: an extra, and slow to import."""
    try:
        import weasyprint  # noqa: PLC0415
    except ImportError as error:
        raise ExportError('a PDF needs WeasyPrint; run: pip install "winternship[documents]"') from error
    except OSError as error:  # what WeasyPrint's own import raises without Pango
        raise ExportError(
            f"WeasyPrint does not find a library of the system, such as Pango; see its page on installing ({error})"
        ) from error
    module: ModuleType = weasyprint
    return module
