"""A placement abroad: the coordinator fills in the learning agreement; it is shown, and comes into the agreement."""

from __future__ import annotations

from collections.abc import Callable

from tests.board.screens.conftest import Visitor
from tests.board.world import World, version_of
from winternship_board import api

Visit = Callable[..., Visitor]
FILLED = {
    "host_country": "DE",
    "sending_country": "NL",
    "mobility_type": "long stay",
    "mentor": "Anke Roggenmeister",
    "outcomes": "Bakes rye bread.",
}


def _annex(world: World, placement: int) -> api.Seen:
    (found,) = api.search(world.carla, "international", where={"placement": placement}).rows
    return found


def test_it_is_filled_in_shown_and_changed(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement, carla = world.placed(), visitor("carla")
    assert "This placement is in the Netherlands" in carla.see("placement", id=placement)

    html = carla.post("placement", "abroad", id=placement, **FILLED)
    assert "Saved. It comes into the next agreement." in html
    assert "Germany" in html
    assert "Anke Roggenmeister" in html
    annex = _annex(world, placement)
    assert annex.fields["host_country"] == "DE"

    html = carla.post(
        "placement",
        "abroad",
        id=placement,
        annex_version=version_of("international", annex.id),
        **{**FILLED, "host_country": "AT"},
    )
    assert "Austria" in html
    assert _annex(world, placement).fields["host_country"] == "AT"
    assert "Oostenrijk" in visitor("carla", language="nl").see("placement", id=placement)


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement = world.placed()
    html = visitor("carla").post(
        "placement", "abroad", id=placement, form="abroad", **{**FILLED, "host_country": ""}
    )
    assert "Anke Roggenmeister" in html
    assert "data-wrong" in html
    assert not api.search(world.carla, "international", where={"placement": placement}).rows


def test_a_change_by_somebody_else_is_not_overwritten(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement, carla = world.placed(), visitor("carla")
    carla.post("placement", "abroad", id=placement, **FILLED)
    stale = version_of("international", _annex(world, placement).id)
    carla.post("placement", "abroad", id=placement, annex_version=stale, **{**FILLED, "mentor": "Jens"})
    carla.post("placement", "abroad", id=placement, annex_version=stale, **{**FILLED, "mentor": "Anke"})
    assert _annex(world, placement).fields["mentor"] == "Jens"


def test_a_supervisor_reads_it_and_others_do_not_write_it(world: World, visitor: Visit) -> None:
    world.vacancy()
    placement = world.prepared()
    visitor("carla").post("placement", "abroad", id=placement, **FILLED)
    html = visitor("tess").see("placement", id=placement)
    assert "Germany" in html
    assert "Change the learning agreement" not in html
    visitor("tess").post("placement", "abroad", id=placement, annex_version=1, **{**FILLED, "mentor": "Jens"})
    assert _annex(world, placement).fields["mentor"] == "Anke Roggenmeister"
