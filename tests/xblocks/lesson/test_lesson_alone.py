"""One activity, or one module's quiz, without its lesson: shown, done, graded, printed and erased by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webob import Request

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.pages import check
from tests.xblocks.runtime import Host, get, post
from winternship_core.curriculum import WORKS, Activity, Field, load_work
from winternship_xblocks.lesson import LessonXBlock
from winternship_xblocks.lesson.journey import holds_something
from winternship_xblocks.lesson.outline import Place, places_alone

PLACES = [
    (work, place) for work in WORKS for module in load_work(work).modules for place in places_alone(module)
]
ACTIVITIES = [(work, place) for work, place in PLACES if place.activity is not None]
EXERCISE = load_work("win").activity("W6.1-find")


def kept(host: Host) -> set[str]:
    """The fields that hold more than an author's settings."""
    return {key.field_name for key in host.store.db_dict} - {*host.settings}


def names(pairs: list[tuple[str, Place]]) -> list[str]:
    return [place.key for _, place in pairs]


def save(host: Host, key: str, value: object, at: int = 1000, user: str = "anna") -> Any:
    block = host.block(user)
    reply = post(block, "save_work", {"saved": {key: {"value": value, "at": at}}})
    return reply, block.runtime.published


def told(published: list[tuple[str, dict[str, Any]]], kind: str) -> list[float]:
    """What the host heard of grades or of completion."""
    inner = {"grade": "value", "completion": "completion"}[kind]
    return [data[inner] for name, data in published if name == kind]


def entry(field: Field) -> Any:
    """Something that may be filled in here."""
    if field.kind == "table":
        row = {column.name: entry(column) for column in field.columns}
        return {one.name: row for one in field.fixed} if field.fixed else [row]
    one = field.options[0].name if field.options else ""
    return {"check": True, "number": 3, "date": "2027-02-01", "choice": one, "several": [one]}.get(
        field.kind, "x"
    )


def filled(activity: Activity) -> Mapping[str, Any]:
    """A value of the shape that belongs to the activity, with something in it."""
    if activity.kind == "exercise":
        return {"answers": {question.key: question.right for question in activity.questions}}
    made: dict[str, Mapping[str, Any]] = {
        "checklist": {item.name: True for item in activity.items},
        "levels": {"tasks": [{"text": "Bake", "level": "2"}]},
        "calculator": {"weeks" if activity.calculator == "cost-benefit" else "work1": 8},
        "word-check": {"text": "We look for a young dog."},
        "action-plan": {"rows": [{"step": "Call"}]},
    }
    return made.get(activity.kind) or {field.name: entry(field) for field in activity.fields}


def headings(html: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]


def assert_in_order(levels: list[int], first: int) -> None:
    """A page begins with its title, and no heading skips a level on the way down."""
    assert levels[0] == first
    assert levels.count(first) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1, levels


@pytest.mark.parametrize(("work", "place"), PLACES, ids=names(PLACES))
def test_it_is_the_only_thing_on_the_screen_and_on_paper(work: str, place: Place, language: str):
    host = lessons(work=work, shows=place.key)
    html = host.block().student_view().content
    check(html)
    assert_in_order(headings(html), 2)
    assert not re.search(r"data-contents|wl-turn|wl-goal|wl-monday", html)
    forms = re.findall(r'data-activity="([^"]+)"', html)
    assert forms in ([], [place.key])
    assert "{" not in re.sub(r"<[^>]+>", "", html)
    for of in ("", place.key):
        page = host.block().handle("paper", Request.blank(f"/?of={of}"))
        check(page.text)
        assert_in_order(headings(page.text), 1)
        assert not re.search(r"<(button|input|select|textarea|form)", page.text)


