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
    Only digests are kept of the state and of the two secrets: the browser's (a cookie) and, where the platform offers
    storage, the one that lies there.
    """

    state_hash = models.CharField(max_length=64, primary_key=True)
    browser_hash = models.CharField(max_length=64)
    nonce = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    target_link_uri = models.CharField(max_length=2000)
    deployment_hint = models.CharField(max_length=255, blank=True)
    storage_target = models.CharField(max_length=255, blank=True)
    storage_hash = models.CharField(max_length=64, blank=True)
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

    Born at a launch, never changed, pruned when expired. `kind` says what the message asked for; only a visit to an
    activity or a review has a `link`. `ags` holds the grade service's addresses of this launch, `request` the
    settings of a deep linking request, `about` whose work a review is of (None: someone who never came here).
    """

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("an activity")
        PICK = "pick", _("choosing content")
        REVIEW = "review", _("reviewing someone's work")
        PRIVACY = "privacy", _("asking what is kept of someone")

    id = models.CharField(max_length=32, primary_key=True)
    secret_hash = models.CharField(max_length=64)
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="launches")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ACTIVITY)
    link = models.ForeignKey(ResourceLink, models.CASCADE, null=True, related_name="launches")
    membership = models.ForeignKey(Membership, models.CASCADE, null=True, related_name="+")
    is_instructor = models.BooleanField(default=False)
    locale = models.CharField(max_length=35, blank=True)
    return_url = models.CharField(max_length=2000, blank=True)
    ags = models.JSONField(default=dict)
    request = models.JSONField(default=dict)
    about = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
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

    @property
    def may_review(self) -> bool:
        """Whether this visit still is a review by staff [SR 2]: a teacher who lost the role since may not go on.

        Who reviews without being a teacher is an administrator; the launch was refused otherwise.
        """
        return self.kind == self.Kind.REVIEW and (not self.is_instructor or self.acts_as_instructor)
