"""The event log: what happened, in order per object, never edited; and who looked at the data of a minor.

An event holds no words of people: those are in :class:`EventWords`, which can be erased without touching the log.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from winternship_board.models.base import AppendOnly, Marked
from winternship_board.models.people import Person


class EventStream(Marked):
    """One line of events; all of a placement share one. Its row is locked from taking a number until the commit."""

    DATA_CLASS, KEEP = "N", "K8"

    key = models.CharField(max_length=60, unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "line of events"

    def __str__(self) -> str:
        return self.key


class Event(AppendOnly):
    """One change. ``sequence`` has no gaps per stream; ``by_person`` is a bare number, so that erasing needs no edit.

    ``before_hash`` and ``after_hash`` are digests of the object's fields; ``data`` holds codes, never free text.
    """

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("by_person",)

    stream = models.CharField(max_length=60)
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    action = models.CharField(max_length=60)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField()
    by_person = models.PositiveBigIntegerField(null=True)
    by_role = models.CharField(max_length=2)
    because_of = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    data = models.JSONField(default=dict)
    before_hash = models.CharField(max_length=64, blank=True)
    after_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "event"
        constraints = [models.UniqueConstraint(fields=["stream", "sequence"], name="wb_event_once")]
        indexes = [
            models.Index(fields=["kind", "object_id", "id"], name="wb_event_object"),
            models.Index(fields=["by_person", "id"], name="wb_event_person"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence}"


class EventWords(AppendOnly):
    """What was said with an event: the reason, the proof, why a rule was set aside. Erased with the person."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("reason", "evidence", "override")

    event = models.OneToOneField(Event, models.CASCADE, related_name="words", primary_key=True)
    reason = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    override = models.TextField(blank=True)

    class Meta:
        verbose_name = "words with an event"

    def __str__(self) -> str:
        return f"words {self.pk}"


class Consumer(Marked):
    """Someone who is told of every event from its birth on, such as the connectors."""

    DATA_CLASS, KEEP = "N", ""

    name = models.CharField(max_length=40, unique=True)

    class Meta:
        verbose_name = "reader of events"

    def __str__(self) -> str:
        return self.name


class PendingEvent(Marked):
    """An event that a consumer has not confirmed yet: born in the event's own transaction, gone at the confirmation.

    A cursor over ids would lose an event whose transaction began early and committed late; a row cannot be lost.
    """

    DATA_CLASS, KEEP = "N", ""

    consumer = models.ForeignKey(Consumer, models.CASCADE, related_name="pending")
    event = models.ForeignKey(Event, models.CASCADE, related_name="pending")

    class Meta:
        verbose_name = "event to deliver"
        constraints = [models.UniqueConstraint(fields=["consumer", "event"], name="wb_pending_once")]

    def __str__(self) -> str:
        return f"pending {self.pk}"


class AccessEntry(AppendOnly):
    """Someone looked at data of a student under 18: who, in which role, at what, when. The student can read it."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K8", ("person", "student", "object_kind")

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=2)
    student = models.ForeignKey("StudentProfile", models.CASCADE, related_name="access_entries")
    object_kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "look at a minor's data"
        indexes = [models.Index(fields=["student", "id"], name="wb_access_student")]

    def __str__(self) -> str:
        return f"look {self.pk}"


class Task(Marked):
    """Something that someone in a role has to do, because of an event: review, help, alarm, evaluate."""

    DATA_CLASS, KEEP, PERSONAL = "P", "K4", ("student",)

    organisation = models.ForeignKey("Organisation", models.CASCADE, related_name="+")
    role = models.CharField(max_length=2)
    kind = models.CharField(max_length=40)
    student = models.ForeignKey("StudentProfile", models.CASCADE, null=True, related_name="+")
    object_kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    because_of = models.PositiveBigIntegerField(null=True)
    created_on = models.DateField(default=timezone.localdate)
    done_on = models.DateField(null=True)

    class Meta:
        verbose_name = "task"
        indexes = [models.Index(fields=["organisation", "role", "done_on", "id"], name="wb_task_open")]

    def __str__(self) -> str:
        return f"task {self.pk}"


class RetentionMark(Marked):
    """Something whose time is over: it goes on ``erase_on``, thirty days after it was marked, unless it is held.

    The marks are the report before erasing (demand P8).
    """

    DATA_CLASS, KEEP = "N", "K8"

    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()
    keep = models.CharField(max_length=2)
    deed = models.CharField(max_length=10)
    marked_on = models.DateField(default=timezone.localdate)
    erase_on = models.DateField(db_index=True)
    held_because = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "mark of retention"
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="wb_retention_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
