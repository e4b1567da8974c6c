"""People: to export or erase what is theirs."""

from __future__ import annotations

import json

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from .. import personal_data
from ..models import Person
from .base import ReadOnly


@admin.register(Person)
class PersonAdmin(ReadOnly):
    """People, as pseudonyms of their platform: to export or erase what is theirs."""

    list_display = ("__str__", "issuer", "created_at")
    search_fields = ("subject__exact",)
    search_help_text = _("The platform's own id of the person (sub), in full.")
    fields = ("issuer", "subject", "created_at")
    actions = ["export_data"]

    @admin.action(description=_("Export all data of this person"))
    def export_data(self, request: HttpRequest, rows: QuerySet[Person]) -> HttpResponse | None:
        """Download the data of exactly one person."""
        person = rows.first()
        if person is None or rows.count() != 1:
            self.message_user(request, _("Choose exactly one person to export."), messages.ERROR)
            return None
        text = json.dumps(personal_data.export(person), ensure_ascii=False, indent=2)
        return HttpResponse(
            text,
            content_type="application/json",
            headers={"Content-Disposition": f'attachment; filename="person-{person.pk}.json"'},
        )

    def delete_model(self, request: HttpRequest, obj: Person) -> None:
        """Erase, which takes more with it than a plain delete."""
        personal_data.erase_everywhere(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        """Erase each."""
        for person in queryset:
            personal_data.erase_everywhere(person)