@pytest.mark.parametrize(("work", "place"), ACTIVITIES, ids=names(ACTIVITIES))
def test_what_saves_is_done_when_something_is_saved_and_the_rest_by_a_click(work: str, place: Place):
    assert place.activity is not None
    host = lessons(work=work, shows=place.key)
    if place.activity.kind == "cards":
        block = host.block()
        assert f'data-done="{place.key}"' in block.student_view().content
        html = post(block, "go", {"place": place.key, "done": place.key}).json["html"]
        published = block.runtime.published
        assert "data-done" not in html
    else:
        assert "data-done" not in host.block().student_view().content
        reply, published = save(host, place.key, filled(place.activity))
        assert reply.json["score"] == "✓ done"
        html = host.block().student_view().content
    assert (told(published, "grade"), told(published, "completion")) == ([1.0], [1.0])
    assert "✓ done" in html
    assert list(host.block().done) == [place.key]
    assert host.block().get_score().raw_earned == 1.0


def test_what_is_saved_empty_is_not_done_and_what_is_done_stays_so():
    host = lessons(shows="W5.4-adapt")
    reply, published = save(host, "W5.4-adapt", {"steps": False})
    assert (reply.json["score"], published) == ("", [])
    save(host, "W5.4-adapt", {"steps": True}, at=2000)
    reply, published = save(host, "W5.4-adapt", {"steps": False}, at=3000)
    assert (reply.json["score"], published) == ("✓ done", [])


@given(
    st.recursive(
        st.none() | st.just("") | st.just(False),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    st.text(min_size=1) | st.integers() | st.just(True),
)
def test_something_is_found_however_deep_and_nothing_is_nothing(nothing: Any, something: Any):
    assert not holds_something(nothing)
    assert holds_something({"rows": [nothing, {"cell": something}]})


def test_what_is_filled_in_cannot_be_called_done_by_a_click():
    host = lessons(shows="W5.2-questions")
    reply = post(host.block(), "go", {"place": "W5.2-questions", "done": "W5.2-questions"})
    assert reply.status_code == 400
    assert kept(host) == set()


def test_only_the_activity_that_is_shown_can_be_saved():
    host = lessons(shows="W5.2-questions")
    reply, _ = save(host, "W5.4-adapt", {"steps": True})
    assert (reply.status_code, kept(host)) == (400, set())
    assert "W5.2-questions" in reply.json["message"]


def answers_of(right: int) -> dict[str, Any]:
    """An exercise with so many right answers, and the others wrong."""
    return {
        "answers": {
            question.key: question.right
            if number < right
            else next(one.name for one in question.choices if one.name != question.right)
            for number, question in enumerate(EXERCISE.questions)
        }
    }


def test_an_exercise_is_done_when_all_its_questions_are_answered():
    host = lessons(shows="W6.1-find")
    value = answers_of(0)
    last = EXERCISE.questions[-1].key
    _, published = save(
        host, "W6.1-find", {"answers": {k: v for k, v in value["answers"].items() if k != last}}
    )
    assert published == []
    _, published = save(host, "W6.1-find", value, at=2000)
    assert (told(published, "grade"), told(published, "completion")) == ([1.0], [1.0])


def test_an_exercise_graded_by_its_questions_keeps_the_best_try():
    host = lessons(shows="W6.1-find", graded_by="quiz")
    assert "5 questions" in host.block().student_view().content
    reply, published = save(host, "W6.1-find", answers_of(3))
    assert reply.json["score"] == "3 of 5 right"
    assert (told(published, "grade"), told(published, "completion")) == ([pytest.approx(3 / 5)], [1.0])
    reply, published = save(host, "W6.1-find", answers_of(0), at=2000)
    assert (reply.json["score"], published) == ("3 of 5 right", [])
    _, published = save(host, "W6.1-find", answers_of(5), at=3000)
    assert (told(published, "grade"), told(published, "completion")) == ([1.0], [])


def test_to_check_an_answer_that_was_saved_is_no_other_try():
    host = lessons(shows="W6.1-find", graded_by="quiz")
    save(host, "W6.1-find", answers_of(5))
    question = EXERCISE.questions[0]
    reply = post(host.block(), "answer", {"question": question.key, "choice": question.right})
    assert (reply.json["right"], reply.json["score"]) == (True, "5 of 5 right")
    assert host.block().quiz[question.key]["tries"] == 1


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6))
def test_the_grade_of_an_exercise_never_falls(tries: list[int]):
    host, before = lessons(shows="W6.1-find", graded_by="quiz"), 0.0
    for at, right in enumerate(tries, start=1):
        save(host, "W6.1-find", answers_of(right), at=at)
        earned = host.block().earned()
        assert earned >= max(before, right / 5)
        before = earned
    assert before == max(tries) / 5


