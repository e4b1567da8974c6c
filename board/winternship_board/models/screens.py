"""What a person keeps of the screens: searches by a name of their own, and when they last looked at a list."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Marked
from winternship_board.models.people import Person


class SavedView(Marked):
    """A search that a person keeps: born and deleted by them, gone with them. ``query``: parameter → values."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("person", "name", "query")

    person = models.ForeignKey(Person, models.CASCADE, related_name="saved_views")
    role = models.CharField(max_length=2)
    listing = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    query = models.JSONField(default=dict)

    class Meta:
        verbose_name = "saved view"
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "listing", "name"], name="wb_view_once")
        ]

    def __str__(self) -> str:
        return f"saved view {self.pk}"


class ListVisit(Marked):
    """When a person was at a list: ``seen_at`` now, ``before_at`` the visit before, after which changes are marked."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K3", ("person", "seen_at", "before_at")

    person = models.ForeignKey(Person, models.CASCADE, related_name="list_visits")
    role = models.CharField(max_length=2)
    listing = models.CharField(max_length=40)
    seen_at = models.DateTimeField(default=timezone.now)
    before_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "visit to a list"
        constraints = [models.UniqueConstraint(fields=["person", "role", "listing"], name="wb_visit_once")]

    def __str__(self) -> str:
        return f"visit {self.pk}"
