"""A person reads on the activity's page what became of the result; in both languages, without numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.lti_tool.conftest import Visitor
from tests.lti_tool.services.conftest import School, due_again, send
from winternship_lti.grades import words
from winternship_lti.grades.status import NOTHING, status_for
from winternship_lti.models import Outcome
from winternship_lti.protocol.errors import LtiError, NotAllowed, PlatformUnavailable
from winternship_lti.testing import broken


def leaves(error: type[LtiError]) -> set[str]:
    return {error.code} if not error.__subclasses__() else set().union(*map(leaves, error.__subclasses__()))


@pytest.fixture
def anna(school: School) -> Visitor:
    """Anna opened an activity that counts."""
    return school.enter(school.link(), school.learner())


def shown(visit: Visitor) -> str:
    return " ".join(visit.page().content.decode().split())


def test_before_there_is_a_result_nothing_is_said(anna: Visitor) -> None:
    assert status_for(anna.session, "en") == NOTHING
    assert "grade-status" not in shown(anna)


def test_a_result_waits_and_then_was_sent(anna: Visitor) -> None:
    anna.post("toggle_button", {"done": True})
    assert status_for(anna.session, "en").headline == "Your result waits to be sent to your course."
    send()

    assert status_for(anna.session, "en").headline == "Your result was sent to your course."
    assert 'class="grade-status grade-status-sent"' in shown(anna)


def test_a_result_that_waits_longer_says_that_nothing_need_be_done(school: School, anna: Visitor) -> None:
    anna.post("toggle_button", {"done": True})
    school.lms.moods.always("scores", broken())
    send()

    assert "There is nothing you need to do" in status_for(anna.session, "en").why
    assert "Je hoeft niets te doen" in status_for(anna.session, "nl").why


def test_a_result_that_was_refused_says_what_to_do(school: School, anna: Visitor) -> None:
    anna.post("toggle_button", {"done": True})
    (person,) = [p for p in school.lms.site.people.values() if p.name == "Anna Alves"]
    school.lms.unenrol(person, school.course)
    send()

    status = status_for(anna.session, "en")
    assert (status.sending, status.headline) == ("refused", "Your result could not be sent to your course.")
    assert status.why == "Show this to your teacher."
    assert "grade-status-refused" in shown(anna)


def test_teachers_see_no_status_of_their_own(school: School) -> None:
    teacher = school.enter(school.link(), school.teacher())

    assert status_for(teacher.session, "en") == NOTHING


def test_the_status_of_another_person_is_never_shown(school: School) -> None:
    link = school.link()
    school.finish(link, school.learner())
    bram = school.enter(link, school.learner("Bram"))

    assert status_for(bram.session, "en") == NOTHING


@pytest.mark.parametrize("code", sorted(leaves(PlatformUnavailable) | leaves(NotAllowed) | {"unheard_of"}))
def test_every_reason_has_words_for_person_and_teacher_in_both_languages(code: str) -> None:
    found = words.words_for(code)

    for text in (found.person, found.teacher):
        assert all(len(text.in_language(language)) > 20 for language in ("nl", "en"))
        assert not any(character.isdigit() for character in text.nl + text.en)


def test_the_administrator_reads_why_and_sends_again(
    school: School, admin_client: Any, anna: Visitor
) -> None:
    anna.post("toggle_button", {"done": True})
    school.lms.moods.next("scores", *[broken()])
    send()
    due_again()
    row = Outcome.objects.get()
    Outcome.objects.update(state="refused", problem="service_refused", next_try_at=None)

    page = admin_client.get("/admin/winternship_lti/outcome/").content.decode()
    assert "Check that this person is in the course" in page
    form = {"action": "try_again", "_selected_action": [row.pk]}
    admin_client.post("/admin/winternship_lti/outcome/", form)
    assert send().sent == 1
    assert admin_client.get("/admin/winternship_lti/lineitem/").status_code == 200


def test_all_periodic_work_is_done_at_its_time_and_one_failure_does_not_stop_it(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from winternship_lti import jobs

    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)
    clock, done = [0.0], []

    def fail() -> None:
        done.append("fail")
        raise RuntimeError("a job's mistake")

    work: Callable[[], object] = lambda: done.append("work")  # noqa: E731
    rounds = jobs.Rounds((jobs.Job("fail", 10, fail), jobs.Job("work", 2, work)), clock=lambda: clock[0])
    for now in (0, 1, 2, 9, 10):
        clock[0] = now
        rounds.one_round()

    assert done == ["fail", "work", "work", "work", "fail"]
    assert caplog.text.count("job failed name=fail") == 2
