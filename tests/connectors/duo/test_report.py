"""The report of a school over the board: who may ask it, and that no citizen service number stays anywhere."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.board.world import World
from winternship_board import api as board
from winternship_connectors.duo.comparing import Kind
from winternship_connectors.duo.report import report

BSN = "900000012"
FILE = (
    "VLP|99XX|2026-08-01|2027-07-31|2026-11-23\n"
    f"PER|{BSN}||2008-05-04|V\n"
    f"BPV|{BSN}||INS1|POK1|2026-11-20|2027-02-01|2027-07-01||640|100000001|25655|\n"
    "SLR|1|0|0|0|1|0|0|0|0\n"
).encode()


def test_only_the_school_itself_asks(world: World) -> None:
    (found,) = report(world.carla, world.ids["college"], io.BytesIO(FILE))
    assert found.kind is Kind.ONLY_DUO
    for actor, school in ((world.carla, world.ids["college"] + 999), (world.sam, world.ids["college"])):
        with pytest.raises(board.NotAllowed):
            report(actor, school, io.BytesIO(FILE))


@pytest.mark.parametrize("broken", [False, True])
def test_the_number_of_a_person_is_nowhere(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "RO.CSV"
    path.write_bytes(FILE.replace(b"640", BSN.encode()) if broken else FILE)
    out, err = io.StringIO(), io.StringIO()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        try:
            call_command("compare_duo", path, school=world.ids["college"], stdout=out, stderr=err)
        except CommandError as error:
            assert broken
            err.write(str(error))
    said = out.getvalue() + err.getvalue()
    assert ("3: Omvang" if broken else "alleen bij DUO") in said
    assert {query["sql"].split()[0] for query in asked} <= {"SELECT"}
    everything = said + caplog.text + "".join(query["sql"] for query in asked)
    if connection.vendor == "sqlite":
        everything += "".join(connection.connection.iterdump())
    assert BSN not in everything
    assert "POK1" in everything or broken


def test_a_file_that_is_not_there_is_told(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("compare_duo", tmp_path / "none", school=world.ids["college"])
