"""The teacher's overview: who is how far, for teachers only, and nothing more than that."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.lti_tool.conftest import SAME_ORIGIN, Visitor
from tests.lti_tool.services.conftest import School, due_again, send
from winternship_lti.models import BlockState, Membership, Outcome, Person
from winternship_lti.testing import broken

SELF_ASSESSMENT = {"block": "winternship_self_assessment"}
EN = {"https://purl.imsglobal.org/spec/lti/claim/launch_presentation": {"locale": "en"}}


def people(visit: Visitor, **form: str) -> Any:
    if form:
        return visit.client.post(f"{visit.path}people/", form, **SAME_ORIGIN)
    return visit.client.get(f"{visit.path}people/")


def text(visit: Visitor, **form: str) -> str:
    answer = people(visit, **form)
    assert answer.status_code == 200, answer.content
    return " ".join(answer.content.decode().split())


def counts(page: str) -> dict[str, int]:
    return {words: int(number) for words, number in re.findall(r"<dt>([\w ]+)</dt><dd>(\d+)</dd>", page)}


@pytest.fixture(params=["moodle", "openedx", "canvas", "brightspace"])
def full_school(request: pytest.FixtureRequest, school_of: Callable[..., School]) -> School:
    return school_of(request.param)


def test_a_teacher_sees_who_has_not_started_is_busy_and_has_finished(full_school: School) -> None:
    school = full_school
    link = school.link()
    anna, bram = school.learner("Anna Alves"), school.learner("Bram Bos")
    school.learner("Cas Cramer")
    school.finish(link, anna)
    school.enter(link, bram)
    teacher = school.enter(link, school.teacher(), **EN)

    page = text(teacher)

    assert counts(page) == {"not started": 1, "busy": 1, "finished": 1}
    assert '<th scope="row">Anna Alves</th><td>finished</td><td>grade waits.</td>' in page
    assert '<th scope="row">Bram Bos</th><td>busy</td>' in page
    assert '<th scope="row">Cas Cramer</th><td>not started</td>' in page
    assert "Tess" not in page
    send()
    assert '<th scope="row">Anna Alves</th><td>finished</td><td>grade sent</td>' in text(teacher)


def test_a_learner_is_refused_also_when_asking_by_post(school: School) -> None:
    link = school.link()
    learner = school.enter(link, school.learner())

    for answer in (people(learner), people(learner, show="finished"), people(learner, send_again="1")):
        assert answer.status_code == 403
        assert b"teachers_only" in answer.content
    assert school.lms.asked("memberships") == []


def test_a_teacher_who_became_a_learner_is_refused_in_every_open_tab(school: School) -> None:
    link, tess = school.link(), school.teacher()
    earlier = school.enter(link, tess)
    school.lms.enrol(tess, school.course, "learner")
    school.enter(link, tess)

    assert people(earlier).status_code == 403


def test_a_stranger_and_another_site_are_refused(school: School, client: Any) -> None:
    teacher = school.enter(school.link(), school.teacher())

    assert client.get(f"{teacher.path}people/").status_code == 401
    answer = teacher.client.post(
        f"{teacher.path}people/", {"send_again": "1"}, HTTP_SEC_FETCH_SITE="cross-site"
    )
    assert answer.status_code == 403


def test_scores_answers_and_levels_are_not_on_the_page(school: School) -> None:
    link = school.link(custom=SELF_ASSESSMENT)
    anna = school.learner("Anna Alves")
    visit = school.enter(link, anna)
    Outcome.objects.create(
        person=Person.objects.get(subject=anna.id),
        link=visit.session.link,
        score=0.4217,
        score_maximum=1,
        completion=1,
        changed_at="2026-11-23T10:00:00Z",
    )
    page = text(school.enter(link, school.teacher(), **EN))

    assert "<td>finished</td>" in page
    assert not any(number in page for number in ("0.42", "42", "0,42"))


def test_the_page_of_a_big_course_is_searched_sorted_and_paged_without_names_in_addresses(
    school_of: Callable[..., School],
) -> None:
    school = school_of("moodle")
    link = school.link()
    for number in range(130):
        school.learner(f"Person {number:03}")
    school.finish(link, school.learner("Zoë Zee"))
    teacher = school.enter(link, school.teacher(), **EN)

    first = text(teacher)
    assert "131 participants" in first
    assert "Page 1 of 3" in first
    assert "Person 049" in first
    assert "Person 050" not in first
    assert "Person 050" in text(teacher, page="2")
    assert "Page 3 of 3" in text(teacher, page="99")
    assert "1 participant" in text(teacher, search="zoë")
    assert "Person" not in text(teacher, show="finished")
    by_progress = text(teacher, sort="progress", page="3")
    assert by_progress.index("Person 129") < by_progress.index("Zoë Zee")
    assert "Nobody to show" in text(teacher, search="<script>")
    assert 'method="get"' not in first


def test_a_name_is_never_markup(school: School) -> None:
    school.learner("<b onmouseover=alert(1)>Eva")
    page = text(school.enter(school.link(), school.teacher()))

    assert "<b onmouseover" not in page
    assert "&lt;b onmouseover" in page


def test_a_grade_that_was_refused_is_explained_and_can_be_sent_again(
    school_of: Callable[..., School],
) -> None:
    school = school_of("moodle")
    anna, link = school.learner("Anna Alves"), school.link()
    school.finish(link, anna)
    school.lms.moods.next("scores", *[broken()])
    send()
    teacher = school.enter(link, school.teacher(), **EN)
    assert "grade waits. Your learning environment does not answer well" in text(teacher)
    school.lms.unenrol(anna, school.course)
    due_again()
    send()
    school.lms.enrol(anna, school.course)

    page = text(teacher)
    assert counts(page)["grade not sent"] == 1
    assert "grade not sent. Your learning environment takes no grade for this person." in page
    assert "Anna Alves" in text(teacher, show="problem")
    answer = people(teacher, send_again="1")
    assert (answer.status_code, answer["Location"]) == (302, f"{teacher.path}people/")
    assert send().sent == 1
    assert "grade not sent" not in counts(text(teacher))


def test_without_a_roster_those_who_came_are_shown_by_the_platforms_id(
    school_of: Callable[..., School],
) -> None:
    school = school_of(scopes=("https://purl.imsglobal.org/spec/lti-ags/scope/score",))
    anna, link = school.learner("Anna Alves"), school.link()
    school.finish(link, anna)
    page = text(school.enter(link, school.teacher(), **EN))

    assert "does not share its list of participants" in page
    assert f"participant {anna.id}" in page
    assert "Anna" not in page


def test_while_the_platform_is_away_the_list_of_some_minutes_ago_helps_without_names(school: School) -> None:
    link = school.link()
    school.learner("Anna Alves")
    teacher = school.enter(link, school.teacher(), **EN)
    text(teacher)
    school.lms.moods.always("memberships", broken())

    page = text(teacher)
    assert "some minutes ago, without names" in page
    assert counts(page)["not started"] == 1
    assert "Anna" not in page
    cache.clear()
    assert "just now. You only see who opened this activity" in text(teacher)


def test_half_a_list_is_not_taken_for_a_whole_one(school_of: Callable[..., School]) -> None:
    school = school_of("canvas")
    for number in range(250):  # a page and a bit
        school.learner(f"Person {number:03}")
    teacher = school.enter(school.link(), school.teacher(), **EN)
    asked: list[object] = []

    def mood(request: object) -> Any:
        asked.append(request)
        return broken() if len(asked) == 2 else None

    school.lms.moods.always("memberships", mood)

    assert "just now. You only see who opened this activity" in text(teacher)
    assert "250 participants" in text(teacher)


def test_nothing_of_a_roster_is_stored_and_no_name_is_logged(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("Anna Alves", "Bram Bos"):
        school.learner(name)
    teacher = school.enter(school.link(), school.teacher())
    before = (Person.objects.count(), Membership.objects.count(), BlockState.objects.count())

    text(teacher, search="Anna Alves")

    assert (Person.objects.count(), Membership.objects.count(), BlockState.objects.count()) == before
    assert "Alves" not in caplog.text
    kept = b"".join(cache._cache.values())  # type: ignore[attr-defined]
    assert b"Alves" not in kept
    assert b"roster" in b"".join(key.encode() for key in cache._cache), "the ids are there"  # type: ignore[attr-defined]


def test_the_statements_of_the_page_do_not_grow_with_the_course(school: School) -> None:
    link = school.link()
    teacher = school.enter(link, school.teacher())
    text(teacher)
    with CaptureQueriesContext(connection) as few:
        text(teacher)
    for number in range(20):
        school.finish(link, school.learner(f"Person {number}"))
    with CaptureQueriesContext(connection) as many:
        text(teacher)

    assert len(many) == len(few)


def test_others_who_came_are_counted_not_named(school: School) -> None:
    link, anna = school.link(), school.learner("Anna Alves")
    school.finish(link, anna)
    school.lms.unenrol(anna, school.course)
    page = text(school.enter(link, school.teacher(), **EN))

    assert "1 person opened this activity who is not in the list" in page
    assert counts(page)["finished"] == 0
