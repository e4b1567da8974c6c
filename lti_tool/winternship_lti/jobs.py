"""The periodic work of the service in one table, for whoever does it: the server's thread, a command, or Celery."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections

from winternship_connectors import api as connectors

from . import board_jobs, observing
from .access.pace import pace
from .grades.sending import send_due
from .notices import ask_due
from .tidying import tidy

log = logging.getLogger("winternship.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds; harmless in several processes at once."""

    name: str
    seconds: float
    work: Callable[[], object]


SEND_GRADES = Job("send_grades", pace().round, send_due)
JOBS = (
    SEND_GRADES,
    Job("write_observations", 10.0, observing.flush),
    Job("ask_for_notices", 60.0, ask_due),
    Job("tidy", 24 * 3600.0, tidy),
    Job("board_night", 6 * 3600.0, board_jobs.night),
    Job("board_mail", 3600.0, board_jobs.send_mail),
    Job("connectors", 5.0, connectors.work_once),
    Job("connectors_night", 3600.0, connectors.night),
)


@dataclass(slots=True)
class Rounds:
    """Does each job at its time, one after the other; an error of one never ends the others."""

    jobs: tuple[Job, ...] = JOBS
    clock: Callable[[], float] = time.monotonic
    _done_at: dict[str, float] = field(default_factory=dict)

    def one_round(self) -> None:
        """Do what is due, and give the database connection back."""
        for job in self.jobs:
            if self.clock() - self._done_at.get(job.name, float("-inf")) >= job.seconds:
                self._done_at[job.name] = self.clock()
                run(job)


def run(job: Job) -> None:
    """Do one job now."""
    try:
        job.work()
    except Exception:
        log.exception("job failed name=%s", job.name)
    finally:
        close_old_connections()
