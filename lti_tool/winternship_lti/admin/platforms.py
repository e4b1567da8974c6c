"""Platforms and their deployments, with the values to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .. import registering
from ..grants import grants
from ..models import Deployment, Invitation, Registration

if TYPE_CHECKING:
    RegistrationBase = admin.ModelAdmin[Registration]
    DeploymentBase = admin.TabularInline[Deployment, Registration]
else:  # Django's classes are generic only for the type checker
    RegistrationBase, DeploymentBase = admin.ModelAdmin, admin.TabularInline

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

    list_display = ("name", "waiting", "is_active", "issuer", "client_id")
    list_filter = ("is_active",)
    search_fields = ("name", "issuer", "client_id")
    readonly_fields = ("values_to_copy", "asked_and_granted")
    actions = ["approve"]
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}
    inlines: ClassVar = [DeploymentInline]
    fieldsets = (
        (_("Copy these into the platform"), {"fields": ("values_to_copy",)}),
        (
            _("Copy these from the platform"),
            {"fields": ("name", "issuer", "client_id", "auth_url", "token_url", "jwks_url")},
        ),
        (_("What was asked and what was granted"), {"fields": ("asked_and_granted",)}),
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

    @admin.display(description=_("permissions"))
    def asked_and_granted(self, row: Registration) -> SafeString | str:
        """Side by side, for a platform that registered itself."""
        found = Invitation.objects.filter(registration=row).first() if row.pk else None
        if found is None:
            return str(_("This platform was entered by hand: see there what it allows."))
        return render_to_string("winternship_lti/grants.html", {"grants": grants(found)})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        """With how many deployments wait, in the same query."""
        pending = Count("deployments", filter=Q(deployments__status=Deployment.Status.PENDING))
        return super().get_queryset(request).select_related("invitation").annotate(pending=pending)

    @admin.display(description=_("waits for approval"))
    def waiting(self, row: Registration) -> str:
        """Whether the platform itself, or how many of its deployments, wait for the administrator."""
        found: Invitation | None = getattr(row, "invitation", None)
        if found is not None and found.waits:
            return str(_("the platform"))
        pending: int = getattr(row, "pending", 0)
        return str(pending or "")

    @admin.action(description=_("Approve: let these platforms be used"), permissions=["change"])
    def approve(self, request: HttpRequest, rows: QuerySet[Registration]) -> None:
        """Let platforms that registered themselves be used."""
        for row in rows:
            registering.approve(row)
        self.message_user(request, _("The platforms are active now."))

    def save_model(self, request: HttpRequest, obj: Registration, form: Any, change: bool) -> None:
        """Ticking “active” is an approval too."""
        super().save_model(request, obj, form, change)
        if obj.is_active and "is_active" in form.changed_data:
            registering.approve(obj)
