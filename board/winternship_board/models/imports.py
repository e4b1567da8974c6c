"""Files that were read in: what each run made and changed, for its progress, its report and its undoing."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Marked
from winternship_board.models.organisations import ContactPerson, Organisation
from winternship_board.models.people import Person
from winternship_board.models.students import StudentProfile


class ImportMapping(Marked):
    """How a school's (or region's) own headings are called here; born and changed by the first import that says so."""

    DATA_CLASS, KEEP = "N", ""

    place = models.CharField(max_length=40)
    what = models.CharField(max_length=20)
    headings = models.JSONField(default=dict)

    class Meta:
        verbose_name = "headings of a file"
        constraints = [models.UniqueConstraint(fields=["place", "what"], name="wb_mapping_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.what}"


class ImportRun(Marked):
    """One file that was read in. ``done`` counts its rows as the batches are committed; gone with the audit trail.

    The file is not kept, nor its name: only its digest, so that one can tell whether it was the same.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("by",)

    what = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    region = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default="running")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "import"
        indexes = [models.Index(fields=["organisation", "region", "id"], name="wb_import_place")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportedRow(Marked):
    """What a run did to one object. ``before`` holds the values it changed, for undoing; all go after four weeks.

    ``version`` is the one that the run left: another one means that somebody used the object since. ``student`` and
    ``contact`` make sure that what was kept of a person goes with the person.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K1", ("before", "student", "contact")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    was_created = models.BooleanField()
    version = models.PositiveIntegerField()
    before = models.JSONField(default=dict)
    student = models.ForeignKey(StudentProfile, models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(ContactPerson, models.CASCADE, null=True, related_name="+")

    class Meta:
        verbose_name = "imported row"
        constraints = [models.UniqueConstraint(fields=["run", "kind", "object_id"], name="wb_imported_once")]

    def __str__(self) -> str:
        return f"imported row {self.pk}"
