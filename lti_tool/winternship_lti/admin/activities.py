"""Activities, to look at."""

from __future__ import annotations

from django.contrib import admin

from ..models import ResourceLink
from .base import ReadOnly


@admin.register(ResourceLink)
class ResourceLinkAdmin(ReadOnly):
    """Activities, as platforms named them."""

    list_display = ("__str__", "block_type", "context", "deployment")
    list_select_related = ("context", "deployment__registration")
