"""A course for Open edX read back from its bytes with ``tarfile`` and ``lxml``: none of the writer's own tables."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree, html

from winternship_export.course import Course
from winternship_export.exporting import write_package
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import parse_options
from winternship_export.source import read_course

WORKS = ("win", "broker", "handbook", "blueprint")
LANGUAGES = ("nl", "en")
WAYS = ("blocks", "lti", "paper")
# What a way adds is the same in both languages, so each but the richest is read in one.
PACKAGES = [(work, language, "paper") for work in WORKS for language in LANGUAGES]
PACKAGES += [(work, language, way) for work in WORKS for language, way in (("nl", "blocks"), ("en", "lti"))]
TOOL = "https://tool.example.org"


@dataclass
class Read:
    """A package's files, each unit with the blocks in it as elements, whole."""

    files: dict[str, bytes]

    @cached_property
    def root(self) -> Any:
        return etree.fromstring(self.files["course/course.xml"])

    @cached_property
    def policy(self) -> dict[str, Any]:
        run = self.root.get("url_name")
        (policy,) = json.loads(self.files[f"course/policies/{run}/policy.json"]).values()
        return policy

    def whole(self, node: Any) -> Any:
        """What a pointer points to, or the element itself."""
        name = f"course/{node.tag}/{node.get('url_name')}.xml"
        if set(node.attrib) == {"url_name"} and not len(node):
            return etree.fromstring(self.files[name])
        assert name not in self.files, f"{name} would never be read"
        return node

    def chapters(self) -> list[Any]:
        return [self.whole(node) for node in self.root]

    def sequences(self) -> Iterator[Any]:
        for chapter in self.chapters():
            yield from (self.whole(node) for node in chapter)

    def units(self) -> Iterator[Any]:
        for sequence in self.sequences():
            (unit,) = sequence
            yield self.whole(unit)

    def blocks(self, kind: str = "") -> list[Any]:
        """The leaves in reading order."""
        leaves = [self.whole(node) for unit in self.units() for node in unit]
        return [leaf for leaf in leaves if kind in ("", leaf.tag)]

    def page(self, block: Any) -> Any:
        """The text of an html block as a tree."""
        text = self.files[f"course/html/{block.get('filename')}.html"].decode()
        return html.fragment_fromstring(text, create_parent="div")

    def unit_page(self, unit: Any) -> Any:
        """All pages of a unit under one element, as Open edX shows them."""
        together = html.Element("div")
        together.extend(self.page(self.whole(node)) for node in unit if node.tag == "html")
        return together

    def pages(self) -> list[Any]:
        return [self.unit_page(unit) for unit in self.units()]

    def unpack(self, folder: Path) -> Path:
        """Put the files into a folder; gives that of the course."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder / "course"


def members(data: bytes) -> list[tarfile.TarInfo]:
    """The entries of the archive."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        return archive.getmembers()


def read(data: bytes) -> Read:
    """The package of these bytes."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        streams = ((one.name, archive.extractfile(one)) for one in archive.getmembers())
        return Read({name: stream.read() for name, stream in streams if stream})


def write(course: Course, way: str = "paper") -> tuple[bytes, Losses]:
    """The package of a course, packed as for downloading."""
    kind = format_named("olx")
    options = parse_options(kind.activities, way, TOOL if way == "lti" else "")
    package = write_package(course, kind, options)
    return package.data, package.losses


@cache
def written(work: str, language: str, way: str = "paper") -> tuple[Course, Read, Losses]:
    """A work as it is, its package read back, and its losses."""
    course = read_course(work, language)
    data, losses = write(course, way)
    return course, read(data), losses


def text(element: Any) -> str:
    """The words of an element."""
    return " ".join("".join(element.itertext()).split())
