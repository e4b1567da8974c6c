"""The rules of OLX that Open edX breaks silently on, and ids that outlive an edit."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from tests.course_export.sample import small_course
from tests.course_export.writers.olx_reading import (
    LANGUAGES,
    PACKAGES,
    TOOL,
    WAYS,
    WORKS,
    Read,
    members,
    read,
    text,
    write,
    written,
)
from winternship_core.curriculum import Activity
from winternship_core.text import Text
from winternship_export.course import Choice, Course, Html, Lesson, Question, Section, Task, Term
from winternship_export.losses import Losses
from winternship_export.options import Options
from winternship_export.source import read_course
from winternship_export.writers.olx import write as write_files

EVERY = pytest.mark.parametrize(("work", "language"), [(w, la) for w in WORKS for la in LANGUAGES])
EVERY_PACKAGE = pytest.mark.parametrize(("work", "language", "way"), PACKAGES)
FAMILIES = {"course", "chapter", "sequential", "vertical"}
POINTED = {"html", "problem"}
INLINE = {"discussion", "lti_consumer", "winternship_lesson", "winternship_self_assessment"}


def tiny(*parts: Html | Task, key: str = "A1") -> Course:
    """One module of one lesson and one question."""
    question = Question(
        "A-q1",
        "Is it?",
        (Choice("a", "Yes", "It is."), Choice("b", "No", "Look again."), Choice("c", "Maybe", "")),
        "a",
        '<div class="wx-fact" data-fact="F-1"><p>Since 2020.</p></div>',
    )
    lesson = Lesson(key, "First", "You know.", "Do it.", 5, parts, (Term("t", "a word", "its sense"),))
    section = Section("A", "Module A", "About A.", (lesson,), (question,), "What did you try?")
    return Course("tiny", "course", "en", "Tiny", "A course", "Intro.", "All.", "Paid by us.", (section,), ())


def task(key: str) -> Task:
    title = Text(key, key)
    return Task(Activity(key, "checklist", title, title), f"Title {key}", "Do this.", "<p>☐ one</p>", "")


# --- the archive ---


def test_the_archive_holds_regular_files_in_one_folder_and_one_course_xml() -> None:
    data, _ = write(small_course())
    entries = members(data)

    assert all(one.isreg() and one.mode == 0o644 and one.name.startswith("course/") for one in entries)
    assert [one.name for one in entries if one.name.endswith("course.xml")] == ["course/course.xml"]
    assert not any(re.search(r"/\.|~$|\.\.", one.name) for one in entries)
    assert {one.name.count("/") for one in entries if "/static/" in one.name} == {2}


# --- blocks and pointers ---


@EVERY_PACKAGE
def test_blocks_are_of_known_types_and_each_file_is_read_once(work: str, language: str, way: str) -> None:
    _, package, _ = written(work, language, way)
    kinds = {block.tag for block in package.blocks()}
    named = Counter(
        f"course/{node.tag}/{node.get('url_name')}.xml"
        for name, data in package.files.items()
        if name.endswith(".xml")
        for node in _children(data)
        if node.tag not in INLINE
    )
    files = {name for name in package.files if re.match(r"course/[a-z]+/[^/]+\.xml$", name)}

    assert kinds <= POINTED | INLINE
    assert set(named) == files
    assert set(named.values()) == {1}


def _children(data: bytes) -> list[Any]:
    """The blocks that an element of the outline holds; what is in a problem is no block."""
    root = etree.fromstring(data)
    return list(root) if root.tag in FAMILIES else []


@EVERY_PACKAGE
def test_pointers_hold_nothing_but_the_name_and_custom_blocks_stand_in_their_unit(
    work: str, language: str, way: str
) -> None:
    _, package, _ = written(work, language, way)
    for unit in package.units():
        for node in unit:
            if node.tag in INLINE:
                assert len(node.attrib) > 1, "a pointer to a custom block loses every setting"
            else:
                assert set(node.attrib) == {"url_name"}
                assert not len(node)
                assert not (node.text or "").strip()
    assert not any(name.split("/")[1] in INLINE for name in package.files)
    assert set(package.root.attrib) == {"url_name", "org", "course"}


@EVERY_PACKAGE
def test_names_are_unique_over_all_types_and_made_of_plain_characters(
    work: str, language: str, way: str
) -> None:
    _, package, _ = written(work, language, way)
    names = [name for name in _names(package) if name]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[0-9a-f]{32}", name) for name in names)


def _names(package: Read) -> list[str]:
    outline = [*package.root, *(n for one in package.chapters() for n in one)]
    outline += [n for one in package.sequences() for n in one]
    return [node.get("url_name") for node in outline] + [
        n.get("url_name") for u in package.units() for n in u
    ]


# --- settings of the course ---


@EVERY
def test_the_policy_opens_the_course_in_its_language(work: str, language: str) -> None:
    course, package, _ = written(work, language)
    policy = package.policy

    assert dict(package.root.attrib) == {
        "url_name": "course",
        "org": "VIPatWork",
        "course": f"{work}-{language}".upper(),
    }
    assert policy["display_name"] == course.title
    assert policy["language"] == language
    assert policy["self_paced"] is True
    assert policy["start"] == "2020-01-01T00:00:00Z"
    assert policy["tabs"][0]["type"] == "courseware", "Open edX refuses any other first tab"
    assert package.files[f"course/static/{policy['course_image']}"].startswith(b"\x89PNG")
    assert json.loads(package.files["course/policies/assets.json"]) == {}
    assert all(data.isascii() for name, data in package.files.items() if name.endswith(".json"))
    assert 0 < len(package.files["course/about/short_description.html"].decode()) <= 150


@EVERY
def test_graded_sequences_are_of_the_one_kind_that_the_grading_policy_knows(work: str, language: str) -> None:
    _, package, _ = written(work, language)
    grading = json.loads(package.files["course/policies/course/grading_policy.json"])
    (kind,) = grading["GRADER"]
    graded = [one for one in package.sequences() if one.get("graded") == "true"]

    assert {one.get("format") for one in graded} <= {kind["type"]}
    assert all(int(one.get("relative_weeks_due")) >= 1 for one in graded)
    assert kind["weight"] == 1
    assert kind["drop_count"] == 0
    assert kind["min_count"] == max(1, len(graded))
    assert grading["GRADE_CUTOFFS"] == {"Pass": 0.6}
    hidden = {tab["type"] for tab in package.policy["tabs"] if tab.get("is_hidden")}
    assert hidden == (set() if graded else {"progress", "dates"})
    assert not any(one.get("due") or one.get("start") for one in package.sequences())


def test_the_pass_mark_is_the_one_that_was_asked_for() -> None:
    files = write_files(small_course(), Options(pass_mark=75), Losses())

    assert json.loads(files["course/policies/course/grading_policy.json"])["GRADE_CUTOFFS"] == {"Pass": 0.75}


@pytest.mark.parametrize(
    ("way", "advanced"),
    [
        ("blocks", ["winternship_lesson", "winternship_self_assessment"]),
        ("lti", ["lti_consumer"]),
        ("paper", []),
    ],
)
def test_the_course_allows_the_custom_blocks_it_uses(way: str, advanced: list[str]) -> None:
    _, package, _ = written("win", "nl", way)

    assert package.policy["advanced_modules"] == advanced


# --- what is in a unit ---


def test_a_problem_has_a_word_to_each_choice_and_what_the_answer_rests_on() -> None:
    data, _ = write(tiny(Html("<p>Read.</p>")))
    (problem,) = read(data).blocks("problem")

    assert etree.tostring(problem, encoding="unicode") == (
        '<problem display_name="Question 1" showanswer="attempted" grading_method="highest_score" '
        'rerandomize="never"><multiplechoiceresponse><label>Is it?</label><choicegroup type="MultipleChoice">'
        '<choice correct="true" name="a">Yes<choicehint>It is.</choicehint></choice>'
        '<choice correct="false" name="b">No<choicehint>Look again.</choicehint></choice>'
        '<choice correct="false" name="c">Maybe</choice>'
        '</choicegroup></multiplechoiceresponse><solution><div class="detailed-solution"><p>It is.</p>'
        '<div class="wx-fact" data-fact="F-1" '
        'style="border-left:4px solid #1f6f78;background:#f2f7f7;padding:0.5em 1em;margin:1em 0">'
        "<p>Since 2020.</p></div></div></solution></problem>"
    )


def test_a_lesson_is_one_unit_whose_pages_end_where_an_activity_begins() -> None:
    data, _ = write(tiny(Html("<p>One.</p>"), task("A1-x"), task("A1-y"), Html("<p>Two.</p>")))
    package = read(data)
    unit = list(package.units())[1]

    said = ["".join(text(package.page(package.whole(node))).split()) for node in unit]
    assert said == [
        "Afterthislesson:Youknow.About5minutesOne.",
        "TitleA1-xDothis.☐one",
        "TitleA1-yDothis.☐one",
        "Two.TodoonMondayDoit.Wordsinthislessonaworditssense",
    ]
    assert unit.get("discussion_enabled") == "false"


def test_people_exchange_in_a_block_and_where_discussions_are_new_beside_the_unit() -> None:
    data, losses = write(tiny())
    package = read(data)
    (talk,) = package.blocks("discussion")
    talking = [unit for unit in package.units() if unit.get("discussion_enabled") == "true"]

    assert dict(talk.attrib) == {
        "url_name": talk.get("discussion_id"),
        "display_name": "Exchange: Module A",
        "discussion_id": talk.get("url_name"),
        "discussion_category": "Module A",
        "discussion_target": "Exchange: Module A",
    }
    assert [unit.get("display_name") for unit in talking] == ["Exchange: Module A"]
    assert text(package.unit_page(talking[0])) == "What did you try?"
    assert [(loss.key, loss.degree) for loss in losses if loss.item == "exchange"] == [("A", "changed")]


# --- links ---


@EVERY_PACKAGE
def test_links_lead_to_units_words_and_files_that_are_there(work: str, language: str, way: str) -> None:
    _, package, _ = written(work, language, way)
    units = {node.get("url_name") for one in package.sequences() for node in one}
    for page in package.pages():
        places = {one.get("id") for one in page.xpath("//*[@id]")}
        for link in page.xpath("//a/@href"):
            kind, _, target = link.rpartition("/")
            if link.startswith("#"):
                assert link[1:] in places
            elif kind == "/jump_to_id":
                assert target in units
            else:
                assert link.startswith("https://")
        for source in page.xpath("//img/@src"):
            assert f"course{source}" in package.files
    everything = b"".join(package.files.values())
    assert not re.search(rb'(href|src)="(lesson|term|picture):', everything)


def test_a_lesson_that_stays_behind_is_named_without_a_link() -> None:
    whole = read_course("win", "en")
    (section,) = whole.only(["W5"]).sections
    linking = replace(section.lessons[0], parts=(Html('<p>See <a href="lesson:W1.1">that one</a>.</p>'),))
    course = replace(whole, sections=(replace(section, lessons=(linking,)),), pictures=())
    data, losses = write(course)

    assert b"<span>that one</span>" in b"".join(read(data).files.values())
    assert ("lesson", "W1.1", "changed") in {(loss.item, loss.key, loss.degree) for loss in losses}
    assert not losses.keys("lesson")


# --- activities ---


def test_our_blocks_say_what_they_show_and_give_no_grade() -> None:
    course, package, losses = written("win", "en", "blocks")
    lessons = package.blocks("winternship_lesson")
    (scan,) = package.blocks("winternship_self_assessment")
    first = course.tasks[1]

    assert {block.get("graded_by") for block in lessons} == {"none"}
    assert {block.get("work") for block in lessons} == {"win"}
    assert scan.get("gives_grade") == "false"
    assert (lessons[0].get("shows"), lessons[0].get("display_name")) == (first.key, first.title)
    assert "work" in {loss.item for loss in losses}, "who has no such blocks must be told"


def test_links_to_the_tool_carry_no_key_and_share_one_registration() -> None:
    _, package, losses = written("win", "en", "lti")
    links = package.blocks("lti_consumer")

    for link in links:
        assert link.get("lti_version") == "lti_1p3"
        assert link.get("lti_1p3_launch_url") == f"{TOOL}/lti/launch"
        assert link.get("lti_1p3_oidc_url") == f"{TOOL}/lti/login"
        assert link.get("lti_1p3_tool_keyset_url") == f"{TOOL}/lti/jwks"
        assert link.get("has_score") is None
        assert not {"lti_id", "launch_url", "lti_1p3_tool_public_key", "lti_1p3_client_id"} & set(link.attrib)
    assert len({link.get("lti_1p3_passport_id") for link in links}) == 1
    assert "lti_passports" not in package.policy
    assert any("client id" in loss.instead.en for loss in losses if loss.item == "work")


def test_on_paper_an_exercise_keeps_its_case_its_questions_and_its_fields() -> None:
    course, package, losses = written("win", "en", "paper")
    exercise = next(task for task in course.tasks if task.questions)
    unit = next(
        unit
        for unit in package.units()
        if any(one.get("data-activity") == exercise.key for one in package.unit_page(unit).iter())
    )
    kinds = [node.tag for node in unit]
    start = kinds.index("problem")

    assert kinds[start - 1 : start + len(exercise.questions)] == [
        "html",
        *["problem"] * len(exercise.questions),
    ]
    assert {loss.degree for loss in losses if loss.item == "activity"} == {"changed"}
    assert not losses.keys("question")


@pytest.mark.parametrize("way", WAYS)
def test_losses_are_said_in_both_languages(way: str) -> None:
    for work in WORKS:
        _, _, losses = written(work, "nl", way)
        for loss in losses:
            for said in (loss.what, loss.instead):
                assert said.nl.endswith(".")
                assert said.en.endswith(".")
                assert said.nl != said.en


# --- ids ---


@pytest.mark.parametrize("way", WAYS)
def test_both_languages_share_all_names(way: str) -> None:
    for work in WORKS:
        dutch, english = (written(work, language, way)[1] for language in LANGUAGES)
        assert _names(dutch) == _names(english)


def test_an_edited_course_keeps_its_names() -> None:
    before = tiny(Html("<p>One.</p>"), task("A1-x"), Html("<p>Two.</p>"))
    section = before.sections[0]
    lesson = replace(
        section.lessons[0], title="Other", parts=(Html("<p>New.</p>"), *section.lessons[0].parts[1:])
    )
    quiz = (replace(section.quiz[0], text="Really?", choices=section.quiz[0].choices[::-1]),)
    after = replace(
        before, title="New", sections=(replace(section, title="B", lessons=(lesson,), quiz=quiz),)
    )

    old, new = (read(write(course)[0]) for course in (before, after))
    assert _names(old) == _names(new)
    assert [one.get("name") for one in new.blocks("problem")[0].iter("choice")] == ["c", "b", "a"]


def test_one_more_activity_leaves_the_others_their_names() -> None:
    old, new = (
        set(_names(read(write(tiny(*parts))[0])))
        for parts in (
            (Html("<p>1</p>"), task("A1-x"), Html("<p>2</p>")),
            (Html("<p>1</p>"), task("A1-new"), Html("<p>0</p>"), task("A1-x"), Html("<p>2</p>")),
        )
    )

    assert old < new
    assert len(new - old) == 2


def test_works_share_no_names() -> None:
    names = [set(_names(written(work, "nl")[1])) for work in WORKS]

    assert sum(map(len, names)) == len(set().union(*names))
