"""Who comes in. We keep no names and no addresses: the platform knows them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """Someone as their platform knows them: (issuer, subject), [Sec 5.1.2] `sub`.

    Born at the first launch; never changed; deleted by `person erase`, or by `tidy` after years of absence,
    together with all that is theirs.
    Personal data: `subject` is a pseudonym given by the platform.
    """

    PERSONAL: ClassVar = ("subject",)

    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="wlti_person_once")
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"
