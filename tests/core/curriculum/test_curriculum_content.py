"""What the four works hold: all that was promised, in both languages, and nothing that may not be said."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from winternship_core.assessment import load_instrument
from winternship_core.curriculum import (
    Lesson,
    Work,
    load_country,
    load_glossary,
    load_work,
    load_works,
    running_text,
)
from winternship_core.curriculum.checking import texts_of, texts_of_question
from winternship_core.curriculum.markdown import Reference
from winternship_core.curriculum.report import reading
from winternship_core.curriculum.whole import check_all
from winternship_core.facts import load_facts

WIN = {"W0": 1, "W1": 3, "W2": 3, "W3": 3, "W4": 3, "W5": 4, "W6": 6, "W7": 4, "W8": 3, "W9": 3}
FAST = ["W0.1", "W1.1", "W1.2", "W2.2", "W3.2", "W4.1", "W5.1", "W5.2", "W6.1", "W6.4", "W6.5", "W7.2"]
QUESTIONS = {"W1": 3, "W2": 3, "W3": 3, "W4": 3, "W5": 4, "W6": 6, "W7": 4, "W8": 2, "W9": 2}
HANDBOOK = [f"H{number}" for number in range(1, 13)]
BLUEPRINT = [f"P{number}" for number in range(11)]
HANDBOOK_TEMPLATES = [
    "H4-firm",
    "H4-student",
    "H4-talk",
    "H4-week2",
    "H6-signal",
    "H4-vacancy",
    "H9-event",
    "H11-month",
    "HS.1-opening",
    "H5-access",
]
BLUEPRINT_TEMPLATES = [
    "P3-map",
    "P4-directory",
    "P9-memorandum",
    "P6-plan",
    "P2-region",
    "P10-agenda",
    "P10-fairness",
    "P10-year",
    "P8-onboarding",
]
LESSONS = [(work, lesson) for work in load_works() for lesson in work.lessons()]
NAMES = [lesson.key for _, lesson in LESSONS]

# What nobody may be promised (domain B.0, rule 5, and 0.2).
PROMISES = {
    "nl": (
        r"je krijgt \S+ ?euro",
        r"kost (?:je )?niets",
        r"(?:is|een) formaliteit",
        r"gegarandeerd",
        r"vier jaar geldig",
        r"altijd subsidie",
    ),
    "en": (
        r"you (?:will )?(?:get|receive) \S+ ?euro",
        r"costs? (?:you )?nothing",
        r"(?:is|mere) formality",
        r"guaranteed",
        r"valid for four years",
        r"always (?:a )?subsid",
    ),
}


def test_nothing_breaks_the_rules_for_authors() -> None:
    assert check_all() == ()


def test_the_course_has_its_modules_lessons_and_fast_lane() -> None:
    win = load_work("win")
    assert {module.key: len(module.lessons) for module in win.modules} == WIN
    assert [lesson.key for lesson in win.lessons() if lesson.fast] == FAST
    assert 270 <= sum(lesson.minutes for lesson in win.lessons()) <= 330, "about five hours"
    assert sum(lesson.minutes for lesson in win.lessons() if lesson.fast) <= 130


def test_every_lesson_is_short_enough_for_a_quiet_moment() -> None:
    minutes = {lesson.key: lesson.minutes for lesson in load_work("win").lessons() if lesson.key != "W0.1"}
    assert {key: n for key, n in minutes.items() if not 6 <= n <= 12} == {}


def test_each_quiz_has_its_questions() -> None:
    win = load_work("win")
    for key, least in QUESTIONS.items():
        assert len(win.module(key).quiz) >= least
    broker = load_work("broker")
    assert len(broker.module("I3").quiz) == 25
    assert all(question.facts for question in broker.module("I3").quiz)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        *(("W1-q1", "SUB-1"), ("W2-q1", "REC-4"), ("W2-q2", "POK-1"), ("W2-q3", "BBL-1"), ("W3-q1", "REC-7")),
        *(
            ("W3-q2", "REC-1"),
            ("W4-q3", "ILO-1"),
            ("W5-q1", "FAIR-1"),
            ("W5-q4", "FAIR-4"),
            ("W6-q1", "SAF-3"),
        ),
        *(("W6-q2", "SAF-3"), ("W6-q3", "LIA-1"), ("W6-q5", "PAY-1"), ("W6-q6", "PRI-1"), ("W7-q2", "SAF-5")),
        *(("W8-q1", "POK-8"), ("W9-q1", "REC-11"), ("W9-q2", "INT-1")),
    ],
)
def test_an_answer_names_the_fact_it_rests_on(question: str, fact: str) -> None:
    found = {one.key: one for module in load_work("win").modules for one in module.quiz}
    assert fact in found[question].facts


def test_right_answers_stand_at_different_places() -> None:
    for work in load_works():
        places = [
            [choice.name for choice in question.choices].index(question.right)
            for module in work.modules
            for question in module.quiz
        ]
        if places:
            assert max(Counter(places).values()) <= 0.5 * len(places)


@pytest.mark.parametrize(("work", "chapters"), [("handbook", HANDBOOK), ("blueprint", BLUEPRINT)])
def test_every_chapter_is_there(work: str, chapters: list[str]) -> None:
    assert set(chapters) <= {lesson.key for lesson in load_work(work).lessons()}


@pytest.mark.parametrize(
    ("work", "templates"), [("handbook", HANDBOOK_TEMPLATES), ("blueprint", BLUEPRINT_TEMPLATES)]
)
def test_every_template_can_be_filled_in(work: str, templates: list[str]) -> None:
    for key in templates:
        activity = load_work(work).activity(key)
        assert activity.template
        assert activity.fields or activity.items


def test_the_step_plan_has_twelve_steps() -> None:
    (table,) = [
        field for field in load_work("handbook").activity("HS.1-plan").fields if field.kind == "table"
    ]
    assert len(table.fixed) == 12


def test_the_learning_place_asks_what_a_vacancy_needs() -> None:
    fields = {field.name: field for field in load_work("win").activity("W4.1-place").fields}
    assert set(fields) == {"title", "occupation", "crebo", "level", "route", "tasks"}
    columns = [column.name for column in fields["tasks"].columns]
    assert columns == ["task", "process", "here", "independence", "risks", "age", "guide"]


def test_every_lesson_the_self_assessment_points_to_is_there() -> None:
    lessons = {lesson.key for lesson in load_work("win").lessons()}
    assert {item.lesson for item in load_instrument().items} <= lessons


def promised(text: str, language: str) -> str | None:
    """A promise in the text with the words around it, unless it is denied there."""
    for pattern in PROMISES[language]:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            before = text[max(0, found.start() - 60) : found.start()].lower()
            if not re.search(r"\b(niet|geen|nooit|not|no|never|nobody|niemand)\b|n't", before):
                return text[max(0, found.start() - 60) : found.end() + 20]
    return None


@pytest.mark.parametrize(("work", "lesson"), LESSONS, ids=NAMES)
def test_no_lesson_makes_a_false_promise(work: Work, lesson: Lesson) -> None:
    for language in PROMISES:
        front = [text.in_language(language) for text in (lesson.title, lesson.goal, lesson.monday)]
        for text in (running_text(lesson.body.in_language(language)), *front):
            assert promised(text, language) is None


def test_no_question_activity_slot_or_term_makes_one_either() -> None:
    texts = [text for work in load_works() for text in (work.subtitle, work.intro)]
    for module in (module for work in load_works() for module in work.modules):
        activities = list(module.activities.values())
        texts += [module.summary, *(text for activity in activities for text in texts_of(activity))]
        for question in (*module.quiz, *(one for activity in activities for one in activity.questions)):
            # A wrong choice may be the promise itself; what is said about it may not.
            texts += [choice.feedback for choice in question.choices]
            texts += [choice.text for choice in question.choices if choice.name == question.right]
    texts += [slot.text for slot in load_country("NL").slots.values()]
    texts += [term.text for term in load_glossary().values()]
    for language in PROMISES:
        assert [found for text in texts if (found := promised(text.in_language(language), language))] == []


def test_a_promise_would_be_found() -> None:
    assert promised("Dat is een formaliteit.", "nl")
    assert promised("An intern costs you nothing.", "en")
    assert promised("Erkenning is nooit een formaliteit.", "nl") is None


def test_facts_that_may_not_be_shown_are_nowhere() -> None:
    shown = {
        block.key
        for _, lesson in LESSONS
        for block in lesson.body.nl
        if isinstance(block, Reference) and block.kind == "fact"
    }
    assert shown <= set(load_facts())
    assert len(shown) >= 50, "most of the register is used"
    assert "SAF-6" not in shown


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_course_reads_as_plain_language(language: str) -> None:
    text = "\n".join(running_text(lesson.body.in_language(language)) for lesson in load_work("win").lessons())
    found = reading(text, language)
    assert found.per_sentence <= 14
    assert found.score >= 60


def test_every_text_is_translated() -> None:
    for work in load_works():
        for module in work.modules:
            texts = [text for question in module.quiz for text in texts_of_question(question)]
            texts += [text for activity in module.activities.values() for text in texts_of(activity)]
            same = [text.nl for text in texts if text.nl == text.en and len(text.nl.split()) > 3]
            assert same == []
