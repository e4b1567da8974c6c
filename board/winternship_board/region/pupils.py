"""Students of the made-up region: of every programme, in three groups, some under 18 with a guardian."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from winternship_board import clock
from winternship_board.actors import Actor
from winternship_board.models import StudentProfile
from winternship_board.people import know_guardian, know_student, person
from winternship_board.region.names import FAMILY, GIVEN, TOWNS, TRADES
from winternship_board.region.people import ISSUER, House, Region, read_in
from winternship_board.saying_yes import give_consent
from winternship_board.writing import create
from winternship_core.placements import Role

STUDENTS: Final = 150
# group → weeks from today to the start, and how many weeks it lasts
GROUPS: Final = {"past": (-26, 24), "running": (-8, 20), "coming": (8, 20)}
_TURNS: Final = ("coming", "running", "coming", "past", "coming")


@dataclass(slots=True)
class Pupil:
    """A student, what they learn and when; ``guardian`` signs with them."""

    id: int
    school: House
    actor: Actor
    trade: int
    group: str
    guardian: Actor | None = None
    is_sam: bool = False


def period_of(group: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a group, from Monday to Friday."""
    begin, weeks = GROUPS[group]
    monday = clock.today() - dt.timedelta(clock.today().weekday()) + dt.timedelta(weeks=begin)
    return monday, monday + dt.timedelta(weeks=weeks, days=-3)


def make_students(region: Region) -> list[Pupil]:
    """Read in by each school, then tied to the person who signs in."""
    found = []
    for number, school in enumerate(region.schools):
        mine = [one for one in range(STUDENTS) if one % len(region.schools) == number]
        read_in(school.boss, "students", [_row(region, one) for one in mine])
        rows = {row.student_number: row for row in StudentProfile.objects.filter(school=school.id)}
        found += [_known(region, school, rows[_number(one)], one) for one in mine]
    return sorted(found, key=lambda one: not one.is_sam)


def _row(region: Region, number: int) -> dict[str, object]:
    chance = region.chance
    begin, end = period_of(_group(number))
    _, pc4, x_m, y_m = TOWNS[number % len(TOWNS)]
    young = number % 5 == 2
    born = clock.today().replace(day=1) - dt.timedelta(
        days=round(365.25 * (17.2 if young else 18.5 + number % 6))
    )
    given, family = chance.choice(GIVEN), chance.choice(FAMILY)
    return {
        "student_number": _number(number),
        "name": "Sam Smit" if number == 0 else f"{given} {family}",
        "crebo": TRADES[_trade(number)].crebo,
        "email": f"student{number + 1}@school.example",
        "route": "BOL",
        "year": 1 + number % 3,
        "date_of_birth": born.isoformat(),
        "postcode": pc4 + number % 5,
        "x_m": x_m + chance.randrange(-4000, 4000),
        "y_m": y_m + chance.randrange(-4000, 4000),
        "travel": "bicycle" if number % 3 else "bicycle, public",
        "max_minutes": 30 + 15 * (number % 3),
        "starts_on": begin.isoformat(),
        "ends_on": end.isoformat(),
        "languages": "en:speak:C1, nl:speak:A2" if number % 6 == 4 else "nl:speak:C1, en:speak:B1",
    }


def _number(number: int) -> str:
    return f"OEFEN-{number + 1:04d}"


def _group(number: int) -> str:
    return _TURNS[number % len(_TURNS)]


def _trade(number: int) -> int:
    return number * 7 % len(TRADES)


def _known(region: Region, school: House, row: StudentProfile, number: int) -> Pupil:
    who = region.known.get("sam") if number == 0 else None
    who = who or person(ISSUER, f"student-{number + 1}")
    know_student(school.boss, row.pk, who)
    pupil = Pupil(
        row.pk, school, Actor(who, Role.STUDENT), _trade(number), _group(number), is_sam=number == 0
    )
    if row.adult_on is not None and row.adult_on > clock.today():
        card = {"student": row.pk, "name": f"Ouder van student {number + 1}", "phone": "0000000000"}
        made = create(pupil.actor, "guardian", card).id
        parent = person(ISSUER, f"guardian-{number + 1}")
        know_guardian(school.boss, made, parent)
        pupil.guardian = Actor(parent, Role.GUARDIAN)
    if number % 2:
        give_consent(pupil.actor, row.pk, "be_proposed", given=True, text_version="1")
    return pupil
