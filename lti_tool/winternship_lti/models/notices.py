"""What platforms tell us outside a launch, and where we asked them to: [PNS 1.0]."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .platforms import Deployment, Registration


class NoticeService(models.Model):
    """The place where a platform takes our wish to be told, one for each deployment.

    Born when a launch names it; asked daily whether our wish still stands; deleted with the deployment.
    """

    deployment = models.OneToOneField(
        Deployment, models.CASCADE, primary_key=True, related_name="notice_service"
    )
    url = models.CharField(max_length=2000)
    is_registered = models.BooleanField(_("we will be told"), default=False)
    asked_at = models.DateTimeField(_("last asked"), null=True)
    next_try_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(_("problem"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("notice service")
        verbose_name_plural = _("notice services")

    def __str__(self) -> str:
        return f"notices of {self.deployment}"


class Notice(models.Model):
    """A notice that was taken, so that it is taken once.

    Born when it arrives, deleted by `tidy` after 30 days: by then its token is long over.
    """

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="notices")
    notice_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=100)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "notice_id"], name="wlti_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ContextCopy(models.Model):
    """A course that was made from another, as the platform told us; links are bound anew at their first launch.

    Born with its notice; deleted with the deployment.
    """

    deployment = models.ForeignKey(Deployment, models.CASCADE, related_name="copies")
    context_id = models.CharField(max_length=255)
    origin_id = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("course copy")
        verbose_name_plural = _("course copies")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["deployment", "context_id", "origin_id"], name="wlti_copy_once")
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} → {self.context_id}"
