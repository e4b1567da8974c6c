"""A personal link: the same screens for one placement without an account, and nothing beside it, until it is over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import ISSUER, START, World, edit, state_of, step, version_of
from winternship_board import api, clock
from winternship_board.models import Invitation, Person
from winternship_core.placements import Role

Visit = Callable[..., Visitor]


@pytest.fixture
def running(world: World, on_day: Callable[..., None]) -> World:
    world.vacancy(places=3)
    world.applied("noor")
    on_day(START)
    placement = world.active()
    week = api.create(world.sam, "hour_week", {"placement": placement, "iso_year": 2027, "iso_week": 5})
    edit(world.sam, "hour_week", week.id, {"days": [8, 8, 8, 0, 0, 0, 0]})
    step(world.sam, "hour_week", week.id, "submit week")
    world.ids["week"] = week.id
    return world


def guest(visitor: Visit, secret: str, language: str = "en") -> Visitor:
    return visitor("nobody", link=secret, language=language)


def over(secret: str) -> None:
    Invitation.objects.update(expires_at=clock.now() - timedelta(minutes=1))


def test_the_company_makes_a_link_that_is_shown_once(running: World, visitor: Visit) -> None:
    bo = visitor("bo", links_at="https://board.example/link/")
    html = bo.post("placement", "lend", id=running.ids["placement"], role="WT", days="7")
    found = re.search(r"https://board\.example/link/([\w-]+)", html)
    assert found
    assert found.group(1) not in bo.see("placement", id=running.ids["placement"])
    assert "Confirm 1 weeks of hours" in guest(visitor, found.group(1)).see("home")
    assert "Make the link" not in visitor("bo").see("placement", id=running.ids["placement"])
    assert "Make the link" not in visitor("wim", links_at="https://x/").see(
        "placement", id=running.ids["placement"]
    )


def test_a_trainer_without_an_account_confirms_hours_and_assesses(running: World, visitor: Visit) -> None:
    secret = api.personal_link(running.carla, Role.TRAINER, "placement", running.ids["placement"])
    wanda, week = guest(visitor, secret), running.ids["week"]
    wanda.post("hours", "confirm", **{f"v.{week}": version_of("hour_week", week), f"w.{week}": "approve"})
    assert state_of("hour_week", week) == "approved"
    placement = running.ids["placement"]
    wanda.post("assessment", "save", id=placement, s0="good", w0="Bakes alone.")
    assert len(api.search(running.wim, "assessment").rows) == 1
    assert secret not in wanda.see("placement", id=placement)


def test_a_company_signs_by_link(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement, pk = world.signing()
    secret = api.personal_link(world.carla, Role.COMPANY, "placement", placement)
    bea = guest(visitor, secret)
    assert "Sign the agreement" in bea.see("home")
    seen = api.see(world.carla, "agreement", pk)
    shown = {
        "id": pk,
        "version": seen.version,
        "document_hash": seen.fields["document_hash"],
        "have_read": "on",
    }
    assert "1 / 3" in bea.post("agreement", "sign", **shown)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COMPANY])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_link_opens_one_object_and_nothing_beside_it(
    running: World, visitor: Visit, role: Role, language: str
) -> None:
    running.student("kim", "college")
    mine = running.ids["placement"]
    other = running.placed("kim")
    secret = api.personal_link(running.carla, role, "placement", mine)
    someone = guest(visitor, secret, language)
    closed = "vacancies vacancy applications company colleagues trouble recognitions privacy"
    for screen in closed.split():
        html = someone.see(screen, id=1)
        assert f'data-screen="{screen}"' not in html
    for screen in ("placement", "agreement", "application", "assessment"):
        assert "Kim" not in someone.see(screen, id=other)
    for screen in ("home", "hours"):
        html = someone.see(screen)
        assert "Kim" not in html
        assert "Noor" not in html
        assert f'data-screen="{screen}"' in html
    someone.post("home", "accept", code="whatever")
    html = someone.post("placement", "lend", id=other, role="WT", days="7")
    assert "/link/" not in html


def test_wanting_an_account_is_a_task_of_the_company_and_gives_nothing_by_itself(
    running: World, visitor: Visit
) -> None:
    secret = api.personal_link(running.carla, Role.TRAINER, "placement", running.ids["placement"])
    someone = guest(visitor, secret)
    assert "I want an account" in someone.see("home")
    for _ in range(3):
        html = someone.post("home", "ask_account")
    assert "You will get a code" in html
    assert [one.kind for one in api.tasks(running.bo)] == ["wants_account"]
    assert "wants an account: make a code" in visitor("bo").see("home")
    assert "I want an account" not in visitor("bo").see("home")
    assert "Not done yet" in visitor("bo").post("home", "ask_account")
    assert len(api.tasks(running.bo)) == 1


def test_a_link_that_is_over_says_what_to_do_and_tells_nothing(running: World, visitor: Visit) -> None:
    secret = api.personal_link(running.carla, Role.TRAINER, "placement", running.ids["placement"])
    over(secret)
    people = Person.objects.count()
    pages = [
        guest(visitor, word).see("placement", id=running.ids["placement"])
        for word in (secret, "made-up", "x" * 5000)
    ]
    assert pages[0] == pages[1] == pages[2]
    assert "Ask for a new link" in pages[0]
    assert Person.objects.count() == people

    answers = [
        guest(visitor, word).post("home", "ask_again") for word in (secret, secret, "made-up", "x" * 5000)
    ]
    assert len(set(answers)) == 1
    assert [one.kind for one in api.tasks(running.carla)] == ["wants_link"]
    assert "Vraag een nieuwe link" in guest(visitor, secret, "nl").see("home")


def test_a_link_made_by_the_company_comes_back_to_the_company(running: World, visitor: Visit) -> None:
    secret = api.personal_link(running.bo, Role.TRAINER, "placement", running.ids["placement"])
    guest(visitor, secret).post("home", "ask_again")
    assert api.tasks(running.bo) == ()  # it still works: there is nothing to ask
    over(secret)
    guest(visitor, secret).post("home", "ask_again")
    assert [one.kind for one in api.tasks(running.bo)] == ["wants_link"]
    assert api.tasks(running.carla) == ()


def test_an_account_is_no_use_to_a_link_nor_the_other_way_round(running: World, visitor: Visit) -> None:
    """The person of the host counts for nothing when a link came along."""
    secret = api.personal_link(running.carla, Role.TRAINER, "placement", running.ids["placement"])
    html = visitor("bo", link=secret).see("home")
    assert "Our company" not in html
    over(secret)
    assert "This link no longer works" in visitor("bo", link=secret).see("home")
    assert api.actors_of(ISSUER, "nobody") == ()
