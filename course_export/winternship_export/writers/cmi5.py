"""cmi5: one package is one assignable unit with all its pages.

Source: the cmi5 specification, 13 (course structure) and 14 (packages); https://github.com/AICC/CMI-5_Spec_Current.
"""

from __future__ import annotations

from typing import Final

from winternship_export.course import Course
from winternship_export.ids import guid
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.pack import Files
from winternship_export.screens.shortfalls import note_common
from winternship_export.screens.single_page import INDEX, has_quiz, package_title, single_page
from winternship_export.texts import EXCHANGE_PROMPT
from winternship_export.xmlkit import Element, Maker, dump

STRUCTURE: Final = "cmi5.xml"
LESSON: Final = "http://adlnet.gov/expapi/activities/lesson"
_m: Final = Maker("https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd")


def write(course: Course, options: Options, losses: Losses) -> Files:
    """A cmi5 package; it may hold one module or more."""
    note_common(course, losses, EXCHANGE_PROMPT)
    files = single_page(course, options, "cmi5", iri(course, "unit"))
    files[STRUCTURE] = dump(_structure(course, options))
    return files


def iri(course: Course, kind: str) -> str:
    """The publisher's id of what is in the package: the same for Dutch and English, and it belongs to no site."""
    return f"urn:uuid:{guid(course.key, kind, *(section.key for section in course.sections))}"


def _structure(course: Course, options: Options) -> Element:
    summary = " ".join(section.summary for section in course.sections)
    rules = {"moveOn": "Completed"}
    if has_quiz(course):
        rules = {"moveOn": "CompletedAndPassed", "masteryScore": f"{options.pass_mark / 100:g}"}
    return _m(
        "courseStructure",
        _m(
            "course",
            _said(course, "title", f"{course.title}: {package_title(course)}"),
            _said(course, "description", course.intro),
            id=iri(course, "course"),
        ),
        _m(
            "au",
            _said(course, "title", package_title(course)),
            _said(course, "description", summary),
            _m("url", INDEX),
            id=iri(course, "unit"),
            launchMethod="AnyWindow",
            activityType=LESSON,
            **rules,
        ),
    )


def _said(course: Course, tag: str, text: str) -> Element:
    return _m(tag, _m("langstring", text, lang=course.language))
