"""Workers that die by SIGKILL and are replaced. The clock runs sixty times as fast, and steps as a file says.

``python -m tests.connectors.frame.chaos.workers COUNT FOLDER DEADLY``; this process itself never opens the database.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

import django

django.setup()

from django.db import close_old_connections  # noqa: E402

from tests.connectors.frame.chaos.connector import ChaosConnector, chance  # noqa: E402
from winternship_connectors import api, clock  # noqa: E402

SPEED = 60
BEGAN = 1_790_000_000.0


def fast(folder: Path) -> None:
    """Let the clock of the connectors run fast; ``folder/step`` holds the seconds by which it is wrong."""
    file = folder / "step"

    def now() -> dt.datetime:
        try:
            wrong = float(file.read_text() or 0)
        except (OSError, ValueError):
            wrong = 0.0
        return dt.datetime.fromtimestamp(BEGAN + (time.time() % 1e6) * SPEED + wrong, dt.UTC)

    clock.now = now


def work(folder: Path, deadly: float) -> None:
    """One worker, until it is killed."""
    chance.seed(os.getpid())
    ChaosConnector.deadly = deadly
    fast(folder)
    api.register(ChaosConnector())
    while not (folder / "end").exists():
        close_old_connections()
        if not api.work_once():
            time.sleep(0.02)


def main() -> None:
    """Keep so many workers alive; the number of deaths is in ``folder/deaths``. The first one dies for certain."""
    count, folder, deadly = int(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    running, deaths, begun = set(), 0, 0
    while not (folder / "end").exists():
        while len(running) < count:
            pid = os.fork()
            if pid == 0:
                work(folder, deadly if begun else 1.0)
                os._exit(0)
            running.add(pid)
            begun += 1
        pid, status = os.wait()
        running.discard(pid)
        deaths += os.WIFSIGNALED(status)
        (folder / "deaths").write_text(str(deaths))
    for pid in running:
        os.waitpid(pid, 0)


if __name__ == "__main__":
    main()
