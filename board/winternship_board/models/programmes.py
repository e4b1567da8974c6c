"""Programmes, their work processes, a school's plan for a group, and the mirror of SBB's recognitions."""

from __future__ import annotations

from django.db import models

from winternship_board.models.base import Marked, Row
from winternship_board.models.organisations import Location, Organisation
from winternship_board.models.people import Person


class Programme(Marked):
    """A qualification of the official list, by its crebo number. Born and changed by import only."""

    DATA_CLASS, KEEP = "N", ""

    crebo = models.CharField(max_length=5, unique=True)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=1)
    eqf = models.CharField(max_length=1, blank=True)
    dossier = models.CharField(max_length=20, blank=True)
    chamber = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    equivalents = models.JSONField(default=list)
    esco = models.JSONField(default=list)
    list_version = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "programme"

    def __str__(self) -> str:
        return self.crebo


class WorkProcess(Marked):
    """Something a student must be able to do; its code is text from the register and is not taken apart."""

    DATA_CLASS, KEEP = "N", ""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="work_processes")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    core_task_code = models.CharField(max_length=40, blank=True)
    core_task = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=10, default="basic")

    class Meta:
        verbose_name = "work process"
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="wb_work_process_once")]

    def __str__(self) -> str:
        return self.code


class PlacementPlan(Row):
    """What a school asks of a group in one period: hours, days, number of contact moments."""

    DATA_CLASS, KEEP = "N", "K4"

    school = models.ForeignKey(Organisation, models.CASCADE, related_name="plans")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    route = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField(default=1)
    hours_required = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    days = models.JSONField(default=list)
    work_needed = models.JSONField(default=list)
    contacts = models.PositiveSmallIntegerField(default=3)
    assessment_form = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "placement plan"

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Accreditation(Row):
    """The recognition of one location for one qualification, as SBB's register had it when someone looked.

    A mirror: the board never grants recognition. Its state follows the machine ``accreditation``.
    """

    DATA_CLASS, KEEP, PERSONAL = "O", "K5", ("checked_by",)

    location = models.ForeignKey(Location, models.CASCADE, related_name="accreditations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="accreditations")
    company_id = models.CharField(max_length=20, blank=True)
    crebo = models.CharField(max_length=5)
    name = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=1, blank=True)
    route = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=20, default="unknown")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    checked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=20, blank=True)
    evidence = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "recognition"
        constraints = [models.UniqueConstraint(fields=["location", "crebo"], name="wb_accreditation_once")]
        indexes = [models.Index(fields=["state", "checked_on"], name="wb_accr_checked")]

    def __str__(self) -> str:
        return f"recognition {self.pk}"
