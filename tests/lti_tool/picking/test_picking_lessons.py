"""A lesson is one thing out of many: chosen by its title, sent along as settings of the link."""

from __future__ import annotations

from .conftest import Picker

LESSON = "winternship_lesson"


def test_lessons_are_chosen_by_title_and_become_settings_of_the_link(picker: Picker) -> None:
    form = {"pick": LESSON, f"{LESSON}.shows": "win/W5.2", f"{LESSON}.graded": "on", f"{LESSON}.points": "10"}
    (item,) = picker().items({**form, f"{LESSON}.title": "Lessons", f"{LESSON}.language": ""})

    assert item["title"] == "W5.2 Choosing without bias"
    assert item["custom"]["field_work"] == "win"
    assert item["custom"]["field_shows"] == "W5.2"
    assert item["custom"]["field_display_name"] == item["title"]


def test_a_title_of_the_teachers_own_stays(picker: Picker) -> None:
    form = {"pick": LESSON, f"{LESSON}.shows": "handbook/", f"{LESSON}.title": "Our handbook"}
    (item,) = picker(accept_lineitem=False).items({**form, f"{LESSON}.language": ""})

    assert item["title"] == "Our handbook"
    assert item["custom"]["field_work"] == "handbook"
    assert item["custom"]["field_shows"] == ""


def test_what_was_not_offered_cannot_be_shown(picker: Picker) -> None:
    answer = picker().send({"pick": LESSON, f"{LESSON}.shows": "win/W99", f"{LESSON}.points": "10"})

    assert answer.status_code == 400


def test_every_work_module_and_lesson_can_be_chosen(picker: Picker) -> None:
    page = picker().page().content.decode()

    for value in ("win/", "win/fast", "win/W0", "win/W9.3", "broker/I3", "handbook/HS.1", "blueprint/P10"):
        assert f'<option value="{value}"' in page
