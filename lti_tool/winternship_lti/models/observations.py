"""What the service saw of its platforms: how they are, what was refused, and who became a teacher."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .activities import ResourceLink
from .people import Person
from .platforms import Registration


class ObservedPlatform(Registration):
    """A registration under its other aspect: not what it is told to be, but how it is. No table of its own."""

    class Meta:
        proxy = True
        verbose_name = _("health of a platform")
        verbose_name_plural = _("health of platforms")


class PlatformHealth(models.Model):
    """The newest signs of life of one platform; `""` and null mean that nothing was seen yet.

    Born at the first sign, written at most once a minute by each process, deleted with the registration.
    """

    registration = models.OneToOneField(
        Registration, models.CASCADE, primary_key=True, related_name="observed"
    )
    launched_at = models.DateTimeField(null=True)
    product = models.CharField(max_length=100, blank=True, help_text="What the platform says it is.")
    clock_skew = models.FloatField(
        null=True, help_text="Seconds the platform's clock is ahead of ours; a running mean."
    )
    grade_scopes = models.JSONField(default=list, help_text="What the newest launch said we may do.")
    has_roster = models.BooleanField(null=True)
    keys_asked_at = models.DateTimeField(null=True)
    keys_problem = models.CharField(max_length=300, blank=True)
    token_asked_at = models.DateTimeField(null=True)
    token_problem = models.CharField(max_length=300, blank=True)
    token_scopes = models.JSONField(default=list, help_text="What the newest access token is good for.")

    class Meta:
        verbose_name = _("signs of life")
        verbose_name_plural = _("signs of life")

    def __str__(self) -> str:
        return f"health of {self.registration_id}"


class Refusal(models.Model):
    """A login, launch or notice that was refused, and why; equal ones of one moment are one row.

    Born at the refusal, deleted by `tidy` after 30 days, or when there are more than 2,000 newer ones.
    The registration is the one that the request named: who really sent it may be unproven.
    """

    class Step(models.TextChoices):
        LOGIN = "login", _("login")
        LAUNCH = "launch", _("launch")
        NOTICE = "notice", _("notice")

    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, related_name="refusals", verbose_name=_("platform")
    )
    at = models.DateTimeField(_("when"), db_index=True)
    step = models.CharField(_("step"), max_length=10, choices=Step.choices)
    code = models.CharField(_("code"), max_length=50)
    clause = models.CharField(_("clause"), max_length=50)
    detail = models.CharField(_("detail"), max_length=300)
    times = models.PositiveIntegerField(_("times"), default=1)

    class Meta:
        verbose_name = _("failed launch")
        verbose_name_plural = _("failed launches")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.code


class RoleChange(models.Model):
    """A person who got or lost a teacher's rights at one link, as a launch said.

    Born in the transaction of that launch, never changed, deleted with the person.
    Personal data: the person, as a pseudonym, and the right.
    """

    PERSONAL: ClassVar = ("is_instructor",)

    person = models.ForeignKey(Person, models.CASCADE, related_name="role_changes", verbose_name=_("person"))
    link = models.ForeignKey(
        ResourceLink, models.CASCADE, related_name="role_changes", verbose_name=_("activity")
    )
    is_instructor = models.BooleanField(_("teacher from now on"))
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("role change")
        verbose_name_plural = _("role changes")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person}: {'teacher' if self.is_instructor else 'no teacher'}"
