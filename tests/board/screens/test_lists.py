"""The list that all lists are: search, filters from the data, pages, kept searches, CSV, and what is new."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board.screens.conftest import Visitor
from tests.board.world import World, edit
from winternship_board import api, clock
from winternship_board.models import SavedView
from winternship_board.screens import Download


def titles(page: str) -> list[str]:
    return re.findall(r'screen=vacancy&amp;[^"]*" data-go>([^<]+)</a>', page)


def test_words_and_filters_narrow_and_are_cleared(world: World) -> None:
    world.vacancy(title="Bread at night")
    world.vacancy("garage", "gus", title="Oil and tyres", level="2")
    sam = Visitor("sam")
    assert titles(sam.see("vacancies")) == ["Oil and tyres", "Bread at night"]
    assert titles(sam.post("vacancies", "", words="oil")) == ["Oil and tyres"]
    page = sam.post("vacancies", "", **{"f.level": "3"})
    assert titles(page) == ["Bread at night"]
    assert re.search(r'<option value="3" selected>', page)
    assert "Nothing found" in sam.post("vacancies", "", words="zeppelin")


def test_pages_go_on_and_back(world: World) -> None:
    for number in range(30):
        world.vacancy(title=f"Place {number}")
    sam = Visitor("sam")
    first = sam.see("vacancies")
    assert len(titles(first)) == 25
    cursor = re.search(r'name="trail" value="([^"]+)"', first)
    assert cursor
    second = sam.post("vacancies", "", trail=[cursor.group(1)])
    assert len(titles(second)) == 5
    assert not set(titles(first)) & set(titles(second))
    assert "Previous" in second
    assert ">Next<" not in second


def test_the_number_of_queries_does_not_grow(world: World) -> None:
    sam = Visitor("sam")
    world.vacancy()
    sam.see("vacancies")
    with CaptureQueriesContext(
        connection,
    ) as few:
        sam.see("vacancies")
    for number in range(20):
        world.vacancy(title=f"Place {number}")
    with CaptureQueriesContext(connection) as many:
        sam.see("vacancies")
    assert len(many) == len(few)


def test_a_search_is_kept_used_replaced_deleted_and_put_back(world: World) -> None:
    world.vacancy(title="Bread at night")
    world.vacancy("garage", "gus", title="Oil and tyres", level="2")
    sam, noor = Visitor("sam"), Visitor("noor")
    page = sam.post("vacancies", "save_view", name="My bread", words="bread", searched="1")
    assert titles(page) == ["Bread at night"]
    kept = SavedView.objects.get()
    assert titles(sam.see("vacancies", view=kept.pk)) == ["Bread at night"]
    assert "My bread" not in noor.see("vacancies")
    assert "not there" in noor.see("vacancies", view=kept.pk) or "Not found" in noor.see(
        "vacancies", view=kept.pk
    )
    noor.post("vacancies", "drop_view", view=kept.pk)
    assert SavedView.objects.count() == 1
    page = sam.post("vacancies", "drop_view", view=kept.pk)
    assert SavedView.objects.count() == 0
    assert 'name="words" value="bread"' in page  # the undo
    sam.post("vacancies", "save_view", name="My bread", words="bread", searched="1")
    assert SavedView.objects.count() == 1


def test_a_search_may_not_hold_a_citizen_number(world: World) -> None:
    page = Visitor("sam").post("vacancies", "save_view", name="111222333", words="bread", searched="1")
    assert "citizen service number" in page
    assert SavedView.objects.count() == 0


def test_csv_has_what_the_list_shows_and_no_formulas(world: World) -> None:
    world.vacancy(title="=1+1")
    world.vacancy("garage", "gus", title="Oil; and tyres")
    file = Visitor("sam").answer("vacancies", "csv")
    assert isinstance(file, Download)
    rows = list(csv.reader(io.StringIO(file.body.decode("utf-8-sig"))))
    assert rows[0][0] == "Vacancy"
    assert [row[0] for row in rows[1:]] == ["Oil; and tyres", "'=1+1"]
    dutch = Visitor("sam", language="nl").answer("vacancies", "csv")
    assert isinstance(dutch, Download)
    assert b'"Oil; and tyres";' in dutch.body


def test_what_changed_since_the_last_visit_is_marked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    old = world.vacancy(title="Old place")
    sam = Visitor("sam")
    now = clock.now()
    assert "wb-fresh" not in sam.see("vacancies")  # a first visit has no before
    later = now + dt.timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert "wb-fresh" not in sam.see("vacancies")
    monkeypatch.setattr(clock, "now", lambda: later + dt.timedelta(minutes=1))
    world.vacancy(title="New place")
    monkeypatch.setattr(clock, "now", lambda: later + dt.timedelta(hours=3))
    page = sam.see("vacancies")
    assert page.count("wb-fresh") == 1
    assert "One is new or changed" in page
    edit(world.bo, "vacancy", old, {"places": 3})
    assert sam.see("vacancies").count("wb-fresh") == 2


def test_filters_offer_only_codes_and_only_what_is_there(world: World) -> None:
    world.vacancy(level="2")
    assert api.values(world.sam, "vacancy", "level") == ("2",)
    with pytest.raises(api.BadValue):
        api.values(world.carla, "student", "name")


def test_filters_stay_folded_and_say_how_many_are_chosen(
    world: World, visitor: Callable[..., Visitor]
) -> None:
    world.vacancy()
    first = visitor("sam").see("vacancies")
    assert "Filters and order (1)</summary>" in first  # of the own programme, which nobody chose
    assert '<details class="wb-filters">' in first
    assert "Filters and order</summary>" in visitor("sam").see("vacancies", searched=1)
    two = visitor("sam").see("vacancies", searched=1, **{"f.level": "3", "f.route": "BOL"})
    assert "Filters and order (2)</summary>" in two
