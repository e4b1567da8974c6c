"""What a learning environment keeps: plain records, so that a test can look into them and change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..payloads import Claims

Role = Literal["learner", "instructor", "admin"]


@dataclass(eq=False)
class Tool:
    """A tool as this platform registered it; the last five are what the tool must be told of the platform.

    `jwks` is its key set, or a function that gives it, for a tool without an address.
    """

    client_id: str
    deployment_id: str
    name: str
    login_url: str
    redirect_uris: list[str]
    target_url: str
    issuer: str
    auth_url: str
    token_url: str
    jwks_url: str
    token_audience: str
    tool_jwks_url: str = ""
    jwks: Mapping[str, object] | Callable[[], Mapping[str, object]] | None = None
    scopes: tuple[str, ...] = ()
    shares_names: bool = True
    custom: dict[str, str] = field(default_factory=dict)
    messages: tuple[str, ...] = ()
    active: bool = True
    handlers: dict[str, str] = field(default_factory=dict)  # where notices go, by type
    configuration: Claims = field(default_factory=dict)  # what it sent to be registered


@dataclass(eq=False)
class Person:
    """Somebody with an account; `id` is the `sub` of launches and the `userId` of scores."""

    id: str
    name: str
    email: str
    username: str
    signed_out: bool = False

    @property
    def given_name(self) -> str:
        """All but the last word of the name."""
        return self.name.rpartition(" ")[0] or self.name

    @property
    def family_name(self) -> str:
        """The last word of the name."""
        return self.name.rpartition(" ")[2]


@dataclass(eq=False)
class Member:
    """Somebody in a course; `changed` counts the platform's changes, so that a roster can tell what is new."""

    person: Person
    role: Role
    status: Literal["Active", "Inactive", "Deleted"]
    changed: int


@dataclass(eq=False)
class Course:
    """A course; `history` holds the ids of those it was copied from, the newest first."""

    id: str
    title: str
    label: str
    history: tuple[str, ...] = ()
    members: dict[str, Member] = field(default_factory=dict)  # by person id, in order of arrival
    links: list[Link] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grade:
    """What stands in the gradebook: `points` out of `maximum`; None when there is only a comment."""

    points: float | None
    maximum: float
    comment: str | None
    timestamp: str  # as the tool wrote it


@dataclass(frozen=True, slots=True)
class Score:
    """The last score that was taken for somebody in a column, and when, by the platform's clock."""

    body: Mapping[str, object]
    at: float  # its own timestamp, seconds since 1970
    written: float  # seconds since 1970


@dataclass(eq=False)
class Column:
    """A line item: a column of the gradebook. `grades` is what people see, `scores` what the tool sent last."""

    id: str
    course: Course
    tool: Tool
    label: str
    maximum: float
    resource_id: str = ""
    tag: str = ""
    link_id: str | None = None
    grades: dict[str, Grade] = field(default_factory=dict)
    scores: dict[str, Score] = field(default_factory=dict)


@dataclass(eq=False)
class Link:
    """A place in a course that opens the tool; `history` holds the ids of those it was copied from."""

    id: str
    course: Course
    tool: Tool
    title: str
    url: str
    custom: dict[str, str]
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked:
    """What a teacher brought back from the tool: the items as sent, and the links made of them."""

    course: Course
    items: list[Claims]
    links: list[Link]
    message: str | None
