"""Every screen of a company contact and a trainer opens, in both languages, on a region with a running placement."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.world import START, World, edit, step
from winternship_board import api
from winternship_board.screens import Download
from winternship_board.screens.registry import screens_of
from winternship_core.placements import Role

Visit = Callable[..., Visitor]
LANGUAGES = ("nl", "en")


@pytest.fixture
def running(world: World, on_day: Callable[[dt.date], None]) -> World:
    """A vacancy with a second applicant, a running placement with hours to confirm and a talk to come."""
    world.vacancy(places=3)
    world.applied("noor")
    on_day(START)
    placement = world.active()
    week = api.create(world.sam, "hour_week", {"placement": placement, "iso_year": 2027, "iso_week": 5})
    edit(world.sam, "hour_week", week.id, {"days": [8, 8, 8, 0, 0, 0, 0], "note": "Late on Monday."})
    step(world.sam, "hour_week", week.id, "submit week")
    world.ids["week"] = week.id
    api.create(
        world.tess,
        "contact_moment",
        {"placement": placement, "kind": "start", "planned_on": START, "mode": "visit"},
    )
    return world


def subjects(world: World) -> dict[str, int]:
    """The object that each screen about one is opened for."""
    return {
        "application": world.ids["application"],
        "vacancy": world.ids["vacancy"],
        "placement": world.ids["placement"],
        "agreement": world.ids["agreement"],
        "assessment": world.ids["placement"],
        "accreditation": world.ids["bakery recognition"],
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["bo", "wim"])
def test_every_screen_opens_in_both_languages(
    running: World, visitor: Visit, name: str, language: str
) -> None:
    role = Role.COMPANY if name == "bo" else Role.TRAINER
    for screen in screens_of(role):
        if screen == "evaluation":
            continue  # asked for at the end; see the test of looking back
        about = subjects(running)
        params = {"id": about[screen]} if screen in about else {}
        html = visitor(name, language=language).see(screen, **params)
        assert f'data-screen="{screen}"' in html, screen
        assert not re.search(r"\b(co|step|field|state|task)_[a-z]+_?[a-z]*\b(?![-\"=])", _visible(html)), (
            screen
        )


def _visible(html: str) -> str:
    return re.sub(r"<[^>]*>", " ", html)


def test_today_tells_a_company_and_a_trainer_what_waits(running: World, visitor: Visit) -> None:
    company = visitor("bo").see("home")
    assert "Answer the application of Candidate" in company
    assert "Fill in your name" in company
    assert "Noor" not in company
    trainer = visitor("wim").see("home")
    assert "Confirm 1 weeks of hours" in trainer
    assert "Talk with school and student" in trainer


def test_lists_come_as_files_with_no_more_than_the_screen(running: World, visitor: Visit) -> None:
    for screen in ("applications", "vacancies", "placements", "hours", "trouble", "recognitions"):
        got = visitor("bo").answer(screen, "csv")
        assert isinstance(got, Download)
        words = got.body.decode("utf-8-sig")
        assert "Noor" not in words
        assert "noor@example.nl" not in words
    assert "Sam Jansen" in visitor("bo").answer("placements", "csv").body.decode()  # type: ignore[union-attr]


def test_another_company_sees_none_of_it(running: World, visitor: Visit) -> None:
    for screen, pk in subjects(running).items():
        html = visitor("gus").see(screen, id=pk)
        assert "Not found" in html
        assert "Sam" not in html
    for screen in ("applications", "vacancies", "placements", "hours"):
        assert "Bakery" not in visitor("gus").see(screen)
