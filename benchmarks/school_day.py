"""A school's busiest day: all placements to a new file and a new calendar; then the changes of an ordinary one."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.results import Row, row_from_json

PLACEMENTS, QUICK = 10_000, 200
EVENT = 700  # bytes of a placement as an event, about
ONE_IN = 20  # of the placements, one changes on an ordinary day


def measure(*, quick: bool) -> list[Row]:
    """In a process of its own, on SQLite, to a folder and a calendar in memory."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "BOARD_DATABASE": f"sqlite:///{folder}/board.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.connectors.frame.chaos.settings",
            "NO_PROXY": "127.0.0.1",
        }
        command = [sys.executable, "-m", "benchmarks.school_day", folder, str(QUICK if quick else PLACEMENTS)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"a school's day failed: {done.stderr[-2000:]}")
    return [row_from_json(row) for row in json.loads(done.stdout.splitlines()[-1])]


def _main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    import django
    from django.conf import settings

    django.setup()
    from django.core.management import call_command

    from tests.board.world import build
    from winternship_connectors.files.schema import DEFAULT

    settings.DROP_FOLDER = str(folder)
    call_command("migrate", verbosity=0)
    world = build()
    ids = _placements(world, count)
    drop = {"place": "folder", "folder": "day", "columns": DEFAULT, "content": "all"}
    rows = _day(world, ids, "filedrop", drop, "2027-06-18")
    with _calendar() as origin:
        config = {"url": f"{origin}/office/", "user": "office", "password": "secret"}
        rows += _day(world, ids, "caldav", config, "2027-06-11")
        rows.append(_plainly(origin, ids, rows[-2].ours))
    print(json.dumps([row.as_json() for row in rows]))


def _placements(world: Any, count: int) -> list[int]:
    """One placement made as people make it, and copies of it for as many students."""
    from winternship_board.models import Placement, StudentProfile

    world.vacancy(places=99)
    world.student("first", "college", student_number="0")
    placement = Placement.objects.get(pk=world.placed("first"))
    student = StudentProfile.objects.get(pk=placement.student_id)
    others = range(1, count)
    StudentProfile.objects.bulk_create(
        _copy(student, student.pk + n, person_id=None, student_number=str(n)) for n in others
    )
    Placement.objects.bulk_create(
        _copy(placement, placement.pk + n, student_id=student.pk + n, application_id=None) for n in others
    )
    return [placement.pk + n for n in range(count)]


def _copy(row: Any, pk: int, **other: Any) -> Any:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**kept | other | {"id": pk})


def _day(world: Any, ids: list[int], connector: str, config: dict[str, Any], ends_on: str) -> list[Row]:
    """All of them to a new connection, then the changes of a day: another last day for some."""
    from winternship_board.models import Placement
    from winternship_connectors import api, feeding
    from winternship_connectors.models import Connection

    pk = api.create(world.carla, world.ids["college"], connector, "Day", config)
    api.change(world.carla, pk, a_minute=0)
    before = _memory()
    api.set_mode(world.carla, pk, "live")
    first, requests = _worked(pk, len(ids))
    changed = ids[::ONE_IN]
    Placement.objects.filter(pk__in=changed).update(ends_on=ends_on)
    feeding.enqueue(Connection.objects.get(pk=pk), [f"placement-{one}" for one in changed])
    later, _ = _worked(pk, len(changed), at_least=1 if requests else 0)
    return [
        Row(f"{connector}: memory beyond what the process had", _memory() - before, "MB"),
        Row(f"{connector}: requests for {len(ids)} placements", requests, ""),
        Row(f"{connector}: {len(ids)} placements to a new connection", first, "s"),
        Row(f"{connector}: {len(changed)} changes of a day", later, "s"),
    ]


def _worked(pk: int, wanted: int, at_least: int = 0) -> tuple[float, int]:
    """Seconds and requests until nothing waits; that many rows were delivered, each with so many requests."""
    from winternship_connectors import api
    from winternship_connectors.http import Http
    from winternship_connectors.models import Outbox

    sent, send = [0], Http.send

    def counted(*given: Any, **named: Any) -> Any:
        sent[0] += 1
        return send(*given, **named)

    done = Outbox.objects.filter(connection=pk, state=Outbox.State.DONE)
    before = done.count()
    Http.send = counted  # type: ignore[method-assign]
    try:
        seconds = _timed(api.work_once)
    finally:
        Http.send = send  # type: ignore[method-assign]
    if done.count() - before != wanted:
        raise AssertionError(f"{done.count() - before} of {wanted} were delivered")
    if sent[0] < at_least * wanted:
        raise AssertionError(f"{sent[0]} requests for {wanted} changes")
    return seconds, sent[0]


@contextmanager
def _calendar() -> Iterator[str]:
    """The address of a CalDAV server in memory, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.calendar_in_memory"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        process.terminate()


def _plainly(origin: str, ids: list[int], ours: float) -> Row:
    """The same requests in a plain loop, by the same client: each event to another calendar."""
    from winternship_connectors.http import Http

    http, body = Http(allow_private=True), b"x" * EVENT

    def loop() -> None:
        for pk in ids:
            http.send(
                "PUT", f"{origin}/other/{pk}.ics", headers={"If-None-Match": "*"}, body=body, expect={201}
            )

    plain = len(ids) / _timed(loop)
    return Row("caldav: deliveries", len(ids) / ours, "/s", "plain loop of requests", plain)


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _main()
