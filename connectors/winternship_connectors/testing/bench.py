"""The bench of one test: a connector, its target behind a proxy, a clock, and the frame over a made-up school."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

import pytest
from django.conf import settings

from winternship_board import api as board
from winternship_connectors import api, building, clock, oauth, registry, sealing
from winternship_connectors.contract import (
    Action,
    BatchConnector,
    Capability,
    Connector,
    Context,
    Fields,
    Idempotency,
    Link,
    Observed,
    ObservingConnector,
    Receipt,
    Settings,
    Verb,
    idempotency_of,
)
from winternship_connectors.digesting import digest
from winternship_connectors.http import Http
from winternship_connectors.records import Record
from winternship_connectors.testing.faults import Fault
from winternship_connectors.testing.proxy import Spoiler
from winternship_connectors.testing.rigs import Rig

NOON: Final = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
SITE: Final = "https://winternship.test"
SCHOOL: Final = 1
ACTOR: Final = board.SYSTEM
HOURS: Final = 7200.0  # seconds after which whatever was postponed is due

NONE: Final[Mapping[str, str]] = {}

Links = dict[str, Link]


@dataclass
class Clock:
    """A clock that a test moves."""

    at: dt.datetime = NOON

    def __call__(self) -> dt.datetime:
        return self.at

    def step(self, seconds: float) -> None:
        """Move it forwards."""
        self.at += dt.timedelta(seconds=seconds)


@dataclass(repr=False)
class Bench:
    """What each point works with. ``school`` are the placements that the frame believes the board has."""

    rig: Rig
    spoiler: Spoiler | None
    monkeypatch: pytest.MonkeyPatch
    caplog: pytest.LogCaptureFixture
    clock: Clock = field(default_factory=Clock)
    school: dict[int, Record] = field(default_factory=dict)
    pk: int = 0

    def __post_init__(self) -> None:
        """Put the made-up school in the place of the board; everything else of the frame is what schools run."""
        put = self.monkeypatch.setattr
        put(clock, "now", self.clock)
        put(board, "placements_of", lambda school: sorted(self.school))
        put(board, "signed_document", self.document)
        put(building, "records", self._records)
        put(building, "site", lambda: SITE)
        put(settings, "ALLOW_PRIVATE_NETWORKS", True, raising=False)
        self.monkeypatch.setitem(registry._extra, self.connector.id, self.connector)
        oauth.forget_all()
        if self.spoiler is None:
            put(Http, "send", _past_the_proxy)

    @property
    def connector(self) -> Connector:
        """What is tried."""
        return self.rig.connector

    @property
    def config(self) -> dict[str, Any]:
        """The whole configuration, through the proxy where there is one."""
        return self.rig.config(self.spoiler.origin if self.spoiler else "")

    @property
    def secret_names(self) -> frozenset[str]:
        """The settings that are secrets, of those in the rig's configuration."""
        properties = self.connector.config_schema.get("properties", {})
        return frozenset(name for name in self.config if properties.get(name, {}).get("writeOnly"))

    @property
    def released(self) -> Path:
        """Where the configuration schema of the last release is kept, beside the rig."""
        return Path(inspect.getfile(type(self.rig))).parent / "released" / f"{self.connector.id}.json"

    @property
    def idempotency(self) -> Idempotency:
        """What the connector declares for the rig's configuration."""
        return idempotency_of(self.connector, self.config)

    @property
    def hands_over(self) -> bool:
        """Whether a delivery leaves a message or a file, which is the receiver's from then on."""
        return self.rig.messages or Capability.BATCH in self.connector.capabilities

    def document(self, sha256: str) -> bytes:
        """The bytes of an agreement."""
        return self.rig.documents[sha256]

    # -- what may be left out, and only for these reasons

    def needs(self, capability: Capability) -> None:
        """Skip when the connector does not claim this."""
        if capability not in self.connector.capabilities:
            pytest.skip(f"{self.connector.id} does not declare {capability.value}")

    def needs_objects(self) -> None:
        """Skip for messages and files: what was handed over is the receiver's own."""
        if self.hands_over:
            assert Capability.OBSERVE not in self.connector.capabilities, (
                "what can be looked at is no message"
            )
            pytest.skip(
                f"{self.connector.id} hands over messages or files, which it cannot change afterwards"
            )

    def needs_memory(self) -> None:
        """Skip when the target takes a repetition for something new, and the connector says so."""
        if self.idempotency is Idempotency.NONE:
            pytest.skip(f"{self.connector.id} declares idempotency none: a repetition is a second object")

    @contextmanager
    def spoiled(
        self, fault: Fault, times: int = 1_000_000, retry_at: str = "0", *, strikes: bool = True
    ) -> Iterator[None]:
        """Let this go wrong while the block lasts; skips where the target has no HTTP and its rig no such fault.

        ``strikes``: it must befall a request, since a fault that nobody meets shows nothing.
        """
        order = self._order if self.spoiler else self.rig.spoil
        if order(fault, times, retry_at) is False:
            pytest.skip(
                f"{self.connector.id} is not reached over HTTP, and {fault.value} cannot happen there"
            )
        try:
            yield
        finally:
            order(None, 0, "0")
        if strikes:
            assert self.struck, "no request met the fault: see config() and writes() of the rig"

    @property
    def struck(self) -> bool:
        """Whether a request met the fault; of a rig that spoils by itself, it is taken for granted."""
        return self.spoiler is None or self.spoiler.struck > 0

    def _order(self, fault: Fault | None, times: int, retry_at: str) -> bool:
        assert self.spoiler is not None
        self.spoiler.retry_at = retry_at
        self.spoiler.order(fault, times)
        return True

    # -- the connector alone

    def context(self, secrets: Mapping[str, str] = NONE, *, seconds: float = 20.0) -> Context:
        """What ``check``, ``apply`` and ``observe`` get; ``secrets`` replace those of the rig."""
        config, names = self.config, self.secret_names
        return Context(
            settings=Settings(
                {name: one for name, one in config.items() if name not in names}, SITE, school=SCHOOL
            ),
            secrets=sealing.Secrets({**{name: str(config[name]) for name in self.secret_names}, **secrets}),
            http=Http(allow_private=True, seconds=seconds, now=self.clock),
            now=self.clock,
            document=self.document,
        )

    def plan(
        self, record: Record | None, links: Mapping[str, Link] | None = None, number: int = 0
    ) -> list[Action]:
        """The connector's plan."""
        object_id = record.id if record else building.object_id(number)
        return list(self.connector.plan(self.context().settings, record, links or {}, object_id))

    def apply(self, action: Action, key: str, *, seconds: float = 20.0) -> Receipt:
        """One change, as the frame makes it: alone, or as a delivery of one."""
        context = self.context(seconds=seconds)
        if Capability.BATCH in self.connector.capabilities:
            assert isinstance(self.connector, BatchConnector)
            return self.connector.apply_all(context, [action], key)[action.object_id]
        return self.connector.apply(context, action, key)

    def deliver(self, record: Record, links: Mapping[str, Link] | None = None, key: str = "1") -> Links:
        """Plan and apply a record; what is there afterwards."""
        found = dict(links or {})
        for action in self.plan(record, found):
            receipt = self.apply(action, f"{record.id}:{key}:{action.part}")
            if action.verb is Verb.DELETE:
                del found[action.part]
            else:
                found[action.part] = Link(receipt.remote_id, receipt.etag, record.rev, digest(action.fields))
        return found

    def observed(self, cursor: str = "") -> list[Observed]:
        """What is there, in the connector's eyes."""
        assert isinstance(self.connector, ObservingConnector)
        return [one for one in self.connector.observe(self.context(), cursor) if isinstance(one, Observed)]

    def ours(self) -> dict[tuple[str, str], Fields]:
        """Our parts that are there, by placement and part."""
        return {
            (one.object_id, one.part): one.fields
            for one in self.observed()
            if one.object_id and one.fields is not None
        }

    # -- the whole frame

    def connect(self, *numbers: int, mode: str = "live") -> int:
        """A connection of a school with these placements, as an administrator makes it."""
        self.school = {number: self.rig.record(number) for number in numbers}
        self.pk = api.create(ACTOR, SCHOOL, self.connector.id, "Kit", self.config)
        api.change(ACTOR, self.pk, a_minute=0)
        if mode == "live":
            api.set_mode(ACTOR, self.pk, mode)
        return self.pk

    def change(self, number: int) -> None:
        """The placement changes on the board."""
        self.school[number] = self.rig.changed(self.school[number])
        self.requeue()

    def requeue(self) -> None:
        """Let the frame look at every placement again, as going live does."""
        api.set_mode(ACTOR, self.pk, "dry_run")
        api.set_mode(ACTOR, self.pk, "live")

    def work(self, rounds: int = 2) -> None:
        """Rounds of work with hours between them."""
        for _ in range(rounds):
            api.work_once()
            self.clock.step(HOURS)

    def health(self) -> api.Health:
        """How the connection is."""
        return api.health(ACTOR, self.pk)

    def asked(self) -> int:
        """How many requests there were."""
        return len(self.spoiler.seen) if self.spoiler else 0

    def _records(self, placements: Collection[int], school: int) -> Iterator[Record]:
        return (self.school[one] for one in placements if one in self.school)

    def watch(self, done: Callable[[Sequence[Action]], None]) -> None:
        """Call this after each change at the target and before the frame hears of it."""
        chosen = self.connector
        apply, apply_all = chosen.apply, getattr(chosen, "apply_all", None)

        def one(context: Context, action: Action, key: str) -> Receipt:
            receipt = apply(context, action, key)
            done([action])
            return receipt

        def many(context: Context, actions: Sequence[Action], key: str) -> Mapping[str, Receipt]:
            assert apply_all is not None
            receipts: Mapping[str, Receipt] = apply_all(context, actions, key)
            done(actions)
            return receipts

        self.monkeypatch.setattr(chosen, "apply", one)
        if apply_all is not None:
            self.monkeypatch.setattr(chosen, "apply_all", many)


def _past_the_proxy(*given: Any, **named: Any) -> NoReturn:
    raise AssertionError(
        "this connector uses HTTP: give its rig an origin, so that it can be tried with faults"
    )
