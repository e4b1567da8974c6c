"""The work processes of a vacancy in its form: what a student can learn here, how far, how safely, with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from winternship_board.errors import WrongForm
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.texts import text
from winternship_core.placements.codes import AGE_RULE, CAN_DO
from winternship_core.text import Text

LEAST: Final = 3
SPARE: Final = 2
MOST: Final = 14
STEPS: Final = {
    "1": Text("meekijken", "watching"),
    "2": Text("samen doen", "doing it together"),
    "3": Text("zelf doen, iemand kijkt mee", "doing it, with someone watching"),
    "4": Text("alleen", "alone"),
}


def task_rows(ask: Ask, tasks: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows to show: those there are, those that were sent, and a few to fill in."""
    rows = [dict(task) for task in tasks]
    wanted = max(LEAST, len(rows) + SPARE, _sent(ask))
    blank = {"code": "", "name": "", "can_do": "yes", "independence": 1, "age_rule": "any"}
    return (rows + [dict(blank) for _ in range(MOST)])[: min(wanted, max(MOST, len(rows)))]


def task_fields(rows: Sequence[object]) -> list[Field]:
    """The fields of so many rows."""
    return [field for i in range(len(rows)) for field in _fields(i)]


def read_tasks(ask: Ask) -> list[dict[str, Any]]:
    """The rows that were filled in; raises :class:`WrongForm` with every error of them."""
    found: list[dict[str, Any]] = []
    errors: dict[str, Text] = {}
    for i in range(_sent(ask)):
        try:
            row = {name.partition(".")[2]: value for name, value in read(ask, _fields(i)).items()}
        except WrongForm as error:
            errors |= error.errors
            continue
        if not row["name"] and not row["code"]:
            continue
        if not row["code"]:
            errors[f"t{i}.code"] = text("co_wrong_code")
        elif row["code"] in {one["code"] for one in found}:
            errors[f"t{i}.code"] = text("co_wrong_code_twice")
        found.append({**row, "independence": int(row["independence"] or 1)})
    if errors:
        raise WrongForm(errors)
    return found


def _sent(ask: Ask) -> int:
    sent = [name for name in ask.params if name.startswith("t") and name.endswith(".code")]
    return min(MOST, len(sent)) if ask.do else 0


def _fields(i: int) -> list[Field]:
    return [
        Field(f"t{i}.name", label=text("co_task_name"), most=300),
        Field(f"t{i}.code", label=text("co_task_code"), hint=text("co_task_code_hint"), most=40),
        Field(f"t{i}.can_do", "choice", text("co_task_can_do"), choices=CAN_DO, required=True),
        Field(f"t{i}.independence", "choice", text("co_task_independence"), choices=STEPS, required=True),
        Field(f"t{i}.tools", label=text("co_task_tools"), most=300),
        Field(f"t{i}.age_rule", "choice", text("co_task_age"), choices=AGE_RULE, required=True),
        Field(f"t{i}.guidance", label=text("co_task_guidance"), most=300),
    ]
