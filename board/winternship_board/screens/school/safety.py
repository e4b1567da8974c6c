"""The check of work and hours for a student under 18: each task with its rule, by a person, before anybody starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from winternship_board import api
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.forms import Field, read
from winternship_board.screens.registry import Post
from winternship_board.screens.replying import Go
from winternship_board.screens.school import facts
from winternship_board.screens.school.labels import label, rows
from winternship_board.screens.school.paper import Part, opening
from winternship_board.screens.texts import text

FACTS: Final = ("forbidden_left", "supervised", "hours_fit", "checked_on")


def part(ask: Ask, seen: api.Seen) -> Part | None:
    """The check of this placement; nothing for an adult who has none."""
    check = _check(ask, seen.id)
    if check is None and not _is_minor(ask, seen):
        return None
    tasks = _tasks(ask, seen, check)
    fields = [
        Field(
            "removed",
            "many",
            text("sc_tasks_removed"),
            text("sc_tasks_removed_hint"),
            choices=[(str(one["code"]), _said(ask, one)) for one in tasks],
        ),
        Field("supervised", "check", label("safety_check", "supervised")),
        Field("hours_fit", "check", label("safety_check", "hours_fit")),
    ]
    now = check.fields if check else {}
    held: dict[str, object] = {
        "id": seen.id,
        "check": check.id if check else "",
        "check_version": check.version if check else "",
    }
    made = opening(
        ask,
        text("sc_check_again" if check else "sc_check_safety"),
        fields if tasks else fields[1:],
        do="safety",
        button=text("sc_save"),
        values={**now, "removed": [one["code"] for one in tasks if one.get("removed")]},
        hidden=held,
        kind="safety_check",
    )
    lines = facts.lines(ask, ("SAF-1", "SAF-3"))
    shown = rows(ask, check, FACTS) if check else []
    return Part(
        ask.t["sc_safety"], shown, lines=lines, forms=[made], lead="" if check else ask.t["sc_safety_lead"]
    )


def _is_minor(ask: Ask, seen: api.Seen) -> bool:
    """As far as this person sees the student: a supervisor no longer does once the placement is over."""
    student = seen.fields.get("student")
    try:
        return isinstance(student, int) and bool(api.see(ask.actor, "student", student).fields.get("under18"))
    except api.NotFound:
        return False


def _check(ask: Ask, placement: int) -> api.Seen | None:
    found = api.search(ask.actor, "safety_check", where={"placement": placement}, limit=1).rows
    return found[0] if found else None


def _tasks(ask: Ask, seen: api.Seen, check: api.Seen | None) -> list[dict[str, Any]]:
    """The tasks that have a rule of age: of the check, else of the vacancy."""
    known = check.fields.get("tasks") if check else None
    if isinstance(known, list) and known:
        return [dict(one) for one in known]
    vacancy = seen.fields.get("vacancy")
    if not isinstance(vacancy, int):
        return []
    tasks = api.see(ask.actor, "vacancy", vacancy).fields.get("tasks")
    return [
        {"code": one["code"], "name": one.get("name", ""), "rule": one["age_rule"]}
        for one in (tasks if isinstance(tasks, list) else [])
        if one.get("age_rule") != "any"
    ]


def _said(ask: Ask, task: Mapping[str, Any]) -> str:
    rule = saying.value(ask.host.language, "vacancy", "age_rule", task.get("rule"))
    return f"{task.get('name') or task['code']} ({rule})"


def save(ask: Ask) -> Go:
    """Record the check, or do it again; whoever sends it is the one who checked."""
    pk = ask.number()
    seen = api.see(ask.actor, "placement", pk)
    check = _check(ask, pk)
    tasks = _tasks(ask, seen, check)
    removed = ask.many("removed")
    flags = read(ask, (Field("supervised", "check"), Field("hours_fit", "check")))
    values = {**flags, "tasks": [{**one, "removed": one["code"] in removed} for one in tasks]}
    if check is None:
        api.create(ask.actor, "safety_check", {**values, "placement": pk})
    else:
        api.change(ask.actor, "safety_check", check.id, values, version=ask.number("check_version"))
    return Go("placement", {"id": pk}, text("sc_saved"))


POSTS: Final[Mapping[str, Post]] = {"safety": save}
