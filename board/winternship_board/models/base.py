"""What every model of the board says of itself: how private it is, how long it is kept, which fields are personal."""

from __future__ import annotations

from typing import Any, ClassVar

import django
from django.db import models

from winternship_board.errors import NeverEdited

CLASSES = ("P", "S", "O", "N")  # personal, sensitive, of an organisation, none: domain D.1


class Marked(models.Model):
    """The marks of D.1 and D.7; a test holds that every model has them and that no personal field goes unmarked."""

    DATA_CLASS: ClassVar[str] = ""
    KEEP: ClassVar[str] = ""
    PERSONAL: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True


class Row(Marked):
    """An object that people change: ``version`` counts the changes, and a change says which version it saw."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class AppendOnly(Marked):
    """A row that is written once. Erasing is for the owner's right and for retention, by query, never by ``save``."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raises :class:`NeverEdited` for a row that is there already."""
        if self.pk is not None and not self._state.adding:
            raise NeverEdited(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Raises :class:`NeverEdited`."""
        raise NeverEdited(type(self).__name__)


def check(condition: models.Q, name: str) -> models.CheckConstraint:
    """A check constraint for Django 4.2 and 5.2 alike: the argument got another name in 5.1."""
    given: dict[str, Any] = {"condition" if django.VERSION >= (5, 1) else "check": condition}
    return models.CheckConstraint(name=name, **given)
