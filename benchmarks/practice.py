"""Starts the practice LMS for a subject in a process of its own: it has settings and a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def practice_process(module: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a module of ours inside the practice LMS, with a new SQLite file in `folder`; pipes are open both ways.

    It must end when its input does: so it ends with the `with` block, and also when this process is killed.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRACTICE_")}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "practice_lms.settings",
        "PRACTICE_DB": str(folder / "practice.sqlite3"),
        "PYTHONPATH": str(ROOT / "practice_lms"),
    }
    with subprocess.Popen(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield process
