"""Links from page to page, picture and place: each must lead to something in the package, or out to the web."""

from __future__ import annotations

import posixpath
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from winternship_export.pack import Files
from winternship_export.xmlkit import Element

PAGES: Final = (".html", ".xhtml", ".htm")
CARTRIDGE_ROOT: Final = "$IMS-CC-FILEBASE$"


def broken_links(files: Files) -> list[str]:
    """The links in the package's pages that lead nowhere."""
    pages = {
        name: html.document_fromstring(data) for name, data in files.items() if name.endswith(PAGES) and data
    }
    places = {name: _places(root) for name, root in pages.items()}
    mistakes = []
    for name, root in pages.items():
        for link in _links(root):
            wrong = _wrong(name, link, files, places)
            if wrong:
                mistakes.append(f"{name}: {link!r} {wrong}")
    return mistakes


def _wrong(page: str, link: str, files: Files, places: dict[str, set[str]]) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return "is no address a reader can use" if parts.scheme in ("file", "javascript") else ""
    target = page
    if parts.path:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    if target.rpartition("/")[2] in ("", ".") or target not in files:
        return "leads to a file that is not in the package"
    if parts.fragment and target in places and unquote(parts.fragment) not in places[target]:
        return "leads to a place that is not on that page"
    return ""


def _links(root: Element) -> list[str]:
    found = [
        element.get(name, "")
        for element in root.iter(etree.Element)
        for name in ("href", "src")
        if name in element.attrib
    ]
    return [link for link in found if link and not link.startswith(CARTRIDGE_ROOT)]


def _places(root: Element) -> set[str]:
    return {element.get("id", "") for element in root.iter(etree.Element)} | {
        element.get("name", "") for element in root.iter("a")
    }
