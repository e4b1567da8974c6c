"""What a broker jots down about a company, for themselves alone."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Marked
from winternship_board.models.organisations import Organisation
from winternship_board.models.people import Person


class OwnNote(Marked):
    """A note of one person about one organisation. Nobody else reads it; gone with either of them."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K5", ("person", "text")

    person = models.ForeignKey(Person, models.CASCADE, related_name="own_notes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    text = models.CharField(max_length=2000)
    made_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = "own note"
        indexes = [models.Index(fields=["person", "organisation", "id"], name="wb_note_own")]

    def __str__(self) -> str:
        return f"note {self.pk}"
