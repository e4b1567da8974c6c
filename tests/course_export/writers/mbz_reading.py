"""A Moodle backup read back from its bytes with ``tarfile`` and ``lxml``: none of the writer's own tables."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from lxml import etree, html

from winternship_export.course import Course
from winternship_export.exporting import Package, write_package
from winternship_export.formats import format_named
from winternship_export.losses import Losses
from winternship_export.options import parse_options
from winternship_export.source import read_course

WORKS = ("win", "broker", "handbook", "blueprint")
LANGUAGES = ("nl", "en")
WAYS = ("paper", "lti")
TOOL = "https://tool.example.org"
NULL = "$@NULL@$"


@dataclass(frozen=True)
class Unit:
    """An activity of the course: ``own`` is its own element, ``module`` its place in the course."""

    kind: str
    own: Any
    module: Any
    grades: Any
    inforef: Any
    context: str

    @property
    def key(self) -> str:
        return str(self.module.findtext("idnumber"))

    @property
    def id(self) -> str:
        return str(self.module.get("id"))

    def shown(self, column: str = "content") -> Any:
        """A text of the activity as a browser reads it."""
        return html.fragment_fromstring(self.own.findtext(column), create_parent="div")

    def refers(self, kind: str) -> list[str]:
        return [one.findtext("id") for one in self.inforef.iter(kind)]


@dataclass
class Backup:
    """The files of a backup."""

    files: dict[str, bytes]

    def xml(self, name: str) -> Any:
        return etree.fromstring(self.files[name])

    @cached_property
    def manifest(self) -> Any:
        return self.xml("moodle_backup.xml").find("information")

    @cached_property
    def course(self) -> Any:
        return self.xml("course/course.xml")

    @cached_property
    def sections(self) -> list[Any]:
        rows = self.manifest.iterfind("contents/sections/section")
        return [self.xml(f"{row.findtext('directory')}/section.xml") for row in rows]

    @cached_property
    def units(self) -> list[Unit]:
        """The activities in the order of the course."""
        return [
            self._unit(row.findtext("directory"))
            for row in self.manifest.iterfind("contents/activities/activity")
        ]

    def _unit(self, folder: str) -> Unit:
        module = self.xml(f"{folder}/module.xml")
        kind = module.findtext("modulename")
        activity = self.xml(f"{folder}/{kind}.xml")
        (own,) = activity
        assert (own.tag, activity.get("moduleid"), activity.get("modulename")) == (
            kind,
            module.get("id"),
            kind,
        )
        grades, inforef = self.xml(f"{folder}/grades.xml"), self.xml(f"{folder}/inforef.xml")
        return Unit(kind, own, module, grades, inforef, activity.get("contextid"))

    def of_kind(self, kind: str) -> list[Unit]:
        return [unit for unit in self.units if unit.kind == kind]

    def named(self, key: str) -> Unit:
        (found,) = [unit for unit in self.units if unit.key == key]
        return found

    @cached_property
    def entries(self) -> dict[str, Any]:
        """The entries of all question banks by their id."""
        return {one.get("id"): one for one in self.xml("questions.xml").iter("question_bank_entry")}

    def asked(self, quiz: Unit) -> Iterator[tuple[str, Any]]:
        """The key and the element of each question in the order of the quiz's slots."""
        slots = sorted(quiz.own.iter("question_instance"), key=lambda one: int(one.findtext("slot")))
        for slot in slots:
            entry = self.entries[slot.findtext("question_reference/questionbankentryid")]
            yield entry.findtext("idnumber"), entry.find(".//question")

    @cached_property
    def stored(self) -> list[Any]:
        return list(self.xml("files.xml").iter("file"))


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def members(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        streams = {one.name: archive.extractfile(one) for one in archive.getmembers() if one.isreg()}
        return {name: stream.read() for name, stream in streams.items() if stream}


def write(course: Course, way: str = "paper", pass_mark: int = 60) -> Package:
    kind = format_named("mbz")
    options = parse_options(kind.activities, way, TOOL if way == "lti" else "", pass_mark)
    return write_package(course, kind, options)


def read(course: Course, way: str = "paper", pass_mark: int = 60) -> Backup:
    return Backup(members(write(course, way, pass_mark).data))


@cache
def written(work: str, language: str, way: str = "paper") -> tuple[Course, Backup, Losses]:
    """A whole work, made once for all tests."""
    course = read_course(work, language)
    package = write(course, way)
    return course, Backup(members(package.data)), package.losses
