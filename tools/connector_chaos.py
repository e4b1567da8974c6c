"""The whole trial of the connectors' frame: 5,000 changes under everything that goes wrong, as a table.

.venv/bin/python tools/connector_chaos.py [EVENTS] [sqlite|postgresql|mysql ...]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.board.two_at_once.servers import missing, server  # noqa: E402

WORKERS = 3


def played(database: str, events: int) -> dict[str, Any]:
    """What came of it on one database, in a folder of its own."""
    with tempfile.TemporaryDirectory() as made, server(database, Path(made)) as address:
        folder = Path(made) / "chaos"
        folder.mkdir()
        environment = {
            **os.environ,
            "BOARD_DATABASE": address,
            "DJANGO_SETTINGS_MODULE": "tests.connectors.frame.chaos.settings",
            "PYTHONPATH": str(ROOT),
            "NO_PROXY": "127.0.0.1",
        }
        command = [
            sys.executable,
            "-m",
            "tests.connectors.frame.chaos.play",
            str(events),
            str(WORKERS),
            str(folder),
        ]
        with (folder / "log").open("w") as log:
            done = subprocess.run(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True, check=False
            )
        if done.returncode:
            sys.exit((folder / "log").read_text()[-4000:])
        came: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return came


def main() -> None:
    """Print a table; exit code 1 when something was lost, doubled, reordered, or is not quiet."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    databases = sys.argv[2:] or ["sqlite", "postgresql", "mysql"]
    columns = [
        "lost",
        "duplicates",
        "out of order",
        "quiet",
        "effects",
        "killed",
        "drop",
        "throttle",
        "error",
    ]
    columns += ["refuse", "slow", "conflict", "seconds"]
    print(f"{events} changes, {WORKERS} workers")
    print(" | ".join(["database", *columns]))
    good = True
    for database in databases:
        if reason := missing(database):
            print(f"{database} | not tried: {reason}")
            continue
        came = played(database, events)
        flat = {**came["happened"], **{name: value for name, value in came.items() if name != "happened"}}
        print(" | ".join([database, *(str(flat.get(name, 0)) for name in columns)]), flush=True)
        good = good and came["quiet"] and not (came["lost"] or came["duplicates"] or came["out of order"])
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
