"""The two short-lived rows of a launch: the login that was asked for, and the visit that it became."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .activities import Membership, ResourceLink
from .people import Person
from .platforms import Registration


class LoginTransaction(models.Model):
    """A login we sent to a platform, waiting for its one answer: [Sec 5.1.1].

    Born at the login request, consumed by one conditional UPDATE at the launch, pruned when expired.
    Only digests of the state and of the browser's secret are kept.
    """

    state_hash = models.CharField(max_length=64, primary_key=True)
    browser_hash = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    target_link_uri = models.CharField(max_length=2000)
    deployment_hint = models.CharField(max_length=255, blank=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    launch_id = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("login")
        verbose_name_plural = _("logins")

    def __str__(self) -> str:
        return self.state_hash[:8]


class LaunchSession(models.Model):
    """One visit: what one launch allows one browser to do, apart from every other tab.

    Born at a launch, never changed, pruned when expired. `ags` holds the grade service's addresses of this launch.
    """

    id = models.CharField(max_length=32, primary_key=True)
    secret_hash = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="launches")
    link = models.ForeignKey(ResourceLink, models.CASCADE, related_name="launches")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    is_instructor = models.BooleanField(default=False)
    locale = models.CharField(max_length=35, blank=True)
    return_url = models.CharField(max_length=2000, blank=True)
    ags = models.JSONField(default=dict)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return self.id[:8]

    @property
    def acts_as_instructor(self) -> bool:
        """Whether this visit may see what teachers see: both its own launch and the newest one must say so."""
        return self.is_instructor and (self.membership is None or self.membership.is_instructor)
