"""A company writes a vacancy, with what it described in the course or without, and sees what it still needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.board.conftest import TODAY
from tests.board.screens.conftest import Visitor
from tests.board.world import VACANCY, World, state_of, step, version_of
from winternship_board import api

Visit = Callable[..., Visitor]
PLACE = {
    "title": "Bakery intern",
    "crebo": "25180",
    "level": "l3",
    "route": "bol",
    "tasks": [
        {
            "task": "Bakes bread",
            "process": "B1-K1-W1",
            "here": "yes",
            "independence": "alone",
            "age": "from16",
        },
        {"task": "", "process": ""},
        "no row at all",
    ],
}
FILLED = {
    "title": "Bakery: every shift",
    "text": "You learn to make dough.",
    "language": "en",
    "crebo": "25180",
    "level": "3",
    "route": "BOL",
    "places": "2",
    "starts_on": "2027-02-01",
    "ends_on": "2027-06-30",
    "days": ["mo", "tu"],
    "allowance_from": "0",
    "t0.name": "Bakes bread",
    "t0.code": "B1-K1-W1",
    "t0.can_do": "yes",
    "t0.independence": "4",
    "t0.age_rule": "any",
}


def filled(world: World, **other: object) -> dict[str, object]:
    return {**FILLED, "location": world.ids["bakery location"], "form": "save", **other}


def only(world: World) -> api.Seen:
    rows = api.search(world.bo, "vacancy").rows
    assert len(rows) == 1
    return rows[0]


def test_a_vacancy_is_written_submitted_and_waits_for_a_person_to_publish_it(
    world: World, visitor: Visit
) -> None:
    bo = visitor("bo")
    html = bo.post("vacancy_edit", "save", **filled(world))
    assert "Everything" in html or "All is filled in" in html
    seen = only(world)
    assert seen.fields["days"] == ["mo", "tu"]
    assert seen.fields["allowance_from"] == 0
    assert seen.fields["tasks"] == [
        {
            "code": "B1-K1-W1",
            "name": "Bakes bread",
            "can_do": "yes",
            "independence": 4,
            "tools": "",
            "age_rule": "any",
            "guidance": "",
        }
    ]

    html = bo.post("vacancy", "move", kind="vacancy", id=seen.id, action="submit", version=seen.version)

    assert "in review" in html
    assert "publish" not in api.see(world.bo, "vacancy", seen.id).actions


def test_all_errors_come_at_once_each_at_its_field_and_nothing_typed_is_lost(
    world: World, visitor: Visit
) -> None:
    wrong = {
        "title": "",
        "crebo": "12a",
        "ends_on": "2027-01-01",
        "places": "0",
        "t0.code": "",
        "spoken": "B1",
        "text": "My words are <still> here.",
    }
    html = visitor("bo").post("vacancy_edit", "save", **filled(world, **wrong))
    for field in ("title", "t0.code"):
        assert f'data-field="{field}"' in html
    assert "My words are &lt;still&gt; here." in html
    html = visitor("bo").post("vacancy_edit", "save", **filled(world, **{**wrong, "title": "Bakery"}))
    for field in ("crebo", "ends_on", "places", "t0.code", "spoken_reason"):
        assert f'data-field="{field}"' in html, field
    assert api.search(world.bo, "vacancy").rows == ()


def test_what_was_described_in_the_course_is_taken_over_and_nothing_in_it_is_believed(
    world: World, visitor: Visit
) -> None:
    bo = visitor("bo", learning_place=PLACE)
    assert "Take over from the course" in bo.see("vacancies")
    html = bo.see("vacancy_edit", tab="course")
    assert 'value="Bakery intern"' in html
    assert 'value="Bakes bread"' in html
    assert api.search(world.bo, "vacancy").rows == ()  # nothing is kept before somebody saves it

    lie = {"title": ["x"], "crebo": {"a": 1}, "level": 7, "route": None, "tasks": {"task": "x"}}
    html = visitor("bo", learning_place=lie).see("vacancy_edit", tab="course")
    assert 'data-screen="vacancy_edit"' in html
    long = {"title": "x" * 9000, "tasks": [{"task": "t" * 900, "process": "p" * 900}] * 50}
    assert "x" * 201 not in visitor("bo", learning_place=long).see("vacancy_edit", tab="course")
    assert "Take over" not in visitor("bo").see("vacancies")


def test_words_that_shut_people_out_are_shown_with_a_better_one_and_need_a_reason(
    world: World, visitor: Visit
) -> None:
    bo = visitor("bo", language="nl")
    text = "Wij zoeken een jonge hond die het leuk vindt."
    bo.post("vacancy_edit", "save", **filled(world, text=text, language="nl"))
    seen = only(world)
    html = bo.see("vacancy", id=seen.id)
    assert "<mark>" in html
    assert "Toch zo indienen" in html
    about = {"kind": "vacancy", "id": seen.id, "version": seen.version, "action": "submit", "form": "explain"}

    html = bo.post("vacancy", "move", **about, **{"asked.words_considered": "1"})
    assert state_of("vacancy", seen.id) == "draft"
    assert "Nog niet gelukt" in html

    why = {"reason": "De naam van ons team.", "words_considered": "on", "asked.words_considered": "1"}
    bo.post("vacancy", "move", **about, **why)
    assert state_of("vacancy", seen.id) == "in_review"


def test_without_a_recognition_the_screen_says_that_nobody_can_skip_it(world: World, visitor: Visit) -> None:
    visitor("bo").post("vacancy_edit", "save", **filled(world, crebo="25999"))
    html = visitor("bo").see("vacancy", id=only(world).id)
    assert "Nobody can skip that" in html
    assert "You are recognised here" not in html


def test_a_vacancy_that_was_quiet_asks_whether_it_is_still_open(
    world: World, visitor: Visit, on_day: Callable[[dt.date], None]
) -> None:
    pk = world.vacancy()
    assert "Yes, still open" not in visitor("bo").see("vacancy", id=pk)
    on_day(TODAY + dt.timedelta(46))
    assert "Is this vacancy still open?" in visitor("bo").see("home")
    assert "still open?" in visitor("bo").see("vacancies")
    visitor("bo").post("vacancy", "still_open", id=pk, version=version_of("vacancy", pk))
    assert api.see(world.bo, "vacancy", pk).fields["sign_of_life"] == TODAY + dt.timedelta(46)


def test_a_published_vacancy_keeps_its_words_and_changes_its_places(world: World, visitor: Visit) -> None:
    pk = world.vacancy()
    html = visitor("bo").see("vacancy_edit", id=pk)
    assert "Not found" in html
    visitor("bo").post("vacancy", "change", id=pk, version=version_of("vacancy", pk), places="4")
    assert api.see(world.bo, "vacancy", pk).fields["places"] == 4
    stale = visitor("bo").post(
        "vacancy", "change", id=pk, version=1, places="9", form="change", **{"was.places": "1"}
    )
    assert "Somebody changed this meanwhile" in stale
    assert "It now says" in stale
    assert api.see(world.bo, "vacancy", pk).fields["places"] == 4


def test_a_liar_gets_nothing(world: World, visitor: Visit) -> None:
    pk = world.vacancy()
    before = version_of("vacancy", pk)
    gus = visitor("gus")
    for do, more in (
        ("change", {"places": "9"}),
        ("still_open", {}),
        ("move", {"kind": "vacancy", "action": "close"}),
    ):
        gus.post("vacancy", do, id=pk, version=before, **more)
    assert "Not done yet" in gus.post("vacancy_edit", "save", **filled(world))  # at another company's address
    assert "Not done yet" in visitor("bo").post(
        "vacancy", "move", kind="vacancy", id=pk, action="publish", version=before
    )
    assert version_of("vacancy", pk) == before
    assert len(api.search(api.SYSTEM, "vacancy").rows) == 1
    assert 'data-screen="vacancy_edit"' not in visitor("sam").see("vacancy_edit")


def test_a_trainer_writes_one_too_but_names_no_contact(world: World, visitor: Visit) -> None:
    assert 'name="contact"' not in visitor("wim").see("vacancy_edit")
    assert 'name="contact"' in visitor("bo").see("vacancy_edit")
    visitor("wim").post("vacancy_edit", "save", **filled(world))
    assert only(world).fields["title"] == FILLED["title"]


def test_a_draft_is_changed_and_keeps_its_tasks(world: World, visitor: Visit) -> None:
    values: dict[str, Any] = {**VACANCY, "location": world.ids["bakery location"]}
    made = api.create(world.bo, "vacancy", values)
    html = visitor("bo").see("vacancy_edit", id=made.id)
    assert 'value="Works the slicer"' in html
    more = {f"t1.{name}": value for name, value in (("name", "Serves"), ("code", "B1-K1-W3"))}
    more |= {"t1.can_do": "partly", "t1.independence": "2", "t1.age_rule": "supervised"}
    visitor("bo").post("vacancy_edit", "save", **filled(world, id=made.id, version=made.version, **more))
    tasks: Any = only(world).fields["tasks"]
    assert [one["code"] for one in tasks] == ["B1-K1-W1", "B1-K1-W3"]
    step(world.bo, "vacancy", made.id, "submit")
