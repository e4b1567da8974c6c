"""Signals of trouble, apart from all else: their own table, their own rights, and a reporter who may stay hidden."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import Row
from winternship_board.models.organisations import Organisation
from winternship_board.models.people import Person


class Signal(Row):
    """Something that should not happen. Seen by the confidential contact of ``school`` and whoever is put on the case.

    ``reporter`` is kept only so that the reporter can be told what happens; with ``is_hidden`` nobody else sees it,
    and ``company`` and ``facts`` are all there is.
    """

    DATA_CLASS, KEEP, PERSONAL = "S", "K7", ("reporter", "handler", "facts", "actions")

    school = models.ForeignKey(Organisation, models.CASCADE, related_name="signals")
    company = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="+")
    reporter = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    handler = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_hidden = models.BooleanField(default=False)
    kind = models.CharField(max_length=20)
    facts = models.TextField()
    actions = models.TextField(blank=True)
    state = models.CharField(max_length=10, default="open")
    created_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True)

    class Meta:
        verbose_name = "signal"
        indexes = [models.Index(fields=["school", "state", "id"], name="wb_signal_school")]

    def __str__(self) -> str:
        return f"signal {self.pk}"
