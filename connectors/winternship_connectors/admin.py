"""The screens in the administration of the host, for staff with the permission on connections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from winternship_board import api as board
from winternship_connectors import api
from winternship_connectors.models import Connection, RosterKey
from winternship_connectors.screens import duo, keys, one, starting
from winternship_connectors.screens.words import later, words

if TYPE_CHECKING:
    AdminBase = admin.ModelAdmin[Any]
else:  # Django's classes are generic only for the type checker
    AdminBase = admin.ModelAdmin


# What the menu says; the names in the model stay those of the code.
Connection._meta.verbose_name = later("connection")
Connection._meta.verbose_name_plural = later("title_list")
RosterKey._meta.verbose_name = later("key")
RosterKey._meta.verbose_name_plural = later("key_list")


class OfSchool(AdminBase):
    """What the lists of both have alike: by name, without actions, and with the school's name; none is just deleted."""

    change_list_template = "winternship_connectors/list.html"
    list_display_links = ("name",)
    search_fields = ("name",)
    ordering = ("name", "pk")
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A connection goes by its own page, which asks what must happen there; a key is revoked, and stays known."""
        return False

    @admin.display(description=later("school"))
    def school_name(self, row: Connection | RosterKey) -> str:
        """The school whose placements go there or are read."""
        return board.names(starting.ACTOR, "organisation", [row.school]).get(row.school, str(row.school))


@admin.register(Connection)
class ConnectionAdmin(OfSchool):
    """All connections; each is made in three steps and has a page of its own."""

    list_display = ("name", "where_to", "school_name", "state", "attention")

    def get_urls(self) -> list[URLPattern]:
        """Also the page on which a school's file of DUO is compared."""
        view = self.admin_site.admin_view(duo.compare)
        return [path("duo/", view, {"admin": self}, "winternship_connectors_duo"), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; while it is empty it says what a connection is."""
        told = {"title": words()["title_list"], "none_yet": words()["none"], "duo": words()["duo"]}
        if self.has_change_permission(request):
            told["duo_url"] = reverse("admin:winternship_connectors_duo")
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Choose a school and a target, then fill in its settings."""
        return starting.start(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one connection, and what is done on it."""
        return one.page(self, request, object_id)

    @admin.display(description=later("connector"))
    def where_to(self, row: Connection) -> str:
        """The kind of target in words."""
        return words()[f"is_{row.connector}"]

    @admin.display(description=later("state"))
    def state(self, row: Connection) -> str:
        """How it is, in words."""
        return words()[f"state_{api.state_of(row)}"]

    @admin.display(description=later("attention"))
    def attention(self, row: Connection) -> str:
        """What asks for a person, or waits."""
        health = api.health(starting.ACTOR, row.pk)
        counts = {name: getattr(health, name) for name in ("dead", "held", "differences", "waiting")}
        return " · ".join(f"{words()[name]}: {count}" for name, count in counts.items() if count) or "–"


@admin.register(RosterKey)
class RosterKeyAdmin(OfSchool):
    """All keys for rosters, revoked ones too; a secret is in none of these pages but the first."""

    list_display = ("name", "school_name", "client_id", "used", "revoked")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not in the menu of a host that has no door for rosters."""
        return keys.mounted() and super().has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Likewise."""
        return keys.mounted() and super().has_add_permission(request)

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; while it is empty it says what a key opens."""
        told = {"title": words()["key_list"], "none_yet": words()["key_none"]}
        return super().changelist_view(request, {**told, **(extra_context or {})})

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Make a key and show it once."""
        return keys.start(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one key, where it is revoked."""
        return keys.one(self, request, object_id)

    @admin.display(description=later("key_used"))
    def used(self, row: RosterKey) -> str:
        """The last time, to the minute."""
        return f"{timezone.localtime(row.used_at):%Y-%m-%d %H:%M}" if row.used_at else words()["never"]

    @admin.display(description=later("key_revoked"))
    def revoked(self, row: RosterKey) -> str:
        """When it was revoked."""
        return f"{timezone.localtime(row.revoked_at):%Y-%m-%d %H:%M}" if row.revoked_at else "–"
