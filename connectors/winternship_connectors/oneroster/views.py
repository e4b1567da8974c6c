"""The door for systems that read rosters: a token, lists, single objects. Without a living key there is no door.

Who may: the bearer of a token that was given on a key, and then only that key's school. The log tells which key
asked what kind of list and how many it got, and never what it filtered by.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from winternship_connectors import building
from winternship_connectors.oneroster import keeping, keys, tokens
from winternship_connectors.oneroster.asking import Asked, Json, asked, chosen_fields
from winternship_connectors.oneroster.refusing import Refused
from winternship_connectors.oneroster.roster import Roster

log = logging.getLogger("winternship.oneroster")
A_MINUTE: Final = 300
_COMMON: Final = frozenset({"sourcedId", "status", "dateLastModified"})
_USER: Final = frozenset({"enabledUser", "givenName", "familyName", "identifier", "roles"})
_SESSION: Final = frozenset({"title", "type", "startDate", "endDate", "schoolYear"})


@dataclass(frozen=True, slots=True)
class Kind:
    """A route: the kind of its objects, the names around many and one, the fields they may have, and which it has."""

    kind: str
    many: str
    fields: frozenset[str]
    only: Callable[[Json], bool] = lambda _: True

    def of(self, made: Roster) -> list[Json]:
        """The objects of this route."""
        return [one for one in made.all(self.kind) if self.only(one)]


def _has(role: str) -> Callable[[Json], bool]:
    return lambda user: any(one["role"] == role for one in user["roles"])


_ORG: Final = frozenset({"name", "type", "identifier"})
KINDS: Final[Mapping[str, Kind]] = {
    "orgs": Kind("org", "orgs", _COMMON | _ORG),
    "schools": Kind("org", "orgs", _COMMON | _ORG, lambda one: one["type"] == "school"),
    "academicSessions": Kind("academicSession", "academicSessions", _COMMON | _SESSION),
    "terms": Kind("academicSession", "academicSessions", _COMMON | _SESSION),
    "courses": Kind("course", "courses", _COMMON | {"title", "courseCode", "org"}),
    "classes": Kind(
        "class",
        "classes",
        _COMMON | {"title", "classCode", "location", "course", "school", "terms", "metadata"},
    ),
    "enrollments": Kind(
        "enrollment",
        "enrollments",
        _COMMON | {"user", "class", "school", "role", "beginDate", "endDate"},
    ),
    "users": Kind("user", "users", _COMMON | _USER),
    "students": Kind("user", "users", _COMMON | _USER, _has("student")),
    "teachers": Kind("user", "users", _COMMON | _USER, _has("teacher")),
}


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give a token for a client id and its secret [RFC 6749 4.4, 5]."""
    _require_door()
    form = {str(name): str(value) for name, value in request.POST.items()}
    try:
        given, scopes, key = tokens.give(request.headers.get("Authorization", ""), form)
        _require_patience(key.pk)
    except tokens.NotGiven as error:
        why = {"error": error.error, "error_description": str(error)}
        headers = {"WWW-Authenticate": 'Basic realm="OneRoster"'} if error.status == 401 else {}
        log.info("token refused: %s", error.error)
        return _unkept(JsonResponse(why, status=error.status, headers=headers))
    except Refused as error:
        return _unkept(error.response())
    keys.mark_used(key)
    log.info("key %s: token given", key.pk)
    told = {"access_token": given, "token_type": "Bearer", "expires_in": tokens.SECONDS}
    return _unkept(JsonResponse(told | {"scope": " ".join(scopes)}))


@require_GET
def listed(request: HttpRequest, route: str) -> HttpResponse:
    """A list, or the piece of it that is asked for."""
    turning = bool(request.GET.get("offset", "").lstrip("0"))
    return _answer(
        request,
        route,
        (tokens.CORE, tokens.ALL),
        lambda made: _page(request, route, KINDS[route].of(made)),
        keeping.TURNING if turning else keeping.ANEW,
    )


