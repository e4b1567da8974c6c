"""What is remembered: connections, what must be sent, what is there, what was said; who may read. Never a payload."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Marked(models.Model):
    """How private a row is (P personal, O of an organisation, N none), and which of its fields lead to a person."""

    DATA_CLASS: ClassVar[str] = ""
    PERSONAL: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True


class Connection(Marked):
    """One school's link to one target system.

    Born in ``dry_run`` by an administrator, changed by them and by the worker (pause, breaker, tokens); dies when it
    is removed, after what it made at the target is gone if that was asked. ``secrets`` is sealed, see ``sealing``.
    """

    DATA_CLASS, PERSONAL = "O", ()

    class Mode(models.TextChoices):
        """What happens with a change. ``removing`` deletes what is there, and then the connection."""

        OFF = "off"
        DRY_RUN = "dry_run"
        LIVE = "live"
        REMOVING = "removing"

    class Breaker(models.TextChoices):
        """``open`` tries again by itself; ``stopped`` waits for an administrator."""

        CLOSED = "closed"
        OPEN = "open"
        STOPPED = "stopped"

    school = models.PositiveBigIntegerField(db_index=True)
    connector = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    language = models.CharField(max_length=2, default="nl")
    config = models.JSONField(default=dict)
    secrets = models.TextField(blank=True)
    rules = models.JSONField(default=dict)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.DRY_RUN)
    breaker = models.CharField(max_length=10, choices=Breaker.choices, default=Breaker.CLOSED)
    failures = models.PositiveIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)
    paused_because = models.CharField(max_length=300, blank=True)
    a_minute = models.PositiveIntegerField(default=600)
    tokens = models.FloatField(default=0)
    tokens_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True)
    cursor = models.TextField(blank=True)
    cursor_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "connection"

    def __str__(self) -> str:
        return f"connection {self.pk} ({self.connector})"


class Outbox(Marked):
    """One placement that must be brought in step at one target; the payload is made when it is sent.

    Born with the confirmation of the board's event, done when the target has it, superseded by a newer one that
    came before it was sent, dead when it will not work, held when too many deletions wait. ``sent_at`` is set from
    just before a request until its outcome is known: such a row is never sent again before somebody looked.
    """

    DATA_CLASS, PERSONAL = "P", ("object_id",)

    class State(models.TextChoices):
        """Where a row is in its life."""

        PENDING = "pending"
        DONE = "done"
        SUPERSEDED = "superseded"
        DEAD = "dead"
        HELD = "held"

    class Op(models.TextChoices):
        """Whether the placement must be there."""

        UPSERT = "upsert"
        DELETE = "delete"

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="outbox")
    object_id = models.CharField(max_length=60)
    rev = models.PositiveBigIntegerField()
    op = models.CharField(max_length=10, choices=Op.choices, default=Op.UPSERT)
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    confirmed = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    born_at = models.DateTimeField()
    first_sent_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_digest = models.CharField(max_length=64, blank=True)
    batch = models.CharField(max_length=120, blank=True)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_owner = models.CharField(max_length=40, blank=True)
    last_error = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "thing to deliver"
        indexes = [
            models.Index(fields=["connection", "state", "not_before", "id"], name="wc_outbox_due"),
            models.Index(fields=["connection", "object_id", "rev"], name="wc_outbox_object"),
        ]

    def __str__(self) -> str:
        return self.key


class Link(Marked):
    """A part of a placement that is at the target. Born and changed by a delivery, gone with the deletion there.

    ``digest`` is of the fields that were sent; empty when a repeated request leaves open which fields it holds.
    ``marks`` has a keyed digest of each field, so that "they changed it" and "we changed it" can be told apart.
    """

    DATA_CLASS, PERSONAL = "P", ("object_id", "remote_id", "marks")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="links")
    object_id = models.CharField(max_length=60)
    part = models.CharField(max_length=60)
    remote_id = models.CharField(max_length=500)
    etag = models.CharField(max_length=300, blank=True)
    rev = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    marks = models.JSONField(default=dict)

    class Meta:
        verbose_name = "part at a target"
        constraints = [
            models.UniqueConstraint(fields=["connection", "object_id", "part"], name="wc_link_once")
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class Delivery(Marked):
    """One try, for the log. Born with its outcome, never changed, gone after 90 days or with the connection.

    It holds no personal data: when a placement is erased its row in the outbox goes, and this line leads nowhere.
    """

    DATA_CLASS, PERSONAL = "N", ()

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="deliveries")
    outbox = models.ForeignKey(Outbox, models.SET_NULL, null=True, related_name="deliveries")
    at = models.DateTimeField(db_index=True)
    part = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=20)
    status = models.PositiveIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "delivery"

    def __str__(self) -> str:
        return f"delivery {self.pk}"


class Drift(Marked):
    """A difference between us and a target, by the name of its field. Born at a look, resolved at a later one.

    Values of fields are never kept, whoever's they are: names and places are personal too. Gone when the placement is
    erased, or 90 days after it was resolved.
    """

    DATA_CLASS, PERSONAL = "P", ("object_id", "remote_id")

    connection = models.ForeignKey(Connection, models.CASCADE, related_name="drifts")
    object_id = models.CharField(max_length=60, blank=True)
    part = models.CharField(max_length=60, blank=True)
    remote_id = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20)
    field = models.CharField(max_length=100, blank=True)
    rule = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "difference"
        indexes = [models.Index(fields=["connection", "resolved_at", "id"], name="wc_drift_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RosterKey(Marked):
    """The right of one system to read the rosters of one school, see ``oneroster``.

    Born by an administrator, who sees its secret once; here is only a digest of it. Dies never: it is revoked, so that
    it stays known who could read. ``companies``: also companies and their trainers, in words of our own.
    """

    DATA_CLASS, PERSONAL = "O", ()

    school = models.PositiveBigIntegerField(db_index=True)
    name = models.CharField(max_length=100)
    companies = models.BooleanField(default=False)
    client_id = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "key for rosters"

    def __str__(self) -> str:
        return f"key for rosters {self.pk}"
