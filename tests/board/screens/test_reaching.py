"""Mail and calendar: everyone sets their own, sees the secret address once, and can take it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.board.screens.conftest import Visitor
from tests.board.world import START, World
from winternship_board import api
from winternship_core.placements import Role

Visit = Callable[..., Visitor]
HOST = {"links_at": "https://board.example/link/"}
ADDRESS = re.compile(r"https://placements\.example(/[\w/-]+\.ics)")


@pytest.fixture(autouse=True)
def address(settings: Any) -> None:
    settings.PUBLIC_URL = "https://placements.example"


@pytest.fixture
def sam(visitor: Visit) -> Visitor:
    return visitor("sam", **HOST)


@pytest.mark.parametrize(
    ("often", "becomes"), [("daily", (True, False)), ("weekly", (True, True)), ("never", (False, False))]
)
def test_how_often_mail_comes_is_kept(
    world: World, sam: Visitor, often: str, becomes: tuple[bool, bool]
) -> None:
    assert "Saved." in sam.post("reaching", "mail", often=often, language="en")
    choice = api.digests.mail_choice(world.sam)
    assert ((choice.is_on, choice.weekly), choice.language) == (becomes, "en")
    assert f'value="{often}" checked' in sam.see("reaching")


def test_who_has_several_roles_chooses_for_which(world: World, visitor: Visit) -> None:
    api.grant(api.SYSTEM, world.carla.person_id or 0, Role.SUPERVISOR, organisation=world.ids["college"])
    carla = visitor("carla", **HOST)
    html = carla.see("reaching")
    assert "For which roles" in html
    assert "For which roles" not in visitor("sam", **HOST).see("reaching")

    carla.post("reaching", "mail", often="daily", language="nl", roles=[Role.COORDINATOR.value])
    assert api.digests.mail_choice(world.carla).off_roles == (Role.SUPERVISOR.value,)
    carla.post(
        "reaching",
        "mail",
        often="daily",
        language="nl",
        roles=[Role.COORDINATOR.value, Role.SUPERVISOR.value],
    )
    assert api.digests.mail_choice(world.carla).off_roles == ()


def test_another_address_counts_after_its_link_and_can_be_taken_back(
    world: World, sam: Visitor, mailoutbox: list[Any]
) -> None:
    assert "sam@example.nl" in sam.see("reaching")
    assert "A mail is on its way" in sam.post("reaching", "address", address="sam@home.example")
    html = sam.see("reaching")
    assert "sam@example.nl" in html
    assert "still waits" in html
    (mail,) = mailoutbox
    assert mail.to == ["sam@home.example"]
    path = re.search(r"https://placements\.example(\S+)", mail.body)
    assert path
    Client().post(path.group(1))
    assert "sam@home.example" in sam.see("reaching")

    sam.post("reaching", "address", address="")
    assert api.digests.mail_choice(world.sam).address == "sam@example.nl"
    assert "no mail address" in sam.post("reaching", "address", address="nonsense")


def test_a_calendar_address_is_shown_once_works_and_is_withdrawn(sam: Visitor) -> None:
    html = sam.post("reaching", "calendar", language="nl")
    found = ADDRESS.search(html)
    assert found
    path = found.group(1)
    assert path not in sam.see("reaching")
    assert Client().get(path).status_code == 200
    pk = re.search(r'name="id" value="(\d+)"', sam.see("reaching"))
    assert pk

    assert "Withdrawn." in sam.post("reaching", "withdraw", id=pk.group(1))
    assert Client().get(path).status_code == 404
    assert "no address for a calendar yet" in sam.see("reaching")


def test_nobody_withdraws_the_calendar_of_another(world: World, sam: Visitor, visitor: Visit) -> None:
    sam.post("reaching", "calendar", language="nl")
    (feed,) = api.digests.calendars(world.sam)
    visitor("noor", **HOST).post("reaching", "withdraw", id=feed.id)
    assert api.digests.calendars(world.sam) == (feed,)


def test_a_host_without_addresses_says_so(visitor: Visit) -> None:
    html = visitor("sam").see("reaching")
    assert "sends no mail" in html
    assert "<form" not in html.split("data-heading")[1]


def test_a_personal_link_has_no_calendar(world: World, visitor: Visit, on_day: Callable[..., None]) -> None:
    world.vacancy()
    on_day(START)
    secret = api.personal_link(world.carla, Role.TRAINER, "placement", world.active())
    html = visitor("nobody", link=secret, **HOST).see("reaching")
    assert "Mail and calendar" not in html
