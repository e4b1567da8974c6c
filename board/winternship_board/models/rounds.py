"""Matching rounds of a school: what was set, what each run came to, and what people decided about it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Marked, Row
from winternship_board.models.organisations import Organisation
from winternship_board.models.people import Person
from winternship_board.models.students import StudentProfile
from winternship_board.models.vacancies import Vacancy


class Round(Row):
    """A matching round of one school and period; states ``open``, ``released`` and ``withdrawn``.

    Born by the coordinator, released once or withdrawn, and erased with the applications of its time. ``open_key`` is
    the school's id while the round is open, and makes a second open one of the school impossible. ``busy_since`` is
    set while a run is being made.
    """

    DATA_CLASS, KEEP, PERSONAL = "O", "K1", ("started_by",)

    school = models.ForeignKey(Organisation, models.CASCADE, related_name="rounds")
    name = models.CharField(max_length=100)
    starts_from = models.DateField()
    starts_until = models.DateField()
    seed = models.CharField(max_length=64)
    weights = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default="open")
    open_key = models.CharField(max_length=20, null=True, unique=True)  # noqa: DJ001 - null is "closed"
    busy_since = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    created_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = "matching round"
        indexes = [models.Index(fields=["school", "id"], name="wb_round_school")]

    def __str__(self) -> str:
        return f"round {self.pk}"


class RoundRun(Marked):
    """One outcome of a round, never changed: a replay with the same facts, seed and weights has the same ``digest``.

    ``based_on`` is the run that a change was worked into; ``exact`` tells that a full round would end the same.
    """

    DATA_CLASS, KEEP = "N", "K1"

    round = models.ForeignKey(Round, models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    exact = models.BooleanField(default=True)
    seed = models.CharField(max_length=64)
    weights = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    students = models.PositiveIntegerField()
    placed = models.PositiveIntegerField()
    vacancies = models.PositiveIntegerField()
    seats = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    is_released = models.BooleanField(default=False)

    class Meta:
        verbose_name = "run of a round"
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="wb_round_run_once")]

    def __str__(self) -> str:
        return f"run {self.pk}"


class RoundRow(Marked):
    """What a run came to for one student: a vacancy or none, the points, and why. Only ever added, in bulk."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K1", ("student", "vacancy", "points", "parts", "why_nl", "why_en")

    run = models.ForeignKey(RoundRun, models.CASCADE, related_name="rows")
    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, models.CASCADE, null=True, related_name="+")
    is_signed = models.BooleanField(default=False)
    points = models.PositiveSmallIntegerField(null=True)
    parts = models.JSONField(default=list)
    why_nl = models.TextField(blank=True)
    why_en = models.TextField(blank=True)

    class Meta:
        verbose_name = "row of a run"
        constraints = [models.UniqueConstraint(fields=["run", "student"], name="wb_round_row_once")]
        indexes = [models.Index(fields=["run", "vacancy", "id"], name="wb_round_row_vacancy")]

    def __str__(self) -> str:
        return f"row {self.pk}"


class RoundDecision(Marked):
    """What a coordinator decided before the next run: ``freeze`` keeps a pair together, ``exclude`` keeps it apart."""

    DATA_CLASS, KEEP, PERSONAL = "S", "K1", ("student", "vacancy", "decided_by", "reason")

    round = models.ForeignKey(Round, models.CASCADE, related_name="decisions")
    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="+")
    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "decision in a round"
        constraints = [
            models.UniqueConstraint(fields=["round", "student", "vacancy"], name="wb_round_decision_once")
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
