"""A real Redis for a test, and the worker of Celery that listens to it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.lti_tool.chaos.workers import ROOT

REDIS = shutil.which("redis-server")
CELERY = [
    *(sys.executable, "-m", "celery", "-A", "winternship_lti.celery"),
    *("worker", "--beat", "--pool", "solo"),
]


@contextmanager
def redis(folder: Path) -> Iterator[str]:
    """The address of a Redis on a free port, that keeps nothing; skips the test where there is none."""
    if REDIS is None:
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen([REDIS, *options], stdout=subprocess.DEVNULL)
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait()


@contextmanager
def celery(folder: Path, settings: dict[str, str]) -> Iterator[None]:
    """A worker with its beat, as an administrator starts it."""
    worker = subprocess.Popen([*CELERY, "--schedule", str(folder / "beat")], cwd=ROOT, env=settings)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()
