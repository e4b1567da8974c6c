"""A round and a file by the school's screens: try, compare, explain, decide, release; look, import, undo."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from tests.board.screens.conftest import Visitor
from tests.board.screens.filling_in import choices, filled, send
from tests.board.world import World, edit
from winternship_board import api
from winternship_board.models import Location
from winternship_board.screens import Download

Visit = Callable[..., Visitor]
ROWS = """student_number,name,crebo,email
1001,Kim de Wit,25180,kim@example.nl
1002,Bas Vos,25180,bas@example.nl
"""


@pytest.fixture
def market(world: World) -> int:
    """A vacancy with one place, and two students near enough for it who agreed to be proposed."""
    pytest.importorskip("numpy")
    Location.objects.update(x_m=1000, y_m=1000)
    for name in ("sam", "noor"):
        place = {"x_m": 1500, "y_m": 1000, "travel_modes": ["bicycle"], "max_minutes": 40}
        edit(world.carla, "student", world.ids[name], {**place, "work_wished": ["B1-K1-W1"]})
    api.give_consent(world.sam, world.ids["sam"], "be_proposed", given=True, text_version="1")
    return world.vacancy()


def started(carla: Visitor) -> str:
    page = carla.see("rounds")
    return send(
        carla,
        page,
        "start",
        name="Spring 2027",
        starts_from="2027-01-01",
        starts_until="2027-03-01",
        seed="7",
    )


def test_a_round_is_tried_compared_decided_and_released(world: World, market: int, visitor: Visit) -> None:
    carla = visitor("carla")
    page = started(carla)
    assert "Spring 2027" in carla.see("rounds")
    first = send(carla, page, "run")
    assert "1 of 2 placed" in first
    assert not api.search(world.carla, "application").rows
    rows = carla.see("run_rows")
    assert "Sam Jansen" in rows
    assert "no place" in rows
    why = carla.see("round_student", id=world.ids["sam"])
    assert "Run 1" in why
    kept = _decide(carla, world, market, first)
    assert "Your decision holds from the next run on." in kept
    second = send(carla, carla.see("round", id=filled(first, "run")["id"][0]), "run")
    compared = send(carla, second, "compare")
    assert "gain a place" in compared
    refused = send(carla, second, "release", run=choices(second, "release", "run")[0])
    assert "Fill this in." in refused
    done = send(carla, second, "release", run=choices(second, "release", "run")[0], looked="on")
    assert "proposals sent" in done
    assert len(api.search(world.carla, "application").rows) == 1
    assert 'value="run"' not in done


def _decide(carla: Visitor, world: World, vacancy: int, page: str) -> str:
    """Keep apart whoever got the place."""
    for name in ("sam", "noor"):
        why = carla.see("round_student", id=world.ids[name])
        if 'value="decide"' in why:
            empty = send(carla, why, "decide", vacancy=vacancy, what="exclude")
            assert "write why" in empty
            unfair = send(carla, why, "decide", vacancy=vacancy, what="exclude", reason="No native speaker.")
            assert "who somebody is may not be a reason" in unfair
            return send(
                carla,
                why,
                "decide",
                vacancy=vacancy,
                what="exclude",
                reason="The shifts are elsewhere.",
            )
    raise AssertionError("nobody got the place")


def test_weights_have_limits_and_a_round_can_be_withdrawn(world: World, market: int, visitor: Visit) -> None:
    carla = visitor("carla")
    page = started(carla)
    assert "Not done yet" in send(carla, page, "set", weight_coverage=100)
    assert "Saved." in send(carla, page, "set", weight_coverage=45, weight_preference=15)
    assert "45%" in carla.see("round", id=filled(page, "run")["id"][0])
    assert "There is one already" in started(carla)
    assert "Not found" in visitor("cas").see("round", id=filled(page, "run")["id"][0])
    gone = send(carla, carla.see("round", id=filled(page, "run")["id"][0]), "withdraw")
    assert "The round is withdrawn." in gone


@pytest.mark.parametrize("name", ["tess", "bo", "sam", "cas"])
def test_a_round_is_for_its_own_coordinator(world: World, market: int, visitor: Visit, name: str) -> None:
    page = started(visitor("carla"))
    pk = filled(page, "run")["id"][0]
    visitor(name).post("round", "run", id=pk)
    assert "Spring 2027" not in visitor(name).see("round", id=pk)
    assert "No run yet" in visitor("carla").see("round", id=pk)


def test_a_file_is_looked_at_imported_and_undone(world: World, visitor: Visit) -> None:
    carla = visitor("carla")
    page = carla.see("imports")
    looked = send(carla, page, "preview", what="students", pasted=ROWS)
    assert "2 new" in looked
    assert "Kim de Wit" not in carla.see("students")
    done = send(carla, looked, "apply")
    assert "Imported: 2 new" in done
    assert "Kim de Wit" in carla.see("students")
    run = done.split('name="run" value="')[1].split('"')[0]
    assert "Undone: 2 removed" in carla.post("imports", "undo", run=run)
    assert "Kim de Wit" not in carla.see("students")


def test_long_work_goes_part_by_part_by_a_button(
    world: World, market: int, visitor: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winternship_board.importing.doing.BATCH_ROWS", 1)
    carla = visitor("carla")
    begun = send(carla, send(carla, carla.see("imports"), "preview", what="students", pasted=ROWS), "apply")
    assert "1 of 2 done." in begun
    assert '<progress value="1" max="2"' in begun
    assert "stopped after 1 of 2 rows" in carla.see("imports")
    assert "Imported: 2 new" in send(carla, begun, "apply")

    monkeypatch.setattr("winternship_board.screens.school.one_round.AT_ONCE", 1)
    world.vacancy()
    api.give_consent(world.noor, world.ids["noor"], "be_proposed", given=True, text_version="1")
    page = send(carla, started(carla), "run")
    part = send(carla, page, "release", run=choices(page, "release", "run")[0], looked="on")
    assert "1 of 2 done." in part
    assert 'value="withdraw"' not in part
    assert "2 proposals sent" in send(carla, part, "release")


def test_an_uploaded_file_tells_all_that_is_wrong_at_once(world: World, visitor: Visit) -> None:
    carla = visitor("carla")
    wrong = "student_number,name,crebo,year\r\n1001,Kim,99999,many\r\n1002,,25180,2\r\n"
    data = base64.urlsafe_b64encode(wrong.encode()).decode()
    page = carla.post("imports", "preview", what="students", data=data)
    assert "To mend first: 3" in page
    assert 'value="apply"' not in page
    lied = carla.post("imports", "apply", what="students", data=data, seen="x")
    assert "Not done yet" in lied
    assert "Kim" not in carla.see("students")
    assert "kwam niet heel aan" in visitor("carla", language="nl").post(
        "imports", "preview", what="students", data="not base 64!"
    )


def test_a_column_of_citizen_numbers_never_comes_in(world: World, visitor: Visit) -> None:
    rows = "student_number,name,crebo,bsn\r\n1001,Kim,25180,111222333\r\n"
    page = visitor("carla").post("imports", "preview", what="students", pasted=rows)
    assert "We never keep this column" in page


def test_an_example_has_the_headings_of_the_language(world: World, visitor: Visit) -> None:
    answer = visitor("carla", language="nl").answer("imports", "example", what="students")
    assert isinstance(answer, Download)
    assert answer.body.decode("utf-8-sig").startswith("studentnummer;naam;crebo")


@pytest.mark.parametrize("name", ["tess", "bo", "sam"])
def test_nobody_else_imports_students(world: World, visitor: Visit, name: str) -> None:
    visitor(name).post("imports", "apply", what="students", pasted=ROWS, seen="")
    assert not [one for one in api.search(world.carla, "student").rows if one.fields["name"] == "Kim de Wit"]
