"""The administrator's screens: platforms first; what launches wrote can be looked at, and people erased."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from . import personal_data
from .models import Deployment, Outcome, Person, Registration, ResourceLink

if TYPE_CHECKING:
    RegistrationBase = admin.ModelAdmin[Registration]
    DeploymentBase = admin.TabularInline[Deployment, Registration]
    AnyBase = admin.ModelAdmin[Any]
else:  # Django's classes are generic only for the type checker
    RegistrationBase = AnyBase = admin.ModelAdmin
    DeploymentBase = admin.TabularInline

admin.site.site_header = "winternship"
admin.site.site_title = "winternship"
admin.site.index_title = _("Administration")

ADDRESSES = (
    (_("Tool URL, launch URL and redirect URI"), "lti-launch"),
    (_("Login initiation URL"), "lti-login"),
    (_("Public keyset URL"), "lti-jwks"),
)


class DeploymentInline(DeploymentBase):
    """The deployments of a platform, beside it: approve them here."""

    model = Deployment
    extra = 0
    fields = ("deployment_id", "status")


@admin.register(Registration)
class RegistrationAdmin(RegistrationBase):
    """A platform, with the values to copy into it."""

    list_display = ("name", "issuer", "client_id", "is_active", "waiting")
    list_filter = ("is_active",)
    search_fields = ("name", "issuer", "client_id")
    readonly_fields = ("values_to_copy",)
    inlines: ClassVar = [DeploymentInline]
    fieldsets = (
        (_("Copy these into the platform"), {"fields": ("values_to_copy",)}),
        (
            _("Copy these from the platform"),
            {"fields": ("name", "issuer", "client_id", "auth_url", "token_url", "jwks_url")},
        ),
        (
            _("Rarely needed"),
            {
                "classes": ("collapse",),
                "fields": (
                    "token_audience",
                    "frame_origins",
                    "trust_new_deployments",
                    "allow_anonymous",
                    "is_active",
                ),
            },
        ),
    )

    @admin.display(description=_("addresses"))
    def values_to_copy(self, row: Registration) -> SafeString:
        """The addresses that every platform asks for."""
        lines = [(label, settings.PUBLIC_URL + reverse(name)) for label, name in ADDRESSES]
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd><code>{}</code></dd>", lines))

    @admin.display(description=_("waits for approval"))
    def waiting(self, row: Registration) -> int:
        """How many deployments wait for the administrator."""
        return row.deployments.filter(status=Deployment.Status.PENDING).count()


class ReadOnly(AnyBase):
    """Rows that launches write and no one edits."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(ResourceLink)
class ResourceLinkAdmin(ReadOnly):
    """Activities, as platforms named them."""

    list_display = ("__str__", "block_type", "context", "deployment")
    list_select_related = ("context", "deployment__registration")


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
        personal_data.erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> None:
        """Erase each."""
        for person in queryset:
            personal_data.erase(person)