@pytest.mark.parametrize("graded_by", ["completion", "quiz", "none"])
def test_a_quiz_is_done_when_each_question_is_answered_and_graded_as_the_author_chose(graded_by: str):
    host = lessons(shows="W5-quiz", graded_by=graded_by)
    quiz = load_work("win").module("W5").quiz
    html = host.block().student_view().content
    assert html.count("data-question=") == len(quiz)
    assert "Test yourself: " in html
    grades, completions = [], []
    for number, question in enumerate(quiz):
        wrong = next(one.name for one in question.choices if one.name != question.right)
        block = host.block()
        choice = wrong if number == 0 else question.right
        post(block, "answer", {"question": question.key, "choice": choice})
        grades += told(block.runtime.published, "grade")
        completions += told(block.runtime.published, "completion")
    shares = [pytest.approx(right / len(quiz)) for right in range(1, len(quiz))]
    assert grades == {"completion": [1.0], "quiz": shares, "none": []}[graded_by]
    assert completions == [1.0]
    html = host.block().student_view().content
    assert f"{len(quiz) - 1} of {len(quiz)} right" in html
    assert ("✓ done" in html) == (graded_by != "quiz")


def test_erasing_forgets_it_and_a_forgotten_tab_brings_nothing_back():
    host = lessons(shows="W6.1-find", graded_by="quiz")
    save(host, "W6.1-find", answers_of(5))
    html = post(host.block(), "erase").json["html"]
    assert "5 questions" in html
    save(host, "W6.1-find", answers_of(5), at=5)
    block = host.block()
    assert (block.done, block.quiz, block.saved, block.counts) == ({}, {}, {}, {"W6.1-find": 0})


def test_a_learning_place_is_left_and_forgotten_by_its_own_block_only():
    host = lessons(shows="W4.1-place")
    other = Host(store=host.store, kind=LessonXBlock, settings={"shows": "W5.2-questions"}, usage="other")
    save(host, "W4.1-place", {"title": "Bakery intern"})
    assert host.block().winternship_learning_place["title"] == "Bakery intern"
    post(other.block(), "erase")
    assert host.block().winternship_learning_place["title"] == "Bakery intern"
    post(host.block(), "erase")
    assert host.block().winternship_learning_place == {}


def test_a_plan_alone_begins_with_what_the_self_assessment_found_and_leaves_as_a_file():
    host = lessons(shows="W0.1-plan")
    block = host.block()
    block.winternship_steps = ["B2"]
    block.save()
    html = host.block().student_view().content
    assert re.search(r'<textarea [^>]*name="rows/0/step"[^>]*>[^<]+', html)
    save(host, "W0.1-plan", {"rows": [{"step": "Call SBB"}]})
    assert "Call SBB" in get(host.block(), "plan_csv").text


def test_results_and_terms_stand_at_the_level_of_the_page():
    host = lessons(shows="W5.1-check", display_name="Read your vacancy")
    reply = post(host.block(), "calculate", {"activity": "W5.1-check", "value": {"text": "a young dog"}})
    assert headings(reply.json["html"]) == [4]
    assert headings(host.block().student_view().content) == [2, 3]
    whole = post(lessons().block(), "calculate", {"activity": "W5.1-check", "value": {"text": "a young dog"}})
    assert headings(whole.json["html"]) == [5]


def test_a_title_that_says_the_same_is_not_said_twice(language: str):
    activity = load_work("win").activity("W5.2-questions")
    title = activity.title.in_language(language)
    for chosen, times in (("Win-Winternship", 1), (title, 1), ("Mijn titel", 2)):
        html = lessons(shows="W5.2-questions", display_name=chosen).block().student_view().content
        assert len(headings(html)) == times
        assert title in html


def test_the_language_is_chosen_as_in_a_lesson():
    host = lessons(shows="W5.2-questions")
    html = post(host.block(), "choose_language", {"language": "nl"}).json["html"]
    assert load_work("win").activity("W5.2-questions").title.nl in html


