"""The store of the XBlock runtime."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class BlockState(models.Model):
    """All fields of one scope of one block, for one owner, as one JSON object.

    Born at the first write, merged field by field under a lock, deleted with its owner or its link.
    Personal data: everything with an owner. `owner` is a Person's key, or 0 for what is shared; an integer
    and no foreign key, because a unique key over a null is not unique.
    """

    PERSONAL: ClassVar = ("fields",)

    scope = models.CharField(max_length=40)
    target = models.CharField(
        max_length=255, help_text="The usage, the definition or the block type the scope names."
    )
    owner = models.BigIntegerField(default=0)
    fields = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("block state")
        verbose_name_plural = _("block states")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["target", "scope", "owner"], name="wlti_state_once")
        ]
        indexes: ClassVar = [models.Index(fields=["owner"], name="wlti_state_owner")]

    def __str__(self) -> str:
        return f"{self.scope} of {self.target}"
