"""Celery does the periodic work, by settings alone: a real broker, a real worker, real grades."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lti_tool.chaos.brokers import celery, redis
from tests.lti_tool.chaos.test_chaos import School, earning, still_waiting
from tests.lti_tool.chaos.workers import ROOT, environment
from winternship_lti.testing import Platform

SECONDS = 30.0


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[str]:
    with redis(tmp_path) as address:
        yield address


def test_grades_are_sent_by_celery_with_nothing_but_a_broker_in_the_settings(
    broker: str, tmp_path: Path
) -> None:
    pytest.importorskip("celery")
    settings = environment(tmp_path) | {"WINTERNSHIP_CELERY_BROKER": broker}
    with Platform("moodle") as lms:
        school = School(lms, seed=1)
        school.grades = dict.fromkeys(school.places, 1)
        with earning(school, settings, seed=1) as learners, celery(tmp_path, settings):
            end = time.monotonic() + SECONDS
            while time.monotonic() < end and (
                learners.poll() is None or still_waiting(tmp_path / "winternship.sqlite3")
            ):
                time.sleep(0.2)
        taken = {str(posted.body["userId"]) for posted in lms.grades.posted if posted.status == 200}

    assert taken == set(school.places)


def test_without_a_broker_the_celery_application_says_what_is_missing(tmp_path: Path) -> None:
    pytest.importorskip("celery")
    done = subprocess.run(
        [sys.executable, "-c", "import winternship_lti.celery"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "WINTERNSHIP_CELERY_BROKER is empty; give it an address" in done.stderr
