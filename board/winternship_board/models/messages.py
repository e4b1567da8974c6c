"""Messages between people about one object, so that nobody needs a private phone number."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import AppendOnly, Marked
from winternship_board.models.people import Person


class Thread(Marked):
    """A conversation about one object; only its participants read it."""

    DATA_CLASS, KEEP = "P", "K2"

    subject_kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    started_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "conversation"
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="wb_thread_subject")]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Participant(Marked):
    """Someone who takes part in a conversation, and up to where they read it."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K2", ("thread", "person", "read_at")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "participant"
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="wb_participant_once")]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Message(AppendOnly):
    """One message; ``is_reported`` is set by query when someone uses the report button."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K2", ("author", "text")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="messages")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    is_reported = models.BooleanField(default=False)

    class Meta:
        verbose_name = "message"
        indexes = [models.Index(fields=["thread", "id"], name="wb_message_thread")]

    def __str__(self) -> str:
        return f"message {self.pk}"
