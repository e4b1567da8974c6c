"""Platforms and their deployments, with the values to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Deployment, Registration

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
