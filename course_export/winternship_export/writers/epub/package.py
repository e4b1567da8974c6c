"""The package document and the container: what the book is, what it holds, in which order (EPUB 3.3, 4 and 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from winternship_export.book.texts import ACCESSIBLE, PUBLISHER
from winternship_export.course import Course
from winternship_export.ids import guid, xml_id
from winternship_export.pack import MOMENT
from winternship_export.xmlkit import Element, Maker, dump

ROOT: Final = "EPUB"
OPF: Final = "http://www.idpf.org/2007/opf"
OCF: Final = "urn:oasis:names:tc:opendocument:xmlns:container"
DC: Final = "http://purl.org/dc/elements/1.1/"
MEDIA_TYPES: Final = {"xhtml": "application/xhtml+xml", "svg": "image/svg+xml", "css": "text/css"}
PROPERTIES: Final = {"nav.xhtml": "nav", "cover.svg": "cover-image"}
# EPUB Accessibility 1.1, 2.2; nothing is claimed about WCAG, for that takes someone who certifies it.
FEATURES: Final = (
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book; ``place`` in the reading order, or ``None``."""

    name: str
    place: int | None

    @property
    def media_type(self) -> str:
        """The media type by its suffix."""
        return MEDIA_TYPES[self.name.rpartition(".")[2]]


def container() -> bytes:
    """``META-INF/container.xml``, which names the package document."""
    made = Maker(OCF)
    rootfile = made(
        "rootfile", {"full-path": f"{ROOT}/package.opf", "media-type": "application/oebps-package+xml"}
    )
    return dump(made("container", made("rootfiles", rootfile), version="1.0"))


def package_document(course: Course, items: Sequence[Item]) -> bytes:
    """``package.opf``: metadata, manifest and spine."""
    made = Maker(OPF, dc=DC)
    ids = {item.name: xml_id(course.key, "epub", item.name) for item in items}
    manifest = [
        made(
            "item",
            {"media-type": item.media_type},
            id=ids[item.name],
            href=item.name,
            properties=PROPERTIES.get(item.name),
        )
        for item in items
    ]
    read = sorted((item.place, item.name) for item in items if item.place is not None)
    spine = made("spine", [made("itemref", idref=ids[name]) for _, name in read])
    package = made(
        "package",
        {"unique-identifier": "uid"},
        made("metadata", _metadata(made, course), made("meta", name="cover", content=ids["cover.svg"])),
        made("manifest", manifest),
        spine,
        version="3.0",
        xml__lang=course.language,
    )
    return dump(package)


def _metadata(made: Maker, course: Course) -> list[Element]:
    # A translation is another publication (EPUB 3.3, 5.5.3.1.1): with one identifier a reading app would replace the
    # Dutch book by the English one. So here the language is a part of it.
    identifier = f"urn:uuid:{guid(course.key, 'epub', course.language)}"
    modified = datetime.fromtimestamp(MOMENT, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [
        made("dc:identifier", identifier, id="uid"),
        made("dc:title", " ".join(course.title.split()) or course.key),
        made("dc:language", course.language),
        made("dc:creator", PUBLISHER),
        made("dc:publisher", PUBLISHER),
        made("dc:description", f"{course.subtitle}. {course.intro}"),
        made("dc:rights", course.notice),
        made("meta", modified, property="dcterms:modified"),
        *(made("meta", value, property=f"schema:{name}") for name, value in _accessibility(course)),
    ]


def _accessibility(course: Course) -> list[tuple[str, str]]:
    seen = [("accessMode", "visual")] if course.pictures else []
    return [
        ("accessMode", "textual"),
        *seen,
        ("accessModeSufficient", "textual"),
        *(("accessibilityFeature", feature) for feature in FEATURES),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", ACCESSIBLE.in_language(course.language)),
    ]
