"""Every activity has one column in the gradebook: the one the platform means, and never two of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from tests.lti_tool.services.conftest import School, due_again, send
from winternship_lti.grades import sending
from winternship_lti.models import LineItem, Outcome
from winternship_lti.protocol import names
from winternship_lti.testing import lost_answer, slow, status

STABLE = "0d4c1f3e-8d2b-4a7e-9f53-6f1a2b3c4d5e"
OURS = {"block": "done", "activity": STABLE}
EVERY_SCOPE = [
    names.SCOPE_SCORE,
    names.SCOPE_LINEITEM,
    names.SCOPE_LINEITEM_READONLY,
    names.SCOPE_RESULT_READONLY,
]


def outcome() -> Outcome:
    return Outcome.objects.get()


def test_without_a_column_one_is_made_with_our_own_name_bound_to_the_link(
    school_of: Callable[..., School],
) -> None:
    school = school_of("moodle")
    anna, link = school.learner(), school.link(maximum=None, custom=OURS, title="Zelftest")
    school.finish(link, anna)

    assert send().sent == 1
    (column,) = school.lms.columns(school.course)
    assert (column.label, column.resource_id, column.link_id) == ("Zelftest", STABLE, link.id)
    assert isinstance(column.maximum, int)
    assert school.points(link, anna) == column.maximum


def test_the_second_person_uses_the_column_of_the_first(school: School) -> None:
    link = school.link(maximum=None)
    for name in ("Anna", "Bram", "Cas"):
        school.finish(link, school.learner(name))

    assert send().sent == 3
    assert len(school.lms.columns(school.course)) == 1
    looked = [request for request in school.lms.asked("lineitems") if request.method == "GET"]
    assert len(looked) <= 2


def test_a_column_whose_making_was_not_answered_is_found_again(school: School) -> None:
    link = school.link(maximum=None)
    anna = school.learner()
    school.finish(link, anna)
    school.lms.moods.always("lineitems", lambda request: lost_answer() if request.method == "POST" else None)

    assert send().postponed == 1
    school.lms.moods.calm()
    due_again()
    assert send().sent == 1
    assert len(school.lms.columns(school.course)) == 1


def test_a_deleted_column_is_looked_for_and_made_again(school: School) -> None:
    anna, link = school.learner(), school.link(maximum=None)
    school.finish(link, anna, done=False)
    send()
    school.lms.site.columns.clear()
    school.finish(link, anna)
    send(times=2)

    assert len(school.lms.columns(school.course)) == 1
    assert school.points(link, anna) == 1


def test_a_deleted_column_that_the_platform_made_anew_is_found(school: School) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna, done=False)
    send()
    school.lms.site.columns.clear()
    column = school.lms.site.new_column(school.course, link.tool, "anew", 50, link_id=link.id)
    Outcome.objects.update(score=1, state="waiting")
    due_again()

    assert send().sent == 1
    assert column.grades[anna.id].points == 50
    assert len(school.lms.columns(school.course)) == 1


def test_a_deleted_column_that_we_may_not_make_is_told_in_words(school_of: Callable[..., School]) -> None:
    school = school_of(scopes=(names.SCOPE_SCORE, names.SCOPE_LINEITEM_READONLY))
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.lms.site.columns.clear()

    assert send().refused == 1
    assert outcome().problem == "line_item_absent"


def test_in_a_copied_course_the_copied_column_is_used_and_none_is_made(school: School) -> None:
    school.link(custom=OURS, resource_id=STABLE)
    copied = school.lms.copy(school.course)
    school.course = copied
    (link,) = copied.links
    (column,) = school.lms.columns(copied)
    column.link_id = "the-old-link"  # some platforms leave it as it was
    anna = school.learner()
    claim = {"scope": EVERY_SCOPE, "lineitems": f"{school.lms.origin}/courses/{copied.id}/lineitems"}
    school.finish(link, anna, **{names.AGS_ENDPOINT: claim})

    assert send().sent == 1
    assert school.lms.columns(copied) == [column]
    assert column.grades[anna.id].points == 100


def test_two_links_with_the_same_activity_in_one_course_have_a_column_each(school: School) -> None:
    anna = school.learner()
    first, second = (school.link(maximum=None, custom=OURS, title=title) for title in ("one", "two"))
    school.finish(first, anna, done=True)
    school.finish(second, anna, done=False)

    assert send().sent == 2
    assert (school.points(first, anna), school.points(second, anna)) == (1, 0)
    assert len(school.lms.columns(school.course)) == 2


def test_open_edx_may_name_the_first_column_made_and_ours_is_used_all_the_same(
    school_of: Callable[..., School],
) -> None:
    school = school_of("openedx-programmatic")
    anna, link = school.learner(), school.link(maximum=None)
    stray = school.lms.site.new_column(school.course, link.tool, "not bound", 10)
    other = school.lms.site.new_column(school.course, link.tool, "not bound either", 10)
    school.finish(link, anna)

    assert send().sent == 1
    assert school.points(link, anna) == 1
    assert not stray.grades
    assert not other.grades
    assert LineItem.objects.get().told != LineItem.objects.get().url


def test_open_edx_with_a_column_of_ours_behind_a_stray_one_makes_no_other(
    school_of: Callable[..., School],
) -> None:
    school = school_of("openedx-programmatic")
    anna, link = school.learner(), school.link(maximum=None)
    school.lms.site.new_column(school.course, link.tool, "not bound", 10)
    ours = school.lms.site.new_column(school.course, link.tool, "ours", 20, link_id=link.id)
    school.finish(link, anna)

    assert send().sent == 1
    assert ours.grades[anna.id].points == 20
    assert len(school.lms.columns(school.course)) == 2


def test_the_broken_pages_of_moodle_are_read_to_the_end(school_of: Callable[..., School]) -> None:
    school = school_of("moodle")
    anna, link = school.learner(), school.link(maximum=None, custom=OURS)
    for number in range(5):
        school.lms.site.new_column(school.course, link.tool, f"other {number}", 10, link_id=f"x{number}")
    ours = school.lms.site.new_column(school.course, link.tool, "ours", 10, resource_id=STABLE)
    container = f"{school.lms.origin}/courses/{school.course.id}/lineitems?type_id=1&limit=2"
    claim = {"scope": EVERY_SCOPE, "lineitems": container}
    school.finish(link, anna, **{names.AGS_ENDPOINT: claim})

    assert send().sent == 1
    assert ours.grades[anna.id].points == 10


def test_a_platform_that_does_not_let_us_look_gets_scores_at_the_column_of_the_launch(
    school: School,
) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.lms.moods.always("lineitems", status(403))

    assert send().sent == 1
    assert school.points(link, anna) == 100


def test_another_column_in_a_later_launch_is_where_scores_go_from_then_on(school: School) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna, done=False)
    send()
    school.lms.site.columns.clear()
    column = school.lms.site.new_column(school.course, link.tool, "new", 10, link_id=link.id)
    school.finish(link, anna)

    assert send().sent == 1
    assert column.grades[anna.id].points == 10


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_column(school_of: Callable[..., School]) -> None:
    school = school_of()
    link = school.link(maximum=None)
    people = [school.learner(f"Person {number}") for number in range(4)]
    for person in people:
        school.finish(link, person)
    school.lms.moods.always("lineitems", slow(0.05))

    def work(_: int) -> None:
        try:
            sending.send_due()
        finally:
            connections.close_all()

    for _ in range(4):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
        due_again()

    assert len(school.lms.columns(school.course)) == 1
    assert [school.points(link, person) for person in people] == [1, 1, 1, 1]


def test_while_another_worker_looks_nobody_else_does(school: School) -> None:
    anna, link = school.learner(), school.link(maximum=None)
    school.finish(link, anna)
    LineItem.objects.update(leased_until=timezone.now() + dt.timedelta(minutes=1))

    tally: Any = send()

    assert (tally.postponed, school.lms.asked("lineitems")) == (1, [])
    due_again()
    assert send().sent == 1
