"""Workers die between effect and acknowledgement, answers get lost, clocks step: nothing lost, doubled or reordered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.board.two_at_once.servers import missing, server

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.slow


# MariaDB and more events: tools/connector_chaos.py, by hand.
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_whatever_goes_wrong_each_change_arrives_once_and_in_order(database: str, tmp_path: Path) -> None:
    reason = missing(database)
    if reason:
        pytest.skip(reason)
    with server(database, tmp_path) as address:
        environment = {
            **os.environ,
            "BOARD_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "tests.connectors.frame.chaos.settings",
            "PYTHONPATH": str(ROOT),
            "NO_PROXY": "127.0.0.1",
        }
        folder = tmp_path / "chaos"
        folder.mkdir()
        command = [sys.executable, "-m", "tests.connectors.frame.chaos.play", "80", "3", str(folder)]
        played = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
    assert played.returncode == 0, played.stderr[-4000:]
    came = json.loads(played.stdout.splitlines()[-1])

    assert (came["lost"], came["duplicates"], came["out of order"]) == (0, 0, 0), came
    assert came["quiet"], came
    assert came["killed"] > 0
    assert sum(came["overlapped"] or [2]) == 2, came
    assert came["happened"]["drop"] > 0
