"""Students: what a placement needs to know of them, and what is theirs alone to share."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import AppendOnly, Marked, Row
from winternship_board.models.organisations import Organisation
from winternship_board.models.people import Person
from winternship_board.models.programmes import PlacementPlan, Programme


class StudentProfile(Row):
    """A student of a school.

    Born by import or at the first visit, kept until three months after enrolment. Instead of a date of birth it
    holds ``adult_on``, the 18th birthday, and only of those who were not 18 yet; instead of an address four digits
    of the postcode. ``is_placed`` is kept by the placements, so that "without a place" is one look in an index.
    """

    DATA_CLASS, KEEP = "P", "K3"
    PERSONAL = (
        "person",
        "name",
        "student_number",
        "email",
        "phone",
        "year",
        "pc4",
        "x_m",
        "y_m",
        "travel_modes",
        "max_minutes",
        "starts_on",
        "ends_on",
        "days",
        "wish_text",
        "work_wished",
        "interests",
        "languages",
        "licences",
        "limits",
        "adult_on",
        "enrolled_until",
        "waiting_since",
        "is_placed",
        "wants_guidance",
        "help_first",
    )

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="students")
    school = models.ForeignKey(Organisation, models.CASCADE, related_name="students")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlacementPlan, models.SET_NULL, null=True, related_name="students")
    name = models.CharField(max_length=200, blank=True)
    student_number = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    route = models.CharField(max_length=5, default="BOL")
    year = models.PositiveSmallIntegerField(default=1)
    pc4 = models.CharField(max_length=4, blank=True)
    x_m = models.IntegerField(null=True)
    y_m = models.IntegerField(null=True)
    travel_modes = models.JSONField(default=list)
    max_minutes = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    days = models.JSONField(default=list)
    wish_text = models.TextField(blank=True)
    work_wished = models.JSONField(default=list)
    interests = models.JSONField(default=list)
    languages = models.JSONField(default=dict)
    licences = models.JSONField(default=list)
    limits = models.JSONField(default=list)
    adult_on = models.DateField(null=True)
    enrolled_until = models.DateField(null=True)
    waiting_since = models.DateField(default=timezone.localdate)
    is_placed = models.BooleanField(default=False)
    wants_guidance = models.BooleanField(default=False)
    help_first = models.BooleanField(default=False)

    class Meta:
        verbose_name = "student"
        constraints = [models.UniqueConstraint(fields=["person", "school"], name="wb_student_once")]
        indexes = [
            models.Index(fields=["school", "is_placed", "id"], name="wb_student_placed"),
            models.Index(fields=["school", "name", "id"], name="wb_student_name"),
            models.Index(fields=["school", "programme", "id"], name="wb_student_programme"),
            models.Index(fields=["school", "student_number"], name="wb_student_number"),
            models.Index(fields=["enrolled_until"], name="wb_student_until"),
        ]

    def __str__(self) -> str:
        return f"student {self.pk}"


class SupportWish(Row):
    """What a student needs to learn well, in their own words; seen by the roles they name, never by the matcher."""

    DATA_CLASS, KEEP, PERSONAL = "S", "K3", ("student", "text", "shared_with")

    student = models.OneToOneField(StudentProfile, models.CASCADE, related_name="support_wish")
    text = models.TextField()
    shared_with = models.JSONField(default=list)

    class Meta:
        verbose_name = "support wish"

    def __str__(self) -> str:
        return f"support wish {self.pk}"


class Guardian(Row):
    """A parent or guardian of a student under 18; goes after the 18th birthday."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K2", ("student", "person", "name", "email", "phone")

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="guardians")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="guardianships")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "guardian"

    def __str__(self) -> str:
        return f"guardian {self.pk}"


class Consent(AppendOnly):
    """A yes, or the end of one, for an extra; a placement itself never rests on consent (demand P2)."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("student", "purpose", "given")

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20)
    given = models.BooleanField()
    text_version = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "consent"
        indexes = [models.Index(fields=["student", "purpose", "id"], name="wb_consent_latest")]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class Wish(Marked):
    """A vacancy that a student would like, and how much: 1 is the first choice."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("student", "vacancy", "rank")

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="wishes")
    vacancy = models.ForeignKey("Vacancy", models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "wish"
        constraints = [models.UniqueConstraint(fields=["student", "vacancy"], name="wb_wish_once")]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class BlockedPair(Marked):
    """A student and a company that do not go together; only the coordinator sees the reason."""

    DATA_CLASS, KEEP, PERSONAL = "S", "K3", ("student", "reason")

    student = models.ForeignKey(StudentProfile, models.CASCADE, related_name="blocked_pairs")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "blocked pair"
        constraints = [models.UniqueConstraint(fields=["student", "organisation"], name="wb_blocked_once")]

    def __str__(self) -> str:
        return f"blocked pair {self.pk}"
