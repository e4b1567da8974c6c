"""So that the rest of the tool meets a launch as plain typed records, and never as a token or a raw claim.

Each record reads one claim that was verified before. `read` gives None for an optional claim that is absent
or unusable; what a launch cannot do without is checked in `launch`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from winternship_net.urls import web_url

from . import names
from .roles import Roles
from .values import flag, identifier, mapping, scalar_text, storable, strings, text, whole

__all__ = [
    "Ags",
    "Context",
    "DeepLinking",
    "ForUser",
    "Launch",
    "Notices",
    "Nrps",
    "Person",
    "Platform",
    "Presentation",
    "Proof",
    "ResourceLink",
    "Roles",
    "read_custom",
]


@dataclass(frozen=True, slots=True)
class ResourceLink:
    """The place in the course that opened the tool; `id` is unique within the deployment [Core 5.3.5]."""

    id: str
    title: str | None = None
    description: str | None = None

    @classmethod
    def read(cls, claim: object) -> ResourceLink | None:
        found = mapping(claim)
        link_id = identifier(found.get("id"))
        if link_id is None:
            return None
        return cls(link_id, text(found.get("title")), text(found.get("description"), limit=2000))


@dataclass(frozen=True, slots=True)
class Context:
    """The course, or part of one; `id` is unique within the deployment [Core 5.4.1]."""

    id: str
    label: str | None = None
    title: str | None = None
    types: tuple[str, ...] = ()

    @classmethod
    def read(cls, claim: object) -> Context | None:
        found = mapping(claim)
        context_id = identifier(found.get("id"))
        if context_id is None:
            return None
        return cls(context_id, text(found.get("label")), text(found.get("title")), strings(found.get("type")))


@dataclass(frozen=True, slots=True)
class Presentation:
    """How the platform shows the tool; width and height in pixels [Core 5.4.4]."""

    document_target: str | None = None
    locale: str | None = None
    return_url: str | None = None
    width: int | None = None
    height: int | None = None

    @classmethod
    def read(cls, claim: object, *, allow_http: bool) -> Presentation:
        found = mapping(claim)
        return cls(
            document_target=text(found.get("document_target")),
            locale=text(found.get("locale"), limit=35),
            return_url=web_url(found.get("return_url"), allow_http=allow_http),
            width=whole(found.get("width")),
            height=whole(found.get("height")),
        )


@dataclass(frozen=True, slots=True)
class Platform:
    """What the platform says of itself; `family` is for example moodle or canvas [Core 5.4.2]."""

    family: str | None = None
    version: str | None = None
    guid: str | None = None
    name: str | None = None

    @classmethod
    def read(cls, claim: object) -> Platform:
        found = mapping(claim)
        family, version = text(found.get("product_family_code")), text(found.get("version"))
        return cls(family, version, text(found.get("guid")), text(found.get("name")))


@dataclass(frozen=True, slots=True)
class Ags:
    """Where grades go: `lineitem` is this activity's column, `lineitems` those of the course [AGS 3.1]."""

    scope: tuple[str, ...]
    lineitem: str | None
    lineitems: str | None

    @property
    def can_score(self) -> bool:
        """Whether there is a column, and scores may be sent to it."""
        return self.lineitem is not None and names.SCOPE_SCORE in self.scope

    @classmethod
    def read(cls, claim: object, *, allow_http: bool) -> Ags | None:
        found = mapping(claim)
        lineitem = web_url(found.get("lineitem"), allow_http=allow_http)
        lineitems = web_url(found.get("lineitems"), allow_http=allow_http)
        if lineitem is None and lineitems is None:
            return None
        return cls(strings(found.get("scope")), lineitem, lineitems)


@dataclass(frozen=True, slots=True)
class Nrps:
    """Where the list of people of the course can be asked for [NRPS 3.6.1.1]."""

    url: str
    versions: tuple[str, ...]

    @classmethod
    def read(cls, claim: object, *, allow_http: bool) -> Nrps | None:
        found = mapping(claim)
        url = web_url(found.get("context_memberships_url"), allow_http=allow_http)
        return None if url is None else cls(url, strings(found.get("service_versions")))


@dataclass(frozen=True, slots=True)
class Notices:
    """Where this tool can ask for notices, and of which types [PNS 1.0]."""

    url: str
    types: tuple[str, ...]

    @classmethod
    def read(cls, claim: object, *, allow_http: bool) -> Notices | None:
        found = mapping(claim)
        url = web_url(found.get("platform_notification_service_url"), allow_http=allow_http)
        if url is None or names.SCOPE_NOTICE_HANDLERS not in strings(found.get("scope")):
            return None
        return cls(url, strings(found.get("notice_types_supported")))


