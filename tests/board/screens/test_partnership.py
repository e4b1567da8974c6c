"""The numbers of a region: ten and more, the same in table, chart and file, and no way to work out the rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.screens.conftest import Visitor
from tests.board.world import World
from winternship_board import api
from winternship_board.brokering.cells import SMALLEST, cell, total
from winternship_board.models import Programme, StudentProfile, Vacancy
from winternship_board.screens import Download

CREBOS = {"care": "90001", "technology": "90002", "food": "90003"}


def students(world: World, count: int, chamber: str) -> None:
    crebo = CREBOS[chamber]
    programme, _ = Programme.objects.get_or_create(
        crebo=crebo, defaults={"name_nl": chamber, "level": "3", "chamber": chamber}
    )
    StudentProfile.objects.bulk_create(
        StudentProfile(school_id=world.ids["college"], programme=programme, name="Hidden Name")
        for _ in range(count)
    )


def test_table_chart_and_file_have_the_same_numbers(world: World, visitor: Callable[..., Visitor]) -> None:
    students(world, 14, "care")
    students(world, 12, "technology")
    students(world, 4, "food")
    Vacancy.objects.filter(pk=world.vacancy()).update(places=30, crebo=CREBOS["care"])
    pim = visitor("pim")
    html = pim.see("region")
    chart, table = html.split("</svg>")
    assert "14 students" in chart
    assert "30 places" in chart
    assert "14</td>" in table
    assert "30</td>" in table
    assert "fewer than 10" in table
    assert ">4<" not in html
    assert "4 students" not in html.replace("14 students", "")
    file = pim.answer("region", "csv")
    assert isinstance(file, Download)
    assert "Care and welfare,30,14" in file.body.decode("utf-8-sig")
    assert "Food,fewer than 10,fewer than 10" in file.body.decode("utf-8-sig")


def test_a_total_that_would_tell_a_hidden_cell_is_not_shown(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    StudentProfile.objects.update(is_placed=True)
    students(world, 14, "care")
    students(world, 4, "food")
    html = visitor("pim").see("region")
    assert "18" not in html.split("</svg>")[1]
    assert "not shown" in html
    assert ">18<" not in visitor("pim").see("totals")  # the other screen does not give it away either
    students(world, 7, "technology")
    assert ">25<" in visitor("pim").see("totals")


def test_the_numbers_of_another_region_are_not_there(world: World, visitor: Callable[..., Visitor]) -> None:
    students(world, 14, "care")
    assert "14 students" not in visitor("broker west").see("region")


def test_a_partnership_manager_sees_no_person_and_no_company(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    world.vacancy()
    students(world, 14, "care")
    pim = visitor("pim")
    for screen in ("home", "region", "totals"):
        html = pim.see(screen)
        assert "bakery" not in html
        assert "Jansen" not in html
        assert "Hidden Name" not in html
    assert "As a partnership manager you see totals" in pim.see("totals")
    assert "fewer than 10" in pim.see("totals")
    for screen in ("companies", "organisation", "vacancies", "vacancy", "applications", "people", "log"):
        assert 'data-screen="home"' in pim.see(screen, id=1)


def test_totals_in_a_file_are_those_on_the_screen(world: World, visitor: Callable[..., Visitor]) -> None:
    students(world, 14, "care")
    pim = visitor("pim", language="nl")
    html = pim.see("totals")
    file = pim.answer("totals", "csv")
    assert isinstance(file, Download)
    lines = [line.split(";") for line in file.body.decode("utf-8-sig").splitlines()[1:]]
    assert len(lines) >= 11
    for _, what, count in lines:
        assert what in html
        assert count in html
    assert ["Plekken en studenten", "studenten zonder plek", "niet te tonen"] in lines


@pytest.mark.parametrize("name", ["bo", "carla", "sam", "admin", "vera"])
def test_nobody_else_reads_the_numbers(world: World, visitor: Callable[..., Visitor], name: str) -> None:
    assert 'data-screen="home"' in visitor(name).see("region")
    with pytest.raises(api.NotAllowed):
        api.brokering.regional_balance(world.people[name])
    with pytest.raises(api.NotAllowed):
        api.brokering.regional_totals(world.people[name])


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_no_hidden_cell_follows_from_the_total(counts: list[int]) -> None:
    told, hidden = (
        [one for one in counts if cell(one) is not None],
        [one for one in counts if cell(one) is None],
    )
    together = total(counts)
    assert all(one >= SMALLEST for one in told)
    if together is not None and hidden:
        rest = together - sum(told)
        assert len(hidden) > 1
        assert rest >= SMALLEST
