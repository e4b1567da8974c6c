"""Invite a platform: a link to give away, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .. import registering
from ..models import Invitation

if TYPE_CHECKING:
    InvitationBase = admin.ModelAdmin[Invitation]
else:  # Django's classes are generic only for the type checker
    InvitationBase = admin.ModelAdmin


@admin.register(Invitation)
class InvitationAdmin(InvitationBase):
    """Make a link and copy it; delete an unused one to withdraw it. Nothing can be changed: make another."""

    list_display = ("name", "state", "expires_at", "activate", "registration")
    list_select_related = ("registration",)
    readonly_fields = ("link", "state")

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        asked = ["name", "activate", "ask_names", "expires_at", "issuer"]
        return ["link", "state", *asked] if obj else asked

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"expires_at": registering.expiry(), **super().get_changeform_initial_data(request)}

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """Who may see an invitation has its link, and can give it away: so only those who may make one."""
        return self.has_add_permission(request)

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Go to the page with the link."""
        return HttpResponseRedirect(reverse("admin:winternship_lti_invitation_change", args=[obj.pk]))

    @admin.display(description=_("link to paste into the platform"))
    def link(self, row: Invitation) -> SafeString | str:
        """The link while it can be used, wrapped so that none of it is hidden."""
        if not row.is_open:
            return "–"
        return format_html('<code style="overflow-wrap: anywhere">{}</code>', registering.link_of(row))

    @admin.display(description=_("state"))
    def state(self, row: Invitation) -> str:
        """What has become of it."""
        if row.waits:
            return str(_("used; the platform waits for your approval"))
        if row.registration_id:
            return str(_("used"))
        return str(_("can be used") if row.is_open else _("expired, or being used at this moment"))
