"""The curriculum as one course in one language: all of it, well-formed, with references that a writer can point."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from lxml import etree, html

from winternship_core.curriculum import Reference, load_work
from winternship_export.course import Course, Html
from winternship_export.errors import UnknownModule
from winternship_export.pages import about_xhtml, lesson_xhtml, task_form, task_sheet, term_anchor
from winternship_export.source import LANGUAGES, WORKS, read_course
from winternship_export.xhtml import addressed, fragment, plain

from .sample import hostile_titles, retitled, small_course

COURSES = [(work, language) for work in WORKS for language in LANGUAGES]


@pytest.fixture(params=COURSES, ids="-".join)
def course(request: pytest.FixtureRequest) -> Course:
    return read_course(*request.param)


def shown(course: Course) -> Iterator[tuple[str, str]]:
    """Each lesson as HTML, once with sheets and once with forms."""
    for lesson in course.lessons:
        for show in (task_sheet, task_form):
            text = lesson_xhtml(lesson, course.language, show)
            yield (
                lesson.key,
                addressed(
                    text,
                    lesson=lambda key: f"{key}.html",
                    picture=lambda key: f"{key}.svg",
                    term=lambda key, where=lesson.key: f"#{term_anchor(where, key)}",  # type: ignore[misc]
                    styles=True,
                ),
            )


def test_everything_of_the_work_is_there(course: Course) -> None:
    work = load_work(course.key)
    questions = [one for module in work.modules for one in module.quiz]
    questions += [
        one
        for module in work.modules
        for activity in module.activities.values()
        for one in activity.questions
    ]

    assert [one.key for one in course.lessons] == [one.key for one in work.lessons()]
    assert {one.key for one in course.tasks} == {key for module in work.modules for key in module.activities}
    assert sorted(one.key for one in course.questions) == sorted(one.key for one in questions)
    assert {one.key: one.right for one in course.questions} == {one.key: one.right for one in questions}
    for lesson, written in zip(course.lessons, work.lessons(), strict=True):
        kinds = [block.kind for block in written.body.nl if isinstance(block, Reference)]
        text = "".join(part.xhtml for part in lesson.parts if isinstance(part, Html))
        assert text.count("data-picture=") == kinds.count("picture")
        assert text.count("data-slot=") == kinds.count("slot")
        assert text.count("data-fact=") >= kinds.count("fact")


def test_every_page_is_the_same_to_an_xml_and_an_html_parser(course: Course) -> None:
    for key, page in shown(course):
        as_xml = etree.fromstring(f"<div>{page}</div>")
        as_html = html.fragment_fromstring(page, create_parent="div")

        assert [one.tag for one in as_xml.iter(etree.Element)] == [
            one.tag for one in as_html.iter(etree.Element)
        ], key


def test_ids_on_a_page_are_used_once_and_links_to_words_lead_to_them(course: Course) -> None:
    for key, page in shown(course):
        root = etree.fromstring(f"<div>{page}</div>")
        ids = [one.get("id") for one in root.iter(etree.Element) if one.get("id")]
        links = {one.get("href", "")[1:] for one in root.iter("a") if one.get("href", "").startswith("#")}

        assert len(ids) == len(set(ids)), key
        assert links <= set(ids), key
        assert 'href="lesson:' not in page
        assert 'src="picture:' not in page


def test_every_field_has_a_label(course: Course) -> None:
    for task in course.tasks:
        root = fragment(task.form)
        labelled = {label.get("for") for label in root.iter("label")}
        for field in root.iter("input", "select", "textarea"):
            inside = any(parent.tag == "label" for parent in field.iterancestors())
            assert inside or field.get("id") in labelled or field.get("aria-label"), task.key


def test_no_two_fields_of_an_activity_share_a_name_unless_they_are_one_choice(course: Course) -> None:
    for task in course.tasks:
        names = [
            (one.get("name"), one.get("value"))
            for one in fragment(task.form).iter("input", "select", "textarea")
        ]
        assert len(names) == len(set(names)), task.key


def test_every_copy_carries_the_notice_of_the_funder(course: Course) -> None:
    assert "VIP@Work" in course.notice
    assert course.notice in plain(about_xhtml(course, course.language))


def test_a_fact_says_when_to_check_it_again_whatever_the_day_of_the_export(course: Course) -> None:
    again = "opnieuw na" if course.language == "nl" else "Check it again after"
    facts = [box for _, page in shown(course) for box in etree.fromstring(f"<div>{page}</div>").iter("div")]
    labels = [
        plain(etree.tostring(box, encoding="unicode", with_tail=False))
        for box in facts
        if box.get("data-fact")
    ]

    assert labels or course.key in ("handbook", "blueprint")
    assert all(again in label for label in labels)


def test_the_course_may_be_cut_to_some_modules() -> None:
    cut = read_course("win", "nl").only(["W5", "W2"])

    assert [section.key for section in cut.sections] == ["W2", "W5"]
    assert {picture.key for picture in cut.pictures} < {
        picture.key for picture in read_course("win", "nl").pictures
    }


def test_an_unknown_module_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownModule, match="win has no module 'W77'; choose from W0, W1"):
        read_course("win", "nl").only(["W77"])


@given(hostile_titles())
def test_a_hostile_title_stays_text(title: str) -> None:
    lesson = retitled(small_course(), title).lessons[0]
    page = lesson_xhtml(lesson, "nl", task_sheet)

    goal = next(one for one in fragment(page).iter("div") if one.get("class") == "wx-goal")
    assert " ".join(title.split()) in " ".join("".join(map(str, goal.itertext())).split())
