"""How each platform is, on one page that a phone can show; and what was refused, with what to do about it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import health, observing
from ..advising import advice_on
from ..models import ObservedPlatform, Refusal
from .base import ReadOnly

NEWEST = 20
STATES = {"good": _("well"), "attention": _("needs attention"), "unknown": _("nothing seen yet")}


@admin.register(ObservedPlatform)
class HealthAdmin(ReadOnly):
    """The signs of life of each platform, in words."""

    list_display = ("name", "state", "sentence")
    list_display_links = ("name",)
    ordering = ("name", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every platform, with what was observed; that is written first."""
        observing.flush(everything=True)
        return super().get_queryset(request).select_related("observed")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("state"))
    def state(self, row: ObservedPlatform) -> str:
        """One word."""
        return str(STATES[health.of_platform(row).state])

    @admin.display(description=_("look at"))
    def sentence(self, row: ObservedPlatform) -> str:
        """What needs attention first, or when a launch last succeeded."""
        report = health.of_platform(row)
        grave = [sign for sign in report.signs if sign.state == "attention"] or [report.sign("last_launch")]
        return f"{_in_language(grave[0].label)}: {_in_language(grave[0].words)}"

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one platform; to administrators who may look at platforms."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        report = health.of_platform(row)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": report.title,
            "row": row,
            "service": _rows(health.of_service()),
            "platform": _rows(report),
            "refusals": [_refusal(seen) for seen in row.refusals.all()[:NEWEST]],
        }
        return render(request, "winternship_lti/health.html", context)


@admin.register(Refusal)
class RefusalAdmin(ReadOnly):
    """Logins, launches and notices that were refused."""

    list_display = ("at", "registration", "step", "code", "clause", "times", "what_to_do")
    list_filter = ("registration", "step", "code")
    list_select_related = ("registration",)
    fields = ("at", "registration", "step", "code", "clause", "detail", "times", "what_to_do")
    readonly_fields = ("what_to_do",)

    @admin.display(description=_("what to do"))
    def what_to_do(self, row: Refusal) -> str:
        """The advice of the error, as its page gave it."""
        return _in_language(advice_on(row.code))


def _rows(report: health.Report) -> list[dict[str, Any]]:
    return [
        {
            "label": _in_language(sign.label),
            "state": sign.state,
            "state_name": STATES[sign.state],
            "words": _in_language(sign.words),
        }
        for sign in report.signs
    ]


def _refusal(row: Refusal) -> dict[str, Any]:
    return {"row": row, "advice": _in_language(advice_on(row.code))}


def _in_language(text: Any) -> str:
    words: str = text.in_language(get_language() or "")
    return words
