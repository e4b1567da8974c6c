"""The front door of the fake platform: a school's LMS in one `with` block."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import requests

from ...protocol import names
from ...protocol.http import Http
from ..errors import Misused
from ..local_server import LocalServer, Reply, Request
from ..payloads import Claims
from . import authenticating, notices, registration
from .authenticating import Answer
from .browsing import Browsing
from .claims import context
from .gradebook import Gradebook
from .moods import Moods
from .openings import Opening, Target
from .profiles import PROFILES, Profile
from .records import Column, Course, Link, Person, Picked, Role, Tool
from .routes import Router
from .site import ALL_SCOPES, NOTICE_SCOPE, Site
from .storage import STORAGE_MOODS


class Platform:
    """A whole LTI 1.3 Advantage platform on loopback, while its `with` block lasts; safe for threads.

    `quirks` is a name of PROFILES or a Profile. With `host="localhost"` it is another site to a browser than a tool
    on 127.0.0.1, and the reverse. `issuer` is its name, when that is not its origin: all schools in Canvas' cloud share
    one. `now` is its clock, in seconds since 1970.
    """

    def __init__(
        self,
        quirks: str | Profile = "plain",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        issuer: str = "",
        now: Callable[[], float] = time.time,
    ) -> None:
        if isinstance(quirks, str) and quirks not in PROFILES:
            raise Misused(f"received the platform {quirks!r}, there are {', '.join(PROFILES)}")
        profile = PROFILES[quirks] if isinstance(quirks, str) else quirks
        self.moods = Moods()
        self._server = LocalServer(_not_ready, host=host, port=port)
        self.site = Site(profile, self._server.origin, now, issuer or self._server.origin)
        self._router = Router(self.site, self.moods)
        self._server.respond = self._router.respond
        self.grades = Gradebook(self.site)
        self._http = Http(allow_http=True)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        if self._router.crashes and error is None:
            raise self._router.crashes[0]

    def restart(self, down: float = 0.0) -> None:
        """Be away for `down` seconds; then everything is there again, but access tokens are forgotten."""
        self._server.restart(down)
        with self.site.lock:
            self.site.tokens.clear()

    # Looking in

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return self.site.origin

    @property
    def issuer(self) -> str:
        """The name of this platform in its tokens: the origin, unless another was given."""
        return self.site.issuer

    @property
    def profile(self) -> Profile:
        """The switches; may be replaced at any time."""
        return self.site.profile

    @profile.setter
    def profile(self, profile: Profile) -> None:
        self.site.profile = profile

    @property
    def configuration_url(self) -> str:
        """Where the platform describes itself [DR 3.4]."""
        return f"{self.origin}/configuration"

    @property
    def tools(self) -> list[Tool]:
        """All registered tools, the newest last."""
        return self.site.tools

    @property
    def picked(self) -> list[Picked]:
        """What teachers brought back from tools, the newest last."""
        return self.site.picked

    @property
    def seen(self) -> list[Request]:
        """Every request, in order."""
        return self._server.seen

    def asked(self, service: str) -> list[Request]:
        """The requests to one service, in order."""
        return [request for name, request in self._router.asked if name == service]

    @property
    def storage(self) -> str:
        """The mood of the platform storage: one of STORAGE_MOODS; for pages opened from now on."""
        return self.site.storage

    @storage.setter
    def storage(self, mood: str) -> None:
        if mood not in STORAGE_MOODS:
            raise Misused(f"received the storage mood {mood!r}, there are {', '.join(STORAGE_MOODS)}")
        self.site.storage = mood

    # Tools

    def register(
        self,
        *,
        login_url: str,
        redirect_uris: Sequence[str],
        jwks_url: str = "",
        jwks: Mapping[str, object] | Callable[[], Mapping[str, object]] | None = None,
        target_url: str = "",
        name: str = "Tool",
        scopes: Sequence[str] | None = None,
        **fields: Any,
    ) -> Tool:
        """Register a tool by hand; it may use every service unless `scopes` says less.

        `fields` are those of Tool: client_id, deployment_id, custom, shares_names, active.
        """
        if not jwks_url and jwks is None:
            raise Misused("received no keys of the tool, needed is jwks_url or jwks")
        every = (*ALL_SCOPES, NOTICE_SCOPE) if self.profile.notices else ALL_SCOPES
        fields.setdefault("shares_names", self.profile.shares_names)
        return self.site.new_tool(
            name=name,
            login_url=login_url,
            redirect_uris=list(redirect_uris),
            target_url=target_url or redirect_uris[0],
            tool_jwks_url=jwks_url,
            jwks=jwks,
            scopes=tuple(every if scopes is None else scopes),
            **fields,
        )

    def invite(self, registration_url: str) -> str:
        """The address to open so that the tool registers itself: good once, for an hour [DR 3.2]."""
        return registration.invitation(self.site, registration_url)

    def activate(self, tool: Tool) -> None:
        """Let people use a tool that registered itself and waits."""
        tool.active = True

    # Courses and people

    def course(self, title: str, *, label: str = "", history: tuple[str, ...] = ()) -> Course:
        """Make a course."""
        number = self.site.number("course")
        course = Course(number, title, label or f"C{number}", history)
        self.site.courses[course.id] = course
        return course

    def person(self, name: str, *courses: Course, role: Role = "learner", user_id: str = "") -> Person:
        """Make somebody, and enrol them in courses."""
        number = user_id or self.site.number("person")
        username = name.lower().replace(" ", ".")
        person = Person(number, name, f"{username}@example.org", username)
        self.site.people[person.id] = person
        for course in courses:
            self.site.enrol(person, course, role)
        return person

    def enrol(self, person: Person, course: Course, role: Role = "learner") -> None:
        """Put somebody in a course, or change the role there."""
        self.site.enrol(person, course, role)

    def unenrol(self, person: Person, course: Course) -> None:
        """Take somebody out of a course."""
        self.site.unenrol(person, course)

    def sign_out(self, person: Person, out: bool = True) -> None:
        """End somebody's session at the platform: launches answer `login_required` until `out=False`."""
        person.signed_out = out

    def link(
        self,
        course: Course,
        tool: Tool,
        *,
        title: str = "Activity",
        url: str = "",
        custom: Mapping[str, str] | None = None,
        maximum: float | None = 100,
        resource_id: str = "",
    ) -> Link:
        """Put the tool in a course, with a column of `maximum` points in the gradebook, or None for no column."""
        if self.profile.client_per_link:
            tool = self._own_registration(tool)
        link = Link(self.site.number("link"), course, tool, title, url or tool.target_url, dict(custom or {}))
        course.links.append(link)
        if maximum is not None:
            self.site.new_column(course, tool, title, maximum, resource_id=resource_id, link_id=link.id)
        return link

    def columns(self, course: Course) -> list[Column]:
        """The gradebook's columns of a course."""
        return self.site.columns_of(course)

    def copy(self, course: Course, title: str = "") -> Course:
        """Copy a course without people and grades; tools that want a notice get one [Core 5.3.5, AGS 3.2.15]."""
        copied = self.course(title or f"{course.title} copy", history=(course.id, *course.history))
        with self.site.lock:
            for link in course.links:
                self._copy_link(link, copied)
        for tool in {link.tool for link in copied.links}:
            claims: Claims = {
                names.CONTEXT: context(copied),
                "https://purl.imsglobal.org/spec/lti/claim/origin_contexts": [course.id],
            }
            if self.profile.notices:
                self.notify(tool, "LtiContextCopyNotice", claims)
        return copied

    # Messages

    def launch(
        self, link: Link, person: Person, *, target: Target = "iframe", claims: Claims | None = None
    ) -> Opening:
        """Somebody opens a link."""
        return self.site.openings.new(
            names.RESOURCE_LINK,
            person,
            link.tool,
            link=link,
            course=link.course,
            target=target,
            claims=claims or {},
        )

    def launch_url(self, link: Link, person: Person, target: Target = "iframe") -> str:
        """The page with which a browser launches a link: in a frame of the course, or in the whole window."""
        return self.launch(link, person, target=target).url

    def pick(
        self,
        course: Course,
        tool: Tool,
        person: Person,
        *,
        target: Target = "iframe",
        claims: Claims | None = None,
    ) -> Opening:
        """A teacher picks content (deep linking)."""
        return self.site.openings.new(
            names.DEEP_LINKING, person, tool, course=course, target=target, claims=claims or {}
        )

    def review(self, link: Link, person: Person, of: Person, *, claims: Claims | None = None) -> Opening:
        """Somebody looks at the work of a person, from the gradebook [SR]."""
        return self.site.openings.new(
            names.SUBMISSION_REVIEW,
            person,
            link.tool,
            link=link,
            course=link.course,
            of=of,
            claims=claims or {},
        )

    def privacy(self, tool: Tool, person: Person, of: Person, *, claims: Claims | None = None) -> Opening:
        """An administrator asks what the tool keeps of a person."""
        return self.site.openings.new(names.DATA_PRIVACY, person, tool, of=of, claims=claims or {})

    def answer(self, auth_url: str) -> Answer:
        """What the platform answers when the tool sends the browser to `auth_url`. Raises LaunchRefused."""
        if not auth_url.startswith(f"{self.origin}/auth?"):
            raise Misused(f"received an address that does not begin with {self.origin}/auth?")
        return authenticating.answer(self.site, dict(parse_qsl(urlsplit(auth_url).query)))

    def browse(self, opening: Opening, browser: Browsing | None = None) -> requests.Response:
        """Open the tool over HTTP, without a browser, and return the page where that ends."""
        if browser is not None:
            return browser.open(opening)
        with Browsing() as fresh:
            return fresh.open(opening)

    # Behind the scenes

    def notify(self, tool: Tool, kind: str, claims: Claims | None = None) -> int | None:
        """Send a notice to the tool: the status it answered, or None when it did not ask for such notices."""
        return notices.send(self._http, self.site, tool, kind, claims or {})

    def notice(self, tool: Tool, kind: str, claims: Claims | None = None) -> bytes:
        """The signed body of a notice, to be posted by the test itself."""
        return notices.notice(self.site, tool, kind, claims or {})

    def rotate(self, *, drop_old: bool = False) -> str:
        """Sign with a new key from now on, and return its kid; the old keys stay published unless dropped."""
        with self.site.lock:
            if drop_old:
                self.site.keys.clear()
            return self.site.new_key()

    def _own_registration(self, tool: Tool) -> Tool:
        return self.site.new_tool(
            name=tool.name,
            login_url=tool.login_url,
            redirect_uris=tool.redirect_uris,
            target_url=tool.target_url,
            tool_jwks_url=tool.tool_jwks_url,
            jwks=tool.jwks,
            scopes=tool.scopes,
            shares_names=tool.shares_names,
            custom=tool.custom,
        )

    def _copy_link(self, link: Link, course: Course) -> None:
        column = self.site.column_of(link)
        copied = self.link(
            course, link.tool, title=link.title, url=link.url, custom=link.custom, maximum=None
        )
        copied.history = (link.id, *link.history)
        if column:
            self.site.new_column(
                course,
                copied.tool,
                column.label,
                column.maximum,
                resource_id=column.resource_id,
                tag=column.tag,
                link_id=copied.id,
            )


def _not_ready(_request: Request) -> Reply:
    return Reply(503)
