"""What is recorded during a placement: hours, contact moments, the learning plan, assessment and evaluations."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Row
from winternship_board.models.people import Person
from winternship_board.models.placements import Placement


class HourWeek(Row):
    """One ISO week of hours; its state follows the machine ``hour_week``. ``over`` notes limits under 18 (SAF-3)."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "days", "school_hours", "note", "over", "approver")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="weeks")
    iso_year = models.PositiveSmallIntegerField()
    iso_week = models.PositiveSmallIntegerField()
    days = models.JSONField(default=list)
    school_hours = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    note = models.CharField(max_length=500, blank=True)
    over = models.JSONField(default=list)
    approver = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=20, default="open")
    submitted_on = models.DateField(null=True)

    class Meta:
        verbose_name = "hour week"
        constraints = [
            models.UniqueConstraint(fields=["placement", "iso_year", "iso_week"], name="wb_week_once")
        ]
        indexes = [models.Index(fields=["state", "submitted_on"], name="wb_week_state")]

    def __str__(self) -> str:
        return f"week {self.pk}"


class ContactMoment(Row):
    """A planned talk of student, school and company; its state follows the machine ``contact_moment``."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "present", "agreements", "private_note")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="contact_moments")
    kind = models.CharField(max_length=10)
    mode = models.CharField(max_length=10, blank=True)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    present = models.JSONField(default=list)
    agreements = models.TextField(blank=True)
    private_note = models.TextField(blank=True)
    state = models.CharField(max_length=20, default="planned")

    class Meta:
        verbose_name = "contact moment"
        indexes = [models.Index(fields=["state", "planned_on"], name="wb_contact_planned")]

    def __str__(self) -> str:
        return f"contact moment {self.pk}"


class LearningPlanWeek(Row):
    """One week of the learning plan: the goal, the tasks, and what shows that it was done."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "goal", "tasks", "evidence")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="plan_weeks")
    week = models.PositiveSmallIntegerField()
    goal = models.CharField(max_length=500)
    tasks = models.JSONField(default=list)
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "week of a learning plan"
        constraints = [models.UniqueConstraint(fields=["placement", "week"], name="wb_plan_week_once")]

    def __str__(self) -> str:
        return f"plan week {self.pk}"


class Assessment(Row):
    """The judgement per work process, with words; the school decides. Its state follows the machine ``assessment``.

    ``judgements``: work process code → {"scale", "words", "examples"}.
    """

    DATA_CLASS, KEEP = "P", "K4"
    PERSONAL = ("placement", "judgements", "student_view", "school_decision", "feedback_to_company")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="assessments")
    judgements = models.JSONField(default=dict)
    student_view = models.TextField(blank=True)
    school_decision = models.TextField(blank=True)
    feedback_to_company = models.TextField(blank=True)
    state = models.CharField(max_length=20, default="draft")

    class Meta:
        verbose_name = "assessment"

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class Evaluation(Row):
    """What one of the three parties thought of it; six months later nobody can tell whose it was."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K6", ("placement", "answers", "text")

    placement = models.ForeignKey(Placement, models.SET_NULL, null=True, related_name="evaluations")
    school = models.ForeignKey("Organisation", models.CASCADE, related_name="+")
    party = models.CharField(max_length=2)
    answers = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    visible_to = models.JSONField(default=list)
    asked_on = models.DateField(default=timezone.localdate)
    given_on = models.DateField(null=True)
    is_anonymous = models.BooleanField(default=False)

    class Meta:
        verbose_name = "evaluation"
        indexes = [models.Index(fields=["is_anonymous", "asked_on"], name="wb_evaluation_asked")]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"
