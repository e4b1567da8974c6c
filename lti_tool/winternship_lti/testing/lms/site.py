"""So that every service of the platform works on one set of records, under one lock."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import Any

from ...protocol import names
from ..errors import Misused
from ..signing import SigningKey
from .openings import Openings
from .profiles import Profile
from .records import Column, Course, Link, Member, Person, Picked, Role, Score, Tool

ALL_SCOPES = (
    names.SCOPE_LINEITEM,
    names.SCOPE_LINEITEM_READONLY,
    names.SCOPE_RESULT_READONLY,
    names.SCOPE_SCORE,
    names.SCOPE_MEMBERSHIP,
)
NOTICE_SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers"


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token opens, until `expires_at`."""

    tool: Tool
    scopes: frozenset[str]
    expires_at: float


@dataclass(frozen=True, slots=True)
class Posted:
    """A score that arrived: for whom and where, and with which HTTP status it was answered."""

    column: Column
    body: Mapping[str, object]
    status: int


@dataclass
class Site:
    """All that a platform knows. `now` is its clock, in seconds since 1970; change records under `lock`."""

    profile: Profile
    origin: str
    now: Callable[[], float]
    issuer: str  # the name of this platform in its tokens
    lock: RLock = field(default_factory=RLock)
    tools: list[Tool] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    columns: dict[str, Column] = field(default_factory=dict)
    picked: list[Picked] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    tokens: dict[str, Access] = field(default_factory=dict)
    invitations: dict[str, bool] = field(default_factory=dict)  # registration token: used
    seen_ids: set[str] = field(default_factory=set)  # jti and nonce of what tools signed
    keys: dict[str, SigningKey] = field(default_factory=dict)  # by kid, the newest last
    storage: str = "good"

    def __post_init__(self) -> None:
        self._numbers: dict[str, itertools.count[int]] = {}
        self._changes = itertools.count(1)
        self.new_key()
        self.openings = Openings(self)

    def number(self, kind: str) -> str:
        """The next id of a kind, as short as real platforms make them."""
        with self.lock:
            return str(next(self._numbers.setdefault(kind, itertools.count(1))))

    def tool(self, client_id: object) -> Tool | None:
        """The tool of this client id."""
        return next((tool for tool in self.tools if tool.client_id == client_id), None)

    def new_tool(self, **fields: Any) -> Tool:
        """Register a tool; what is not given is as most tools have it."""
        client_id = fields.pop("client_id", "") or secrets.token_hex(8)
        own = f"/{client_id}" if self.profile.client_per_link else ""
        token_url = f"{self.origin}/token{own}"
        tool = Tool(
            client_id=client_id,
            deployment_id=fields.pop("deployment_id", "") or self.profile.deployment_id,
            issuer=self.issuer,
            auth_url=f"{self.origin}/auth",
            token_url=token_url,
            jwks_url=f"{self.origin}/jwks{own}",
            token_audience=f"{self.origin}/audience" if self.profile.own_audience else token_url,
            **fields,
        )
        with self.lock:
            if self.tool(client_id):
                raise Misused(f"received the client id {client_id!r} a second time")
            self.tools.append(tool)
        return tool

    def enrol(self, person: Person, course: Course, role: Role) -> None:
        """Put somebody in a course, or change the role there."""
        with self.lock:
            course.members[person.id] = Member(person, role, "Active", next(self._changes))

    def unenrol(self, person: Person, course: Course) -> None:
        """Take somebody out of a course; the roster's differences still tell."""
        with self.lock:
            member = course.members[person.id]
            member.status, member.changed = "Deleted", next(self._changes)

    @property
    def change(self) -> int:
        """The number of the last change of any roster."""
        with self.lock:
            members = (m for course in self.courses.values() for m in course.members.values())
            return max((member.changed for member in members), default=0)

    def new_column(self, course: Course, tool: Tool, label: str, maximum: float, **fields: Any) -> Column:
        """A new column in the gradebook of a course."""
        column = Column(self.number("column"), course, tool, label, maximum, **fields)
        with self.lock:
            self.columns[column.id] = column
        return column

    def columns_of(self, course: Course, tool: Tool | None = None) -> list[Column]:
        """The columns of a course, or only those that belong to a tool."""
        with self.lock:
            return [c for c in self.columns.values() if c.course is course and tool in (None, c.tool)]

    def column_of(self, link: Link) -> Column | None:
        """The column that the gradebook shows for a link: the first one that is bound to it."""
        return next((c for c in self.columns_of(link.course, link.tool) if c.link_id == link.id), None)

    def role(self, person: Person, course: Course) -> Role | None:
        """What somebody is in a course; None for who is not there."""
        member = course.members.get(person.id)
        return member.role if member and member.status != "Deleted" else None

    def last_score(self, column: Column, user_id: str) -> Score | None:
        """The last score that was taken."""
        return column.scores.get(user_id)

    def new_key(self) -> str:
        """Sign with a new key from now on; its kid."""
        kid = f"key-{self.number('key')}"
        with self.lock:
            self.keys[kid] = SigningKey(kid)
        return kid

    def current_key(self) -> tuple[str, SigningKey]:
        """The kid and the key that sign now."""
        with self.lock:
            return next(reversed(self.keys.items()))

    def jwks(self) -> dict[str, object]:
        """The platform's key set, the retired keys too."""
        alg = {"alg": "RS256"} if self.profile.launch.jwk_alg else {}
        with self.lock:
            return {"keys": [key.jwk(kid=kid, use="sig", **alg) for kid, key in self.keys.items()]}
