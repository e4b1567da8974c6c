"""A company answers applicants: blind at first, in time, for a reason in the work, with words of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.conftest import TODAY
from tests.board.screens.conftest import Visitor
from tests.board.world import World, edit, state_of, step, version_of
from winternship_board import api
from winternship_board.models import StudentProfile

Visit = Callable[..., Visitor]
HIDDEN = ("Sam", "sam@example.nl", "7201", "Noor")


@pytest.fixture
def applicant(world: World) -> int:
    world.vacancy(places=2)
    return world.applied()


def answer(visitor: Visit, world: World, pk: int, action: str, name: str = "bo", **values: object) -> str:
    about = {"kind": "application", "id": pk, "version": version_of("application", pk), "action": action}
    return visitor(name).post("application", "reply", form=f"reply {action}", **{**about, **values})


def test_who_it_is_stays_hidden_until_the_company_invites(
    applicant: int, world: World, visitor: Visit
) -> None:
    for screen, params in (("home", {}), ("applications", {}), ("application", {"id": applicant})):
        html = visitor("bo").see(screen, **params)
        assert f"Candidate {applicant}" in html
        assert not [word for word in HIDDEN if word in html], screen
    assert "days left to answer" in visitor("bo").see("application", id=applicant)

    html = answer(
        visitor,
        world,
        applicant,
        "invite",
        same_questions="on",
        message="Come on Tuesday?",
        **{"asked.same_questions": "1"},
    )

    assert "Sam Jansen" in html
    assert "sam@example.nl" not in html
    assert state_of("application", applicant) == "in_talks"
    thread = api.conversations(world.sam, "application", applicant)[0]
    assert [one.text for one in api.read(world.sam, thread)] == ["Come on Tuesday?"]


def test_an_open_school_shows_the_name_at_once(world: World, visitor: Visit) -> None:
    edit(world.system, "organisation", world.ids["college"], {"blind": False})
    world.vacancy()
    html = visitor("bo").see("application", id=world.applied())
    assert "Sam Jansen" in html
    assert "At first you see only" not in html


def test_an_invitation_needs_the_same_questions_for_all(applicant: int, world: World, visitor: Visit) -> None:
    html = answer(visitor, world, applicant, "invite", message="Come!", **{"asked.same_questions": "1"})
    assert 'data-field="same_questions"' in html
    assert "Come!" in html
    assert state_of("application", applicant) == "submitted"


def test_words_to_begin_with_are_there_in_both_languages_and_pass_the_word_check(
    applicant: int, world: World, visitor: Visit
) -> None:
    assert "We would like to meet" in visitor("bo").see("application", id=applicant)
    assert "We maken graag kennis" in visitor("bo", language="nl").see("application", id=applicant)
    nl = "Dank voor je sollicitatie op “Bakery”. Het wordt deze keer niet deze plek. Veel succes met zoeken."
    answer(visitor, world, applicant, "decline", code="period", reason=nl)
    assert state_of("application", applicant) == "declined_by_company"
    assert api.see(world.sam, "application", applicant).fields["decline_text"] == nl
    assert "Sam" not in visitor("bo").see("application", id=applicant)


def test_a_reason_is_in_the_work_or_it_is_refused(applicant: int, world: World, visitor: Visit) -> None:
    for code, reason in (("", "No."), ("other", ""), ("other", "We want native speakers only.")):
        html = answer(visitor, world, applicant, "decline", code=code, reason=reason)
        assert "Not done yet" in html, (code, reason)
    assert state_of("application", applicant) == "submitted"


def test_an_offer_stands_until_the_day_that_was_chosen(applicant: int, world: World, visitor: Visit) -> None:
    late = answer(visitor, world, applicant, "offer", offer_expires_on=TODAY - dt.timedelta(1), message="")
    assert 'data-field="offer_expires_on"' in late
    answer(
        visitor, world, applicant, "offer", offer_expires_on=TODAY + dt.timedelta(9), message="", name="wim"
    )
    fields = api.see(world.bo, "application", applicant).fields
    assert (fields["state"], fields["offer_expires_on"]) == ("offered", TODAY + dt.timedelta(9))


def test_a_message_with_a_citizen_service_number_stops_the_whole_answer(
    applicant: int, world: World, visitor: Visit
) -> None:
    html = answer(visitor, world, applicant, "offer", offer_expires_on=TODAY, message="Mail 111222333 to us")
    assert "citizen service number" in html
    assert state_of("application", applicant) == "submitted"  # the step went back with the message


def test_a_student_who_never_came_in_is_answered_all_the_same(
    applicant: int, world: World, visitor: Visit
) -> None:
    StudentProfile.objects.filter(pk=world.ids["sam"]).update(person=None)
    html = answer(visitor, world, applicant, "offer", offer_expires_on=TODAY, message="The place is yours.")
    assert "the message was not sent" in html
    assert state_of("application", applicant) == "offered"


def test_the_clock_says_how_late_an_answer_is(
    applicant: int, world: World, visitor: Visit, on_day: Callable[[dt.date], None]
) -> None:
    due = api.see(world.bo, "application", applicant).fields["reply_due_on"]
    assert isinstance(due, dt.date)
    on_day(due)
    assert "answer today" in visitor("bo").see("applications")
    on_day(due + dt.timedelta(1))
    assert "late with your answer" in visitor("bo").see("application", id=applicant)


def test_student_and_company_write_to_each_other_and_a_bad_message_is_reported(
    applicant: int, world: World, visitor: Visit
) -> None:
    answer(visitor, world, applicant, "offer", offer_expires_on=TODAY, message="Welcome!")
    thread = api.conversations(world.sam, "application", applicant)[0]
    api.write(world.sam, thread, "Thanks <b>a lot</b>")
    html = visitor("bo").see("application", id=applicant)
    assert "Thanks &lt;b&gt;a lot&lt;/b&gt;" in html
    letter = api.read(world.bo, thread)[-1]
    html = visitor("bo").post("application", "report", id=applicant, message=letter.id)
    assert "Reported to the school" in html
    assert api.read(world.bo, thread)[-1].is_reported
    visitor("bo").post("application", "write", id=applicant, words="See you.", form="write")
    assert [one.text for one in api.read(world.sam, thread)][-1] == "See you."
    assert len(api.conversations(world.sam, "application", applicant)) == 1


def test_somebody_elses_answer_was_first(applicant: int, world: World, visitor: Visit) -> None:
    about = {"kind": "application", "id": applicant, "version": version_of("application", applicant)}
    step(world.wim, "application", applicant, "offer")
    html = visitor("bo").post(
        "application", "reply", action="decline", code="filled", reason="Taken.", **about
    )
    assert "Not done yet" in html
    assert state_of("application", applicant) == "offered"


def test_a_liar_answers_for_nobody(applicant: int, world: World, visitor: Visit) -> None:
    html = answer(visitor, world, applicant, "offer", offer_expires_on=TODAY, message="Mine!", name="gus")
    assert "Not found" in html
    assert answer(visitor, world, applicant, "accept", message="")
    assert "Not found" in visitor("gus").post("application", "write", id=applicant, words="Hello?")
    assert state_of("application", applicant) == "submitted"
    assert api.conversations(world.sam, "application", applicant) == ()
