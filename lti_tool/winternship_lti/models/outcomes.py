"""What a person reached at a link, and whether the platform knows it: the result and its outbox in one row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .activities import ResourceLink
from .people import Person


class LineItem(models.Model):
    """The column of a link in the platform's gradebook [AGS 3.2], or what is needed to find or make it.

    Born with the link's first grade; `told`, `container` and `scopes` follow the launches, `url` is what the worker
    settled on and "" while it must look. One row a link, and `leased_until` for the one who looks: two workers
    never make two columns.
    """

    link = models.OneToOneField(ResourceLink, models.CASCADE, related_name="line_item")
    told = models.TextField(blank=True, help_text="`lineitem` of the newest launch.")
    container = models.TextField(blank=True, help_text="`lineitems` of the newest launch.")
    scopes = models.JSONField(default=list)
    url = models.TextField(_("grade column"), blank=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("grade column")
        verbose_name_plural = _("grade columns")

    def __str__(self) -> str:
        return f"grade column of activity {self.link_id}"


class Outcome(models.Model):
    """The newest grade and completion of one person at one link.

    Born at the first `publish`, in the same transaction as the state that earned it. Only the newest value is ever
    sent, so nothing can arrive out of order: `version` counts changes, `sent_version` is the one the platform has.
    A worker that sends the row holds it until `leased_until`; `stamped_at` is the newest timestamp it used, taken or
    not, and the next one is always later. Personal data: score and completion.
    """

    PERSONAL: ClassVar = ("score", "completion")

    class State(models.TextChoices):
        NOTHING = "nothing", _("nothing to send")
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("the platform has it")
        REFUSED = "refused", _("the platform refused it")

    person = models.ForeignKey(Person, models.CASCADE, related_name="outcomes")
    link = models.ForeignKey(ResourceLink, models.CASCADE, related_name="outcomes")
    score = models.FloatField(null=True)
    score_maximum = models.FloatField(null=True)
    completion = models.FloatField(default=0)
    version = models.PositiveIntegerField(default=0)
    sent_version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    stamped_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(
        null=True, help_text="The timestamp of the newest score the platform accepted."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.NOTHING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True, help_text="The code of the newest refusal.")

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "link"], name="wlti_outcome_once")]
        indexes: ClassVar = [models.Index(fields=["state", "next_try_at"], name="wlti_outcome_due")]

    def __str__(self) -> str:
        return f"outcome {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Whether the block said that the person is done; one that reports no completion says so by its grade."""
        return self.completion >= 1 or (self.completion == 0 and self.score is not None)
