"""Transactions that commit in another order than they began: both changes are delivered, on a real PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.board.two_at_once.servers import missing, server

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("database", ["postgresql"])
def test_two_that_overlap_and_commit_the_other_way_round_are_both_delivered(
    database: str, tmp_path: Path
) -> None:
    reason = missing(database)
    if reason:
        pytest.skip(reason)
    with server(database, tmp_path) as address:
        environment = {
            **os.environ,
            "BOARD_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "tests.connectors.frame.chaos.settings",
            "PYTHONPATH": str(ROOT),
        }
        played = subprocess.run(
            [sys.executable, "-m", "tests.connectors.frame.overlapping"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert played.returncode == 0, played.stderr[-4000:]
    came = json.loads(played.stdout.splitlines()[-1])
    first, second = came["placements"]

    # They did overlap, and the event with the lower number became visible last.
    assert came["overlapped"]
    assert came["numbers"]["first"] < came["numbers"]["second"]
    assert (came["between"][first], came["between"][second]) == (0, 222)
    # Ours delivers both.
    assert (came["after"][first], came["after"][second]) == (111, 222)
    # A reader of "number above the last one" saw the second only: the first would have been lost.
    assert came["seen by the other reader"] == [came["numbers"]["second"]]
