"""The learning place that somebody described in the course begins a vacancy; nothing in it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board.screens.asking import Ask

LONGEST: Final = {"title": 200, "crebo": 5, "code": 40, "name": 300, "tools": 300, "guidance": 300}
MOST_TASKS: Final = 12
_LEVELS: Final = {"l1": "1", "l2": "2", "l3": "3", "l4": "4"}
_ROUTES: Final = {"bol": "BOL", "bbl": "BBL", "third": "DERDE"}
_CAN_DO: Final = {"yes": "yes", "partly": "partly", "no": "no"}
_STEPS: Final = {"watch": 1, "together": 2, "under-eye": 3, "alone": 4}
# "From 16" is no rule of ours: the stricter one stands until a person chooses.
_AGES: Final = {"all": "any", "from16": "supervised", "from18": "adult", "supervised": "supervised"}


def has_place(ask: Ask) -> bool:
    """Whether the course handed over something to begin with."""
    return bool(_text(ask.host.learning_place.get("title"), 1) or _tasks(ask.host.learning_place))


def vacancy_values(ask: Ask) -> dict[str, Any]:
    """The values of a vacancy as far as the course knows them; what does not fit is left out."""
    place = ask.host.learning_place
    crebo = _text(place.get("crebo"), LONGEST["crebo"])
    return {
        "title": _text(place.get("title"), LONGEST["title"]),
        "crebo": crebo if crebo.isdigit() else "",
        "level": _of(_LEVELS, place.get("level")),
        "route": _of(_ROUTES, place.get("route")),
        "tasks": _tasks(place),
    }


def _tasks(place: Mapping[str, object]) -> list[dict[str, Any]]:
    rows = place.get("tasks")
    found = []
    for row in rows[:MOST_TASKS] if isinstance(rows, list) else []:
        if not isinstance(row, Mapping) or not (_text(row.get("task"), 1) or _text(row.get("process"), 1)):
            continue
        found.append(
            {
                "code": _text(row.get("process"), LONGEST["code"]),
                "name": _text(row.get("task"), LONGEST["name"]),
                "can_do": _of(_CAN_DO, row.get("here")) or "yes",
                "independence": _STEPS.get(str(row.get("independence")), 1),
                "tools": _text(row.get("risks"), LONGEST["tools"]),
                "age_rule": _of(_AGES, row.get("age")) or "any",
                "guidance": _text(row.get("guide"), LONGEST["guidance"]),
            }
        )
    return found


def _text(value: object, most: int) -> str:
    return value.strip()[:most] if isinstance(value, str) else ""


def _of(codes: Mapping[str, str], value: object) -> str:
    return codes.get(value, "") if isinstance(value, str) else ""
