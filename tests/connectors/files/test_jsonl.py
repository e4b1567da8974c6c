"""The form JSON Lines: typed fields that are read back by any JSON reader, line by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.contexts import context
from tests.connectors.files.records import records
from winternship_connectors.contract import Context, Link
from winternship_connectors.files.filedrop import FiledropConnector
from winternship_connectors.files.jsonl import JsonLines
from winternship_connectors.files.layout import FIELDS
from winternship_connectors.records import Qualification, Record
from winternship_connectors.testing.placements import SHA256, placement

FILEDROP = FiledropConnector()
NAME = "placements-0000000042.jsonl"


def at(**more: Any) -> Context:
    return context({"place": "folder", "folder": "school", "form": "jsonl", **more})


def test_a_line_has_every_field_in_its_own_type_and_in_a_fixed_order(tmp_path: Path, settings: Any) -> None:
    settings.DROP_FOLDER, where = str(tmp_path), at()
    record = placement(7, qualification=Qualification("25655", "", None, "BOL"))
    FILEDROP.apply_all(where, FILEDROP.plan(where.settings, record, {}, record.id), "1:batch:42")

    folder = tmp_path / "school-0" / "school"
    content = (folder / NAME).read_bytes()
    assert json.loads((folder / f"{NAME}.json").read_text())["rows"] == 1
    told = json.loads(content)
    assert list(told) == list(FIELDS)
    assert content.endswith(b"}\n")
    assert "Bakkerij De Ster é" in content.decode()
    assert told == {
        "id": "placement-7",
        "uuid": str(record.uuid),
        "state": "signed",
        "student_number": "1234567",
        "student_name": "Maartje van Damme",
        "student_email": "maartje@school.test",
        "company_name": "Bakkerij De Ster é",
        "company_recognition_id": "100018965",
        "company_kvk": "12345678",
        "company_street": "Markt 1",
        "company_postcode": "3500AB",
        "company_city": "Utrecht",
        "company_country": "NL",
        "crebo": "25655",
        "qualification": None,
        "level": None,
        "route": "BOL",
        "starts_on": "2027-02-01",
        "ends_on": "2027-07-01",
        "ended_on": None,
        "hours_planned": 640,
        "hours_confirmed": 120,
        "agreement_number": "7-1",
        "signed_on": "2026-11-20",
        "agreement_sha256": SHA256,
    }


def test_what_is_gone_is_a_line_of_a_file_of_changes_and_missing_from_a_whole_one() -> None:
    for content, expected in (("changes", {"id": "placement-7", "state": "deleted"}), ("all", {})):
        (gone,) = FILEDROP.plan(
            at(content=content).settings, None, {JsonLines.part: Link("x")}, "placement-7"
        )
        assert gone.fields == expected


@given(st.lists(records(), max_size=4))
def test_any_placement_comes_back(some: list[Record]) -> None:
    form, settings = JsonLines(), at().settings
    rows = [form.row(settings, one, is_there=False) for one in some]

    content, count = form.written(settings, rows)

    assert [json.loads(line) for line in content.decode().split("\n") if line] == rows
    assert count == len(some)
