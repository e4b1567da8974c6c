"""Placements: one student at one company for one period, the root of all that happens during it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.applications import Application
from winternship_board.models.base import Row
from winternship_board.models.organisations import Location, Organisation
from winternship_board.models.people import Person
from winternship_board.models.programmes import Programme
from winternship_board.models.students import StudentProfile
from winternship_board.models.vacancies import Vacancy


class Placement(Row):
    """A placement; its state follows the machine ``placement``.

    Born when a student accepts an offer or a coordinator makes one, closed at the end, and kept as long as the
    school's selection list says. ``holds_place`` tells whether it still takes a place of its vacancy.
    """

    DATA_CLASS, KEEP = "P", "K4"
    PERSONAL = (
        "student",
        "trainer",
        "stand_in",
        "supervisor",
        "coordinator",
        "goals",
        "work_processes",
        "end_code",
        "asked_by",
    )

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="placements")
    school = models.ForeignKey(Organisation, models.CASCADE, related_name="school_placements")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="placements")
    location = models.ForeignKey(Location, models.CASCADE, related_name="placements")
    vacancy = models.ForeignKey(Vacancy, models.SET_NULL, null=True, related_name="placements")
    application = models.OneToOneField(Application, models.SET_NULL, null=True, related_name="placement")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    route = models.CharField(max_length=5)
    trainer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="trained_placements")
    stand_in = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    supervisor = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="supervised_placements")
    coordinator = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    planned_hours = models.PositiveSmallIntegerField(default=0)
    goals = models.TextField(blank=True)
    work_processes = models.JSONField(default=list)
    state = models.CharField(max_length=20, default="proposed")
    holds_place = models.BooleanField(default=False)
    previous = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    day_one_sent_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    end_code = models.CharField(max_length=20, blank=True)
    asked_by = models.CharField(max_length=2, blank=True)
    created_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "placement"
        indexes = [
            models.Index(fields=["school", "state", "id"], name="wb_plc_school"),
            models.Index(fields=["organisation", "state", "id"], name="wb_plc_org"),
            models.Index(fields=["state", "starts_on"], name="wb_plc_start"),
            models.Index(fields=["state", "ends_on"], name="wb_plc_end"),
            models.Index(fields=["vacancy", "holds_place"], name="wb_plc_vacancy"),
        ]

    def __str__(self) -> str:
        return f"placement {self.pk}"


class SafetyCheck(Row):
    """The check of work and hours for a student under 18; ``tasks`` holds each task with its rule (SAF-1, SAF-2)."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "checked_by")

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="safety_check")
    tasks = models.JSONField(default=list)
    forbidden_left = models.PositiveSmallIntegerField(default=0)
    supervised = models.BooleanField(default=False)
    hours_fit = models.BooleanField(default=False)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    checked_on = models.DateField(null=True)

    class Meta:
        verbose_name = "safety check"

    def __str__(self) -> str:
        return f"safety check {self.pk}"


class InternationalAnnex(Row):
    """What a placement abroad adds: the learning agreement, the mentor there, the insurance (INT-3, INT-4)."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "mentor", "insurance")

    placement = models.OneToOneField(Placement, models.CASCADE, related_name="international")
    sending_country = models.CharField(max_length=2, default="NL")
    host_country = models.CharField(max_length=2)
    mobility_type = models.CharField(max_length=40, blank=True)
    outcomes = models.TextField(blank=True)
    programme_text = models.TextField(blank=True)
    monitoring = models.TextField(blank=True)
    validation = models.TextField(blank=True)
    insurance = models.CharField(max_length=300, blank=True)
    mentor = models.CharField(max_length=200, blank=True)
    europass = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "international annex"

    def __str__(self) -> str:
        return f"international annex {self.pk}"
