"""Real database servers for a test: started in a folder of their own on a free port, and stopped afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAIT_SECONDS = 60


def _program(name: str) -> str | None:
    """Where a program is: on the path, or where Debian puts those of PostgreSQL."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found:
        return found
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}")) if name != "mariadbd" else []
    return str(debian[-1]) if debian else None


def _unprivileged() -> str | None:
    """Neither server runs as root: the account that is lent to it, ``None`` when we are not root ourselves."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return next((name for name in ("postgres", "mysql", "nobody") if name in known), None)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _run(command: list[str], user: str | None, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, user=user, cwd=folder, capture_output=True, text=True, check=False, timeout=WAIT_SECONDS * 2
    )


def missing(database: str) -> str:
    """Why this database cannot be tried on this machine; empty when it can."""
    needed = {"postgresql": ("initdb", "postgres"), "mysql": ("mariadb-install-db", "mariadbd"), "sqlite": ()}
    absent = [name for name in needed[database] if _program(name) is None]
    if absent:
        return f"no {', '.join(absent)} on this machine: install Debian's postgresql or mariadb-server"
    module = {"postgresql": "psycopg", "mysql": "pymysql", "sqlite": "sqlite3"}[database]
    try:
        __import__(module)
    except ImportError:
        return f"no Python driver {module} in this environment"
    return ""


@contextmanager
def server(database: str, folder: Path) -> Iterator[str]:
    """The address of a database of this kind, for ``BOARD_DATABASE``."""
    if database == "sqlite":
        yield f"sqlite:///{folder / 'board.sqlite3'}"
        return
    user = _unprivileged()
    if user is not None:
        shutil.chown(folder, user)
        for parent in folder.parents[:3]:
            parent.chmod(parent.stat().st_mode | 0o011)
    start = _postgresql if database == "postgresql" else _mariadb
    with start(folder, user) as address:
        yield address


@contextmanager
def _postgresql(folder: Path, user: str | None) -> Iterator[str]:
    data, port = folder / "data", _free_port()
    made = _run(
        [_program("initdb") or "", "-D", str(data), "-U", "board", "--auth=trust", "-E", "UTF8", "-N"],
        user,
        folder,
    )
    assert made.returncode == 0, made.stderr
    command = [
        *(_program("postgres") or "", "-D", str(data), "-p", str(port), "-k", str(folder)),
        *("-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "deadlock_timeout=100ms"),
    ]
    with _process(command, user, folder, port):
        import psycopg

        def make() -> None:
            address = f"host=127.0.0.1 port={port} user=board dbname=postgres"
            with psycopg.connect(address, autocommit=True) as one:
                one.execute("CREATE DATABASE board")

        _until(make, psycopg.OperationalError)
        yield f"postgresql://board@127.0.0.1:{port}/board"


@contextmanager
def _mariadb(folder: Path, user: str | None) -> Iterator[str]:
    data, port = folder / "data", _free_port()
    made = _run(
        [
            *(_program("mariadb-install-db") or "", "--no-defaults", f"--datadir={data}"),
            *("--auth-root-authentication-method=normal", "--skip-test-db"),
        ],
        user,
        folder,
    )
    assert made.returncode == 0, made.stderr
    command = [
        *(_program("mariadbd") or "", "--no-defaults", f"--datadir={data}", f"--port={port}"),
        *(f"--socket={folder}/socket", "--bind-address=127.0.0.1", "--innodb-flush-log-at-trx-commit=0"),
    ]
    with _process(command, user, folder, port):
        import pymysql

        def make() -> None:
            with pymysql.connect(unix_socket=f"{folder}/socket", user="root") as one, one.cursor() as cursor:
                cursor.execute("SELECT CONVERT_TZ('2001-01-01', 'UTC', 'UTC')")  # Django's first question
                cursor.execute("CREATE DATABASE IF NOT EXISTS board CHARACTER SET utf8mb4")
                cursor.execute("CREATE USER IF NOT EXISTS 'board'@'127.0.0.1'")
                cursor.execute("GRANT ALL ON *.* TO 'board'@'127.0.0.1'")

        _until(make, pymysql.Error)
        yield f"mysql://board@127.0.0.1:{port}/board"


@contextmanager
def _process(command: list[str], user: str | None, folder: Path, port: int) -> Iterator[None]:
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + WAIT_SECONDS
        while not _answers(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end, (folder / "log").read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait(WAIT_SECONDS)


def _until(make: Callable[[], None], refusal: type[Exception]) -> None:
    """Try until the server is really there: its port answers a moment earlier."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            make()
            return
        except refusal:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(0.2)
        return one.connect_ex(("127.0.0.1", port)) == 0
