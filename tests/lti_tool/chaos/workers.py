"""Workers that are killed in the middle of their work, and replaced."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Workers:
    """Two processes of `winternship send_grades --loop` on one database; `kill_one` spares nothing."""

    def __init__(self, environment: dict[str, str], chance: random.Random) -> None:
        self._environment = environment
        self._chance = chance
        self._running: list[subprocess.Popen[bytes]] = []
        self.killed = 0

    def start(self) -> None:
        while len(self._running) < 2:
            self._running.append(
                subprocess.Popen(
                    [sys.executable, "-m", "winternship_lti", "send_grades", "--loop"],
                    cwd=ROOT,
                    env=self._environment,
                    stdout=subprocess.DEVNULL,
                )
            )

    def kill_one(self) -> None:
        """End one at once, wherever it is, and start another."""
        process = self._running.pop(self._chance.randrange(len(self._running)))
        assert process.poll() is None, "a worker ended by itself"
        _end(process)
        self.killed += 1
        self.start()

    def stop(self) -> None:
        for process in self._running:
            _end(process)
        self._running.clear()


def environment(folder: Path) -> dict[str, str]:
    """For processes of a service of its own, whose data is in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WINTERNSHIP_")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.lti_tool.chaos.settings",
        "WINTERNSHIP_DATA": str(folder),
        "PYTHONPATH": str(ROOT),
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
