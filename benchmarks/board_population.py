"""A country's placement board, written straight into the tables: only here, for nobody waits for 750,000 calls."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.db import connection, models

from winternship_board import models as m
from winternship_board.words import words_of

REGIONS, FIRMS_PER = 35, 12
TODAY = dt.date(2026, 11, 25)
START, END = dt.date(2027, 2, 1), dt.date(2027, 6, 30)
TRADES = [
    "baker",
    "garage",
    "care",
    "installation",
    "web",
    "farm",
    "hotel",
    "hair",
    "shop",
    "office",
    "cook",
    "wood",
]
ADJECTIVES = [
    "busy",
    "small",
    "green",
    "old",
    "new",
    "friendly",
    "bright",
    "quiet",
    "curious",
    "open",
    "warm",
    "brave",
]
GIVEN = (
    "Aisha",
    "Bas",
    "Chaima",
    "Daan",
    "Emre",
    "Fatima",
    "Gijs",
    "Hanna",
    "Imane",
    "Jade",
    "Kees",
    "Lara",
    "Milan",
    "Noor",
    "Omar",
    "Pien",
    "Ruben",
    "Sara",
)
FAMILY = (
    "Korenbloem",
    "Ouderzee",
    "Wielewater",
    "Heidezicht",
    "Duinvoet",
    "Lindekamp",
    "Berkenveen",
    "Rietdonk",
    "Sterrebos",
    "Hazelaar",
)
CREBOS = [str(99_001 + number) for number in range(len(TRADES))]
TASKS = ("W1", "W2")


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything; schools are equally large."""

    vacancies: int
    students: int
    schools: int

    @property
    def firms(self) -> int:
        """A company has about a dozen vacancies over the years."""
        return max(REGIONS, self.vacancies // FIRMS_PER)


def fill(size: Size) -> None:
    """Write the population into an empty, migrated database; the same again each time."""
    chance = random.Random(1)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-200000")
    _put(
        m.Programme,
        ({"id": n + 1, "crebo": c, "name_nl": TRADES[n], "level": "2"} for n, c in enumerate(CREBOS)),
    )
    _put(m.Organisation, _houses(size))
    _put(m.Location, _locations(size, chance))
    firms = range(size.schools + 1, size.schools + size.firms + 1)
    _put(m.Accreditation, _recognitions(firms))
    _put(m.Vacancy, _vacancies(size, chance))
    every = range(1, size.vacancies + 1)
    _put(m.VacancyProgramme, ({"id": pk, "vacancy": pk, "crebo": _crebo(size, pk)} for pk in every))
    _put(m.VacancyTask, ({"vacancy": pk, "code": code, "name": code} for pk in every for code in TASKS))
    _put(m.StudentProfile, _students(size, chance))
    words = [*_words_of_vacancies(size), *_words_of_students(size), *_words_of_firms(size)]
    _put(m.SearchWord, sorted(words, key=lambda one: (one["kind"], one["scope"], one["word"])))
    _settle()


def _region(number: int) -> str:
    return f"r{number % REGIONS}"


def _crebo(size: Size, vacancy: int) -> str:
    return CREBOS[(vacancy % size.firms) % len(CREBOS)]


def _houses(size: Size) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.schools + size.firms + 1):
        school = pk <= size.schools
        yield {
            "id": pk,
            "kind": "school" if school else "company",
            "name": f"School {pk}" if school else _firm(pk - size.schools),
            "country": "NL",
            "region": _region(pk),
            "sector": TRADES[pk % len(TRADES)],
            "state": "verified",
        }


def _firm(number: int) -> str:
    return f"{ADJECTIVES[number % 12].title()} {TRADES[number % len(TRADES)].title()} {number}"


def _locations(size: Size, chance: random.Random) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.schools + size.firms + 1):
        yield {
            "id": pk,
            "organisation": pk,
            "city": f"Town{pk % 400}",
            "pc4": str(1000 + pk % 9000),
            "region": _region(pk),
            "x_m": chance.randrange(60_000),
            "y_m": chance.randrange(60_000),
        }


def _recognitions(firms: Iterable[int]) -> Iterator[dict[str, Any]]:
    for pk in firms:
        for crebo in CREBOS:
            yield {
                "location": pk,
                "organisation": pk,
                "crebo": crebo,
                "state": "recognised",
                "company_id": "1",
                "starts_on": dt.date(2024, 1, 1),
                "checked_on": TODAY,
            }


