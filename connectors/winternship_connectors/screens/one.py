"""The page of one connection: how it is, what it would do, what went wrong, and the buttons that do something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from winternship_board import api as board
from winternship_connectors import api
from winternship_connectors.errors import DeliveryError
from winternship_connectors.screens.forms import config_form
from winternship_connectors.screens.starting import ACTOR, address, schools
from winternship_connectors.screens.starting import page as shown
from winternship_connectors.screens.words import language, words

if TYPE_CHECKING:
    from winternship_connectors.admin import ConnectionAdmin

LINES: Final = 50
RULES: Final = ("report", "ours", "theirs", "set_if_empty")


def page(admin: ConnectionAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the connection, or do what a button asks; to whoever may change connections."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    try:
        seen = api.see(ACTOR, int(object_id))
    except (board.NotFound, ValueError):
        raise Http404 from None
    if request.method != "POST":
        return _show(admin, request, seen)
    doing = request.POST.get("do", "")
    if doing == "save":
        return _save(admin, request, seen)
    if doing == "dry_run":
        return _show(admin, request, seen, _dry_run(seen))
    if doing == "remove":
        return _remove(request, seen)
    if doing in DOING:
        try:
            DOING[doing](request, seen)
        except DeliveryError as error:
            messages.error(request, f"{words()['test_bad']} {error}")
    return HttpResponseRedirect(address(seen.id))


def _show(
    admin: ConnectionAdmin, request: HttpRequest, seen: api.Seen, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    health = api.health(ACTOR, seen.id)
    context = {
        "seen": seen,
        "health": health,
        "state": words()[f"state_{health.state}"],
        "because": words()["because_paused"] if health.because == "paused" else health.because,
        "target": words()[f"is_{seen.connector}"],
        "school_name": schools().get(seen.school, seen.school),
        "idempotency": words()[f"idempotency_{seen.idempotency}"] if seen.idempotency else "",
        "letters": api.dead_letters(ACTOR, seen.id, LINES),
        "held": api.held(ACTOR, seen.id, LINES),
        "drifts": [(one, words()[one.kind]) for one in api.drift(ACTOR, seen.id)[:LINES]],
        "lines": api.deliveries(ACTOR, seen.id, LINES),
        "rules": [(one, words()[f"rule_{one}"]) for one in RULES],
        "rule": seen.rules.get("*", "report"),
        **(more or {}),
    }
    if "form" not in context and seen.connector in api.names():
        schema = api.connector(seen.connector).config_schema
        context["form"] = config_form(schema, seen.config or {"": None})
        context["form"].fields["connection_name"].initial = seen.name
    return shown(admin, request, "connection", seen.name, context)


def _dry_run(seen: api.Seen) -> dict[str, Any]:
    found = api.preview(ACTOR, seen.id)
    told = [(words()[f"{name}_n"], number) for name, number in found.counts.items()]
    return {"counts": told, "planned": [(one, words()[f"verb_{one.verb}"]) for one in found.first]}


def _save(admin: ConnectionAdmin, request: HttpRequest, seen: api.Seen) -> HttpResponse:
    schema = api.connector(seen.connector).config_schema
    form = config_form(schema, seen.config or {"": None}, request.POST)
    rule = request.POST.get("rule", "report")
    if form.is_valid():
        try:
            name = form.cleaned_data["connection_name"]
            rules = {**seen.rules, "*": rule}
            api.change(ACTOR, seen.id, name=name, config=form.config(), rules=rules)
        except api.BadConfig as error:
            form.blame(error.problems)
        else:
            messages.success(request, words()["saved"])
            return HttpResponseRedirect(address(seen.id))
    return _show(admin, request, seen, {"form": form})


def _remove(request: HttpRequest, seen: api.Seen) -> HttpResponse:
    if request.POST.get("how") == "clean":
        left = api.remove(ACTOR, seen.id, clean=True)
        messages.success(request, words()["removing"])
        if left:
            messages.warning(request, words()["staying"] % len(left))
        return HttpResponseRedirect(address(seen.id))
    left = api.remove(ACTOR, seen.id, clean=False)
    messages.success(request, words()["removed"] % len(left))
    return HttpResponseRedirect(reverse("admin:winternship_connectors_connection_changelist"))


def _test(request: HttpRequest, seen: api.Seen) -> None:
    result = api.test(ACTOR, seen.id)
    said = f"{words()['test_ok' if result.ok else 'test_bad']} {getattr(result, language())}"
    (messages.success if result.ok else messages.error)(request, said)


def _look(request: HttpRequest, seen: api.Seen) -> None:
    api.look(ACTOR, seen.id)
    messages.success(request, words()["compared"])


def _send(request: HttpRequest, seen: api.Seen) -> None:
    messages.success(request, words()["sent_now"] % api.work_once())


def _replay(request: HttpRequest, seen: api.Seen) -> None:
    messages.success(request, words()["replayed"] % api.replay(ACTOR, seen.id))


def _confirm(request: HttpRequest, seen: api.Seen) -> None:
    messages.success(request, words()["confirmed"] % api.confirm_deletes(ACTOR, seen.id))


def _ours(request: HttpRequest, seen: api.Seen) -> None:
    number = request.POST.get("difference", "")
    if number.isdigit():
        api.push_ours(ACTOR, seen.id, int(number))
        messages.success(request, words()["oursdone"])


DOING: Final[Mapping[str, Callable[[HttpRequest, api.Seen], None]]] = {
    "test": _test,
    "look": _look,
    "send": _send,
    "replay": _replay,
    "confirm": _confirm,
    "ours": _ours,
    "live": lambda _, seen: api.set_mode(ACTOR, seen.id, "live"),
    "off": lambda _, seen: api.set_mode(ACTOR, seen.id, "off"),
    "pause": lambda _, seen: api.pause(ACTOR, seen.id),
    "resume": lambda _, seen: api.resume(ACTOR, seen.id),
}
