"""A new connection: first a school and a target, then the settings that the target asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from winternship_board import api as board
from winternship_connectors import api
from winternship_connectors.contract import Capability
from winternship_connectors.screens.forms import config_form
from winternship_connectors.screens.words import language, words

if TYPE_CHECKING:
    from winternship_connectors.admin import ConnectionAdmin, RosterKeyAdmin

# Who gets here is judged by the host's administration: its permission on connections.
ACTOR = board.SYSTEM


def schools() -> dict[int, str]:
    """The schools of the board, by number."""
    found: dict[int, str] = {}
    after = ""
    while True:
        page = board.search(ACTOR, "organisation", where={"kind": "school"}, after=after, limit=200)
        found |= board.names(ACTOR, "organisation", [one.id for one in page.rows])
        after = page.next
        if not after:
            return found


def start(admin: ConnectionAdmin, request: HttpRequest) -> HttpResponse:
    """Both steps; what was chosen in the first is in the address of the second, and holds no secret."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    known, chosen = schools(), request.GET.get("connector", "")
    school = request.GET.get("school", "")
    if chosen in api.names() and school.isdigit() and int(school) in known:
        return _settings(admin, request, chosen, int(school), known[int(school)])
    targets = [(name, words()[f"is_{name}"]) for name in api.names() if _can_be_chosen(name)]
    return page(admin, request, "start", words()["title_new"], {"schools": known.items(), "targets": targets})


def _can_be_chosen(name: str) -> bool:
    return Capability.UPSERT in api.connector(name).capabilities


def _settings(
    admin: ConnectionAdmin, request: HttpRequest, chosen: str, school: int, school_name: str
) -> HttpResponse:
    schema = api.connector(chosen).config_schema
    initial = words()[f"is_{chosen}"].partition(":")[0]
    form = config_form(schema, {}, request.POST if request.method == "POST" else None)
    form.fields["connection_name"].initial = initial
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["connection_name"]
            pk = api.create(ACTOR, school, chosen, name, form.config(), language=language())
        except api.BadConfig as error:
            form.blame(error.problems)
        else:
            messages.success(request, words()["made"])
            return HttpResponseRedirect(address(pk))
    context = {"form": form, "school_name": school_name, "target": words()[f"is_{chosen}"]}
    return page(admin, request, "settings", words()["title_new"], context)


def address(pk: int) -> str:
    """The page of one connection."""
    return reverse("admin:winternship_connectors_connection_change", args=[pk])


def page(
    admin: ConnectionAdmin | RosterKeyAdmin,
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
) -> HttpResponse:
    """A page within the administration."""
    common = {**admin.admin_site.each_context(request), "opts": admin.opts, "title": title, "w": words()}
    return render(request, f"winternship_connectors/{template}.html", {**common, **context})
