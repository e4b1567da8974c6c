"""An Open edX course read back, as our writer or Studio's export left it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import PurePosixPath
from typing import Final

from winternship_export.pack import Files
from winternship_export.reading.contents import Contents, Entry, canonical, of_bytes
from winternship_export.xmlkit import Element, parse

CONTAINERS: Final = ("course", "chapter", "sequential", "vertical")
NOT_CONTENT: Final = ("xblock-family", "filename", "editor", "markdown")  # what Studio adds on its own


def read_olx(files: Files) -> Contents:
    """Every block by type and id; pointers to files that are not there are mistakes."""
    start = min((name for name in files if name.endswith("course.xml")), key=lambda name: name.count("/"))
    reader = _Reader(files, str(PurePosixPath(start).parent))
    pointer = parse(files[start])
    reader.block(pointer, "", 0)
    for name, data in files.items():
        if "/static/" in f"/{name}":
            reader.entries[f"static/{PurePosixPath(name).name}"] = Entry(name, "file", "", of_bytes(data))
    return Contents("olx", files, reader.entries, tuple(reader.mistakes))


class _Reader:
    def __init__(self, files: Files, root: str) -> None:
        self._files, self._root = files, "" if root == "." else f"{root}/"
        self.entries: dict[str, Entry] = {}
        self.mistakes: list[str] = []

    def block(self, pointer: Element, parent: str, index: int) -> None:
        """Read the block that this element is or points to, and all that is in it."""
        name = pointer.get("url_name", "")
        key = f"{pointer.tag}/{name}"
        element = self._definition(pointer, key)
        if element is None:
            return
        if key in self.entries:
            self.mistakes.append(f"{key} stands in the course twice")
        kids = [kid for kid in element if isinstance(kid.tag, str) and kid.get("url_name")]
        holds = pointer.tag in CONTAINERS
        self.entries[key] = Entry(
            key=key,
            kind=str(pointer.tag),
            title=element.get("display_name", ""),
            digest=self._digest(element, key, whole=not holds),
            parent=parent,
            index=index,
            points=_points(element),
        )
        if holds:
            for position, kid in enumerate(kids):
                self.block(kid, key, position)

    def _definition(self, pointer: Element, key: str) -> Element | None:
        apart = (
            set(pointer.attrib) <= {"url_name", "org", "course"}
            and not len(pointer)
            and pointer.get("url_name")
        )
        path = f"{self._root}{key}.xml"
        if apart and path in self._files:
            return parse(self._files[path])
        if apart and pointer.tag in (*CONTAINERS, "html", "problem"):
            self.mistakes.append(f"{key} points to {path}, which is not there")
            return None
        return pointer

    def _digest(self, element: Element, key: str, *, whole: bool) -> str:
        kept = canonical(_kept(element, whole=whole)).encode()
        if not key.startswith("html/"):
            return of_bytes(kept)
        path = f"html/{element.get('filename', '')}.html"
        text = self._files.get(f"{self._root}{path}", b"")
        if not text:
            self.mistakes.append(f"{key} has no text: {path} is not in the package")
        return of_bytes(kept + b"\0" + b" ".join(text.split()))


def _kept(element: Element, *, whole: bool) -> Element:
    """The element without what Studio adds and, for a container, without its blocks."""
    copy = deepcopy(element)
    copy.tail = None
    for name in NOT_CONTENT:
        copy.attrib.pop(name, "")
    if not whole:
        for kid in list(copy):
            copy.remove(kid)
    return copy


def _points(element: Element) -> float | None:
    if element.tag == "problem":
        return float(element.get("weight", "1"))
    if element.get("has_score", "").lower() == "true":
        return float(element.get("weight", "1"))
    return None
