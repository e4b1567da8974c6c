"""Documents that belong to a placement; the file itself lies in the host's storage."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Row
from winternship_board.models.people import Person
from winternship_board.models.placements import Placement


class Document(Row):
    """A file with its digest and who may see it. Papers of identity, conduct or health are no kind of document here.

    Born by an upload, erased on ``delete_on``; ``legal_copy`` marks an agreement that a party must keep by law.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "name", "storage_key", "added_by", "visible_to")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    storage_key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    scan_result = models.CharField(max_length=20, default="waiting")
    visible_to = models.JSONField(default=list)
    added_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    added_on = models.DateField(default=timezone.localdate)
    delete_on = models.DateField(null=True)
    legal_copy = models.BooleanField(default=False)

    class Meta:
        verbose_name = "document"

    def __str__(self) -> str:
        return f"document {self.pk}"
