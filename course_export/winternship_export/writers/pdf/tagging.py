"""Completes the tags of a PDF: each header cell says whether it heads a column or a row (PDF/UA-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def give_scopes(document: object, pdf: Any) -> None:
    """A finisher for WeasyPrint, which links cells to their headers by id but gives those no ``Scope``."""
    tagged = {one.reference: one for one in pdf.objects if _is_tag(one)}
    for cell in tagged.values():
        if cell["S"] == "/TH":
            in_head = any(above["S"] == "/THead" for above in _above(cell, tagged))
            cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def _is_tag(one: object) -> bool:
    """Whether the object is an element of the structure; others use ``/S`` too, such as actions."""
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _above(element: Any, tagged: Mapping[object, Any]) -> Iterator[Any]:
    while (element := tagged.get(element.get("P"))) is not None:
        yield element
