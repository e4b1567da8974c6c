"""Places around a student on a map: where they stand, what one dot holds, and who is left out of it."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from tests.board.screens.conftest import Visitor
from tests.board.world import World
from winternship_board import api
from winternship_board.models import Location, StudentProfile
from winternship_board.screens.student.nearby import APART, HALF, REACHES_KM, Place, dots_of, reach_of

metres = st.integers(-90_000, 90_000)
places = st.lists(st.tuples(metres, metres), max_size=30).map(
    lambda many: [Place(number, "x", *spot) for number, spot in enumerate(many)]
)


@given(places)
def test_each_place_is_in_one_dot_within_the_outer_ring(found: list[Place]) -> None:
    reach = reach_of(found)
    inside = [one for one in found if one.metres <= reach * 1000]
    assert len(inside) == len(found) or reach == REACHES_KM[-1]
    dots = dots_of(inside, reach)
    assert sorted(one.id for dot in dots for one in dot.places) == [one.id for one in inside]
    assert all(hypot(dot.x, dot.y) <= HALF + 1 for dot in dots)


@given(places)
def test_dots_are_a_fingertip_apart(found: list[Place]) -> None:
    reach = reach_of(found)
    dots = dots_of([one for one in found if one.metres <= reach * 1000], reach)
    assert all(
        hypot(one.x - two.x, one.y - two.y) > APART - 1 for one in dots for two in dots if one is not two
    )


def test_north_is_up_and_near_places_share_a_dot() -> None:
    north, beside, east = Place(1, "n", 0, 5000), Place(2, "b", 60, 5000), Place(3, "e", 4000, 0)
    dots = dots_of([north, beside, east], 5)
    assert [[one.id for one in dot.places] for dot in dots] == [[3], [1, 2]]
    assert (dots[0].x, dots[0].y) == (144, 0)
    assert dots[1].y == -HALF


def test_a_student_sees_the_places_of_the_search_on_the_map(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    world.vacancy()
    world.vacancy("garage", "gus", title="Garage: oil and tyres")
    sam = visitor("sam")
    assert "Your school has not filled in yet where you live" in sam.see("vacancies", map=1)
    StudentProfile.objects.filter(pk=world.ids["sam"]).update(x_m=100_000, y_m=400_000)
    assert "because the address is not known: 2." in sam.see("vacancies", map=1)
    for name, x in (("bakery", 103_210), ("garage", 300_000)):
        Location.objects.filter(pk=world.ids[f"{name} location"]).update(x_m=x, y_m=404_000)
    assert "<svg" not in sam.see("vacancies")
    page = sam.see("vacancies", map=1)
    drawn = page[page.index("<svg") : page.index("</svg>")]
    assert drawn.count("<a href") == 1
    assert "Bakery: learn every shift" in drawn
    assert ", 5 km" in drawn
    assert "Too far away for the map: 1." in page
    assert page.count("Garage: oil and tyres") == 1  # in the list alone
    page = sam.post("vacancies", "", words="tyres", searched="1", map="1")
    assert "Bakery: learn every shift" not in page
    assert "hemelsbreed" in visitor("sam", language="nl").see("vacancies", map=1)
    where = world.ids["bakery location"]
    assert api.spots(world.sam, [where, "x", None, 10**9]) == {
        where: (103_000, 404_000)
    }  # never the address itself
