"""Grades on their way, and those that were refused; and the columns they go to."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..grades import queueing
from ..grades.words import words_for
from ..models import LineItem, Outcome
from ..visits import language_of
from .base import ReadOnly


@admin.register(Outcome)
class OutcomeAdmin(ReadOnly):
    """What waits to be sent, and what was refused; no names, no answers."""

    list_display = ("__str__", "link", "state", "attempts", "why", "next_try_at", "sent_at")
    list_filter = ("state",)
    list_select_related = ("link",)
    fields = ("link", "state", "attempts", "problem", "why", "next_try_at", "sent_at")
    readonly_fields = ("why",)
    actions = ["try_again"]

    @admin.display(description=_("why"))
    def why(self, row: Outcome) -> str:
        """What teachers read about it."""
        return (
            words_for(row.problem).teacher.in_language(language_of(get_language() or ""))
            if row.problem
            else ""
        )

    @admin.action(description=_("Try to send again now"))
    def try_again(self, request: HttpRequest, rows: QuerySet[Outcome]) -> None:
        """Put refused and waiting grades at the head of the line."""
        count = queueing.try_again(rows)
        self.message_user(request, _("%(count)d will be sent within a minute.") % {"count": count})


@admin.register(LineItem)
class LineItemAdmin(ReadOnly):
    """Where scores go. Delete a row to have the column looked for anew."""

    list_display = ("__str__", "link", "url")
    list_select_related = ("link",)
    fields = ("link", "url", "told", "container", "scopes")
