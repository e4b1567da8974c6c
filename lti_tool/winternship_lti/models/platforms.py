"""The platforms that may launch us, and the keys we sign with."""

from __future__ import annotations

from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..addresses import is_safe_platform_url


def validate_platform_url(value: str) -> None:
    """Accept https addresses, and http ones on this machine's own loopback (a practice LMS)."""
    if not is_safe_platform_url(value):
        raise ValidationError(
            _("%(value)s is not allowed: give an https address (http only on localhost)."),
            params={"value": value},
        )


class Registration(models.Model):
    """A platform that we trust, as [Sec 3] has it: one row for each (issuer, client id).

    Born by an administrator (screen or `register_platform`), changed by them, deleted only when no
    launch needs it any more. Holds no personal data.
    """

    name = models.CharField(
        _("name"), max_length=100, help_text=_("For yourself, such as “Moodle of ROC Voorbeeld”.")
    )
    issuer = models.CharField(
        _("issuer (platform ID)"), max_length=255, help_text=_("Exactly as the platform shows it.")
    )
    client_id = models.CharField(_("client ID"), max_length=255)
    auth_url = models.URLField(
        _("authentication request URL"),
        max_length=500,
        validators=[validate_platform_url],
        help_text=_("Also called authorization endpoint or OIDC login URL."),
    )
    token_url = models.URLField(_("access token URL"), max_length=500, validators=[validate_platform_url])
    jwks_url = models.URLField(
        _("public keyset URL"),
        max_length=500,
        validators=[validate_platform_url],
        help_text=_("Also called JWKS URL."),
    )
    token_audience = models.CharField(
        _("token audience"),
        max_length=500,
        blank=True,
        help_text=_(
            "Only if the platform names one (Brightspace does); otherwise the access token URL is used."
        ),
    )
    frame_origins = models.TextField(
        _("other addresses that show us in a frame"),
        blank=True,
        help_text=_(
            "One origin a line, such as https://lms.example.nl. The platform's own addresses are always allowed."
        ),
    )
    allow_anonymous = models.BooleanField(_("accept launches without a person"), default=False)
    trust_new_deployments = models.BooleanField(
        _("activate new deployments at once"),
        default=False,
        help_text=_("Otherwise the first launch of a new deployment waits for you here."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("platform")
        verbose_name_plural = _("platforms")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "client_id"], name="wlti_registration_once")
        ]

    def __str__(self) -> str:
        return self.name or f"{self.issuer} ({self.client_id})"

    def framing_origins(self) -> tuple[str, ...]:
        """The origins that may show our pages in a frame, each once, for CSP `frame-ancestors`."""
        lines = [self.issuer, self.auth_url, *self.frame_origins.split()]
        parts = [urlsplit(line) for line in lines]
        return tuple(
            dict.fromkeys(f"{part.scheme}://{part.netloc}" for part in parts if part.scheme and part.netloc)
        )


class Deployment(models.Model):
    """A place inside a platform where the tool was put: [Core 3.1.3].

    Born pending at its first launch, or active by an administrator; changed only by them.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("waits for approval")
        ACTIVE = "active", _("active")
        BLOCKED = "blocked", _("blocked")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="deployments", verbose_name=_("platform")
    )
    deployment_id = models.CharField(_("deployment ID"), max_length=255)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("deployment")
        verbose_name_plural = _("deployments")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["registration", "deployment_id"], name="wlti_deployment_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration} / {self.deployment_id}"


class ToolKey(models.Model):
    """A key pair that we sign with; the private half is stored encrypted (see `keyring`).

    Born as the next key, or as the active one when there is none; published before it signs, and for a week
    after it stopped; then deleted by `tidy` or `winternship keys retire`.
    """

    class State(models.TextChoices):
        NEXT = "next", _("published, will sign")
        ACTIVE = "active", _("signs")
        RETIRED = "retired", _("still published")

    kid = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    public = models.JSONField(help_text="The public half as JWK, so that publishing needs no secret.")
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    created_at = models.DateTimeField(_("published since"), auto_now_add=True)
    retired_at = models.DateTimeField(_("stopped signing"), null=True)

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=~models.Q(state="retired"), name="wlti_key_one_of_each"
            )
        ]

    def __str__(self) -> str:
        return self.kid
