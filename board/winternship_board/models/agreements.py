"""Agreements: versions that are frozen before anyone signs, and signatures that are only ever added."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import AppendOnly, Row
from winternship_board.models.documents import Document
from winternship_board.models.people import Person
from winternship_board.models.placements import Placement


class Agreement(Row):
    """One version of a placement agreement; its state follows the machine ``agreement``.

    ``contents`` are those of POK-3 and may change while it is a draft. ``document_hash`` is set when it is frozen;
    afterwards a change is an amendment: another row, with the next ``number`` and a signing round of its own.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("placement", "contents", "signatories")

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="agreements")
    number = models.PositiveSmallIntegerField(default=1)
    template = models.CharField(max_length=40, blank=True)
    contents = models.JSONField(default=dict)
    document_hash = models.CharField(max_length=64, blank=True)
    signing_route = models.CharField(max_length=10, default="screen")
    signatories = models.JSONField(default=list)
    minor_when_signing = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="draft")
    amends = models.ForeignKey("self", models.SET_NULL, null=True, related_name="amendments")
    scan = models.ForeignKey(Document, models.SET_NULL, null=True, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        verbose_name = "agreement"
        constraints = [models.UniqueConstraint(fields=["placement", "number"], name="wb_agreement_once")]
        indexes = [models.Index(fields=["state", "id"], name="wb_agreement_state")]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class Signature(AppendOnly):
    """One party's signature under one frozen version; ``document_hash`` is what they signed."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("agreement", "role", "person", "evidence")

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=2)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=20, default="screen")
    assurance = models.CharField(max_length=20, default="simple")
    evidence = models.CharField(max_length=300, blank=True)
    document_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "signature"
        constraints = [models.UniqueConstraint(fields=["agreement", "role"], name="wb_signature_once")]

    def __str__(self) -> str:
        return f"signature {self.pk}"