def _vacancies(size: Size, chance: random.Random) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.vacancies + 1):
        house = size.schools + 1 + pk % size.firms
        yield {
            "id": pk,
            "organisation": house,
            "location": house,
            "title": _title(pk),
            "crebo": _crebo(size, pk),
            "level": "2",
            "route": "BOL" if pk % 4 else "BBL",
            "places": 1 + pk % 3,
            "starts_on": START + dt.timedelta(pk % 60),
            "ends_on": END,
            "region": _region(house),
            "sector": TRADES[house % len(TRADES)],
            "pc4": str(1000 + house % 9000),
            "state": "published" if pk % 10 else "draft",
            "allowance_from": chance.choice((0, 200, 300)),
        }


def _title(pk: int) -> str:
    return f"{ADJECTIVES[pk % 12]} place {TRADES[pk % len(TRADES)]} {pk % 5000}"


def _students(size: Size, chance: random.Random) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.students + 1):
        yield {
            "id": pk,
            "school": 1 + pk % size.schools,
            "programme": 1 + pk % len(CREBOS),
            "name": _name(pk),
            "student_number": str(pk),
            "route": "BOL",
            "year": 1 + pk % 4,
            "x_m": chance.randrange(60_000),
            "y_m": chance.randrange(60_000),
            "travel_modes": ["bicycle", "public"],
            "max_minutes": 60,
            "starts_on": START + dt.timedelta(pk % 60),
            "ends_on": END,
            "is_placed": pk % 3 == 0,
            "waiting_since": TODAY - dt.timedelta(pk % 90),
        }


def _name(pk: int) -> str:
    return f"{GIVEN[pk % len(GIVEN)]} {FAMILY[pk // 7 % len(FAMILY)]}"


def _words(kind: str, scope: int, pk: int, text: str) -> Iterator[dict[str, Any]]:
    for word in words_of(text):
        yield {"kind": kind, "scope": scope, "start": word[:3], "word": word, "object_id": pk}


def _words_of_vacancies(size: Size) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.vacancies + 1):
        house = size.schools + 1 + pk % size.firms
        yield from _words("vacancy", 0, pk, f"{_title(pk)} {_firm(house - size.schools)} Town{house % 400}")


def _words_of_students(size: Size) -> Iterator[dict[str, Any]]:
    for pk in range(1, size.students + 1):
        yield from _words("student", 1 + pk % size.schools, pk, f"{_name(pk)} {pk}")


def _words_of_firms(size: Size) -> Iterator[dict[str, Any]]:
    for number in range(1, size.firms + 1):
        yield from _words("organisation", 0, size.schools + number, _firm(number))


@cache
def _columns(model: type[models.Model]) -> dict[str, tuple[str, Any]]:
    """Field → its column and the value it has when nothing is said, as the database takes it."""
    return {
        field.name: (field.column, _plain(field.get_default()))  # type: ignore[attr-defined]
        for field in model._meta.concrete_fields
        if not field.primary_key
    }


def _plain(value: Any) -> Any:
    if isinstance(value, list | dict):
        return json.dumps(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _put(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    """All columns of many rows in one stream: COPY for PostgreSQL, one prepared statement for SQLite."""
    known, told = _columns(model), iter(rows)
    first = next(told)
    columns = ["id"] * ("id" in first) + [column for column, _ in known.values()]
    table = model._meta.db_table

    def one(row: dict[str, Any]) -> tuple[Any, ...]:
        values = [_plain(row[name]) if name in row else default for name, (_, default) in known.items()]
        return (row["id"], *values) if "id" in row else tuple(values)

    values = map(one, chain([first], told))
    quoted = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
                for value in values:
                    copy.write_row(value)
        else:
            marks = ", ".join("?" * len(columns))
            connection.connection.execute("BEGIN")
            connection.connection.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({marks})', values)
            connection.connection.commit()


def _settle() -> None:
    """Let the database tidy up and count its rows, as autovacuum does by itself, and number on from the last one."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("ANALYZE")
        else:
            cursor.execute("VACUUM ANALYZE")
            for model in (
                m.Programme,
                m.Organisation,
                m.Location,
                m.Vacancy,
                m.VacancyProgramme,
                m.StudentProfile,
            ):
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
