"""Our signing keys, to look at: `winternship keys` changes them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import ToolKey
from .base import ReadOnly


@admin.register(ToolKey)
class ToolKeyAdmin(ReadOnly):
    """Which key signs, which will, and which are still published; never the private half."""

    list_display = ("kid", "state", "created_at", "retired_at")
    fields = ("kid", "state", "created_at", "retired_at")
    ordering = ("-created_at",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
