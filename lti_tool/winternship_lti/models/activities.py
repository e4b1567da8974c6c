"""Where a launch comes from: a course, a link in it, and the role a person has there."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .people import Person
from .platforms import Deployment


class Context(models.Model):
    """A course or group of the platform: [Core 5.4.1]. Born at its first launch; the title follows the platform."""

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="contexts")
    lti_id = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deployment", "lti_id"], name="wlti_context_once")
        ]

    def __str__(self) -> str:
        return self.title or self.lti_id


class ResourceLink(models.Model):
    """A link that shows one of our blocks: [Core 5.3.5]. All state of the block hangs on its key.

    Born at its first launch; `block_type`, `settings` and `activity_id` follow the link's custom parameters.
    `activity_id` is the name our picker gave the activity: the platform keeps it when it copies the course (with
    another `lti_id`), and it is the `resourceId` of the activity's line item. Empty for a link made by hand.
    """

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="links")
    context = models.ForeignKey(Context, models.SET_NULL, null=True, related_name="links")
    lti_id = models.CharField(max_length=255)
    activity_id = models.CharField(max_length=64, blank=True, db_index=True)
    title = models.CharField(max_length=255, blank=True)
    block_type = models.CharField(max_length=100)
    settings = models.JSONField(
        default=dict, help_text="Field values that the link's custom parameters ask for."
    )

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deployment", "lti_id"], name="wlti_link_once")
        ]

    def __str__(self) -> str:
        return self.title or self.lti_id


class Membership(models.Model):
    """A person's roles at one link, exactly as the newest launch stated them: [Core 5.3.7].

    Replaced, never added to, at each launch: who is no longer a teacher loses the rights in every open tab.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    link = models.ForeignKey(ResourceLink, models.CASCADE, related_name="memberships")
    roles = models.JSONField(default=list)
    is_instructor = models.BooleanField(default=False)
    seen_on = models.DateField(default=dt.date.today, help_text="The day of the newest launch.")
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of all the newest launch said; see placing."
    )

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "link"], name="wlti_membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.link_id}"
