"""Completes the tags of a PDF: each header cell says whether it heads a column or a row (PDF/UA-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def give_scopes(document: object, pdf: Any) -> None:
    """A finisher for WeasyPrint, which links cells to headers by ids but leaves out ``Scope``, which readers use."""
    tagged = {one.reference: one for one in pdf.objects if isinstance(one, Mapping) and "S" in one}
    for cell in tagged.values():
        if cell["S"] == "/TH":
            in_head = any(above["S"] == "/THead" for above in _above(cell, tagged))
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _above(element: Any, tagged: Mapping[object, Any]) -> Iterator[Any]:
    while (element := tagged.get(element.get("P"))) is not None:
        yield element
