"""Files of placements: columns as a school maps them, whole or absent, in a folder and on a real WebDAV server."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import itertools
import json
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.world import World, edit
from tests.connectors.conftest import Clock
from tests.connectors.contexts import context
from tests.connectors.files.webdav import PASSWORD, USER
from winternship_board.models import Organisation, Placement
from winternship_connectors import api
from winternship_connectors.contract import Context, Link
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Rejected, Retry
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.forms import FORMS
from winternship_connectors.files.layout import (
    FIELDS,
    BadMapping,
    Column,
    Dialect,
    Layout,
    layout_of,
    written,
)
from winternship_connectors.files.schema import DEFAULT
from winternship_connectors.models import Outbox
from winternship_connectors.testing.placements import placement

COLUMNS = """\
Plaatsing = id
Bedrijf = company_name
Begin = starts_on

Bron = "stagebord"
Status = state (signed: Definitief, deleted: Weg)
"""
FILEDROP = FiledropConnector()
PART = FORMS["columns"].part
KEY = "1:batch:42"
NAME = "placements-0000000042.csv"


@pytest.fixture
def drop(tmp_path: Path, settings: Any) -> Path:
    settings.DROP_FOLDER = str(tmp_path)
    return tmp_path / "school-0" / "school"


def at(**more: Any) -> Context:
    return context({"place": "folder", "folder": "school", "columns": COLUMNS, "encoding": "utf-8", **more})


def send(where: Context, *records: Any, key: str = KEY) -> None:
    actions = [one for record in records for one in FILEDROP.plan(where.settings, record, {}, record.id)]
    FILEDROP.apply_all(where, actions, key)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), delimiter=";"))


def test_a_file_has_the_columns_of_the_school_and_a_manifest(drop: Path) -> None:
    send(at(date_format="dd-mm-yyyy"), placement(7), placement(8))

    content = (drop / NAME).read_bytes()
    assert rows_of(content)[0] == {
        "Plaatsing": "placement-7",
        "Bedrijf": "Bakkerij De Ster é",
        "Begin": "01-02-2027",
        "Bron": "stagebord",
        "Status": "Definitief",
    }
    told = json.loads((drop / f"{NAME}.json").read_text())
    assert told == {"file": NAME, "rows": 2, "sha256": hashlib.sha256(content).hexdigest()}
    assert sorted(one.name for one in drop.iterdir()) == [NAME, f"{NAME}.json"]


def test_the_same_delivery_again_is_one_file(drop: Path) -> None:
    send(at(), placement(7))
    send(at(), placement(7))
    send(at(), placement(7), key="1:batch:43")

    assert len(list(drop.glob("*.csv"))) == 2


def test_a_change_that_no_column_shows_sends_nothing() -> None:
    where, record = at(), placement(7)
    (first,) = FILEDROP.plan(where.settings, record, {}, record.id)
    links = {PART: Link("x", digest=digest(first.fields))}

    later = dataclasses.replace(record, rev=9, hours=dataclasses.replace(record.hours, confirmed=300))

    assert FILEDROP.plan(where.settings, later, links, record.id) == []


def test_what_is_gone_is_a_row_of_a_file_of_changes_and_missing_from_a_whole_one(drop: Path) -> None:
    for content, expected in (("changes", [("placement-7", "Weg", "stagebord", "")]), ("all", [])):
        where = at(content=content)
        actions = FILEDROP.plan(where.settings, None, {PART: Link("x")}, "placement-7")
        FILEDROP.apply_all(where, actions, KEY)
        rows = rows_of((drop / NAME).read_bytes())
        assert [(row["Plaatsing"], row["Status"], row["Bron"], row["Bedrijf"]) for row in rows] == expected


def test_another_form_takes_nothing_away_that_it_never_told() -> None:
    links = {PART: Link("x")}
    for form in set(FORMS) - {"columns"}:
        assert FILEDROP.plan(at(form=form).settings, None, links, "placement-7") == []
    assert len({one.part for one in FORMS.values()}) == len(FORMS)


def test_every_mistake_in_the_columns_is_told_at_once_before_they_are_kept(world: World) -> None:
    wrong = "Naam\nBSN = bsn\nx = state (signed)\nzelfde = id\nzelfde = uuid"
    config = {"place": "folder", "folder": "school", "columns": wrong}

    with pytest.raises(api.BadConfig) as told:
        api.create(world.carla, world.ids["college"], "filedrop", "Files", config)

    said = told.value.problems["columns"]
    assert "line 1: received 'Naam', allowed is: name = field" in said
    assert "line 2: received the field 'bsn', allowed are id, uuid" in said
    assert "line 3: received 'signed', allowed is: value: word" in said
    assert "'zelfde' is named twice" in said


def test_a_password_is_asked_again_for_another_server_but_not_for_a_setting_that_does_not_apply(
    world: World,
) -> None:
    config = {"place": "webdav", "url": "https://one.example/", "user": "us", "columns": COLUMNS}
    pk = api.create(world.carla, world.ids["college"], "filedrop", "Files", {**config, "password": "theirs"})
    api.change(world.carla, pk, config={**config, "sftp_url": "sftp://other.example/", "prefix": "stage"})
    other = {**config, "place": "sftp", "sftp_url": "sftp://other.example/", "host_key": f"SHA256:{'a' * 43}"}
    for moved in ({**config, "url": "https://two.example/"}, other):
        with pytest.raises(api.BadConfig) as refused:
            api.change(world.carla, pk, config=moved)
        assert refused.value.problems == {"password": api.MOVED}
        api.change(world.carla, pk, config={**config, "url": "https://one.example/"})


@pytest.mark.parametrize("columns", ["", "  \n"])
def test_no_columns_are_a_mistake(columns: str) -> None:
    with pytest.raises(BadMapping, match="received no column"):
        layout_of({"columns": columns})


def test_a_column_name_outside_the_encoding_is_a_mistake() -> None:
    assert (
        "'Ş' is not in cp1252"
        in FILEDROP.problems({"columns": "Şehir = id", "encoding": "cp1252"})["columns"]
    )


def test_there_is_no_field_for_a_citizen_service_number() -> None:
    assert not [name for name in FIELDS if "bsn" in name or "burger" in name]
    assert len(layout_of({"columns": DEFAULT}).columns) == 7


def test_a_character_outside_the_encoding_is_refused_with_its_column() -> None:
    company, where = dataclasses.replace(placement(7).company, name="Şeker"), at(encoding="cp1252")

    with pytest.raises(Rejected, match=r"column 'Bedrijf': 'Ş' is not in cp1252"):
        FILEDROP.plan(where.settings, placement(7, company=company), {}, "placement-7")


@pytest.mark.parametrize("step", ["os.open", "os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("file", [1, 2])
def test_a_crash_at_any_step_leaves_no_file_that_counts_as_whole(
    drop: Path, monkeypatch: pytest.MonkeyPatch, step: str, file: int
) -> None:
    real, calls = getattr(*_split(step)), itertools.count(1)

    def fail(*given: Any, **named: Any) -> Any:
        if next(calls) == file:
            raise OSError("the disk is full")
        return real(*given, **named)

    monkeypatch.setattr(step, fail)
    with pytest.raises(Retry):
        send(at(), placement(7))
    assert not list(drop.glob("*.csv.json"))
    assert len(list(drop.glob("*.csv"))) == file - 1

    send(at(), placement(7))
    assert sorted(one.name for one in drop.iterdir()) == [NAME, f"{NAME}.json"]


def _split(step: str) -> tuple[Any, str]:
    where, _, name = step.rpartition(".")
    return pkgutil.resolve_name(where), name


def test_without_a_folder_that_was_set_aside_nothing_is_written(settings: Any) -> None:
    settings.DROP_FOLDER = ""
    with pytest.raises(Rejected, match="WINTERNSHIP_DROP_FOLDER is not set"):
        FILEDROP.check(at())


cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(rows=st.lists(st.tuples(cells, cells), max_size=5), separator=st.sampled_from(";,|\t"))
def test_any_text_comes_back(rows: list[tuple[str, str]], separator: str) -> None:
    layout = Layout((Column("a"), Column("b")))
    content = written(layout, [{"a": a, "b": b} for a, b in rows], Dialect(separator, is_safe=False))

    found = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator))

    assert found[1:] == [list(row) for row in rows]


@given(cells)
def test_no_cell_is_a_formula_for_a_spreadsheet(cell: str) -> None:
    content = written(Layout((Column("a"),)), [{"a": cell}], Dialect(has_header=False)).decode()
    (row,) = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    assert not "".join(row).startswith(("=", "+", "-", "@", "\t"))


def dav(address: str, password: str = PASSWORD) -> Context:
    config = {"place": "webdav", "url": address, "user": USER, "columns": COLUMNS, "encoding": "utf-8"}
    return context(config, {"password": password})


def test_a_real_webdav_server_gets_whole_files(webdav: tuple[str, Path]) -> None:
    address, folder = webdav
    assert FILEDROP.check(dav(address)).ok
    assert list(folder.iterdir()) == []

    send(dav(address), placement(7))
    send(dav(address), placement(7), placement(8))

    assert sorted(one.name for one in folder.iterdir()) == [NAME, f"{NAME}.json"]
    assert len(rows_of((folder / NAME).read_bytes())) == 2


@pytest.fixture
def live(world: World, tmp_path: Path, settings: Any) -> tuple[int, Path]:
    """A live connection of the college, and its folder."""
    settings.DROP_FOLDER = str(tmp_path)
    school = world.ids["college"]
    config = {"place": "folder", "folder": "school", "columns": COLUMNS, "encoding": "cp1252"}
    pk = api.create(world.carla, school, "filedrop", "Files", config)
    assert api.test(world.carla, pk).ok
    api.set_mode(world.carla, pk, "live")
    return pk, tmp_path / f"school-{school}" / "school"


def last_rows(folder: Path) -> dict[str, str]:
    """Placement → status in the newest file."""
    text = max(folder.glob("*.csv")).read_text(encoding="cp1252")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {row["Plaatsing"]: row["Status"] for row in rows}


def another(world: World, name: str) -> str:
    """One more student of the college with a place; its id."""
    world.student(name, "college", student_number="77")
    return f"placement-{world.placed(name)}"


def test_from_the_board_to_the_row(world: World, live: tuple[int, Path]) -> None:
    pk, folder = live
    number = world.confirmed()
    api.work_once()
    assert last_rows(folder) == {f"placement-{number}": "Definitief"}

    other = another(world, "new")
    api.work_once()

    assert set(last_rows(folder)) == {f"placement-{number}", other}
    assert api.health(world.carla, pk).waiting == 0
    assert api.health(world.carla, pk).dead == 0
    assert folder.stat().st_mode & 0o007 == 0
    assert max(folder.glob("*.csv")).stat().st_mode & 0o007 == 0


def test_a_change_that_no_column_shows_takes_no_one_out_of_a_whole_file(
    world: World, live: tuple[int, Path]
) -> None:
    shown, hidden = world.confirmed(), world.placed("noor")
    api.work_once()
    edit(world.carla, "placement", hidden, {"planned_hours": 77})  # no column shows it
    other = another(world, "new")
    api.work_once()

    assert set(last_rows(live[1])) == {f"placement-{shown}", f"placement-{hidden}", other}


def test_one_bad_cell_is_a_dead_letter_alone_and_a_whole_file_waits_for_it(
    world: World, live: tuple[int, Path], moment: Clock
) -> None:
    pk, folder = live
    number = world.placed()
    api.work_once()
    place = Placement.objects.get(pk=number)
    Organisation.objects.filter(pk=place.organisation_id).update(trade_name="Şeker")
    edit(world.carla, "placement", number, {"planned_hours": 3})
    other = another(world, "new")  # at the same company, so both have the name
    api.work_once()
    assert {one.object_id for one in api.dead_letters(world.carla, pk)} == {f"placement-{number}", other}
    assert all("'Ş' is not in cp1252" in one.error for one in api.dead_letters(world.carla, pk))

    Organisation.objects.filter(pk=place.organisation_id).update(trade_name="Seker")
    api.replay(world.carla, pk)
    moment.step(hours=2)
    api.work_once()

    assert set(last_rows(folder)) == {f"placement-{number}", other}


def test_a_whole_file_waits_while_deletions_are_held(
    world: World, live: tuple[int, Path], moment: Clock
) -> None:
    pk, folder = live
    first = another(world, "first")
    api.work_once()
    files = set(folder.glob("*.csv"))
    Outbox.objects.filter(connection=pk).update(state="held")
    another(world, "second")
    api.work_once()
    assert set(folder.glob("*.csv")) == files

    api.confirm_deletes(world.carla, pk)
    moment.step(hours=2)
    api.work_once()

    assert first in last_rows(folder)
    assert len(last_rows(folder)) == 2
