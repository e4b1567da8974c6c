"""The commands as a person types them: from nothing to a served LMS in its own process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

import practice_lms

FOLDER = Path(practice_lms.__file__).parents[1]


def environment(database: Path, port: int = 8000) -> dict[str, str]:
    own = {
        "PRACTICE_DB": str(database),
        "PRACTICE_URL": f"http://localhost:{port}",
        "PYTHONPATH": str(FOLDER),
    }
    return {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"} | own


def command(*words: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "practice_lms", *words], env=env, capture_output=True, text=True, check=False
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(url: str, within: float) -> requests.Response:
    end = time.monotonic() + within
    while True:
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_three_commands_lead_to_a_served_lms(tmp_path: Path) -> None:
    env = environment(tmp_path / "new" / "practice.sqlite3", free_port())
    for step in (["migrate", "-v0"], ["practice_setup"]):
        done = command(*step, env=env)
        assert done.returncode == 0, done.stderr
    server = subprocess.Popen(
        [sys.executable, "-m", "practice_lms", "serve"], env=env, stdout=subprocess.DEVNULL
    )
    try:
        assert "Bo de Bakker" in first_answer(env["PRACTICE_URL"], within=60).text
        assert requests.get(f"{env['PRACTICE_URL']}/workbench/", timeout=5).status_code == 200
        style = requests.get(f"{env['PRACTICE_URL']}/static/practice_lms/style.css", timeout=5)
        assert style.headers["Content-Type"].startswith("text/css")
    finally:
        server.terminate()
        server.wait(timeout=10)


def test_serving_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    done = command("serve", env=environment(tmp_path / "practice.sqlite3"))
    assert done.returncode == 1
    assert "Run `migrate` and `practice_setup` first" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_migrations_fit_the_models(tmp_path: Path) -> None:
    done = command("makemigrations", "--check", "--dry-run", env=environment(tmp_path / "practice.sqlite3"))
    assert done.returncode == 0, done.stdout
