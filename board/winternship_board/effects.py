"""What follows from a step, in its own transaction: places, tasks, pauses, the clock; nothing is left for later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import F, Model

from winternship_board import clock, places, recording
from winternship_board.actors import Standing
from winternship_board.changes import changes_of
from winternship_board.kinds import KINDS, Kind
from winternship_board.locking import fresh, locked
from winternship_board.models import (
    Evaluation,
    Event,
    Organisation,
    Placement,
    StudentProfile,
    Task,
)
from winternship_core.placements import Effect, Role, Said, Transition, machine
from winternship_core.placements.consequences import CONSEQUENCES

RUNNING: Final = ("agreement", "confirmed", "active", "interrupted")
PLACED: Final = frozenset({"confirmed", "active", "interrupted", "ended", "assessed"})


@dataclass(frozen=True, slots=True)
class Cause:
    """The step that brings something with it, and its event."""

    who: Standing
    kind: Kind
    row: Any
    step: Transition
    said: Said
    event: Event
    held_place: bool = False


def follow(cause: Cause, does: Iterable[Effect]) -> None:
    """Do all that the condition of this step names, and what every step of its kind brings."""
    for effect in does:
        EFFECTS[effect](cause)
    if cause.kind.name == "placement":
        _note_whether_placed(cause.row)
    if cause.kind.name == "application":
        _count_answer(cause)


def when_full(who: Standing, vacancy: Any, event: Event) -> None:
    """A published vacancy without a free place is filled, whatever took the last one."""
    if vacancy.state == "published" and vacancy.places_open == 0:
        step = machine("vacancy").step("published", "last place taken")
        changes = {"state": step.target}
        recording.changed(who, "vacancy", vacancy, changes, step.action, because_of=event.pk)


def _consequences(cause: Cause, effect: Effect, rows: Iterable[Any]) -> None:
    for one in CONSEQUENCES:
        if one.effect is effect:
            for row in rows:
                if row.state == one.source:
                    _make(cause, one.machine, row, one.action)


def _make(cause: Cause, kind: str, row: Any, action: str) -> None:
    step = machine(kind).step(row.state, action)
    said = Said(code=cause.said.code, on=cause.said.on or clock.today(), asked_by=cause.said.asked_by)
    changes = {"state": step.target, **changes_of(kind, row, step, cause.who, said)}
    recording.changed(cause.who, kind, row, changes, action, said=said, because_of=cause.event.pk)


def _fresh(kind: str, model: type[Model], **lookup: Any) -> list[Any]:
    return [fresh(KINDS[kind], row.pk) for row in locked(model, **lookup)]


def _pause_vacancies(cause: Cause) -> None:
    model = KINDS["vacancy"].model
    rows = _fresh("vacancy", model, organisation=cause.row.pk, state="published")
    _consequences(cause, Effect.PAUSE_VACANCIES, rows)


def _tasks(cause: Cause, kind: str, placements: Iterable[Placement], because: str) -> None:
    Task.objects.bulk_create(
        Task(
            organisation_id=row.school_id,
            role=Role.COORDINATOR,
            kind=because,
            student_id=row.student_id,
            object_kind=kind,
            object_id=row.pk,
            because_of=cause.event.pk,
            created_on=clock.today(),
        )
        for row in placements
    )


def _review_placements(cause: Cause) -> None:
    running = cause.row.placements.filter(state__in=RUNNING)
    _tasks(cause, "placement", running, "review_placement")


def _alarm_schools(cause: Cause) -> None:
    programme = {"location": cause.row.location_id, "programme__crebo": cause.row.crebo}
    running = Placement.objects.filter(**programme, state__in=RUNNING)
    _tasks(cause, "placement", running, "recognition_gone")


def _help_student(cause: Cause) -> None:
    _tasks(cause, "placement", [cause.row], "help_student")


def _create_placement(cause: Cause) -> None:
    application = cause.row
    vacancy = places.take(cause.who, application.vacancy_id, cause.event.pk)
    student, plan = application.student, application.student.plan
    row = Placement.objects.create(
        student=student,
        school_id=application.school_id,
        organisation_id=application.organisation_id,
        location_id=vacancy.location_id,
        vacancy=vacancy,
        application=application,
        programme_id=student.programme_id,
        route=student.route,
        starts_on=student.starts_on or vacancy.starts_on,
        ends_on=student.ends_on or vacancy.ends_on,
        planned_hours=plan.hours_required if plan else 0,
        work_processes=sorted({*student.work_wished, *(plan.work_needed if plan else ())}),
        holds_place=True,
        created_on=clock.today(),
    )
    recording.created(cause.who, "placement", row, because_of=cause.event.pk)
    when_full(cause.who, vacancy, cause.event)


def _free_place(cause: Cause) -> None:
    if cause.row.vacancy_id is None or not cause.held_place:
        return
    vacancy = places.free(cause.who, cause.row.vacancy_id, cause.event.pk)
    _consequences(cause, Effect.FREE_PLACE, [vacancy])


def _on_agreements(effect: Effect) -> Callable[[Cause], None]:
    def do(cause: Cause) -> None:
        rows = _fresh("agreement", KINDS["agreement"].model, placement=cause.row.pk)
        _consequences(cause, effect, rows)

    return do


def _lock_hours(cause: Cause) -> None:
    _consequences(
        cause, Effect.LOCK_HOURS, _fresh("hour_week", KINDS["hour_week"].model, placement=cause.row.pk)
    )


def _ask_evaluations(cause: Cause) -> None:
    for party in (Role.STUDENT, Role.COMPANY, Role.COORDINATOR):
        row = Evaluation.objects.create(
            placement=cause.row, school_id=cause.row.school_id, party=party, asked_on=clock.today()
        )
        recording.created(cause.who, "evaluation", row, because_of=cause.event.pk)


def _count_answer(cause: Cause) -> None:
    """A company's reply rate: the first answer to an application counts, and so does silence."""
    answered = cause.step.source == "submitted" and cause.who.role in {Role.COMPANY, Role.TRAINER}
    if answered:
        Organisation.objects.filter(pk=cause.row.organisation_id).update(answered=F("answered") + 1)


