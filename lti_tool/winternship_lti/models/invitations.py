"""The one-time links with which platforms register themselves, and what came of them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .platforms import Registration


class Invitation(models.Model):
    """Leave for one platform to register itself, once and in time [DR 3.3]; afterwards the record of it.

    Born by an administrator (screen or `invite_platform`), used by one conditional UPDATE, pruned by `tidy` when it
    expired unused; kept beside its registration otherwise, as what was asked and what was granted. The link's secret
    is not here: it is made of `id` and our secret key. Holds no personal data.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(
        _("name"), max_length=100, help_text=_("For yourself, such as “Moodle of ROC Voorbeeld”.")
    )
    activate = models.BooleanField(
        _("activate at once"),
        default=False,
        help_text=_("Otherwise the platform waits here for your approval before anyone can use it."),
    )
    ask_names = models.BooleanField(
        _("ask for names"),
        default=False,
        help_text=_("Teachers then see by name who has not started. Names are shown to them and never kept."),
    )
    issuer = models.CharField(
        _("issuer (platform ID)"),
        max_length=255,
        blank=True,
        help_text=_("Only for a platform that names itself after another host than its own, as Canvas may."),
    )
    expires_at = models.DateTimeField(_("valid until"))
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(_("used"), null=True, editable=False)
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    registration = models.OneToOneField(
        Registration,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="invitation",
        verbose_name=_("platform"),
    )
    asked: Any = models.JSONField(default=dict, editable=False)
    granted: Any = models.JSONField(default=dict, editable=False)
    lms_origin = models.CharField(max_length=500, blank=True, editable=False)
    family = models.CharField(max_length=100, blank=True, editable=False)
    awaits_deployment = models.BooleanField(
        default=False,
        editable=False,
        help_text="The platform named no deployment: its first one is accepted.",
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(registration=None) | models.Q(used_at__isnull=False),
                name="wlti_invitation_used_first",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a new invitation that nobody could use."""
        if self.expires_at is not None and self.expires_at <= timezone.now():
            raise ValidationError({"expires_at": _("Give a moment in the future.")})

    @property
    def is_open(self) -> bool:
        """Whether a platform may still use it."""
        return self.used_at is None and self.expires_at > timezone.now()

    @property
    def waits(self) -> bool:
        """Whether a platform has used it and an administrator must still approve."""
        return self.registration_id is not None and self.approved_at is None
