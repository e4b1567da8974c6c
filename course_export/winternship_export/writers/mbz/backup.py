"""All files of the backup: the course, its sections and activities, the question bank, and what must be there empty."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from winternship_export.course import Course
from winternship_export.losses import Losses
from winternship_export.pack import Files
from winternship_export.writers.mbz import stored
from winternship_export.writers.mbz.activity import NO_ROLES, ActivityFiles
from winternship_export.writers.mbz.addresses import Numbers
from winternship_export.writers.mbz.elements import HTML_FORMAT, NOW, fields, make
from winternship_export.writers.mbz.manifest import CourseName, manifest, section_directory
from winternship_export.writers.mbz.names import LONGEST_COURSE, Names
from winternship_export.writers.mbz.questions import Banks
from winternship_export.writers.mbz.units import Part
from winternship_export.xmlkit import Element, dump

LANGUAGES: Final = {"nl": "Nederlands", "en": "English"}
# The restore stops at "Backup is missing XML file" without these.
_EMPTY: Final = {
    "roles.xml": "roles_definition",
    "groups.xml": "groups",
    "scales.xml": "scales_definition",
    "outcomes.xml": "outcomes_definition",
}


def backup_files(course: Course, parts: Sequence[Part], losses: Losses) -> Files:
    """The files of a backup with these sections."""
    numbers = Numbers(course.key)
    name = course_name(course, losses)
    units = [unit for part in parts for unit in part.units]
    categories = [row for unit in units if unit.bank for row in Banks(numbers).categories(unit, unit.bank)]
    made = {
        "moodle_backup.xml": manifest(numbers, name, parts),
        "course/course.xml": _course(course, numbers, name),
        "questions.xml": make("question_categories", categories),
        "files.xml": make("files", stored.rows(numbers, units)),
        **{path: make(root) for path, root in _EMPTY.items()},
    }
    files = {path: dump(root) for path, root in made.items()}
    files["course/roles.xml"] = NO_ROLES
    files |= stored.blobs(units)
    activities = ActivityFiles(numbers)
    for number, part in enumerate(parts):
        files |= _section(numbers, part, number)
        for unit in part.units:
            files |= activities.of(unit, part.key, number)
    return files


def course_name(course: Course, losses: Losses) -> CourseName:
    """The names of the course. They tell the language, for Moodle adds "copy 1" to the second of two that are alike."""
    language = f" ({LANGUAGES.get(course.language, course.language)})"
    title = Names(losses)(course.title, "work", course.key, LONGEST_COURSE - len(language))
    return CourseName(title + language, f"{course.key}-{course.language}")


def _course(course: Course, numbers: Numbers, name: CourseName) -> Element:
    columns = fields(
        shortname=name.short,
        fullname=name.full,
        idnumber="",
        summary=_summary(course),
        summaryformat=HTML_FORMAT,
        format="topics",
        showgrades=1,
        newsitems=0,  # no forum that our course does not know of
        startdate=NOW,
        enddate=0,
        marker=0,
        maxbytes=0,
        legacyfiles=0,
        showreports=0,
        visible=1,
        groupmode=0,
        groupmodeforce=0,
        defaultgroupingid=0,
        lang=course.language,
        theme="",
        timecreated=NOW,
        timemodified=NOW,
        requested=0,
        showactivitydates=0,
        showcompletionconditions=1,
        enablecompletion=1,
        completionstartonenrol=0,
        completionnotify=0,
        hiddensections=1,
        coursedisplay=0,
    )
    return make("course", columns, id=numbers("course", "course"), contextid=numbers("context", "course"))


def _summary(course: Course) -> str:
    texts = (course.subtitle, course.intro, course.audience, course.notice)
    return "".join(f"<p>{escape(text)}</p>" for text in texts if text)


def _section(numbers: Numbers, part: Part, number: int) -> Files:
    folder = section_directory(numbers, part)
    sequence = ",".join(str(numbers("unit", unit.key)) for unit in part.units)
    columns = fields(
        number=number,
        name=part.name,
        summary=part.summary,
        summaryformat=HTML_FORMAT,
        sequence=sequence,
        visible=1,
        availabilityjson=None,
        timemodified=NOW,
    )
    root = make("section", columns, id=numbers("section", part.key))
    return {f"{folder}/section.xml": dump(root), f"{folder}/inforef.xml": dump(make("inforef"))}
