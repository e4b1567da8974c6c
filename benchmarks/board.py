"""The placement board at the size of a country: every list, first and deep pages, and a college's round."""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.results import Row, row_from_json
from benchmarks.timing import p95

MOST_MS, MOST_SECONDS = 100, 5
ROUND = (6_000, 10_000, 1)
COUNTRY = (250_000, 500_000, 50)
QUICK = (600, 900, 3)
TRIES, QUICK_TRIES = 40, 3


def measure(*, quick: bool) -> list[Row]:
    """Lists and a round on SQLite, and on PostgreSQL where its programs are; each database in a process of its own."""
    from tests.board.two_at_once.servers import missing, server

    rows = []
    for database, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        absent = missing(database)
        if absent:
            print(f"{name} is left out: {absent}")
            continue
        for part in ("lists", "round"):
            with tempfile.TemporaryDirectory() as folder, server(database, Path(folder)) as address:
                rows += _in_process(address, part, name, quick=quick)
    return rows


def _in_process(address: str, part: str, name: str, *, quick: bool) -> list[Row]:
    command = [sys.executable, "-m", "benchmarks.board", part, name, *(["--quick"] if quick else [])]
    environment = {
        **os.environ,
        "BOARD_DATABASE": address,
        "DJANGO_SETTINGS_MODULE": "tests.board.plain_settings",
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{part} on {name} failed: {done.stderr[-2000:]}")
    return [row_from_json(row) for row in json.loads(done.stdout.splitlines()[-1])]


def _main() -> None:
    part, name, *options = sys.argv[1:]
    quick = "--quick" in options
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.board_population import Size, fill

    call_command("migrate", verbosity=0)
    size = Size(*(QUICK if quick else ROUND if part == "round" else COUNTRY))
    fill(size)
    gc.collect()
    gc.freeze()  # as winternship_lti.wsgi does with what was loaded at the start
    rows = _round(name, size) if part == "round" else _lists(name, size, QUICK_TRIES if quick else TRIES)
    print(json.dumps([row.as_json() for row in rows]))


def _house(size: Any) -> int:
    """A company with a dozen vacancies; the schools come first."""
    return int(size.schools) + 10


def _people(size: Any) -> dict[str, Any]:
    from winternship_board import api
    from winternship_board.models import StudentProfile
    from winternship_core.placements import Role

    def someone(name: str, role: Role, **where: Any) -> api.Actor:
        return api.grant(api.SYSTEM, api.person("bench", name), role, **where)

    student = api.person("bench", "student")
    StudentProfile.objects.filter(pk=1).update(person=student)
    return {
        "student": api.Actor(student, Role.STUDENT),
        "coordinator": someone("coordinator", Role.COORDINATOR, organisation=1),
        "broker": someone("broker", Role.BROKER, region="r1"),
        "company": someone("company", Role.COMPANY, organisation=_house(size)),
    }


# what it is called → who looks, at what, with what
_LISTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("vacancies, newest", "student", "vacancy", {}),
    ("vacancies by start", "student", "vacancy", {"sort": "start"}),
    ("vacancies of a programme", "student", "vacancy", {"where": {"crebo": "99003"}}),
    ("vacancies of a region and sector", "student", "vacancy", {"where": {"region": "r7", "sector": "care"}}),
    ("vacancies near a postcode", "student", "vacancy", {"where": {"pc4": "1077"}}),
    ("vacancies with a common word", "student", "vacancy", {"text": "friendly"}),
    ("vacancies with two words", "student", "vacancy", {"text": "baker town12"}),
    ("vacancies with a rare word, by start", "student", "vacancy", {"text": "4711", "sort": "start"}),
    ("vacancies of a company", "company", "vacancy", {"where": {"organisation": "own"}}),
    ("vacancies of a broker's region", "broker", "vacancy", {"where": {"region": "r1", "state": "draft"}}),
    ("students, newest", "coordinator", "student", {}),
    ("students by name", "coordinator", "student", {"sort": "name"}),
    (
        "students without a place, by waiting",
        "coordinator",
        "student",
        {"where": {"is_placed": False}, "sort": "waiting"},
    ),
    ("students of a programme", "coordinator", "student", {"where": {"programme": "99004"}}),
    ("students with a word", "coordinator", "student", {"text": "noor"}),
    ("companies of a region", "broker", "organisation", {"where": {"kind": "company"}}),
    ("companies with a word", "broker", "organisation", {"text": "hotel"}),
    ("recognitions of a region", "broker", "accreditation", {}),
)


