"""A course that Studio exported after editing, taken apart by the names that our export gave its blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from winternship_export.course import Course, Lesson, Question
from winternship_export.importing.found import Found, FoundQuestion, read_page, words_of
from winternship_export.pack import Files
from winternship_export.source import WORKS, read_course
from winternship_export.writers.olx.attributes import title_of
from winternship_export.writers.olx.naming import Names
from winternship_export.xmlkit import Element, parse


def keys_in_open_edx(files: Files) -> set[str]:
    """The authors' keys of the lessons in a course."""
    blocks = _Blocks.of(files)
    return {
        lesson.key
        for work in WORKS
        for lesson in read_course(work, "nl").lessons
        if blocks.element("vertical", Names(work).lesson(lesson)) is not None
    }


def language_in_open_edx(files: Files) -> str:
    """The course's language, from its policy."""
    for name, data in files.items():
        if name.endswith("/policy.json"):
            for settings in json.loads(data).values():
                return str(settings.get("language", ""))
    return ""


def find_in_open_edx(files: Files, course: Course) -> Found:
    """The texts of a course."""
    found, blocks, names = Found(course.key, course.language), _Blocks.of(files), Names(course.key)
    for section in course.sections:
        chapter = blocks.element("chapter", names.section(section))
        if chapter is not None:
            found.titles[section.key] = title_of(chapter.get("display_name", ""))
        for lesson in section.lessons:
            unit = blocks.element("vertical", names.lesson(lesson))
            sequence = blocks.element("sequential", names.lesson(lesson, "sequence"))
            if unit is None or sequence is None:
                continue
            xhtml = "\n".join(_parts(unit, lesson, names, blocks))
            title = title_of(sequence.get("display_name", ""))
            found.lessons[lesson.key] = read_page(xhtml, title, course.language, found.notes)
    for question in course.questions:
        element = blocks.element("problem", names.question(question))
        if element is not None:
            found.questions[question.key] = _question(element, question)
    return found


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The files of a course by type and name of block, wherever its root is."""

    files: Files
    root: str

    @classmethod
    def of(cls, files: Files) -> _Blocks:
        start = min((name for name in files if name.endswith("course.xml")), key=len)
        return cls(files, start.removesuffix("course.xml"))

    def element(self, kind: str, name: str) -> Element | None:
        data = self.files.get(f"{self.root}{kind}/{name}.xml")
        return parse(data) if data else None

    def text(self, name: str) -> str:
        """The text of an HTML block, whatever Studio called its file."""
        element = self.element("html", name)
        filename = element.get("filename", name) if element is not None else name
        return self.files.get(f"{self.root}html/{filename}.html", b"").decode()


def _parts(unit: Element, lesson: Lesson, names: Names, blocks: _Blocks) -> Iterator[str]:
    """The text of a unit with a mark where each activity stands, in whichever of three ways it came along."""
    places = {names.task(task): task.key for task in lesson.tasks}
    rests = {names.task(task, "fields") for task in lesson.tasks}
    for block in unit:
        name = block.get("url_name", "")
        if name in places:
            yield f'<div data-activity="{places[name]}"></div>'
        elif block.tag == "html" and name not in rests:
            yield blocks.text(name)


def _question(element: Element, question: Question) -> FoundQuestion:
    """The texts of a problem; they are HTML in there, and plain in the curriculum."""
    label = element.find(".//label")
    choices, feedback = {}, {}
    for place, choice in enumerate(element.iter("choice")):
        name = choice.get("name") or question.choices[min(place, len(question.choices) - 1)].name
        hint = choice.find("choicehint")
        said = words_of(hint) if hint is not None else ""
        choices[name] = unescape(words_of(choice).removesuffix(said).strip())
        feedback[name] = unescape(said)
    return FoundQuestion(unescape(words_of(label)) if label is not None else "", choices, feedback)
