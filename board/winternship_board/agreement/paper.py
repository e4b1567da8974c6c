"""HTML of an agreement from our own template, and a tagged PDF of it; the same version gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, Final

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from winternship_board.agreement.sheet import Sheet
from winternship_board.errors import NotPossible
from winternship_core.text import Text

FOLDER: Final = Path(__file__).parent / "templates"


def html_of(sheet: Sheet) -> str:
    """A whole page with its style, fit for a screen, for paper and for the PDF; nothing is fetched from anywhere."""
    css = mark_safe((FOLDER / "agreement.css").read_text(encoding="utf-8"))  # noqa: S308 - our own file
    context = {"sheet": sheet, "t": SimpleNamespace(**_texts(sheet.language)), "css": css}
    return str(_engine().get_template("agreement.html").render(Context(context, use_l10n=False)))


def pdf_of(sheet: Sheet) -> bytes:
    """A tagged PDF (PDF/UA-1); raises :class:`NotPossible` where WeasyPrint is missing.

    Fonts and WeasyPrint's version are the machine's; on one machine the same sheet gives the same bytes.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    pdf: bytes = weasyprint.HTML(string=html_of(sheet), url_fetcher=fetcher).write_pdf(
        finisher=_give_scopes,
        pdf_variant="pdf/ua-1",
        pdf_identifier=f"{sheet.reference} {sheet.language} {sheet.document_hash}".encode(),
    )
    return pdf


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(FOLDER)], autoescape=True)


@cache
def _texts(language: str) -> dict[str, str]:
    texts: Mapping[str, Mapping[str, str]] = json.loads((FOLDER / "texts.json").read_text(encoding="utf-8"))
    return {name: Text(**text).in_language(language) for name, text in texts.items()}


def _weasyprint() -> ModuleType:
    try:
        import weasyprint  # noqa: PLC0415 - an extra, and slow to import
        import weasyprint.urls  # noqa: PLC0415
    except (ImportError, OSError):  # OSError: without Pango
        raise NotPossible(
            Text(
                nl="Een PDF kan hier niet; de pagina kun je wel afdrukken. Voor de beheerder: pip install"
                ' "winternship[documents]" en Pango.',
                en="There can be no PDF here; you can print the page. For the administrator: pip install"
                ' "winternship[documents]" and Pango.',
            )
        ) from None
    module: ModuleType = weasyprint
    return module


def _give_scopes(document: object, pdf: Any) -> None:
    """Each header cell says whether it heads a column or a row (PDF/UA-1, 7.5); WeasyPrint leaves that out."""
    tagged = {one.reference: one for one in pdf.objects if _is_tag(one)}
    for cell in tagged.values():
        if cell["S"] == "/TH":
            in_head = any(above["S"] == "/THead" for above in _above(cell, tagged))
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _is_tag(one: object) -> bool:
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _above(element: Any, tagged: Mapping[object, Any]) -> Iterator[Any]:
    while (element := tagged.get(element.get("P"))) is not None:
        yield element
