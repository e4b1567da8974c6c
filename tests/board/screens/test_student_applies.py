"""A student finds a vacancy, applies, and follows the answer; all of it by what their browser may send."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import END, World, state_of, step
from winternship_board import api
from winternship_core.placements import Role


def test_find_apply_and_take_the_place(world: World, visitor: Callable[..., Visitor]) -> None:
    vacancy = world.vacancy()
    sam = visitor("sam")
    assert "Bakery: learn every shift" in sam.see("vacancies")
    shown = sam.see("vacancy", id=vacancy)
    assert "Bakes bread" in shown
    refused = sam.post("vacancy", "apply", form="apply", id=vacancy, letter="I bake at home.")
    assert "Not done yet" in refused
    assert "I bake at home." in refused
    assert not api.search(world.sam, "application").rows
    done = sam.post(
        "vacancy",
        "apply",
        id=vacancy,
        letter="I bake at home.",
        profile_seen="on",
        **{"asked.profile_seen": "1"},
    )
    assert "Your application is sent" in done
    application = api.search(world.sam, "application").rows[0].id
    page = sam.see("application", id=application)
    assert "Answer expected before" in page
    assert "I bake at home." in page
    thread = re.search(r'name="thread" value="(\d+)"', page)
    assert thread
    assert [one.text for one in api.read(world.bo, int(thread.group(1)))] == ["I bake at home."]
    with pytest.raises(api.NotFound):  # the letter is for the company
        api.read(world.carla, int(thread.group(1)))
    api.tell(world.bo, "application", application, Role.STUDENT, "What do you bake?")
    assert len(api.conversations(world.sam, "application", application)) == 1
    sam.post("application", "write", id=application, thread=thread.group(1), message="Rye bread.")
    page = sam.see("application", id=application)
    assert "What do you bake?" in page
    message = re.search(r'name="message" value="(\d+)"', page)
    assert message
    assert "confidential contact" in sam.post(
        "application", "report", id=application, message=message.group(1)
    )
    assert "Not found" in visitor("noor").post(
        "application", "write", id=application, thread=thread.group(1), message="Hi"
    )
    step(world.bo, "application", application, "offer")
    page = sam.see("application", id=application)
    assert "Take the place" in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    taken = sam.post(
        "application", "move", kind="application", id=application, action="accept", version=version.group(1)
    )
    assert "Congratulations" in taken
    assert state_of("application", application) == "accepted"


def test_a_place_that_does_not_fit_says_why_before_the_student_writes_a_letter(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    vacancy = world.vacancy(level="4", starts_on=END, ends_on=END + dt.timedelta(90))
    page = visitor("sam").see("vacancy", id=vacancy)
    assert "You cannot apply here now" in page
    assert "The level does not fit." in page
    assert "The period does not fit." in page
    assert 'name="letter"' not in page
    assert "Het niveau past niet." in visitor("sam", language="nl").see("vacancy", id=vacancy)
    with pytest.raises(api.NotFound):  # nobody learns by it what another student may do
        api.misfits(world.finn, world.ids["sam"], vacancy)
    with pytest.raises(api.BoardError):
        api.misfits(world.bo, world.ids["sam"], vacancy)


def test_a_stranger_is_told_how_to_come_in(visitor: Callable[..., Visitor]) -> None:
    assert "Ask your placement coordinator for a code" in visitor("nobody").see("vacancies")
