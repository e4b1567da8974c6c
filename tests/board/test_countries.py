"""Countries come from Unicode's list: complete, in both languages, and nothing that is no country."""

from __future__ import annotations

import pytest

from tests.board.world import World, edit
from winternship_board import api
from winternship_board.countries import countries, is_country

ERASMUS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MK MT NL NO PL PT RO RS SE SI SK TR"


def test_each_country_has_a_name_in_both_languages() -> None:
    dutch, english = countries("nl"), countries("en")
    assert dutch.keys() == english.keys()
    assert set(ERASMUS.split()) <= dutch.keys()
    assert (dutch["DE"], english["DE"]) == ("Duitsland", "Germany")
    assert list(english.values())[:2] == ["Afghanistan", "Åland Islands"]
    assert not {"EU", "ZZ", "UN", "XA"} & english.keys()
    assert all(code.isascii() and code.isupper() and len(code) == 2 for code in english)


@pytest.mark.parametrize("code", ["de", "DEU", "Germany", "XX", "  ", 3, None])
def test_anything_else_is_none(code: object) -> None:
    assert not is_country(code)


@pytest.mark.django_db
def test_a_code_that_is_no_country_is_refused_with_what_is_allowed(world: World) -> None:
    world.vacancy()
    placement = world.placed()
    with pytest.raises(api.BadValue, match="such as NL"):
        api.create(world.carla, "international", {"placement": placement, "host_country": "XX"})
    made = api.create(world.carla, "international", {"placement": placement, "host_country": "DE"})
    with pytest.raises(api.BadValue, match="Deutschl"):
        edit(world.carla, "international", made.id, {"sending_country": "Deutschland"})
