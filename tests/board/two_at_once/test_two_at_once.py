"""People act at the same moment on a real SQLite file, PostgreSQL and MariaDB: no place twice, no change lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.board.two_at_once.servers import missing, server

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "mysql"])
def came(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """What came of every scene on one database."""
    reason = missing(request.param)
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp(request.param)
    with server(request.param, folder) as address:
        environment = {
            **os.environ,
            "BOARD_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "tests.board.plain_settings",
            "PYTHONPATH": str(ROOT),
        }
        played = subprocess.run(
            [sys.executable, "-m", "tests.board.two_at_once.play"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        assert played.returncode == 0, played.stderr[-4000:]
        yield json.loads(played.stdout.splitlines()[-1])


def test_a_place_is_never_given_twice(came: dict[str, Any]) -> None:
    crowd = came["crowd_for_one_place"]

    assert crowd["ends"] == {"done": 3, "NoPlaceLeft": 5}
    assert (crowd["taken"], crowd["holding"], crowd["state"]) == (3, 3, "filled")


def test_of_two_who_saw_the_same_version_one_is_told_to_look_again(came: dict[str, Any]) -> None:
    change = came["one_version_for_two"]

    assert change["ends"] == {"done": 1, "StaleVersion": 7}
    assert change["risen"] == 1


def test_all_who_sign_at_once_are_counted_and_the_last_one_makes_it_count(came: dict[str, Any]) -> None:
    signing = came["all_sign_at_once"]

    assert signing["ends"] == {"done": 4}
    assert signing["signatures"] == 4
    assert (signing["agreement"], signing["placement"]) == ("active", "confirmed")


def test_nobody_is_left_waiting_at_a_vacancy_that_was_closed_meanwhile(came: dict[str, Any]) -> None:
    closing = came["close_while_they_apply"]

    assert set(closing["ends"]) <= {"done", "GuardUnmet", "StaleVersion"}
    assert closing["state"] != "closed" or closing["waiting"] == 0


def test_nothing_stays_published_at_a_company_that_was_suspended_meanwhile(came: dict[str, Any]) -> None:
    suspending = came["suspend_while_they_publish"]

    assert set(suspending["ends"]) <= {"done", "GuardUnmet", "StaleVersion"}
    assert suspending["state"] == "suspended"
    assert suspending["published"] == 0


def test_a_person_is_known_once_and_an_invitation_is_taken_once(came: dict[str, Any]) -> None:
    coming = came["the_same_person_comes_twice"]

    assert coming["ends"] == {"done": 8}
    assert coming["persons"] == 1
    assert coming["taken"] == {"done": 1, "NotFound": 7}


def test_every_place_comes_back_once(came: dict[str, Any]) -> None:
    leaving = came["cancel_and_end"]

    assert leaving["ends"]["done"] == 4
    assert set(leaving["ends"]) <= {"done", "StaleVersion", "NotPossible"}
    assert (leaving["taken"], leaving["state"]) == (0, "published")


def test_the_log_has_no_gap_and_no_event_is_lost(came: dict[str, Any]) -> None:
    assert came["the_log"] == {
        "gaps": 0,
        "versions without event": 0,
        "out of order": 0,
        "undelivered": 0,
    }
