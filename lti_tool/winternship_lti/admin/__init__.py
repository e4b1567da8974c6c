"""The administrator's screens: platforms first; what launches wrote can be looked at, and people erased."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import activities, health, invitations, keys, outcomes, people, platforms, roles

__all__ = ["activities", "health", "invitations", "keys", "outcomes", "people", "platforms", "roles"]

admin.site.site_header = "winternship"
admin.site.site_title = "winternship"
admin.site.index_title = _("Administration")
