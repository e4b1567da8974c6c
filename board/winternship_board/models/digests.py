"""How the board reaches people outside it: the daily mail they want, and a calendar they can subscribe to."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Marked
from winternship_board.models.people import Person


class MailSetting(Marked):
    """Whether and how a person gets the daily mail. Without a row: daily, in Dutch, at the address the board knows.

    ``off_roles`` are the roles whose news they do not want. ``last_sent_on`` and ``last_digest`` keep it to one mail a
    day, and none with yesterday's news. ``new_address`` becomes ``address`` once a mail to it was answered.
    """

    DATA_CLASS, KEEP = "P", "K3"
    PERSONAL = ("person", "address", "new_address", "off_roles", "last_sent_on")

    person = models.OneToOneField(Person, models.CASCADE, related_name="mail_setting")
    is_on = models.BooleanField(default=True)
    weekly = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="nl")
    off_roles = models.JSONField(default=list)
    address = models.EmailField(blank=True)
    new_address = models.EmailField(blank=True)
    last_sent_on = models.DateField(null=True)
    last_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "mail setting"

    def __str__(self) -> str:
        return f"mail setting {self.pk}"


class CalendarFeed(Marked):
    """An address from which a calendar program may read one person's dates, until it is revoked.

    Only a digest of the secret is kept. ``membership`` names the role it shows, by number; empty for a student or
    guardian, whose role is in ``role``. Gone with the person.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("person", "role")

    person = models.ForeignKey(Person, models.CASCADE, related_name="calendar_feeds")
    role = models.CharField(max_length=2)
    membership = models.ForeignKey("Membership", models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2, default="nl")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "calendar feed"

    def __str__(self) -> str:
        return f"calendar feed {self.pk}"
