"""What a connector is. The frame knows nothing of a target system, and a connector nothing of queues or the board.

A placement becomes one or more *parts* at the target (an organisation, an offering, an association). ``plan`` says
which parts should be created, changed or deleted, as flat fields; that is the dry run. ``apply`` makes one of these
changes. ``observe`` tells what is there, in the same fields, so that the frame can compare.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Protocol, runtime_checkable

from winternship_connectors.http import Http
from winternship_connectors.records import Record

Value = str | int | bool | None
Fields = Mapping[str, Value]


class Capability(StrEnum):
    """What a connector can do beside ``check`` and ``plan``."""

    UPSERT = "upsert"
    DELETE = "delete"
    OBSERVE = "observe"
    DELTA = "delta"
    BATCH = "batch"


class Idempotency(StrEnum):
    """Why a repeated delivery leaves one object there; told to the administrator."""

    NATURAL = "natural"  # the object has our id: PUT by id, file by name
    KEY = "key"  # the target remembers our key
    LOOKUP = "lookup"  # we find the object by our id before we make it
    NONE = "none"  # a repetition is a second message


class Verb(StrEnum):
    """What has to be done with a part."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``plan`` may know: the configuration without secrets, the site's address, nl or en, the school's number.

    ``school_name`` is for ``apply`` only: it may be empty in a plan, and a change of it sends nothing.
    """

    config: Mapping[str, Any]
    site: str
    language: str = "nl"
    school: int = 0
    school_name: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What ``check``, ``apply`` and ``observe`` may use.

    ``secrets`` are plain text and live only here; ``document`` gives the bytes of a record's agreement by its
    sha256.
    """

    settings: Settings
    secrets: Mapping[str, str]
    http: Http
    now: Callable[[], dt.datetime]
    document: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Link:
    """What the frame remembers of a part that is there."""

    remote_id: str
    etag: str = ""
    rev: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One change of one part of one placement; ``fields`` are all its fields as they must become.

    ``rev`` is the record's, for targets that count versions; it is no field, since it rises without any difference.
    """

    verb: Verb
    object_id: str
    part: str
    fields: Fields = field(default_factory=dict)
    link: Link | None = None
    rev: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the target said: its id of the part, its version, its status code."""

    remote_id: str
    etag: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """A part as it is at the target. ``fields`` is None when it is gone; ``object_id`` is empty when it is not ours."""

    remote_id: str
    object_id: str = ""
    part: str = ""
    etag: str = ""
    fields: Fields | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where to go on at the next look; an empty value means from the start."""

    value: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Whether the connection works, and in words of an administrator what was found, Dutch and English."""

    ok: bool
    nl: str
    en: str


@runtime_checkable
class Connector(Protocol):
    """One kind of target. Stateless; all that differs between two connections is in the context.

    ``config_schema`` is JSON Schema (2020-12) of an object with flat properties; each has ``title`` and
    ``description`` as ``{"nl": …, "en": …}`` under ``x-words``; ``"writeOnly": true`` marks a secret, ``x-lines`` a
    text of so many lines. ``x-when`` and ``x-needed`` say to which choices a setting applies, and where it is needed
    (``applying``); one that does not apply is neither asked nor kept. ``"x-address": true`` marks where secrets are
    sent: when it changes, they are asked again.
    """

    id: ClassVar[str]
    version: ClassVar[str]
    capabilities: ClassVar[frozenset[Capability]]
    idempotency: ClassVar[Idempotency]
    config_schema: ClassVar[Mapping[str, Any]]

    def check(self, context: Context) -> CheckResult:
        """Try the connection without changing anything there; raises what ``apply`` may raise."""

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """The changes that bring the parts in step with the record; pure, no input or output.

        ``record`` is None when the placement must not be there (any more). ``links`` is by part. A part whose
        fields have the digest of its link is left out.
        """

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Make one change there. The same ``key`` again must leave one object. Raises ``DeliveryError``."""


@runtime_checkable
class ObservingConnector(Connector, Protocol):
    """A connector that can tell what is there; it has ``Capability.OBSERVE``."""

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All parts that are there, or what changed since the cursor; ends with a ``Cursor``.

        A cursor that the target does not know leads to a full look. Raises ``DeliveryError``.
        """


@runtime_checkable
class JudgingConnector(Connector, Protocol):
    """A connector whose settings can be wrong in a way that a schema does not say."""

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What is wrong, by setting, in words; ``config`` fits the schema."""


@runtime_checkable
class DependingConnector(Connector, Protocol):
    """A connector of which the settings decide what a repetition leaves; ``idempotency`` is then the weakest."""

    def idempotency_in(self, config: Mapping[str, Any]) -> Idempotency:
        """What holds with this configuration."""


def idempotency_of(connector: Connector, config: Mapping[str, Any]) -> Idempotency:
    """Why a repeated delivery of this connection leaves one object, or that it does not."""
    if isinstance(connector, DependingConnector):
        return connector.idempotency_in(config)
    return connector.idempotency


@runtime_checkable
class BatchConnector(Connector, Protocol):
    """A connector that delivers many changes at once, such as a file; it has ``Capability.BATCH``."""

    def wants_all(self, settings: Settings) -> bool:
        """Whether each delivery must hold everything that is live, and not only what changed."""

    def apply_all(self, context: Context, actions: Sequence[Action], key: str) -> Mapping[str, Receipt]:
        """Make all changes as one; receipts by ``object_id``. All or nothing: an error means none was made."""
