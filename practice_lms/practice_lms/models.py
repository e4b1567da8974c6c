"""What a small LMS remembers: people, courses, activities and grades; and the workbench's field values."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from lti_consumer.models import LtiConfiguration
from opaque_keys.edx.keys import CourseKey, UsageKey

RUN = "2026"


class Titled(models.Model):
    """Something with a title in both languages."""

    title_en = models.CharField(max_length=200)
    title_nl = models.CharField(max_length=200)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title_en

    @property
    def title(self) -> str:
        """The title in the language of the page."""
        return self.title_nl if get_language() == "nl" else self.title_en


class Person(models.Model):
    """A made-up person to sign in as. Born in `practice_setup`, never changed by a page; no real people here.

    `subject` is who the tool sees: random, so that nothing of the person can be read from it.
    """

    class Kind(models.TextChoices):
        """What someone is in the placement, beside their role in the course."""

        STUDENT = "student", _("Student")
        OWNER = "owner", _("Business owner")
        TRAINER = "trainer", _("Workplace trainer")
        TEACHER = "teacher", _("Teacher")
        BROKER = "broker", _("Internship broker")

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    email = models.EmailField()
    organisation = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    def __str__(self) -> str:
        return self.slug

    @property
    def teaches(self) -> bool:
        """Whether this person runs the courses: sees everyone's grades and is launched as instructor."""
        return self.kind == self.Kind.TEACHER

    @property
    def lti_role(self) -> str:
        """The role in lti-consumer-xblock's words."""
        return "instructor" if self.teaches else "student"


class Course(Titled):
    """A practice course; everyone takes part in every course."""

    slug = models.SlugField(unique=True)

    @property
    def key(self) -> CourseKey:
        """The opaque key that the tool gets as context id."""
        return CourseKey.from_string(f"course-v1:Practice+{self.slug}+{RUN}")


class Activity(Titled):
    """One place in a course that launches the tool. Without a grade it offers no grade service either.

    ``fields`` are settings of the block as texts, sent along with each launch.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="activities")
    slug = models.SlugField()
    block = models.CharField(max_length=100)
    fields = models.JSONField(default=dict, blank=True)
    graded = models.BooleanField(default=False)
    max_score = models.PositiveIntegerField(default=100)
    configuration = models.OneToOneField(LtiConfiguration, on_delete=models.CASCADE, null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="practice_activity_once")]

    @property
    def location(self) -> UsageKey:
        """The opaque key that the tool gets as resource link id."""
        course = f"Practice+{self.course.slug}+{RUN}"
        return UsageKey.from_string(f"block-v1:{course}+type@lti_consumer+block@{self.slug}")


class Grade(models.Model):
    """The last score the tool sent home for a person and an activity; each new score replaces it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grades")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="grades")
    value = models.FloatField()
    max_value = models.FloatField()
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "activity"], name="practice_grade_once")]

    def __str__(self) -> str:
        return f"{self.value} of {self.max_value}"


class FieldValue(models.Model):
    """One field of one block in the workbench. The unique key lets parallel requests write without doubles.

    `user` is empty for what all users share.
    """

    scope = models.CharField(max_length=50)
    scope_id = models.CharField(max_length=255)
    user = models.CharField(max_length=255, blank=True)
    name = models.CharField(max_length=255)
    value = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "scope_id", "user", "name"], name="workbench_field_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope}:{self.scope_id}:{self.name}"
