"""The addresses of the platform, and what every service has in common: moods, errors, and who may call."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from ..errors import LaunchRefused, Refused
from ..local_server import Reply, Request
from . import columns, home, notices, pages, picking, registration, roster, scores
from .access import ToolKeys, grant
from .authenticating import answer
from .calls import Call, html_reply, json_reply
from .moods import Moods
from .openings import Opening
from .site import Site

Handle = Callable[[Site, Call], Reply]
_CALLED_BY_TOOLS: Final = frozenset(["lineitems", "lineitem", "scores", "results", "memberships", "notices"])
_NO_AGENT: Final = "A request without User-Agent is refused"


@dataclass(frozen=True, slots=True)
class _Route:
    service: str
    methods: str
    path: re.Pattern[str]
    handle: Handle


class Router:
    """Finds the service of a request and answers it."""

    def __init__(self, site: Site, moods: Moods) -> None:
        self.site = site
        self.moods = moods
        self.asked: list[tuple[str, Request]] = []
        self.crashes: list[Exception] = []
        self._tool_keys = ToolKeys()
        course, column = r"/courses/(?P<course>[^/]+)", r"/lineitems/(?P<column>[^/]+)/lineitem"
        self._routes = [
            _Route("configuration", "GET", re.compile("/configuration"), registration.configuration),
            _Route("registration", "POST", re.compile("/registration"), registration.register),
            _Route(
                "jwks", "GET", re.compile("/jwks(?:/[^/]+)?"), lambda site, _call: json_reply(site.jwks())
            ),
            _Route("token", "POST", re.compile("/token(?:/(?P<client>[^/]+))?"), self._token),
            _Route("auth", "GET POST", re.compile("/auth"), _auth),
            _Route("lineitems", "GET POST", re.compile(f"{course}/lineitems"), columns.lineitems),
            _Route("lineitem", "GET PUT DELETE", re.compile(course + column), columns.lineitem),
            _Route("scores", "POST", re.compile(course + column + "/scores"), scores.scores),
            _Route(
                "results",
                "GET",
                re.compile(course + column + "/results(?:/(?P<user>[^/]+))?"),
                scores.results,
            ),
            _Route(
                "memberships", "GET", re.compile(f"{course}/memberships/(?P<client>.+)"), roster.memberships
            ),
            _Route("notices", "GET PUT", re.compile("/notices/(?P<client>[^/]+)"), notices.handlers),
            _Route("picked", "POST", re.compile("/picked/(?P<course>[^/]+)/(?P<client>[^/]+)"), self._picked),
            _Route("page", "GET", re.compile("/"), lambda site, _call: html_reply(home.home_page(site))),
            _Route("page", "GET", re.compile("/go/(?P<way>[^/]+)/(?P<place>.+)"), home.go),
            _Route("page", "GET", re.compile("/frame/(?P<opening>[^/]+)"), self._frame),
            _Route("page", "GET", re.compile("/open/(?P<opening>[^/]+)"), self._open),
            _Route("page", "GET", re.compile("/storage"), self._storage),
            _Route(
                "page", "GET", re.compile("/impostor"), lambda _site, _call: html_reply(pages.impostor_page())
            ),
            _Route("page", "GET", re.compile("/course/(?P<course>[^/]+)"), _course),
        ]

    def respond(self, request: Request) -> Reply:
        """Answer a request as the mood of its service says; what goes wrong in here is kept in `crashes`."""
        try:
            return self._find(request)
        except Exception as error:  # a fault of ours must not pass for a bad day of the platform
            self.crashes.append(error)
            return Reply(500, repr(error).encode())

    def _find(self, request: Request) -> Reply:
        path = request.path.partition("?")[0]
        fitting = [(route, found) for route in self._routes if (found := route.path.fullmatch(path))]
        for route, found in fitting:
            if request.method in route.methods.split():
                self.asked.append((route.service, request))
                names = {name: value for name, value in found.groupdict().items() if value is not None}
                return self._in_mood(route, Call(request, names))
        # Moodle answers 400 when, for example, /scores stands behind the query.
        return self._error(Refused(405 if fitting else 404, f"No handler found for {path}"), request, "page")

    def _in_mood(self, route: _Route, call: Call) -> Reply:
        mood = self.moods.of(route.service, call.request)
        if mood.instead is not None:
            return mood.instead
        for _ in range(mood.times):
            reply = self._once(route, call)
        return replace(reply, wait=mood.wait, lost=mood.lost)

    def _once(self, route: _Route, call: Call) -> Reply:
        try:
            needs_agent = self.site.profile.needs_user_agent and route.service in _CALLED_BY_TOOLS
            if needs_agent and not call.request.headers.get("user-agent"):
                raise Refused(403, _NO_AGENT)
            return route.handle(self.site, call)
        except Refused as refused:
            return self._error(refused, call.request, route.service)

    def _error(self, refused: Refused, request: Request, service: str) -> Reply:
        if service == "picked":
            return html_reply(pages.message_page("Refused", refused.code), status=refused.status)
        explains = self.site.profile.explains_in_status_line
        body: object = {"error": refused.code}
        if explains and service == "scores":
            body = []
        elif explains and service != "registration":
            body = {"status": refused.status, "reason": refused.code, "request": _described(request)}
        reply = json_reply(body, status=refused.status, headers=refused.headers)
        return replace(reply, reason=refused.code.replace("\n", " ") if explains else None)

    def _token(self, site: Site, call: Call) -> Reply:
        tool = site.tool(call.names["client"]) if "client" in call.names else None
        media_type = "text/html; charset=utf-8" if site.profile.text_html_tokens else "application/json"
        try:
            found = grant(site, self._tool_keys, call.form, tool)
        except Refused as refused:
            return json_reply({"error": refused.code}, media_type, status=refused.status)
        return json_reply(found, media_type, headers={"Cache-Control": "no-store"})

    def _picked(self, site: Site, call: Call) -> Reply:
        return picking.picked(site, self._tool_keys, call)

    def _frame(self, site: Site, call: Call) -> Reply:
        opening = self._opening(call)
        title = opening.link.title if opening.link else "Pick content"
        page = pages.course_page(
            title,
            f"/open/{opening.id}",
            site.storage,
            frame=site.profile.storage_frame,
            other_origin=_other(site),
        )
        return html_reply(page)

    def _open(self, _site: Site, call: Call) -> Reply:
        request = self._opening(call).login()
        if request.method == "GET":
            return Reply(302, b"", {"Location": pages.login_address(request), "Cache-Control": "no-store"})
        return html_reply(pages.form_page(request.url, request.params))

    def _opening(self, call: Call) -> Opening:
        opening = self.site.openings.find(call.names["opening"])
        if opening is None:
            raise Refused(404, "nobody opened this")
        return opening

    def _storage(self, site: Site, _call: Call) -> Reply:
        return html_reply(pages.storage_page(site.storage, other_origin=_other(site)))


def _described(request: Request) -> dict[str, str]:
    sent = {"method": request.method, "url": request.path, "accept": request.headers.get("accept", "")}
    return sent | {"contentType": request.headers.get("content-type", "")}


def _auth(site: Site, call: Call) -> Reply:
    try:
        found = answer(site, call.query | (call.form if call.method == "POST" else {}))
    except LaunchRefused as refused:
        return html_reply(pages.message_page("The tool cannot be opened", str(refused)), status=400)
    return html_reply(pages.form_page(found.url, found.form))


def _course(_site: Site, _call: Call) -> Reply:
    return html_reply(pages.message_page("Course", "The tool sent you back here."))


def _other(site: Site) -> str:
    """This same server under its other name, which is another origin to a browser."""
    there = "127.0.0.1" if "//localhost" in site.origin else "localhost"
    here = "localhost" if there == "127.0.0.1" else "127.0.0.1"
    return site.origin.replace(here, there)
