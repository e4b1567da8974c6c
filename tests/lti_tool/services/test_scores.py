"""Scores arrive, once and in order, at platforms with clocks and rules of their own: the rows of the checklist."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone

from tests.lti_tool.services.conftest import School, due_again, send
from winternship_lti.grades import delivery, sending
from winternship_lti.models import Outcome
from winternship_lti.protocol import names
from winternship_lti.testing import PROFILES, lost_answer, lost_request, twice

EVERY_PLATFORM = sorted(PROFILES)
SCOPES_WITHOUT_RESULTS = (names.SCOPE_SCORE, names.SCOPE_LINEITEM)


def outcome() -> Outcome:
    return Outcome.objects.get()


def stamps(school: School) -> list[str]:
    return [str(posted.body["timestamp"]) for posted in school.lms.grades.posted]


@pytest.mark.parametrize("quirks", EVERY_PLATFORM)
def test_a_grade_arrives_at_every_platform_we_know(school_of: Callable[..., School], quirks: str) -> None:
    school = school_of(quirks)
    anna, link = school.learner(), school.link(maximum=10)
    school.finish(link, anna)

    assert send().sent == 1
    assert school.points(link, anna) == 10
    assert outcome().state == "sent"


@pytest.mark.parametrize("quirks", EVERY_PLATFORM)
def test_a_changed_grade_arrives_too_and_a_repetition_does_not(
    school_of: Callable[..., School], quirks: str
) -> None:
    school = school_of(quirks)
    anna, link = school.learner(), school.link()
    school.finish(link, anna, done=False)
    send()
    school.finish(link, anna, done=True)
    send(times=3)
    due_again()
    send()

    assert school.points(link, anna) == 100
    taken = [posted for posted in school.lms.grades.posted if posted.status < 300]
    assert [posted.body["scoreGiven"] for posted in taken] == [0, 1]


@pytest.mark.parametrize("quirks", EVERY_PLATFORM)
def test_after_a_lost_answer_the_grade_is_there_and_we_know_it(
    school_of: Callable[..., School], quirks: str
) -> None:
    school = school_of(quirks)
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.lms.moods.next("scores", lost_answer())

    send(times=4)

    assert (outcome().state, school.points(link, anna)) == ("sent", 100)


@pytest.mark.parametrize("quirks", EVERY_PLATFORM)
def test_a_conflict_after_a_repetition_is_recognised_as_delivered_by_reading_the_result(
    school_of: Callable[..., School], quirks: str
) -> None:
    school = school_of(quirks)
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.lms.moods.next("scores", twice())  # the answer is that of the second: 409, or 400 in Open edX

    assert send().sent == 1
    assert len(school.lms.asked("scores")) == 1
    assert len(school.lms.asked("results")) == 1


def test_without_leave_to_read_results_a_conflict_is_settled_by_a_later_timestamp(
    school_of: Callable[..., School],
) -> None:
    school = school_of(scopes=SCOPES_WITHOUT_RESULTS)
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    school.lms.moods.next("scores", twice())

    assert send().postponed == 1
    assert outcome().problem == "score_superseded"
    due_again()
    assert send().sent == 1
    assert school.lms.asked("results") == []


def test_another_grade_in_the_gradebook_is_not_taken_for_ours(school_of: Callable[..., School]) -> None:
    school = school_of("moodle")
    anna, link = school.learner(), school.link()
    school.finish(link, anna, done=False)
    send()
    school.finish(link, anna, done=True)  # within the same second of the platform's clock
    school.lms.site.now = lambda: timezone.now().timestamp() + 30  # and that clock is ahead
    column = school.lms.site.column_of(link)
    assert column is not None
    column.scores[anna.id] = type(column.scores[anna.id])(
        column.scores[anna.id].body, 0, school.lms.site.now()
    )

    assert send().postponed == 1
    assert school.points(link, anna) == 0
    due_again()
    assert send().sent == 1, "stamped after the moment that the platform told"
    assert school.points(link, anna) == 100


def test_timestamps_always_grow_have_a_zone_and_parts_of_seconds(school: School) -> None:
    anna, link = school.learner(), school.link()
    for done in (True, False, True):
        school.finish(link, anna, done=done)
        school.lms.moods.next("scores", lost_answer(), lost_request())
        send(times=4)
        due_again()

    sent = [str(json.loads(request.body)["timestamp"]) for request in school.lms.asked("scores")]
    assert len(sent) == 9
    moments = [dt.datetime.fromisoformat(text) for text in sent]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert min(gaps) >= dt.timedelta(seconds=1), "platforms that look at whole seconds see the order too"
    assert all(text.endswith("Z") and "." in text for text in sent)


def test_a_clock_that_goes_back_does_not_turn_timestamps_back(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna, done=False)
    send()
    school.finish(link, anna, done=True)
    Outcome.objects.update(stamped_at=timezone.now() + dt.timedelta(minutes=10))

    assert send().sent == 1
    first, second = stamps(school)
    assert dt.datetime.fromisoformat(second) - dt.datetime.fromisoformat(first) > dt.timedelta(minutes=9)


@pytest.mark.parametrize("quirks", ["moodle", "brightspace", "blackboard", "plain"])
def test_someone_who_left_the_course_is_refused_for_good_and_told_why(
    school_of: Callable[..., School], quirks: str
) -> None:
    school = school_of(quirks)
    anna, link = school.learner(), school.link()
    visit = school.enter(link, anna)
    visit.post("toggle_button", {"done": True})
    school.lms.unenrol(anna, school.course)

    assert send().refused == 1
    assert outcome().state == "refused"
    assert outcome().problem in {"service_refused", "service_not_found"}
    due_again()
    assert send() == sending.Tally()


def test_only_fully_graded_scores_are_ever_sent_so_that_moodle_wipes_nothing(
    school_of: Callable[..., School],
) -> None:
    school = school_of("moodle")
    anna, link = school.learner(), school.link()
    visit = school.enter(link, anna)
    visit.page()  # opening the activity sends nothing
    send()
    assert school.lms.grades.posted == []
    visit.post("toggle_button", {"done": True})
    send()
    visit.post("toggle_button", {"done": False})
    send(times=4)

    assert {posted.body["gradingProgress"] for posted in school.lms.grades.posted} == {"FullyGraded"}
    assert {posted.body["activityProgress"] for posted in school.lms.grades.posted} == {"Completed"}
    assert school.points(link, anna) == 0


def test_a_maximum_that_is_not_whole_is_made_so(school_of: Callable[..., School]) -> None:
    school = school_of("openedx")
    anna, link = school.learner(), school.link()
    school.finish(link, anna)
    Outcome.objects.update(score=1.25, score_maximum=2.5)

    assert send().sent == 1
    body = school.lms.grades.posted[-1].body
    assert (body["scoreGiven"], body["scoreMaximum"]) == (50, 100)


def test_a_row_that_nobody_can_send_does_not_block_the_others(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bram, link = school.learner(), school.learner("Bram"), school.link()
    school.finish(link, anna)
    school.finish(link, bram)
    really_deliver = delivery.deliver

    def deliver(row: Outcome) -> None:
        if row.person.subject == anna.id:
            raise ZeroDivisionError("a mistake of ours")
        really_deliver(row)

    monkeypatch.setattr(sending, "deliver", deliver)
    tally = send()

    assert (tally.sent, tally.postponed) == (1, 1)
    assert Outcome.objects.get(state="waiting").problem == "broken"
    monkeypatch.setattr(sending, "deliver", really_deliver)
    due_again()
    assert send().sent == 1


def test_the_row_of_a_worker_that_died_comes_back_by_itself(
    school: School, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna)

    class Killed(BaseException):
        """Not an Exception: nothing catches a kill."""

    def die(row: Outcome) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(sending, "deliver", die)
        with pytest.raises(Killed):
            send()

    assert send().sent == 0, "it is still leased"
    past = timezone.now() - dt.timedelta(seconds=1)
    Outcome.objects.update(leased_until=past)
    assert send().sent == 1


def test_two_scores_of_one_person_are_never_under_way_together(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, link = school.learner(), school.link()
    visit = school.enter(link, anna)
    visit.post("toggle_button", {"done": True})
    really_post = delivery.post_score
    inner: list[sending.Tally] = []

    def post(*args: Any) -> None:
        monkeypatch.setattr(delivery, "post_score", really_post)
        visit.post("toggle_button", {"done": False})
        inner.append(sending.send_due())  # another worker, at this very moment
        really_post(*args)

    monkeypatch.setattr(delivery, "post_score", post)
    send()

    assert inner == [sending.Tally()]
    assert send().sent == 1
    assert [posted.body["scoreGiven"] for posted in school.lms.grades.posted] == [1, 0]


def test_a_result_from_before_the_column_is_put_in_line_at_a_later_visit(school: School) -> None:
    anna, link = school.learner(), school.link()
    school.finish(link, anna, **{names.AGS_ENDPOINT: {}})
    assert outcome().state == "nothing"

    from winternship_lti.grades.status import status_for

    again = school.enter(link, anna)
    assert status_for(again.session, "en").sending == "waiting"
    assert send().sent == 1
    assert school.points(link, anna) == 100


def test_a_score_that_changed_while_its_row_waited_its_turn_is_not_sent_anymore(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bram, link = school.learner(), school.learner("Bram"), school.link()
    school.finish(link, anna)
    visit = school.enter(link, bram)
    visit.post("toggle_button", {"done": True})
    really_post = delivery.post_score

    def post(*args: Any) -> None:
        monkeypatch.setattr(delivery, "post_score", really_post)
        visit.post("toggle_button", {"done": False})  # Bram, while Anna's is on its way
        really_post(*args)

    monkeypatch.setattr(delivery, "post_score", post)

    assert (send().sent, send().sent) == (1, 1)
    sent = [
        posted.body["scoreGiven"] for posted in school.lms.grades.posted if posted.body["userId"] == bram.id
    ]
    assert sent == [0]
