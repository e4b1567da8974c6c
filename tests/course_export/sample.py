"""A course small enough to read, and one with titles that break careless writers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from winternship_export.course import Course, Section
from winternship_export.source import read_course

HOSTILE = (
    "a < b & c > d",
    "]]>",
    "<script>alert(1)</script>",
    "\"quoted\" 'twice'",
    "&amp; is no &",
    "café 🙂 école",
    "שלום עולם",
    " spaces at both ends ",
    "x" * 300,
    "--> <!--",
    "%s {0} \\n",
)


def hostile_titles() -> st.SearchStrategy[str]:
    """Titles an author might paste: anything XML can hold, with the worst always among it."""
    any_text = st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=60
    ).filter(lambda text: text.strip() and "\ufffe" not in text and "\uffff" not in text)
    return st.sampled_from(HOSTILE) | any_text


def small_course(language: str = "nl", module: str = "W5") -> Course:
    """One module of the course as it is."""
    return read_course("win", language).only([module])


def retitled(course: Course, title: str) -> Course:
    """The course with this title, in every place that has one."""

    def section(one: Section) -> Section:
        lessons = tuple(replace(lesson, title=title, goal=title, monday=title) for lesson in one.lessons)
        quiz = tuple(replace(question, text=title) for question in one.quiz)
        return replace(one, title=title, summary=title, lessons=lessons, quiz=quiz)

    return replace(course, title=title, subtitle=title, sections=tuple(map(section, course.sections)))
