"""The manifest: an outline of titles, and the files behind them, each named once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from winternship_export.course import Course
from winternship_export.errors import ExportError
from winternship_export.ids import Distinct, xml_id
from winternship_export.losses import Item as LossItem
from winternship_export.losses import Losses
from winternship_export.pack import Files
from winternship_export.writers.cartridge import moodle
from winternship_export.writers.cartridge.reasons import CUT, SIGN
from winternship_export.writers.cartridge.versions import Edition
from winternship_export.xmlkit import Element, Maker, dump

WEB: Final = "webcontent"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the outline: a heading with items below it, or a title that leads to a resource."""

    identifier: str
    title: str
    resource: str | None = None
    items: tuple[Item, ...] = ()


class Cartridge:
    """A cartridge while it is made: its files, and the resources that the manifest lists."""

    def __init__(self, course: Course, edition: Edition, losses: Losses) -> None:
        self.course, self.edition, self.losses = course, edition, losses
        self._files: Files = {}
        self._resources: list[Element] = []
        self._ids = Distinct(xml_id, course.key)
        self._made = Maker(edition.manifest)

    def id(self, *path: str) -> str:
        """The identifier of the thing with these keys: an ``xs:ID`` that may not begin with a digit."""
        return self._ids("cartridge", *path)

    def add(self, kind: str, path: str, data: bytes, needs: Iterable[str] = ()) -> str:
        """Put a file in as a resource of this type and return its identifier; ``needs`` are other resources.

        Raises :class:`ExportError` if the name is taken.
        """
        if path in self._files:
            raise ExportError(f"two files of the cartridge would be called {path!r}; rename one of the keys")
        self._files[path] = data
        identifier = self.id("resource", path)
        made = self._made
        self._resources.append(
            made(
                "resource",
                made("file", href=path),
                [made("dependency", identifierref=one) for one in needs],
                identifier=identifier,
                type=kind,
                # Only what an LMS serves as it is has an address of its own (rule sets 1c, 3c and 11 of the schema).
                href=path if kind == WEB else None,
            )
        )
        return identifier

    def item(self, kind: LossItem, key: str, title: str, resource: str) -> Item:
        """A line that leads to a resource, with a title that the edition's readers can hold."""
        return Item(self.id("item", kind, key), self.title(kind, key, title), resource)

    def title(self, kind: LossItem, key: str, title: str) -> str:
        """The title as the edition's readers can hold it."""
        if not self.edition.for_moodle:
            return title
        kept = moodle.shortened(title)
        if kept != title:
            self.losses.changed(kind, key, *CUT)
        return self.words(kind, key, kept)

    def words(self, kind: LossItem, key: str, text: str) -> str:
        """Plain text as the edition's readers keep it."""
        if not self.edition.for_moodle or moodle.SIGN not in text:
            return text
        self.losses.changed(kind, key, *SIGN)
        return text.replace(moodle.SIGN, moodle.INSTEAD)

    def running_text(self, kind: LossItem, key: str, root: Element) -> None:
        """Change running text in place into what the edition's readers keep."""
        if self.edition.for_moodle and moodle.make_plain(root):
            self.losses.changed(kind, key, *SIGN)

    def finished(self, modules: Iterable[Item]) -> Files:
        """All files, with the manifest over these modules."""
        made = self._made
        root = made("item", [self._line(one) for one in modules], identifier=self.id("item", "root"))
        manifest = made(
            "manifest",
            self._metadata(),
            made(
                "organizations",
                made("organization", root, identifier=self.id("outline"), structure="rooted-hierarchy"),
            ),
            made("resources", self._resources),
            identifier=self.id("manifest"),
        )
        return {"imsmanifest.xml": dump(manifest), **self._files}

    def _line(self, item: Item) -> Element:
        made = self._made
        return made(
            "item",
            made("title", item.title),
            [self._line(one) for one in item.items],
            identifier=item.identifier,
            identifierref=item.resource,
        )

    def _metadata(self) -> Element:
        made, lom, course = self._made, Maker(self.edition.lom), self.course

        def said(tag: str, text: str) -> Element:
            return lom(tag, lom("string", text, language=course.language))

        general = lom(
            "general",
            said("title", self.title("work", course.key, course.title)),
            lom("language", course.language),
            said("description", self.words("work", course.key, course.intro)),
            said("description", self.words("work", course.key, course.subtitle)),
            # Every copy carries the funding notice, also one without pages.
            said("description", self.words("work", course.key, course.notice)),
        )
        return made(
            "metadata",
            made("schema", self.edition.schema),
            made("schemaversion", self.edition.version),
            lom("lom", general),
        )
