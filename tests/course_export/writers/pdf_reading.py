"""Reads a PDF back from its bytes: structure, contents, words of a page, links."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Mark:
    """A bookmark: its words, how deep it is, the number of its page from 0."""

    title: str
    depth: int
    page: int


class Pdf:
    """A PDF that was written."""

    def __init__(self, data: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(data))
        self.catalog: Any = self.reader.trailer["/Root"]

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page, in one line."""
        return [" ".join(page.extract_text().split()) for page in self.reader.pages]

    @property
    def words(self) -> str:
        """All words, without the spaces that layout puts anywhere."""
        return squeezed(" ".join(self.pages))

    @cached_property
    def tags(self) -> list[Any]:
        """All elements of the structure tree, in order."""
        return list(_elements(self.catalog["/StructTreeRoot"]["/K"]))

    def tagged(self, *kinds: str) -> list[Any]:
        """The elements of these kinds, such as ``/Figure``."""
        return [one for one in self.tags if one["/S"] in kinds]

    @property
    def bookmarks(self) -> list[Mark]:
        """The outline from top to bottom."""
        return list(self._marks(self.reader.outline, 0))

    @property
    def links(self) -> list[tuple[int, Any]]:
        """The link annotations with the number of their page."""
        return [
            (number, one.get_object())
            for number, page in enumerate(self.reader.pages)
            for one in page.get("/Annots", [])
            if one.get_object()["/Subtype"] == "/Link"
        ]

    def _marks(self, rows: Any, depth: int) -> Iterator[Mark]:
        for row in rows:
            if isinstance(row, list):
                yield from self._marks(row, depth + 1)
            else:
                page = self.reader.get_destination_page_number(row)
                yield Mark(str(row.title), depth, -1 if page is None else page)


def squeezed(text: str) -> str:
    """The text without any white space: lines of a PDF break where the page ends."""
    return "".join(text.split())


def _elements(kid: Any) -> Iterator[Any]:
    one = kid.get_object() if hasattr(kid, "get_object") else kid
    if isinstance(one, list):
        for inner in one:
            yield from _elements(inner)
    elif isinstance(one, dict) and "/S" in one:
        yield one
        yield from _elements(one.get("/K", []))
