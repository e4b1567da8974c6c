"""Reads an e-book back from its bytes, through its package document, as a reading app would."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree

from winternship_export.pack import Files, unpacked
from winternship_export.xmlkit import XHTML, Element, parse

NAMES = {
    "x": XHTML,
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ocf": "urn:oasis:names:tc:opendocument:xmlns:container",
}
ASKED = re.compile(r"^(?:Vraag|Question) \d+\.$")


def found(element: Element, path: str) -> list[Element]:
    """The elements at this path, with the prefixes of :data:`NAMES`."""
    return list(element.iterfind(path, NAMES))


def said(element: Element) -> str:
    """What can be read in an element, in one line."""
    return " ".join("".join(map(str, element.itertext())).split())


@dataclass(frozen=True)
class EBook:
    """An unpacked e-book: ``package`` is its package document, ``pages`` what is read, in order."""

    files: Files
    folder: str
    package: Element
    pages: dict[str, Element]

    @property
    def manifest(self) -> dict[str, Element]:
        """The listed items by the name of their file."""
        return {
            posixpath.join(self.folder, one.get("href", "")): one
            for one in found(self.package, "opf:manifest/opf:item")
        }

    def meta(self, name: str) -> list[str]:
        """The values of a metadata property."""
        return [one.text or "" for one in found(self.package, f"opf:metadata/opf:meta[@property='{name}']")]

    def dc(self, name: str) -> list[str]:
        """The values of a Dublin Core element."""
        return [one.text or "" for one in found(self.package, f"opf:metadata/dc:{name}")]

    @property
    def nav(self) -> Element:
        """The navigation document."""
        (name,) = (name for name, one in self.manifest.items() if one.get("properties") == "nav")
        return parse(self.files[name])

    @property
    def words(self) -> str:
        """All that can be read in it, in one line."""
        return " ".join(map(said, self.pages.values()))


def ebook(data: bytes) -> EBook:
    """The e-book in a file."""
    files = unpacked(data)
    (rootfile,) = found(parse(files["META-INF/container.xml"]), "ocf:rootfiles/ocf:rootfile")
    name = rootfile.get("full-path", "")
    package, folder = parse(files[name]), posixpath.dirname(name)
    hrefs = {one.get("id"): one.get("href", "") for one in found(package, "opf:manifest/opf:item")}
    read = [
        posixpath.join(folder, hrefs[one.get("idref")]) for one in found(package, "opf:spine/opf:itemref")
    ]
    return EBook(files, folder, package, {name: parse(files[name]) for name in read})


def lessons_in(book: EBook) -> Counter[str]:
    """The keys of the lessons: what stands before the title of a chapter."""
    chapters = [
        one
        for page in book.pages.values()
        for one in page.iter(f"{{{XHTML}}}section")
        if one.get(f"{{{NAMES['epub']}}}type") == "chapter"
    ]
    return Counter(said(found(one, "x:h1/x:span")[0]) for one in chapters)


def activities_in(book: EBook) -> Counter[str]:
    """The keys of the worksheets."""
    keys = (one.get("data-activity") for page in book.pages.values() for one in page.iter(etree.Element))
    return Counter(key for key in keys if key)


def questions_in(book: EBook) -> Counter[str]:
    """The words of the questions that are asked."""
    asked: Counter[str] = Counter()
    for page in book.pages.values():
        for paragraph in page.iter(f"{{{XHTML}}}p"):
            first = paragraph[0] if len(paragraph) else None
            if first is not None and ASKED.match(said(first)):
                asked[" ".join((first.tail or "").split())] += 1
    return asked


def broken_links(book: EBook) -> list[str]:
    """Addresses in pages that lead to no file or no place in the book."""
    ids = {name: {one.get("id") for one in page.iter(etree.Element)} for name, page in book.pages.items()}
    broken = []
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            for address in filter(None, (element.get("href"), element.get("src"))):
                if urlsplit(address).scheme in ("http", "https", "mailto"):
                    continue
                path, _, anchor = address.partition("#")
                target = posixpath.join(posixpath.dirname(name), unquote(path)) if path else name
                if target not in book.files or (anchor and anchor not in ids.get(target, set())):
                    broken.append(f"{name}: {address}")
    return broken
