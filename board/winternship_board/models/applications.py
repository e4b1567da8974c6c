"""Applications: a student and a vacancy on the way to each other."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Row
from winternship_board.models.organisations import Organisation
from winternship_board.models.people import Person
from winternship_board.models.students import StudentProfile
from winternship_board.models.vacancies import Vacancy


class Application(Row):
    """One application or proposal; its state follows the machine ``application``.

    Born as a draft of the student, the coordinator or a round; erased four weeks after it came to nothing, or after
    a year when the student asked so. ``open_key`` names student and vacancy while it is open, and makes a second open
    one impossible. ``is_revealed``: the company may see who it is.
    """

    DATA_CLASS, KEEP = "P", "K1"
    PERSONAL = (
        "student",
        "vacancy",
        "score",
        "explanation",
        "decline_code",
        "decline_text",
        "waived_by",
        "waived_because",
    )

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="applications")
    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="applications")
    school = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, default="own")
    state = models.CharField(max_length=20, default="draft")
    open_key = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - null is "closed"
    score = models.PositiveSmallIntegerField(null=True)
    explanation = models.JSONField(default=list)
    decline_code = models.CharField(max_length=20, blank=True)
    decline_text = models.CharField(max_length=500, blank=True)
    submitted_on = models.DateField(null=True)
    waiting_since = models.DateField(null=True)
    reply_due_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    offer_expires_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    waived_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    waived_because = models.CharField(max_length=500, blank=True)
    is_revealed = models.BooleanField(default=False)
    keep_longer = models.BooleanField(default=False)
    created_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "application"
        indexes = [
            models.Index(fields=["vacancy", "state", "id"], name="wb_app_vacancy"),
            models.Index(fields=["student", "state", "id"], name="wb_app_student"),
            models.Index(fields=["organisation", "state", "id"], name="wb_app_org"),
            models.Index(fields=["school", "state", "id"], name="wb_app_school"),
            models.Index(fields=["state", "waiting_since"], name="wb_app_waiting"),
            models.Index(fields=["ended_on"], name="wb_app_ended"),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"
