"""A Moodle backup that was made after editing, taken apart by the ID numbers that our export gave its activities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import html

from winternship_export.course import Course
from winternship_export.importing.found import Found, FoundQuestion, read_page, words_of
from winternship_export.pack import Files
from winternship_export.xmlkit import Element, parse

_SHORT_NAME: Final = re.compile(r"-([a-z]{2})(?:_\d+)?$")  # a second copy on a site gets a number


def keys_in_moodle(files: Files) -> set[str]:
    """The ID numbers in a backup; ours are authors' keys."""
    return {key for key, _, _ in _activities(files)}


def language_in_moodle(files: Files) -> str:
    """The course's language; a site without the language pack empties it, so its short name is asked too."""
    course = parse(files["course/course.xml"])
    named = _SHORT_NAME.search(course.findtext("shortname", "").lower())
    return course.findtext("lang") or (named[1] if named else "")


def find_in_moodle(files: Files, course: Course) -> Found:
    """The texts of a backup."""
    found = Found(course.key, course.language)
    lessons = {lesson.key for lesson in course.lessons}
    units = {key: folder for key, kind, folder in _activities(files) if kind == "page"}
    for key, folder in units.items():
        page = parse(files[f"{folder}/page.xml"]).find("page")
        if page is None or key not in lessons:
            if key != "about":
                found.notes.append(
                    f"the page {key!r} is not of this course; copy what you want to keep by hand"
                )
            continue
        title, content = page.findtext("name", ""), page.findtext("content", "")
        found.lessons[key] = read_page(content, title, course.language, found.notes)
    found.titles.update(_section_titles(files, course))
    choices = {question.key: [one.name for one in question.choices] for question in course.questions}
    for entry in parse(files["questions.xml"]).iterfind(".//question_bank_entry"):
        key = entry.findtext("idnumber", "")
        question = entry.find(".//question")
        if key in choices and question is not None:
            found.questions[key] = _question(question, choices[key])
    return found


def _activities(files: Files) -> Iterator[tuple[str, str, str]]:
    """ID number, kind and folder of each activity."""
    for activity in parse(files["moodle_backup.xml"]).iterfind(".//contents/activities/activity"):
        folder = activity.findtext("directory", "")
        module = parse(files[f"{folder}/module.xml"])
        key = module.findtext("idnumber") or activity.findtext("title") or folder
        yield key, activity.findtext("modulename", ""), folder


def _section_titles(files: Files, course: Course) -> dict[str, str]:
    """Sections have no key in Moodle: the one that holds a module's first lesson is that module's."""
    owners = {section.lessons[0].key: section.key for section in course.sections}
    names = {}
    for section in parse(files["moodle_backup.xml"]).iterfind(".//contents/sections/section"):
        body = parse(files[f"{section.findtext('directory', '')}/section.xml"])
        names[section.findtext("sectionid", "")] = body.findtext("name", "")
    titles = {}
    for activity in parse(files["moodle_backup.xml"]).iterfind(".//contents/activities/activity"):
        module = parse(files[f"{activity.findtext('directory', '')}/module.xml"])
        owner = owners.get(module.findtext("idnumber") or "")
        if owner:
            titles[owner] = names.get(activity.findtext("sectionid", ""), "")
    return titles


def _question(question: Element, names: list[str]) -> FoundQuestion:
    answers = list(question.iter("answer"))
    texts = [_words(answer.findtext("answertext", "")) for answer in answers]
    feedback = [_words(answer.findtext("feedback", "")) for answer in answers]
    return FoundQuestion(
        text=_words(question.findtext("questiontext", "")),
        choices=dict(zip(names, texts, strict=False)),
        feedback=dict(zip(names, feedback, strict=False)),
    )


def _words(text: str) -> str:
    return words_of(html.fragment_fromstring(text, create_parent="div")) if text.strip() else ""
