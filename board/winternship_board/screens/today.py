"""What needs someone today: the tasks that the board gave them, and what a role's package sees coming."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from winternship_board import api
from winternship_board.screens import registry, saying
from winternship_board.screens.asking import Ask
from winternship_board.screens.texts import all_texts


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, and the screen where it is done; ``task`` when it can be ticked off by hand."""

    title: str
    screen: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    hint: str = ""
    due: dt.date | None = None
    task: int = 0


Today = Callable[[Ask], list[Item]]


def items(ask: Ask) -> list[Item]:
    """All that waits for this person in this role: what has a date first, the earliest first."""
    found = _tasks(ask) if ask.actor.membership_id else []
    found += _news(ask)
    for package in registry.PACKAGES:
        module = import_module(f"{registry.__package__}.{package}")
        todays: Mapping[object, Today] = getattr(module, "TODAY", {})
        if ask.actor.role in todays:
            found += todays[ask.actor.role](ask)
    return sorted(found, key=lambda item: (item.due is None, item.due or dt.date.max))


def _news(ask: Ask) -> list[Item]:
    """Unread messages, where this role has a screen to read and answer them."""
    screens = registry.screens_for(ask.actor)
    return [
        Item(_told(ask, one), one.kind, {"id": one.id})
        for one in (api.news(ask.actor) if ask.actor.person_id else ())
        if one.kind in screens
    ]


def _told(ask: Ask, one: api.News) -> str:
    said = ask.t["news_one"] if one.count == 1 else ask.t["news_many"].format(count=one.count)
    return f"{said}: {one.about}" if one.about else said


def _tasks(ask: Ask) -> list[Item]:
    """The board's own tasks, each with the name of the student it is about: several may ask the same."""
    tasks = api.tasks(ask.actor)
    known = api.names(ask.actor, "student", [task.student_id for task in tasks])
    return [_of_task(ask, task, known.get(task.student_id or 0, "")) for task in tasks]


def _of_task(ask: Ask, task: api.ToDo, student: str) -> Item:
    texts = all_texts()
    words = texts.get(f"task_{task.kind}")
    screens = registry.screens_for(ask.actor)
    asked = ask.say(words) if words else task.kind.replace("_", " ")
    return Item(
        f"{asked}: {student}" if student else asked,
        task.object_kind if task.object_kind in screens else "",
        {"id": task.object_id},
        f"{saying.label(ask.host.language, '', 'since')} {saying.day(ask.host.language, task.created_on)}",
        None,
        task.id,
    )
