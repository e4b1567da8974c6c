"""Who became a teacher, or ceased to be one, and where: the trace that launches leave."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import RoleChange
from .base import ReadOnly


@admin.register(RoleChange)
class RoleChangeAdmin(ReadOnly):
    """Changes of a teacher's rights; they go with the person and are not deleted one by one."""

    list_display = ("at", "person", "link", "is_instructor")
    list_filter = ("is_instructor", "link__deployment__registration")
    list_select_related = ("person", "link")
    fields = ("at", "person", "link", "is_instructor")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Django asks here too when a person is erased: along with them, and in no other way.
        page = request.resolver_match
        return page is not None and (page.url_name or "").startswith("winternship_lti_person_")
