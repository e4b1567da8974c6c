"""``moodle_backup.xml``: what the backup holds and with which settings it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from typing import Final

from winternship_export.writers.mbz.activity import directory
from winternship_export.writers.mbz.addresses import Numbers
from winternship_export.writers.mbz.elements import NOW, RELEASE, VERSION, fields, make
from winternship_export.writers.mbz.units import Part
from winternship_export.xmlkit import Element

ORIGIN: Final = "https://winternship.example"  # no site of its own; RFC 2606 keeps this name free
_ON: Final = ("activities", "files", "questionbank")
_OFF: Final = (
    "users",
    "anonymize",
    "role_assignments",
    "blocks",
    "filters",
    "comments",
    "badges",
    "calendarevents",
    "userscompletion",
    "logs",
    "grade_histories",
    "groups",
    "competencies",
    "customfield",
    "contentbankcontent",
    "xapistate",
    "legacyfiles",
)


@dataclass(frozen=True, slots=True)
class CourseName:
    """The names of the course: the full one, and the short one that a site has only once."""

    full: str
    short: str


def section_directory(numbers: Numbers, part: Part) -> str:
    """The folder of a section."""
    return f"sections/section_{numbers('section', part.key)}"


def manifest(numbers: Numbers, name: CourseName, parts: Sequence[Part]) -> Element:
    """The root of ``moodle_backup.xml``."""
    return make(
        "moodle_backup",
        make(
            "information",
            _information(numbers, name),
            make("details", _detail()),
            _contents(numbers, name, parts),
            make("settings", list(_settings(numbers, parts))),
        ),
    )


def _information(numbers: Numbers, name: CourseName) -> list[Element]:
    return fields(
        name=f"{name.short}.mbz",
        moodle_version=VERSION,
        moodle_release=RELEASE,
        backup_version=VERSION,
        backup_release=RELEASE,
        backup_date=NOW,
        mnet_remoteusers=0,
        include_files=1,
        include_file_references_to_external_content=0,
        original_wwwroot=ORIGIN,
        original_site_identifier_hash=md5(ORIGIN.encode(), usedforsecurity=False).hexdigest(),
        original_course_id=numbers("course", "course"),
        original_course_format="topics",
        original_course_fullname=name.full,
        original_course_shortname=name.short,
        original_course_startdate=NOW,
        original_course_enddate=0,
        original_course_contextid=numbers("context", "course"),
        original_system_contextid=numbers("context", "system"),
    )


def _detail() -> Element:
    columns = fields(
        type="course",
        format="moodle2",
        interactive=0,
        mode=10,  # backup::MODE_GENERAL
        execution=1,
        executiontime=0,
    )
    return make("detail", columns, backup_id=md5(b"winternship", usedforsecurity=False).hexdigest())


def _contents(numbers: Numbers, name: CourseName, parts: Sequence[Part]) -> Element:
    activities = [
        make(
            "activity",
            fields(
                moduleid=numbers("unit", unit.key),
                sectionid=numbers("section", part.key),
                modulename=unit.kind,
                title=unit.name,
                directory=directory(numbers, unit),
            ),
        )
        for part in parts
        for unit in part.units
    ]
    sections = [
        make(
            "section",
            fields(
                sectionid=numbers("section", part.key),
                title=part.name or str(number),
                directory=section_directory(numbers, part),
            ),
        )
        for number, part in enumerate(parts)
    ]
    course = fields(courseid=numbers("course", "course"), title=name.full, directory="course")
    return make(
        "contents", make("activities", activities), make("sections", sections), make("course", course)
    )


def _settings(numbers: Numbers, parts: Sequence[Part]) -> Iterator[Element]:
    for name in _ON:
        yield make("setting", fields(level="root", name=name, value=1))
    for name in _OFF:
        yield make("setting", fields(level="root", name=name, value=0))
    for part in parts:
        folder = section_directory(numbers, part).removeprefix("sections/")
        yield from _choice("section", folder)
        for unit in part.units:
            yield from _choice("activity", directory(numbers, unit).removeprefix("activities/"))


def _choice(level: str, folder: str) -> Iterator[Element]:
    for name, value in ((f"{folder}_included", 1), (f"{folder}_userinfo", 0)):
        yield make("setting", make("level", level), make(level, folder), fields(name=name, value=value))
