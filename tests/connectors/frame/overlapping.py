"""Two transactions that overlap on a real database, and a worker that looks between their commits; told as JSON.

``BOARD_DATABASE=… python -m tests.connectors.frame.overlapping``. The one with the lower event number commits last.
Beside our worker a reader looks that remembers the highest number it saw, as many outboxes do.
"""

from __future__ import annotations

import json
import threading
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from tests.board.world import World, build, edit, step  # noqa: E402
from winternship_board import api as board  # noqa: E402
from winternship_board.models import Event  # noqa: E402
from winternship_connectors import api  # noqa: E402
from winternship_connectors.testing.memory import MemoryConnector, Store, store  # noqa: E402

SECONDS = 20


class HighestSeen:
    """A reader of "everything with a number above the last one"."""

    def __init__(self) -> None:
        self.last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
        self.seen: list[int] = []

    def look(self) -> None:
        new = list(Event.objects.filter(pk__gt=self.last).order_by("pk").values_list("pk", flat=True))
        self.seen += new
        self.last = max(new, default=self.last)


def placed(world: World, student: str, company: str, by: str) -> int:
    """A placement at a company of its own, so that neither transaction has to wait for the other."""
    world.student(student, "college")
    vacancy = world.vacancy(company, by)
    application = world.applied(student, vacancy)
    step(world.people[by], "application", application, "offer")
    step(world.people[student], "application", application, "accept")
    return board.search(world.system, "placement", where={"student": world.ids[student]}).rows[0].id


def change(world: World, placement: int, hours: int) -> int:
    """Write it, and return the number of the newest event of it that this transaction sees."""
    edit(world.carla, "placement", placement, {"planned_hours": hours})
    mine = Event.objects.filter(stream=f"placement:{placement}").order_by("-pk")
    return int(mine.values_list("pk", flat=True)[0])


def hours_at(target: Store) -> dict[str, int]:
    """What the target holds."""
    return {name: int(kept.fields["hours"]) for name, kept in target.objects.items()}


def play() -> dict[str, Any]:
    """First writes, second writes and commits, the worker works, first commits, the worker works."""
    world, target = build(), store()
    first, second = placed(world, "ada", "bakery", "bo"), placed(world, "bea", "garage", "gus")
    api.register(MemoryConnector())
    pk = api.create(world.carla, world.ids["college"], "memory", "Test", {"store": "main", "secret": "right"})
    api.change(world.carla, pk, a_minute=0)
    api.set_mode(world.carla, pk, "live")
    api.work_once()
    reader = HighestSeen()
    numbers: dict[str, int] = {}
    wrote, commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            numbers["first"] = change(world, first, 111)
            wrote.set()
            commit.wait(SECONDS)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    if not wrote.wait(SECONDS):
        raise RuntimeError("the first transaction did not write")
    numbers["second"] = change(world, second, 222)
    waited = thread.is_alive()
    reader.look()
    api.work_once()
    between = hours_at(target)
    commit.set()
    thread.join()
    reader.look()
    api.work_once()
    return {
        "overlapped": waited,
        "numbers": numbers,
        "between": between,
        "after": hours_at(target),
        "placements": [f"placement-{first}", f"placement-{second}"],
        "seen by the other reader": reader.seen,
    }


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    print(json.dumps(play()))