@require_GET
def single(request: HttpRequest, route: str, pk: str) -> HttpResponse:
    """A single object."""

    def find(made: Roster) -> HttpResponse:
        kind = KINDS[route]
        found = _single(made, route, pk)
        piece = Asked(fields=chosen_fields(_query(request), kind.fields)).chosen(found)
        return JsonResponse({kind.kind: piece})

    return _answer(request, route, (tokens.CORE, tokens.ALL), find)


@require_GET
def people_of_class(request: HttpRequest, pk: str, route: str) -> HttpResponse:
    """The students or the teachers of one class."""

    def find(made: Roster) -> HttpResponse:
        _single(made, "classes", pk)
        role = route.removesuffix("s")
        inside = {
            entry["user"]["sourcedId"]
            for entry in made.all("enrollment")
            if entry["class"]["sourcedId"] == pk and entry["role"] == role
        }
        return _page(request, route, [one for one in made.all("user") if one["sourcedId"] in inside])

    return _answer(request, f"classes/{route}", (tokens.ALL,), find)


def _answer(
    request: HttpRequest,
    what: str,
    scopes: tuple[str, ...],
    find: Callable[[Roster], HttpResponse],
    age: float = keeping.MOMENT,
) -> HttpResponse:
    _require_door()
    try:
        access = tokens.opened(request.headers.get("Authorization", ""), scopes)
        _require_patience(access.key.pk)
        keys.mark_used(access.key)
        response = find(keeping.roster_for(access.key, _base(), age))
    except Refused as error:
        log.info("%s: %s %s", what, error.status, error.minor)
        return _unkept(error.response())
    log.info("key %s: %s: %s of them", access.key.pk, what, response.headers.get("X-Total-Count", "one"))
    return _unkept(response)


def _page(request: HttpRequest, route: str, items: list[Json]) -> HttpResponse:
    query = _query(request)
    wanted = asked(query, KINDS[route].fields)
    piece, total = wanted.answer(items)
    response = JsonResponse({KINDS[route].many: piece})
    response["X-Total-Count"] = str(total)
    response["Link"] = ", ".join(
        f'<{building.site()}{request.path}?{urlencode({**query, "limit": wanted.limit, "offset": at})}>; rel="{name}"'
        for name, at in _turns(wanted, total).items()
    )
    return response


def _turns(wanted: Asked, total: int) -> dict[str, int]:
    """Where the other pieces begin."""
    found = {"first": 0, "last": max(total - 1, 0) // wanted.limit * wanted.limit}
    if wanted.offset:
        found["prev"] = max(wanted.offset - wanted.limit, 0)
    if wanted.offset + wanted.limit < total:
        found["next"] = wanted.offset + wanted.limit
    return found


def _single(made: Roster, route: str, pk: str) -> Json:
    kind = KINDS[route]
    found = made.kinds[kind.kind].get(pk)
    if found is None or not kind.only(found):
        raise Refused(404, "unknownobject", f"there is no such {kind.kind} in this school")
    return found


def _require_door() -> None:
    if not keys.any_key():
        raise Http404("nobody may read rosters here")


def _require_patience(key: int) -> None:
    """Count this request of a key; the limit holds for each process, as the cache is not shared. Raises Refused."""
    minute, second = divmod(int(time.time()), 60)
    name = f"oneroster-{key}-{minute}"
    cache.add(name, 0, timeout=120)
    try:
        count = cache.incr(name)
    except ValueError:  # pushed out of a full cache between the two calls
        return
    if count > A_MINUTE:
        said = f"more than {A_MINUTE} requests in a minute"
        raise Refused(429, "server_busy", said, Retry_After=str(60 - second))


def _query(request: HttpRequest) -> dict[str, Any]:
    return {str(name): str(value) for name, value in request.GET.items()}


def _base() -> str:
    return building.site() + reverse("oneroster-many", args=["orgs"]).removesuffix("/orgs")


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
