"""A school reads in its students: everything wrong at once, nothing half done, and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.board.world import CREBO, START, World
from winternship_board import api
from winternship_board.models import Event, ImportedRow, ImportMapping, ImportRun, StudentProfile

HEAD = "studentnummer;naam;crebo;e-mail;leerweg;leerjaar;postcode;geboortedatum;begindatum;dagen;talen\r\n"
NOOR = f"1001;Noor de Wit;{CREBO};noor.wit@example.nl;bol;2;7201 AB;3-4-2010;1-2-2027;maandag, friday;nl:speak:B1\r\n"
FINN = f"1002;Finn Bos;{CREBO};;BBL;1;;1-1-2000;;;\r\n"


def preview(world: World, text: str, who: str = "carla", **more: object) -> api.Preview:
    return api.import_preview(world.people[who], "students", text.encode(), **more)  # type: ignore[arg-type]


def apply(world: World, text: str, who: str = "carla", **more: object) -> api.Imported:
    seen = preview(world, text, who).seen
    return api.import_apply(world.people[who], "students", text.encode(), seen=seen, **more)  # type: ignore[arg-type]


def numbered(number: str) -> StudentProfile:
    return StudentProfile.objects.get(student_number=number)


def test_a_preview_tells_and_changes_nothing(world: World) -> None:
    before = StudentProfile.objects.count(), Event.objects.count()

    seen = preview(world, HEAD + NOOR + FINN)

    assert seen.mistakes == ()
    assert seen.counts == {"student": {"create": 2}}
    assert [(one.row, one.does) for one in seen.shown] == [(2, "create"), (3, "create")]
    assert (StudentProfile.objects.count(), Event.objects.count()) == before


def test_students_come_in_with_their_events_and_words(world: World) -> None:
    done = apply(world, HEAD + NOOR + FINN)

    assert (done.created, done.changed, done.unchanged) == (2, 0, 0)
    noor = numbered("1001")
    assert (noor.school_id, noor.route, noor.year, noor.pc4) == (world.ids["college"], "BOL", 2, "7201")
    assert noor.starts_on == START
    assert noor.days == ["mo", "fr"]
    assert noor.languages == {"nl:speak": "B1"}
    # The date of birth itself is kept of nobody; of who is of age, nothing at all.
    assert noor.adult_on == dt.date(2028, 4, 3)
    assert numbered("1002").adult_on is None
    event = Event.objects.get(kind="student", object_id=noor.pk)
    assert (event.action, event.by_person, event.data["import"]) == (
        "create",
        world.carla.person_id,
        done.run,
    )
    found = api.search(world.carla, "student", text="wit 1001")
    assert [one.id for one in found.rows] == [noor.pk]


def test_the_events_are_those_of_one_by_one(world: World) -> None:
    values = {"school": world.ids["college"], "programme": world.ids["programme"], "name": "One By One"}
    api.create(world.carla, "student", values)
    apply(world, f"studentnummer;naam;crebo\n1;One By One;{CREBO}\n")

    one, many = Event.objects.filter(kind="student").order_by("-pk")[:2]
    for name in ("kind", "action", "source", "target", "version", "sequence", "by_person", "by_role"):
        assert getattr(one, name) == getattr(many, name), name
    assert len(one.after_hash) == len(many.after_hash) == 64


def test_the_same_file_again_changes_nothing_and_another_only_what_differs(world: World) -> None:
    apply(world, HEAD + NOOR + FINN)
    assert preview(world, HEAD + NOOR + FINN).counts == {"student": {"same": 2}}

    done = apply(world, HEAD + NOOR.replace("7201 AB", "7202") + FINN)

    assert (done.created, done.changed, done.unchanged) == (0, 1, 1)
    noor = numbered("1001")
    assert (noor.pc4, noor.version) == ("7202", 2)
    assert list(Event.objects.filter(stream=f"student:{noor.pk}").values_list("sequence", "action")) == [
        (1, "create"),
        (2, "change"),
    ]


def test_an_empty_cell_leaves_and_a_dash_clears(world: World) -> None:
    apply(world, HEAD + NOOR)
    apply(world, f"studentnummer;naam;crebo;e-mail;dagen\n1001;Noor de Wit;{CREBO};-;\n")

    assert numbered("1001").email == ""
    assert numbered("1001").days == ["mo", "fr"]


def test_all_mistakes_come_at_once_with_row_column_and_what_is_allowed(world: World) -> None:
    bad = (
        f"1001;Noor;{CREBO};geen adres;thuis;9;12;31-2-2010;later;sometimes;nl:sing:B1\r\n"
        ";;99999;;;;;;;;\r\n"
        f"1001;Noor again;{CREBO};;;;;;;;\r\n"
    )

    seen = preview(world, HEAD + bad)

    places = [(one.row, one.column) for one in seen.mistakes]
    first = [
        "begindatum",
        "crebo",
        "dagen",
        "e-mail",
        "geboortedatum",
        "leerjaar",
        "leerweg",
        "naam",
        "postcode",
        "talen",
    ]
    assert places == [(2, name) for name in first if name not in {"crebo", "naam"}] + [
        (3, "crebo"),
        (3, "naam"),
        (3, "studentnummer"),
        (4, "studentnummer"),
    ]
    said = {one.column: one.text for one in seen.mistakes if one.row == 2}
    assert "BOL" in said["leerweg"].nl
    assert said["leerjaar"].en == "a whole number from 1 to 8."
    assert all("geen adres" not in one.text.nl + one.text.en for one in seen.mistakes)
    with pytest.raises(api.ImportRefused) as caught:
        api.import_apply(world.carla, "students", (HEAD + bad).encode(), seen=seen.seen)
    assert len(caught.value.mistakes) == len(places)
    assert not StudentProfile.objects.filter(student_number="1001").exists()


def test_a_citizen_service_number_comes_in_neither_as_a_column_nor_in_a_cell(world: World) -> None:
    column = preview(world, f"BSN;studentnummer;naam;crebo\n123456782;1;A;{CREBO}\n")
    cell = preview(world, f"studentnummer;naam;crebo\n123456782;A;{CREBO}\n")

    assert [(one.row, one.column) for one in column.mistakes] == [(1, "BSN")]
    assert [(one.row, one.column) for one in cell.mistakes] == [(2, "studentnummer")]


def test_only_the_schools_own_coordinator_may_and_only_there(world: World) -> None:
    text = (HEAD + NOOR).encode()
    for who in ("cas",):
        with pytest.raises(api.NotAllowed):
            api.import_preview(world.people[who], "students", text, school=world.ids["college"])
    for who in ("tess", "bo", "sam", "vera", "admin", "broker east", "pim"):
        with pytest.raises(api.NotAllowed):
            api.import_preview(world.people[who], "students", text)
    apply(world, HEAD + NOOR, "cas")
    assert numbered("1001").school_id == world.ids["academy"]
    # The same number at another school is another student.
    assert preview(world, HEAD + NOOR).counts == {"student": {"create": 1}}


def test_who_lost_the_role_cannot_finish(world: World) -> None:
    text = (HEAD + NOOR).encode()
    seen = preview(world, HEAD + NOOR).seen
    api.end_role(world.admin, world.carla.membership_id or 0)

    with pytest.raises(api.NotAllowed):
        api.import_apply(world.carla, "students", text, seen=seen)
    assert not StudentProfile.objects.filter(student_number="1001").exists()


def test_what_was_shown_is_what_is_done_or_nothing(world: World) -> None:
    apply(world, HEAD + NOOR)
    text = HEAD + NOOR.replace(";2;7201", ";3;7201")
    seen = preview(world, text).seen
    noor = numbered("1001")
    api.change(world.carla, "student", noor.pk, {"phone": "0612345678"}, version=noor.version)

    with pytest.raises(api.PlanChanged):
        api.import_apply(world.carla, "students", text.encode(), seen=seen)
    assert numbered("1001").year == 2


def test_a_school_says_once_how_it_calls_its_columns(world: World) -> None:
    text = f"Stamnr,Roepnaam,Opl\n7,Ilse,{CREBO}\n"
    said = {"student_number": "Stamnr", "name": "Roepnaam", "crebo": "Opl"}
    assert {one.row for one in preview(world, text).mistakes} == {1}
    seen = preview(world, text, headings=said)

    api.import_apply(world.carla, "students", text.encode(), seen=seen.seen, headings=said)

    assert preview(world, text.replace("Ilse", "Ilze")).counts == {"student": {"change": 1}}
    assert ImportMapping.objects.get().headings == said
    with pytest.raises(api.BadValue, match="student_number"):
        preview(world, text, headings={"shoe_size": "x"})


def test_a_long_file_goes_in_batches_and_tells_how_far_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winternship_board.importing.doing.BATCH_ROWS", 10)
    text = "studentnummer;naam;crebo\n" + "".join(f"{n};Student {n};{CREBO}\n" for n in range(25))
    told: list[tuple[int, int]] = []

    done = apply(world, text, progress=lambda *seen: told.append(seen))

    assert told == [(10, 25), (20, 25), (25, 25)]
    assert done.created == 25
    assert [(one.done, one.total, one.state) for one in api.import_runs(world.carla)] == [(25, 25, "done")]


def test_what_was_interrupted_goes_on_with_the_same_file(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("winternship_board.importing.doing.BATCH_ROWS", 10)
    text = "studentnummer;naam;crebo\n" + "".join(f"{n};Student {n};{CREBO}\n" for n in range(25))

    def stop(done: int, total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply(world, text, progress=stop)
    assert [(one.done, one.created, one.state) for one in api.import_runs(world.carla)] == [
        (20, 20, "stopped")
    ]

    assert apply(world, text).created == 5


def test_undoing_takes_back_what_nobody_used(world: World, on_day: Callable[[dt.date], None]) -> None:
    apply(world, HEAD + NOOR)
    run = apply(world, HEAD + NOOR.replace(";2;7201 AB", ";3;7202") + FINN).run

    undone = api.import_undo(world.carla, run)

    assert (undone.removed, undone.restored, undone.kept) == (1, 1, ())
    assert (numbered("1001").year, numbered("1001").pc4) == (2, "7201")
    assert not StudentProfile.objects.filter(student_number="1002").exists()
    assert api.search(world.carla, "student", text="finn").rows == ()
    last = Event.objects.filter(action="undo import").order_by("pk")
    assert [(one.kind, one.target, bool(one.after_hash)) for one in last] == [
        ("student", "", True),
        ("student", "", False),
    ]
    with pytest.raises(api.NotPossible):
        api.import_undo(world.carla, run)


def test_undoing_leaves_what_was_used_or_changed_and_says_why(world: World) -> None:
    world.vacancy()
    lines = "".join(f"{n};Student {n};{CREBO}\n" for n in (1, 2, 3, 4))
    run = apply(world, "studentnummer;naam;crebo\n" + lines).run
    ids = {one.student_number: one.pk for one in StudentProfile.objects.exclude(student_number="")}
    api.know_student(world.carla, ids["1"], api.person("https://lms.example", "one"))
    api.create(world.carla, "application", {"student": ids["2"], "vacancy": world.ids["vacancy"]})
    api.change(world.carla, "student", ids["3"], {"phone": "0612345678"}, version=1)

    undone = api.import_undo(world.carla, run)

    assert undone.removed == 1
    assert [(one.row, one.why.en) for one in undone.kept] == [
        (2, "somebody signs in as this person already."),
        (3, "is used on the board already."),
        (4, "was changed since."),
    ]
    assert [one.state for one in api.import_runs(world.carla)] == ["partly"]


def test_undoing_is_for_who_may_import_there(world: World) -> None:
    run = apply(world, HEAD + NOOR).run

    for who in ("cas", "tess", "sam", "broker east", "admin"):
        with pytest.raises((api.NotFound, api.NotAllowed)):
            api.import_undo(world.people[who], run)
    assert api.import_runs(world.cas) == ()


def test_old_values_are_kept_for_four_weeks_and_go_with_the_student(
    world: World, on_day: Callable[[dt.date], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(world, HEAD + NOOR + FINN)
    run = apply(world, HEAD + NOOR.replace("7201 AB", "7202") + FINN).run
    person = api.person("https://lms.example", "noor de wit")
    api.know_student(world.carla, numbered("1001").pk, person)
    assert [one["before"] for one in api.export_person(world.system, person)["imported_row"]] == [
        {},
        {"pc4": "7201"},
    ]

    api.erase_person(world.admin, person)
    assert ImportedRow.objects.filter(run=run).count() == 0
    assert ImportedRow.objects.count() == 1
    ImportRun.objects.update(started_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC))
    api.run_retention()
    assert ImportedRow.objects.count() == 0
