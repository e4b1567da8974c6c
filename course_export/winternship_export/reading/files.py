"""Packages in which each file is one thing: cartridges, SCORM, cmi5, QTI, EPUB, web pages."""

from __future__ import annotations

from typing import Final

from lxml import etree, html

from winternship_export.pack import Files
from winternship_export.reading.contents import Contents, Entry, canonical, of_bytes
from winternship_export.xmlkit import Element, parse

XML: Final = (".xml", ".xhtml", ".opf", ".ncx", ".svg")
PAGES: Final = (".html", ".htm")


def read_files(name: str, files: Files) -> Contents:
    """Each file as an entry; XML that is not well-formed is a mistake."""
    entries: dict[str, Entry] = {}
    mistakes: list[str] = []
    for path, data in files.items():
        root = _root(path, data, mistakes)
        digest = of_bytes(data) if root is None else canonical(root)
        title = "" if root is None else _title(root)
        kind = path.rpartition(".")[2].lower()
        entries[path] = Entry(path, kind, title, digest, points=_points(root))
    return Contents(name, files, entries, tuple(mistakes))


def _root(path: str, data: bytes, mistakes: list[str]) -> Element | None:
    try:
        if path.endswith(XML):
            return parse(data)
        if path.endswith(PAGES):
            return html.fromstring(data.decode("utf-8"))
    except (etree.XMLSyntaxError, etree.ParserError, UnicodeDecodeError, ValueError) as error:
        mistakes.append(f"{path}: {error}")
    return None


def _title(root: Element) -> str:
    for element in root.iter(etree.Element):
        if etree.QName(element).localname == "title":
            return " ".join("".join(map(str, element.itertext())).split())
    return root.get("title", "")


def _points(root: Element | None) -> float | None:
    """How many questions are in it, for a file with questions: each counts for one."""
    if root is None:
        return None
    names = ("item", "qti-assessment-item")
    found = [
        one for one in root.iter(etree.Element) if etree.QName(one).localname in names and one.get("ident")
    ]
    if not found and etree.QName(root).localname == "qti-assessment-item":
        return 1.0
    return float(len(found)) if found else None
