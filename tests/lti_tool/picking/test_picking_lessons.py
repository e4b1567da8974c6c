"""A lesson is one thing out of many: chosen by its title, sent along as settings of the link."""

from __future__ import annotations

from winternship_core.curriculum import load_works
from winternship_lti.picking.catalogue import LESSON as LESSON_CARD
from winternship_xblocks.lesson.naming import label_of
from winternship_xblocks.lesson.outline import parse_outline, places_alone

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


def test_one_activity_or_quiz_is_chosen_by_the_name_that_the_block_gives_it(picker: Picker) -> None:
    for value, title in (("win/W5.2-questions", "Rewrite 3 questions"), ("win/W5-quiz", "Test yourself: ")):
        form = {
            "pick": LESSON,
            f"{LESSON}.shows": value,
            f"{LESSON}.title": "Lessons",
            f"{LESSON}.language": "",
        }
        (item,) = picker(accept_lineitem=False).items(form)
        work, shows = value.split("/")
        alone = parse_outline(work, shows, "NL").alone

        assert item["title"].startswith(title)
        assert item["custom"]["field_shows"] == shows
        assert alone is not None
        assert item["title"] == label_of(alone, "en")


def test_everything_that_the_block_can_show_can_be_chosen_and_nothing_else() -> None:
    assert LESSON_CARD.selection is not None
    for value in LESSON_CARD.selection.values:
        parse_outline(*value.split("/"), "NL")
    offered = {
        f"{work.key}/{place.key}"
        for work in load_works()
        for module in work.modules
        for place in places_alone(module)
    }
    assert offered <= {*LESSON_CARD.selection.values}


def test_every_work_module_and_lesson_can_be_chosen(picker: Picker) -> None:
    page = picker().page().content.decode()

    for value in ("win/", "win/fast", "win/W0", "win/W9.3", "broker/I3", "handbook/HS.1", "blueprint/P10"):
        assert f'<option value="{value}"' in page