def _count_no_answer(cause: Cause) -> None:
    Organisation.objects.filter(pk=cause.row.organisation_id).update(unanswered=F("unanswered") + 1)


def _note_whether_placed(row: Placement) -> None:
    """Keep the student's mark in step with the placements; it is no fact of its own, so it has no event."""
    placed = Placement.objects.filter(student=row.student_id, state__in=PLACED).exists()
    StudentProfile.objects.filter(pk=row.student_id).update(is_placed=placed)


def _in_the_step_itself(cause: Cause) -> None:
    """Done by :mod:`.changes`: a column of the row that moves."""


EFFECTS: Final[Mapping[Effect, Callable[[Cause], None]]] = {
    Effect.PAUSE_VACANCIES: _pause_vacancies,
    Effect.REVIEW_PLACEMENTS: _review_placements,
    Effect.ALARM_SCHOOLS: _alarm_schools,
    Effect.START_REPLY_CLOCK: _in_the_step_itself,
    Effect.COUNT_NO_ANSWER: _count_no_answer,
    Effect.CREATE_PLACEMENT: _create_placement,
    Effect.HELP_STUDENT: _help_student,
    Effect.FREE_PLACE: _free_place,
    Effect.STOP_SIGNING: _on_agreements(Effect.STOP_SIGNING),
    Effect.END_AGREEMENT: _on_agreements(Effect.END_AGREEMENT),
    Effect.CLOSE_AGREEMENT: _on_agreements(Effect.CLOSE_AGREEMENT),
    Effect.ASK_EVALUATIONS: _ask_evaluations,
    Effect.LOCK_HOURS: _lock_hours,
    Effect.START_RETENTION: _in_the_step_itself,
    Effect.FREEZE: _in_the_step_itself,
    Effect.MOVE_DATE: _in_the_step_itself,
    Effect.NOTE_HOUR_LIMITS: _in_the_step_itself,
}
