"""What somebody who comes for the first time stumbled over: each found by walking through the screens as one."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps

from tests.board.screens.conftest import Visitor
from tests.board.world import World
from winternship_board.models import Membership, Placement
from winternship_board.screens.texts import all_texts
from winternship_core.placements import Role

Visit = Callable[..., Visitor]


def test_places_for_ones_own_programme_come_first_and_all_are_a_press_away(
    world: World, visitor: Visit
) -> None:
    world.vacancy(title="Bread of my trade")
    world.recognise("garage", "25999")
    world.vacancy("garage", "gus", title="Oil of another", crebo="25999")
    sam = visitor("sam")

    mine = sam.see("vacancies")
    assert "You see the places for Baker (25180)." in mine
    assert "Bread of my trade" in mine
    assert "Oil of another" not in mine

    every = sam.see("vacancies", searched=1)
    assert "Oil of another" in every
    assert "You see the places for" not in every
    assert "Oil of another" in sam.see("vacancies", words="oil", searched=1)


def test_wishes_that_are_called_alike_are_told_apart_by_their_company(world: World, visitor: Visit) -> None:
    sam = visitor("sam")
    for vacancy in (world.vacancy(title="Shop"), world.vacancy("garage", "gus", title="Shop")):
        sam.post("vacancy", "wish", id=vacancy)
    page = sam.see("wishes")
    assert page.count(">Shop</a>") == 2
    assert "bakery" in page
    assert "garage" in page


def test_a_supervisor_opens_a_placement_that_is_over(world: World, visitor: Visit) -> None:
    world.vacancy()
    pk = world.placed()
    tutor = world.someone("toon", Role.SUPERVISOR, "college")
    person = Membership.objects.get(pk=tutor.membership_id).person_id
    Placement.objects.filter(pk=pk).update(state="closed", supervisor=person)
    page = visitor("toon").see("placement", id=pk)
    assert "Not found" not in page
    assert "Sam Jansen" in page


def test_whatever_is_kept_of_a_person_has_a_name_for_them() -> None:
    texts = all_texts()
    for model in apps.get_app_config("winternship_board").get_models():
        if getattr(model, "PERSONAL", ()):
            name = str(model._meta.verbose_name).replace(" ", "_")
            assert f"field_kept_{name}" in texts, name
