"""Grades on their way, and those that were refused."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Outcome
from .base import ReadOnly


@admin.register(Outcome)
class OutcomeAdmin(ReadOnly):
    """What waits to be sent, and what was refused; no names, no answers."""

    list_display = ("__str__", "link", "state", "attempts", "problem", "next_try_at", "sent_at")
    list_filter = ("state",)
    list_select_related = ("link",)
    fields = ("link", "state", "attempts", "problem", "next_try_at", "sent_at")
    actions = ["try_again"]

    @admin.action(description=_("Try to send again now"))
    def try_again(self, request: HttpRequest, rows: QuerySet[Outcome]) -> None:
        """Put refused and waiting grades at the head of the line."""
        unsent = rows.exclude(line_item="").filter(state__in=[Outcome.State.REFUSED, Outcome.State.WAITING])
        count = unsent.update(state=Outcome.State.WAITING, attempts=0, next_try_at=None, problem="")
        self.message_user(request, _("%(count)d will be sent within a minute.") % {"count": count})