@pytest.mark.parametrize(("shows", "said"), [("W5.2-questions", "Rewrite 3 questions"), ("W5-quiz", "☐")])
def test_it_becomes_a_tagged_pdf(shows: str, said: str):
    pytest.importorskip("weasyprint")
    pypdf = pytest.importorskip("pypdf")
    reply = get(lessons(shows=shows).block(), "paper_pdf")
    assert reply.content_type == "application/pdf"
    pdf = pypdf.PdfReader(BytesIO(reply.body))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert said in pdf.pages[0].extract_text()


def test_cards_that_are_done_are_no_certificate_when_the_whole_course_is_shown_later():
    host = lessons(shows="W7.3-cards")
    post(host.block(), "go", {"place": "W7.3-cards", "done": "W7.3-cards"})
    host.settings["shows"] = ""
    assert get(host.block(), "certificate").status_code == 409
    assert "/handler/certificate" not in post(host.block(), "go", {"place": "end"}).json["html"]


def test_a_visitor_tries_it_and_nothing_is_kept():
    host = lessons(shows="W7.3-cards")
    html = post(host.block(None), "read", {"place": "W7.3-cards"}).json["html"]
    assert "data-done" not in html
    question = EXERCISE.questions[0]
    visited = lessons(shows="W6.1-find", graded_by="quiz")
    block = visited.block(None)
    assert post(block, "answer", {"question": question.key, "choice": question.right}).json["right"]
    assert (kept(host), kept(visited), block.runtime.published) == (set(), set(), [])


def test_a_teacher_sees_how_many_are_done_in_fives():
    host = lessons(shows="W5.2-questions")
    form = filled(load_work("win").activity("W5.2-questions"))
    for number in range(6):
        save(host, "W5.2-questions", {} if number == 5 else form, user=f"person-{number}")
        save(host, "W5.2-questions", form, at=2000, user=f"person-{number}")
    html = host.block("tess", user_is_staff=True).student_view().content
    row = re.search(r'<tr><th scope="row">([^<]+)</th><td>([^<]+)</td></tr>', html)
    assert row is not None
    assert "5" in row[2]
    assert host.block("tess", user_is_staff=True).counts == {"W5.2-questions": 6}


@pytest.mark.parametrize(("work", "place"), PLACES, ids=names(PLACES))
def test_apps_and_searches_get_to_know_what_is_shown(work: str, place: Place):
    block = lessons(work=work, shows=place.key).block()
    data, found = block.student_view_data(), block.index_dictionary()["content"]["lessons"]
    (module,) = data["modules"]
    assert (data["shows"], module["lessons"]) == (place.key, [])
    if place.activity is None:
        assert module["questions"] == len(load_work(work).module(module["key"]).quiz)
        assert data["activity"] is None
        assert load_work(work).module(module["key"]).quiz[0].text.nl in found
    else:
        assert (data["activity"]["key"], module["questions"]) == (place.key, 0)
        assert place.activity.title.nl in found
        assert place.activity.intro.en in found


def test_studio_offers_everything_once_under_its_module():
    author = {"user_is_staff": True}
    host = lessons(shows="W5.2-questions", graded_by="none")
    form = host.block("eva", **author).studio_view().content
    values = re.findall(r'<option value="(\w+:[^"]*)"', form)
    assert len(values) == len(set(values))
    assert {f"{work}:{place.key}" for work, place in PLACES} <= set(values)
    assert "win:W0.1-scan" not in values
    assert '<option value="win:W5.2-questions" selected>' in form
    group = form[form.index('<optgroup label="Win-Winternship: W5 ') :]
    assert 'value="win:W5-quiz"' in group[: group.index("</optgroup>")]
    sent = {"display_name": "Quiz", "shows": "win:W5-quiz", "graded_by": "quiz", "country": "NL"}
    assert post(host.block("eva", **author), "save_settings", sent).json["shows"] == "W5-quiz"
    host.settings.clear()  # what was saved is read from now on
    assert "data-question" in host.block().student_view().content
    sent["shows"] = "win:W0.1-scan"
    reply = post(host.block("eva", **author), "save_settings", sent)
    assert reply.status_code == 400
    assert "winternship_self_assessment" in reply.json["message"]