@dataclass(frozen=True, slots=True)
class DeepLinking:
    """What may be chosen for the course and where the choice goes; None means the platform did not say [DL
    4.4.1].

    `data` must be sent back exactly, also when it is empty, and only if it is there.
    """

    return_url: str
    accept_types: tuple[str, ...]
    document_targets: tuple[str, ...] = ()
    accept_multiple: bool | None = None
    accept_lineitem: bool | None = None
    auto_create: bool | None = None
    title: str | None = None
    text: str | None = None
    data: str | None = None

    @classmethod
    def read(cls, claim: object, *, allow_http: bool) -> DeepLinking | None:
        found = mapping(claim)
        return_url = web_url(found.get("deep_link_return_url"), allow_http=allow_http)
        accept_types = strings(found.get("accept_types"))
        if return_url is None or not accept_types:
            return None
        data = found.get("data")
        return cls(
            return_url=return_url,
            accept_types=accept_types,
            document_targets=strings(found.get("accept_presentation_document_targets")),
            accept_multiple=flag(found.get("accept_multiple")),
            accept_lineitem=flag(found.get("accept_lineitem")),
            auto_create=flag(found.get("auto_create")),
            title=text(found.get("title")),
            text=text(found.get("text"), limit=2000),
            data=storable(data) if isinstance(data, str) else None,
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Name and address of the one who launches, as far as shared. Personal data [Core 5.3.6]."""

    name: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    email: str | None = None
    locale: str | None = None

    @classmethod
    def read(cls, claims: object) -> Person:
        found = mapping(claims)
        given, family = text(found.get("given_name")), text(found.get("family_name"))
        email = text(found.get("email"))
        return cls(
            name=text(found.get("name")) or " ".join(filter(None, (given, family))) or None,
            given_name=given,
            family_name=family,
            email=email if email and "@" in email else None,
            locale=text(found.get("locale"), limit=35),
        )


@dataclass(frozen=True, slots=True)
class ForUser:
    """The person whom a review or a data privacy launch is about. Personal data [SR 2]."""

    user_id: str
    name: str | None
    email: str | None
    roles: Roles

    @classmethod
    def read(cls, claim: object) -> ForUser | None:
        found = mapping(claim)
        user_id = identifier(found.get("user_id"))
        if user_id is None:
            return None
        person = Person.read(found)
        return cls(user_id, person.name, person.email, Roles(strings(found.get("roles"))))


@dataclass(frozen=True, slots=True)
class Proof:
    """What the token was believed on: the key it was signed with, and when (seconds since 1970)."""

    kid: str
    issued_at: float


def read_custom(claim: object) -> dict[str, str]:
    """Custom parameters as texts [Core 5.4.6]; numbers are spelt out, null, lists and objects left out.

    A variable the platform does not know comes as it was written, for example "$ResourceLink.id.history".
    """
    read = ((scalar_text(name), scalar_text(value)) for name, value in mapping(claim).items())
    return {name: value for name, value in read if name is not None and value is not None}


@dataclass(frozen=True, slots=True)
class Launch:
    """A verified launch. `issuer` and `subject` together name a person; `subject` is None when anonymous.

    `target_link_uri` is the address the login asked for; when the token names one too, it is the same.
    `custom` are the custom parameters, and what the query of the token's address says of those that were not sent.
    What is personal stays out of `repr`, and so out of logs.
    """

    message_type: str
    issuer: str
    client_id: str
    deployment_id: str
    subject: str | None = field(repr=False)
    target_link_uri: str
    roles: Roles
    resource_link: ResourceLink | None
    context: Context | None
    presentation: Presentation
    platform: Platform
    person: Person = field(repr=False)
    custom: dict[str, str] = field(repr=False)
    ags: Ags | None
    nrps: Nrps | None
    deep_linking: DeepLinking | None
    for_user: ForUser | None = field(repr=False)
    notices: Notices | None
    proof: Proof

    @property
    def name(self) -> str | None:
        """The name of the person who launches, if shared."""
        return self.person.name

    @property
    def email(self) -> str | None:
        """The e-mail address of the person who launches, if shared."""
        return self.person.email

    @property
    def locale(self) -> str | None:
        """The language asked for: of the page (launch_presentation) before that of the person."""
        return self.presentation.locale or self.person.locale

    @property
    def return_url(self) -> str | None:
        """Where to go when the person is done, if the platform says so and the address is safe."""
        return self.presentation.return_url
