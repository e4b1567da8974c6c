"""A long file by one batch a request: how far it is, stopping, going on, and what may not slip in between."""

from __future__ import annotations

import pytest

from tests.board.world import CREBO, World
from winternship_board import api
from winternship_board.models import Event, ImportRun, StudentProfile

STUDENTS = "studentnummer;naam;crebo\n" + "".join(f"n{n};Student {n};{CREBO}\n" for n in range(25))


@pytest.fixture(autouse=True)
def _batches_of_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("winternship_board.importing.doing.BATCH_ROWS", 10)


def first(world: World, text: str = STUDENTS, what: str = "students", who: str = "carla") -> api.ImportStep:
    actor, data = world.people[who], text.encode()
    return api.import_step(actor, what, data, seen=api.import_preview(actor, what, data).seen)


def then(world: World, before: api.ImportStep, text: str = STUDENTS, who: str = "carla") -> api.ImportStep:
    run = before.imported.run
    return api.import_step(world.people[who], "students", text.encode(), seen=before.seen, run=run)


def here() -> int:
    return StudentProfile.objects.filter(student_number__startswith="n").count()


def test_each_step_does_a_batch_of_one_run_and_the_last_one_ends_it(world: World) -> None:
    steps = [first(world)]
    while steps[-1].seen:
        assert here() == steps[-1].done
        assert api.import_runs(world.carla)[0].state == "stopped"
        steps.append(then(world, steps[-1]))

    assert [(one.done, one.total) for one in steps] == [(10, 25), (20, 25), (25, 25)]
    assert steps[-1].imported == api.Imported(steps[0].imported.run, 25, 0, 0)
    (run,) = api.import_runs(world.carla)
    assert (run.state, run.done, run.created) == ("done", 25, 25)
    assert Event.objects.filter(kind="student", data__import=run.id).count() == 25
    assert api.import_undo(world.carla, run.id).removed == 25
    assert here() == 0


def test_who_stops_can_undo_what_was_done_or_go_on_with_the_same_file(world: World) -> None:
    stopped = first(world)

    assert api.import_preview(world.carla, "students", STUDENTS.encode()).counts == {
        "student": {"same": 10, "create": 15}
    }
    again = first(world)
    assert (again.done, again.imported.unchanged) == (10, 10)
    assert api.import_undo(world.carla, stopped.imported.run).removed == 10
    with pytest.raises(api.NotPossible):
        then(world, stopped)


def test_nothing_slips_in_between_two_steps(world: World) -> None:
    begun = first(world)
    values = {"school": world.ids["college"], "programme": world.ids["programme"], "name": "Student 20"}
    api.create(world.carla, "student", {**values, "student_number": "n20"})

    with pytest.raises(api.PlanChanged):
        then(world, begun)
    assert here() == 11
    assert ImportRun.objects.get().done == 10


def test_a_step_is_made_once_and_only_of_the_same_file_by_who_may_there(world: World) -> None:
    begun = first(world)
    with pytest.raises(api.NotFound):
        then(world, begun, STUDENTS.replace("Student 3;", "Student three;"))
    with pytest.raises((api.NotFound, api.PlanChanged)):
        then(world, begun, who="cas")
    with pytest.raises(api.NotAllowed):
        then(world, begun, who="sam")
    then(world, begun)
    with pytest.raises(api.PlanChanged):
        then(world, begun)
    assert here() == 20


def test_a_file_with_a_mistake_does_not_begin(world: World) -> None:
    with pytest.raises(api.ImportRefused):
        first(world, STUDENTS + "n25;;\n")
    assert here() == 0
    assert not ImportRun.objects.exists()


def test_what_many_rows_say_of_one_company_is_one_company_over_several_steps(world: World) -> None:
    head = "kvk;bedrijf;postcode;plaats;adres;crebo\n"
    rows = "".join(f"12345678;Molen De Hoop;{7200 + n} AB;Zutphen;Dijk {n};{CREBO}\n" for n in range(25))
    actor, data = world.people["broker east"], (head + rows).encode()
    shown = api.import_preview(actor, "companies", data)
    assert shown.mistakes == ()
    step = api.import_step(actor, "companies", data, seen=shown.seen)
    while step.seen:
        step = api.import_step(actor, "companies", data, seen=step.seen, run=step.imported.run)

    assert step.imported.created == sum(by.get("create", 0) for by in shown.counts.values()) == 51
    assert api.import_preview(actor, "companies", data).counts == {
        "organisation": {"same": 1},
        "location": {"same": 25},
        "accreditation": {"same": 25},
    }