def _lists(name: str, size: Any, tries: int) -> list[Row]:
    people, rows, chance = _people(size), [], random.Random(2)
    for what, who, kind, given in _LISTS:
        asked = _own(given, size)
        look = _look(people[who], kind, asked)
        first = [_timed(look, "")[0] for _ in range(tries)]
        begins = _deep_begins(look, asked, kind, size, chance, tries)
        deep = [_timed(look, begin)[0] for begin in begins]
        rows.append(Row(f"{name}: {what}, first page, p95", p95(first), "ms", at_most=MOST_MS))
        rows.append(Row(f"{name}: {what}, deep pages, p95", p95(deep), "ms", at_most=MOST_MS))
        few, many = (_statements(people[who], kind, {**asked, "limit": limit}) for limit in (5, 100))
        rows.append(
            Row(f"{name}: {what}, more statements for 100 rows than for 5", abs(many - few), "", at_most=0)
        )
    return rows


def _own(asked: dict[str, Any], size: Any) -> dict[str, Any]:
    where = {
        name: _house(size) if value == "own" else value for name, value in asked.get("where", {}).items()
    }
    return {**asked, "where": where}


def _look(actor: Any, kind: str, asked: dict[str, Any]) -> Callable[[str], Any]:
    from winternship_board import api

    return lambda after: api.search(actor, kind, after=after, **asked)


def _deep_begins(
    look: Callable[[str], Any], asked: dict[str, Any], kind: str, size: Any, chance: random.Random, tries: int
) -> list[str]:
    """Where deep pages begin: anywhere in the list by number, or a few pages on where it is sorted otherwise."""
    from winternship_board.kinds import KINDS
    from winternship_board.pages import SORTS, _cursor

    field = SORTS.get(kind, {}).get(asked.get("sort", ""), ("id", True))[0]
    most = {"vacancy": size.vacancies, "student": size.students}.get(kind, size.firms)
    ids = [chance.randrange(1, most) for _ in range(tries)]
    rows = KINDS[kind].model._default_manager.filter(pk__in=ids)
    return [_cursor(getattr(row, field), row.pk) for row in rows] or [""]


def _timed(call: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    start = perf_counter()
    result = call(*arguments)
    return (perf_counter() - start) * 1000, result


def _statements(actor: Any, kind: str, asked: dict[str, Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        _look(actor, kind, asked)("")
    return len(caught)


def _round(name: str, size: Any) -> list[Row]:
    import datetime as dt

    from winternship_board import api

    coordinator = _people(size)["coordinator"]
    opened = api.rounds.start_round(
        coordinator,
        1,
        name="bench",
        starts_from=dt.date(2027, 1, 1),
        starts_until=dt.date(2027, 12, 31),
        seed="1",
    )
    start = perf_counter()
    run = api.rounds.run_round(coordinator, opened.id)
    seconds = perf_counter() - start
    if not run.placed:
        raise AssertionError("nobody was placed, so nothing was measured")
    size = f"{run.students:,} students, {run.vacancies:,} vacancies"
    return [
        Row(f"{name}: a round from database to database", seconds, "s", size, at_most=MOST_SECONDS),
        Row(f"{name}: students placed in it", run.placed, "", "students", float(run.students)),
    ]


if __name__ == "__main__":
    _main()
