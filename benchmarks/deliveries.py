"""What the frame of the connectors costs: deliveries a second beside a plain loop of the same requests, one worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.results import Row, row_from_json

PLACEMENTS, ROUNDS, QUICK_ROUNDS = 40, 12, 1


def measure(*, quick: bool) -> list[Row]:
    """On SQLite, and on PostgreSQL where its programs are; each database in a process of its own."""
    from tests.board.two_at_once.servers import missing, server

    rows = []
    for database, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        absent = missing(database)
        if absent:
            print(f"{name} is left out: {absent}")
            continue
        with tempfile.TemporaryDirectory() as folder, server(database, Path(folder)) as address:
            rows.append(_in_process(address, name, QUICK_ROUNDS if quick else ROUNDS))
    return rows


def _in_process(address: str, name: str, rounds: int) -> Row:
    environment = {
        **os.environ,
        "BOARD_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "tests.connectors.frame.chaos.settings",
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "-m", "benchmarks.deliveries", name, str(rounds)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"deliveries on {name} failed: {done.stderr[-2000:]}")
    return row_from_json(json.loads(done.stdout.splitlines()[-1]))


def _placed(world: Any) -> list[int]:
    made = []
    for number in range(PLACEMENTS):
        world.student(f"student{number}", "college")
        made.append(world.placed(f"student{number}"))
    return made


def _connected(world: Any, target: Any) -> tuple[Any, list[int]]:
    """A live connection to the target, and placements that were delivered there once."""
    from tests.connectors.frame.chaos.connector import ChaosConnector
    from winternship_connectors import api
    from winternship_connectors.models import Connection

    world.vacancy(places=99)
    ids = _placed(world)
    api.register(ChaosConnector())
    pk = api.create(world.carla, world.ids["college"], "chaos", "Speed", {"address": target.address})
    api.change(world.carla, pk, a_minute=0)
    api.set_mode(world.carla, pk, "live")
    api.work_once()
    return Connection.objects.get(pk=pk), ids


def _ours(connection: Any, ids: list[int], hours: int) -> float:
    """Seconds to deliver one change of each placement."""
    from winternship_board.models import Placement
    from winternship_connectors import api, feeding

    Placement.objects.filter(pk__in=ids).update(planned_hours=hours)
    feeding.enqueue(connection, [f"placement-{one}" for one in ids])
    start = perf_counter()
    api.work_once()
    return perf_counter() - start


def _plain(http: Any, target: Any) -> float:
    """Seconds of the same requests in a loop."""
    start = perf_counter()
    for remote_id, kept in list(target.objects.items()):
        body = json.dumps(kept["fields"]).encode()
        http.send("PUT", f"{target.address}/{remote_id}", headers={"If-Match": "0"}, body=body, expect={412})
    return perf_counter() - start


def _main() -> None:
    name, rounds = sys.argv[1], int(sys.argv[2])
    import django

    django.setup()
    from django.core.management import call_command

    from tests.board.world import build
    from tests.connectors.frame.chaos.server import Target
    from winternship_connectors.http import Http

    call_command("migrate", verbosity=0)
    target = Target(1)
    target.is_calm = True
    threading.Thread(target=target.serve_forever, daemon=True).start()
    connection, ids = _connected(build(), target)
    http = Http(allow_private=True)
    ours = plain = 0.0
    for number in range(rounds):
        ours += _ours(connection, ids, number + 1)
        plain += _plain(http, target)
    _tell(name, rounds, target, ours, plain)


def _tell(name: str, rounds: int, target: Any, ours: float, plain: float) -> None:
    assert target.happened["requests"] == PLACEMENTS * (1 + 2 * rounds), target.happened
    count = PLACEMENTS * rounds
    print(
        json.dumps(
            Row(
                f"{name}: deliveries, one worker", count / ours, "/s", "plain loop of requests", count / plain
            ).as_json()
        )
    )


if __name__ == "__main__":
    _main()
