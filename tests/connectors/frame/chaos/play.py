"""Plays it, and prints what came of it as JSON.

``BOARD_DATABASE=… python -m tests.connectors.frame.chaos.play EVENTS WORKERS FOLDER``: changes by the hand of a
coordinator, workers that die between effect and acknowledgement, lost answers, 429, 500, 401, slowness, clock steps.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests.board.world import World, build, edit  # noqa: E402
from tests.connectors.frame.chaos.connector import ChaosConnector  # noqa: E402
from tests.connectors.frame.chaos.server import Target  # noqa: E402
from tests.connectors.frame.chaos.workers import fast  # noqa: E402
from winternship_connectors import api, feeding  # noqa: E402
from winternship_connectors.models import Delivery, Link, Outbox  # noqa: E402

MOST_PLACEMENTS = 30
PAUSE = 0.02  # seconds between two changes, so that workers keep up and most are sent


def placed(world: World, count: int) -> dict[int, int]:
    """Placements with the hours that they have now."""
    world.vacancy(places=99)
    made = {}
    for number in range(count):
        world.student(f"student{number}", "college")
        made[world.placed(f"student{number}")] = 0
    return made


def overlap(world: World, wanted: dict[int, int]) -> list[int]:
    """The first transaction to write commits last; how many events are fed before that, and after it.

    The board lets the second writer of one vacancy's placements wait for the first: then both come at once.
    """
    first, second = sorted(wanted)[:2]
    wrote, commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            edit(world.carla, "placement", first, {"planned_hours": 1})
            wrote.set()
            commit.wait(3)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    wrote.wait(20)
    edit(world.carla, "placement", second, {"planned_hours": 1})
    before = feeding.feed()
    commit.set()
    thread.join()
    wanted |= {first: 1, second: 1}
    return [before, feeding.feed()]


def play(events: int, workers: int, folder: Path, seed: int = 7) -> dict[str, Any]:
    """Make the events while the workers work, wait until all is quiet, and judge."""
    world, chance = build(), random.Random(seed)
    target = Target(seed)
    threading.Thread(target=target.serve_forever, daemon=True).start()
    fast(folder)
    api.register(ChaosConnector())
    wanted = placed(world, min(MOST_PLACEMENTS, events // 8))
    deadly = max(0.02, 4 / events)  # so that a short play has deaths too
    pk = api.create(world.carla, world.ids["college"], "chaos", "Chaos", {"address": target.address})
    api.change(world.carla, pk, a_minute=0)
    api.set_mode(world.carla, pk, "live")
    overlapped = overlap(world, wanted) if connection.vendor != "sqlite" else None
    command = [
        sys.executable,
        "-m",
        "tests.connectors.frame.chaos.workers",
        str(workers),
        str(folder),
        str(deadly),
    ]
    supervisor = subprocess.Popen(command)
    began = time.monotonic()
    try:
        while len(target.log) < len(wanted) // 2 and time.monotonic() < began + 60:
            time.sleep(0.05)
        for number in range(events):
            placement = chance.choice(sorted(wanted))
            wanted[placement] = number + 2
            edit(world.carla, "placement", placement, {"planned_hours": number + 2})
            time.sleep(PAUSE)
            if number % 40 == 39:
                (folder / "step").write_text(str(chance.choice([0, 90, 4000, -90, -4000])))
                _mend(world, pk)
        target.is_calm = True
        ended = _quiet(world, pk, began + 120 + events / 5)
    finally:
        (folder / "end").touch()
        supervisor.wait(60)
    seconds = time.monotonic() - began
    return {
        **_judged(target, wanted),
        "overlapped": overlapped,
        "quiet": ended,
        "seconds": round(seconds, 1),
    } | {
        "events": events,
        "workers": workers,
        "killed": int((folder / "deaths").read_text() or 0) if (folder / "deaths").exists() else 0,
        "deliveries": dict(Counter(Delivery.objects.values_list("outcome", flat=True))),
    }


def _mend(world: World, pk: int) -> None:
    """The administrator looks, as after each 401."""
    if api.health(world.carla, pk).state == "stopped":
        api.resume(world.carla, pk)
    api.replay(world.carla, pk)


def _quiet(world: World, pk: int, until: float) -> bool:
    """Wait until nothing waits any more."""
    while time.monotonic() < until:
        _mend(world, pk)
        if feeding.feed() == 0 and not Outbox.objects.filter(state__in=("pending", "dead", "held")).exists():
            return True
        time.sleep(0.1)
    return False


def _judged(target: Target, wanted: dict[int, int]) -> dict[str, Any]:
    there = {kept["fields"]["id"]: kept["fields"]["hours"] for kept in target.objects.values()}
    last: dict[str, int] = {}
    out_of_order = 0
    for one, hours in target.log:
        out_of_order += hours < last.get(one, -1)
        last[one] = hours
    return {
        "lost": sum(there.get(f"placement-{one}") != hours for one, hours in wanted.items()),
        "duplicates": len(target.objects) - len(there),
        "out of order": out_of_order,
        "effects": len(target.log),
        "links": Link.objects.count(),
        "happened": dict(target.happened),
    }


def main() -> None:
    """Play on an empty database."""
    call_command("migrate", verbosity=0)
    print(json.dumps(play(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))


if __name__ == "__main__":
    main()
