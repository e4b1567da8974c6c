"""Files of placements: columns as a school maps them, whole or absent, in a folder and on a real WebDAV server."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waitress.server import create_server

from tests.board.world import World, edit
from tests.connectors.contexts import context
from tests.connectors.placements import placement
from winternship_connectors import api
from winternship_connectors.contract import Context, Link
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.files.filedrop import PART, FiledropConnector
from winternship_connectors.files.layout import (
    FIELDS,
    BadMapping,
    Column,
    Dialect,
    Layout,
    layout_of,
    written,
)
from winternship_connectors.files.schema import CONFIG

COLUMNS = [
    {"name": "Plaatsing", "field": "id"},
    {"name": "Bedrijf", "field": "company_name"},
    {"name": "Begin", "field": "starts_on"},
    {"name": "Bron", "text": "stagebord"},
    {"name": "Status", "field": "state", "values": {"signed": "Definitief", "deleted": "Weg"}},
]
FILEDROP = FiledropConnector()
KEY = "1:batch:42"
NAME = "placements-0000000042.csv"


@pytest.fixture
def drop(tmp_path: Path, settings: Any) -> Path:
    settings.DROP_FOLDER = str(tmp_path)
    return tmp_path / "school"


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


def test_every_mistake_in_the_columns_is_told_at_once() -> None:
    wrong = [
        {"name": "", "field": "id"},
        {"name": "BSN", "field": "bsn"},
        {"name": "x", "field": "id", "text": "y"},
        "z",
    ]

    with pytest.raises(BadMapping) as told:
        layout_of({"columns": wrong})

    assert len(told.value.problems) == 4
    assert "received the field 'bsn', allowed are id, uuid" in str(told.value)
    assert not FILEDROP.check(at(columns=wrong)).ok


def test_there_is_no_field_for_a_citizen_service_number() -> None:
    assert not [name for name in FIELDS if "bsn" in name or "burger" in name]
    assert layout_of({"columns": CONFIG["properties"]["columns"]["default"]})


def test_a_character_outside_the_encoding_writes_nothing_and_names_the_column(drop: Path) -> None:
    company = dataclasses.replace(placement(7).company, name="Şeker")

    with pytest.raises(Rejected, match=r"column 'Bedrijf': 'Ş' is not in cp1252"):
        send(at(encoding="cp1252"), placement(7, company=company))

    assert not drop.exists()


@pytest.mark.parametrize("step", ["open", "replace", "fsync"])
def test_a_crash_at_any_step_leaves_no_file(drop: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError("the disk is full")

    if step == "fsync":
        monkeypatch.setattr("os.fsync", fail)
    else:
        monkeypatch.setattr(Path, step, fail)
    with pytest.raises(Retry):
        send(at(), placement(7))
    monkeypatch.undo()

    assert not list(drop.glob("*.csv"))


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


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A real WsgiDAV with one user; its address and its folder."""
    wsgidav = pytest.importorskip("wsgidav.wsgidav_app", reason="WsgiDAV is not installed")
    folder = tmp_path / "dav"
    folder.mkdir()
    app = wsgidav.WsgiDAVApp(
        {
            "provider_mapping": {"/": str(folder)},
            "simple_dc": {"user_mapping": {"*": {"school": {"password": "geheim"}}}},
            "http_authenticator": {"accept_digest": False, "default_to_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/", folder
    server.close()
    thread.join(5)


def dav(address: str, password: str = "geheim") -> Context:
    config = {"place": "webdav", "url": address, "user": "school", "columns": COLUMNS, "encoding": "utf-8"}
    return context(config, {"password": password})


def test_a_real_webdav_server_gets_whole_files(webdav: tuple[str, Path]) -> None:
    address, folder = webdav
    assert FILEDROP.check(dav(address)).ok
    assert list(folder.iterdir()) == []

    send(dav(address), placement(7))
    send(dav(address), placement(7), placement(8))

    assert sorted(one.name for one in folder.iterdir()) == [NAME, f"{NAME}.json"]
    assert len(rows_of((folder / NAME).read_bytes())) == 2


def test_a_wrong_password_fails_the_check(webdav: tuple[str, Path]) -> None:
    with pytest.raises(AuthFailed):
        FILEDROP.check(dav(webdav[0], "wrong"))


def test_from_the_board_to_the_row(world: World, drop: Path) -> None:
    config = {"place": "folder", "folder": "school", "columns": COLUMNS, "encoding": "utf-8"}
    pk = api.create(world.carla, world.ids["college"], "filedrop", "Files", config)
    assert api.test(world.carla, pk).ok
    api.set_mode(world.carla, pk, "live")
    number = world.confirmed()
    api.work_once()

    (first,) = drop.glob("*.csv")
    assert [row["Plaatsing"] for row in rows_of(first.read_bytes())] == [f"placement-{number}"]
    assert rows_of(first.read_bytes())[0]["Status"] == "Definitief"

    world.student("new", "college", student_number="77")
    other = world.placed("new")
    edit(world.carla, "placement", other, {"planned_hours": 100})
    api.work_once()
    last = max(drop.glob("*.csv"))
    assert {row["Plaatsing"] for row in rows_of(last.read_bytes())} == {
        f"placement-{number}",
        f"placement-{other}",
    }
    assert api.health(world.carla, pk).waiting == 0
    assert api.health(world.carla, pk).dead == 0


def test_a_change_that_no_column_shows_takes_no_one_out_of_a_whole_file(world: World, drop: Path) -> None:
    pk = api.create(
        world.carla,
        world.ids["college"],
        "filedrop",
        "Files",
        {"place": "folder", "folder": "school", "columns": COLUMNS, "encoding": "utf-8"},
    )
    api.set_mode(world.carla, pk, "live")
    shown, hidden = world.confirmed(), world.placed("noor")
    api.work_once()
    edit(world.carla, "placement", hidden, {"planned_hours": 77})  # no column shows it
    world.student("new", "college", student_number="77")
    other = world.placed("new")
    api.work_once()

    last = max(drop.glob("*.csv"))
    wanted = {f"placement-{one}" for one in (shown, hidden, other)}
    assert {row["Plaatsing"] for row in rows_of(last.read_bytes())} == wanted
