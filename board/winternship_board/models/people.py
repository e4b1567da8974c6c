"""Who acts on the board: a person as the host knows them, the roles they were given, and how they came by these."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import AppendOnly, Marked


class Person(Marked):
    """Someone as their platform knows them: (issuer, subject), never a row of the host's user table.

    Born when the host first names them; never changed; gone with `erase_person`. ``key`` is a digest of both, since
    databases disagree about capital letters and the two together are too long to be unique everywhere.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("issuer", "subject", "key")

    key = models.CharField(max_length=64, unique=True)
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "person"

    def __str__(self) -> str:
        return f"person {self.pk}"


class Membership(Marked):
    """A role of a person: at an organisation, in a region, or everywhere (an administrator).

    Born by a grant or an accepted invitation, ended by setting ``ended_at``; gone with the person. ``context_key``
    is the course of the host in which the role was given, opaque to us; empty for any.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("person", "role", "granted_by")

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=2)
    organisation = models.ForeignKey("Organisation", models.CASCADE, null=True, related_name="memberships")
    region = models.CharField(max_length=20, blank=True)
    context_key = models.CharField(max_length=255, blank=True)
    granted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "role"
        indexes = [models.Index(fields=["organisation", "role"], name="wb_member_org_role")]

    def __str__(self) -> str:
        return f"{self.role} of person {self.person_id}"


class Invitation(Marked):
    """Leave for one person to take a role, or for one without an account to do one thing, once known by its secret.

    Born by whoever may give the role; used by one conditional UPDATE, or until it expires for a personal link
    (``object_kind`` set). Only a digest of the secret is kept.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K2", ("invited_by", "used_by")

    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=2)
    organisation = models.ForeignKey("Organisation", models.CASCADE, null=True, related_name="+")
    region = models.CharField(max_length=20, blank=True)
    object_kind = models.CharField(max_length=20, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "invitation"

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class BrokenGlass(AppendOnly):
    """An administrator looked behind the glass: what, why, and until when. Shown to whom it is about."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("person", "reason")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    object_kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    class Meta:
        verbose_name = "look behind the glass"
        indexes = [models.Index(fields=["person", "object_kind", "object_id"], name="wb_glass_what")]

    def __str__(self) -> str:
        return f"{self.object_kind} {self.object_id}"
