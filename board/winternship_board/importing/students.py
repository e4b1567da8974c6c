"""A file of students: each is known by the student number within the school."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winternship_board.actors import Standing
from winternship_board.importing.finding import UNKNOWN_CREBO, Place, name_key, programmes_of, rows_with
from winternship_board.importing.planning import Item, Plan, settle
from winternship_board.importing.rows import Row, check_period
from winternship_board.kinds import KINDS, related_of
from winternship_board.models import PlacementPlan, Programme, StudentProfile
from winternship_core.text import Text

STUDENT = "student"


def plan_students(who: Standing, place: Place, rows: Sequence[Row]) -> Plan:
    """What the rows would do at this school."""
    plan = Plan(tuple(row.line for row in rows))
    programmes = programmes_of(rows, STUDENT, "programme")
    plans = _plans(place)
    there = _there(place, rows)
    lines: dict[str, int] = {}
    for row in rows:
        values = row.of(STUDENT)
        number = values.get("student_number", "")
        check_period(row, STUDENT)
        _resolve(row, programmes, plans)
        if number in lines:
            row.wrong(STUDENT, "student_number", _twice(lines[number]))
        elif number:
            lines[number] = row.line
            same = there.get(number, [])
            if len(same) > 1:
                row.wrong(STUDENT, "student_number", _two_there())
            item = Item(row.line, STUDENT, dict(values), columns=row.headings(STUDENT))
            if not same:
                item.values["school"] = place.organisation
            row.mistakes += settle(who, item, same[0] if same else None)
            plan.items.append(item)
        plan.mistakes += row.mistakes
    return plan


def _there(place: Place, rows: Sequence[Row]) -> dict[str, list[Any]]:
    numbers = {row.of(STUDENT)["student_number"] for row in rows if "student_number" in row.of(STUDENT)}
    related, prefetched = related_of(KINDS[STUDENT])
    query = StudentProfile.objects.filter(school=place.organisation)
    query = query.select_related(*related).prefetch_related(*prefetched)
    found: dict[str, list[Any]] = {}
    for one in rows_with(query, "student_number", numbers):
        found.setdefault(one.student_number, []).append(one)
    return found


def _plans(place: Place) -> dict[str, int]:
    rows = PlacementPlan.objects.filter(school=place.organisation).values_list("name", "pk")
    return {name_key(name): pk for name, pk in rows}


def _resolve(row: Row, programmes: dict[str, Programme], plans: dict[str, int]) -> None:
    """Put ids where the file has a code or a name."""
    values = row.of(STUDENT)
    crebo, name = values.pop("programme", None), values.pop("plan", None)
    if crebo in programmes:
        values["programme"] = programmes[crebo].pk
    elif crebo is not None:
        row.wrong(STUDENT, "programme", UNKNOWN_CREBO)
    if name and name_key(name) in plans:
        values["plan"] = plans[name_key(name)]
    elif name:
        row.wrong(
            STUDENT,
            "plan",
            Text(
                "de naam van een stageplan van deze school.", "the name of a placement plan of this school."
            ),
        )


def _twice(line: int) -> Text:
    return Text(f"dit nummer staat ook in rij {line}.", f"this number is in row {line} too.")


def _two_there() -> Text:
    return Text(
        "er staan al twee studenten met dit nummer op het bord; voeg die eerst samen.",
        "two students on the board have this number already; mend that first.",
    )
