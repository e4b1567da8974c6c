"""What someone has to do because something happened: the list that a coordinator starts the day with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from winternship_board import clock
from winternship_board.actors import Actor, standing
from winternship_board.errors import NotFound
from winternship_board.models import Task
from winternship_board.transactions import in_one_go

MOST = 200


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do, about one object."""

    id: int
    kind: str
    object_kind: str
    object_id: int
    student_id: int | None
    created_on: dt.date


def tasks(actor: Actor, *, after: int = 0, limit: int = 50) -> tuple[ToDo, ...]:
    """The open tasks of this person's role at their organisation, oldest first; nobody sees those of others."""
    who = standing(actor)
    rows = Task.objects.filter(
        organisation=who.organisation_id, role=who.role, done_on=None, pk__gt=after
    ).order_by("pk")
    return tuple(
        ToDo(row.pk, row.kind, row.object_kind, row.object_id, row.student_id, row.created_on)
        for row in rows[: max(1, min(limit, MOST))]
    )


@in_one_go
def finish_task(actor: Actor, task: int) -> None:
    """Mark a task of one's own role and organisation as done; raises :class:`NotFound` for any other."""
    who = standing(actor)
    mine = Task.objects.filter(pk=task, organisation=who.organisation_id, role=who.role, done_on=None)
    if not mine.update(done_on=clock.today()):
        raise NotFound("task")
