"""Which work and language an edited package is of, and what an author would have to change to get it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path
from typing import Final

from winternship_export.course import Course
from winternship_export.errors import PackageError
from winternship_export.exporting import export
from winternship_export.importing.found import Found
from winternship_export.importing.moodle import find_in_moodle, keys_in_moodle, language_in_moodle
from winternship_export.importing.openedx import find_in_open_edx, keys_in_open_edx, language_in_open_edx
from winternship_export.importing.planning import Plan
from winternship_export.pack import Files, unpacked
from winternship_export.reading import read_package
from winternship_export.source import LANGUAGES, WORKS, read_course


@dataclass(frozen=True, slots=True)
class Origin:
    """How one kind of package is taken apart."""

    format: str
    keys: Callable[[Files], set[str]]
    language: Callable[[Files], str]
    find: Callable[[Files, Course], Found]


ORIGINS: Final = {
    one.format: one
    for one in (
        Origin("mbz", keys_in_moodle, language_in_moodle, find_in_moodle),
        Origin("olx", keys_in_open_edx, language_in_open_edx, find_in_open_edx),
    )
}


def plan_import(data: bytes, content: Path | None = None) -> Plan:
    """What was edited in a package, as changes of the curriculum in ``content`` (of the installed one by default).

    Compared is with an export of the curriculum as it is now, so only what differs is planned. Raises
    :class:`PackageError` for a package of another format or another course.
    """
    read = read_package(data)
    if read.format not in ORIGINS:
        raise PackageError(f"edits come home from {', '.join(ORIGINS)}; this is {read.format}")
    origin = ORIGINS[read.format]
    course = _course(origin, read.files)
    own = unpacked(export(course.key, course.language, origin.format).data)
    plan = Plan(
        course, content or Path(str(package_files("winternship_core.curriculum").joinpath("content")))
    )
    plan.compare(origin.find(own, course), origin.find(read.files, course))
    return plan


def _course(origin: Origin, files: Files) -> Course:
    keys, language = origin.keys(files), origin.language(files)
    if language not in LANGUAGES:
        raise PackageError(
            f"the package's language is {language!r}; edits come home in {', '.join(LANGUAGES)}"
        )
    works = [read_course(work, language) for work in WORKS]
    shared = {course.key: len(keys & {lesson.key for lesson in course.lessons}) for course in works}
    best = max(works, key=lambda course: shared[course.key])
    if not shared[best.key]:
        raise PackageError("no lesson of ours is in this package: its ids are not those of an export")
    return best
