"""A target in memory, with faults by switch: what the frame is tried against where no server is the matter.

Its objects live in a ``Store``, which several connections and threads may share; `Fault` says what goes wrong next.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Fields,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import AuthFailed, Conflict, Rejected, Retry, Throttled, Unknown
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record
from winternship_connectors.testing.faults import Fault

__all__ = [
    "STORES",
    "BatchMemoryConnector",
    "Fault",
    "ForgetfulConnector",
    "Kept",
    "KeyedConnector",
    "MemoryConnector",
    "Store",
    "store",
]

PART = "placement"


@dataclass(slots=True)
class Kept:
    """One object at the target."""

    fields: dict[str, Any]
    version: int = 1


@dataclass
class Store:
    """The target itself. ``log`` tells each effect in order: verb, object, planned hours."""

    objects: dict[str, Kept] = field(default_factory=dict)
    seen_keys: dict[str, Receipt] = field(default_factory=dict)
    log: list[tuple[str, str, int]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    requests: int = 0
    retry_after: float = 1.0
    seconds: float = 0.01
    secret: str = "right"  # noqa: S105 - a made-up one
    before: Callable[[Action], None] | None = None
    after: Callable[[Action], None] | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)

    def next_fault(self) -> Fault | None:
        """Take the next fault, if one was ordered."""
        with self.lock:
            self.requests += 1
            return self.faults.popleft() if self.faults else None

    def change(self, remote_id: str, **fields: Any) -> None:
        """Somebody edits the object over there."""
        with self.lock:
            kept = self.objects[remote_id]
            kept.fields.update(fields)
            kept.version += 1


STORES: dict[str, Store] = {}


def store(name: str = "main") -> Store:
    """The store of this name, made at first use."""
    return STORES.setdefault(name, Store())


class MemoryConnector:
    """Keeps placements in a ``Store`` by our own id; ``config["store"]`` names it."""

    id: ClassVar[str] = "memory"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.OBSERVE}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "store": {"type": "string", "x-address": True, "x-words": {"nl": "Winkel", "en": "Store"}},
            "secret": {"type": "string", "writeOnly": True, "x-words": {"nl": "Geheim", "en": "Secret"}},
        },
        "required": ["store"],
    }

    def check(self, context: Context) -> CheckResult:
        """Whether the secret is right and the target answers."""
        target = self._target(context)
        self._fail(target, target.next_fault())
        return CheckResult(True, "De verbinding werkt.", "The connection works.")

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One part for each placement; none once it is gone."""
        link = links.get(PART)
        if record is None:
            return taken(object_id, PART, link)
        return brought(object_id, PART, fields_of(record), link)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Write or remove the object; the faults of the store happen here."""
        target = self._target(context)
        fault = target.next_fault()
        self._fail(target, fault)
        if target.before:
            target.before(action)
        with target.lock:
            receipt = self._effect(target, action, key)
        if target.after:
            target.after(action)
        if fault is Fault.DROP:
            raise Unknown("PUT: no answer")
        return receipt

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All objects there are."""
        target = self._target(context)
        self._fail(target, target.next_fault())
        with target.lock:
            found = [
                Observed(remote_id, *self._whose(remote_id), str(kept.version), dict(kept.fields))
                for remote_id, kept in target.objects.items()
            ]
        yield from found
        yield Cursor("")

    def _effect(self, target: Store, action: Action, key: str) -> Receipt:
        remote_id = action.object_id
        hours = int(action.fields.get("hours") or 0)
        if action.verb is Verb.DELETE:
            if target.objects.pop(remote_id, None) is not None:
                target.log.append(("delete", remote_id, hours))
            return Receipt(remote_id, status=204)
        kept = target.objects.get(remote_id)
        if kept is not None and action.link and action.link.etag and action.link.etag != str(kept.version):
            raise Conflict(
                "PUT: it was changed there", remote=dict(kept.fields), etag=str(kept.version), status=412
            )
        version = kept.version + 1 if kept else 1
        target.objects[remote_id] = Kept(dict(action.fields), version)
        target.log.append((action.verb.value, remote_id, hours))
        return Receipt(remote_id, str(version), 201)

    @staticmethod
    def _whose(remote_id: str) -> tuple[str, str]:
        return (remote_id, PART) if remote_id.startswith("placement-") else ("", "")

    @staticmethod
    def _target(context: Context) -> Store:
        target = store(str(context.settings.config["store"]))
        if context.secrets.get("secret", target.secret) != target.secret:
            raise AuthFailed("PUT: received HTTP status 401", status=401)
        return target

    @staticmethod
    def _fail(target: Store, fault: Fault | None) -> None:
        match fault:
            case Fault.RESET:
                raise Retry("PUT: connection reset before anything was sent")
            case Fault.THROTTLE:
                raise Throttled("PUT: received HTTP status 429", after=target.retry_after, status=429)
            case Fault.ERROR:
                raise Retry("PUT: received HTTP status 500", status=500)
            case Fault.AUTH:
                raise AuthFailed("PUT: received HTTP status 401", status=401)
            case Fault.REJECT:
                raise Rejected("PUT: received HTTP status 400", fields={"starts_on": "not a day"}, status=400)
            case Fault.SLOW:
                time.sleep(target.seconds)


class KeyedConnector(MemoryConnector):
    """A target that makes a new object for each key it does not know, as a chat does; it cannot be looked at."""

    id: ClassVar[str] = "memory-keyed"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT})
    idempotency: ClassVar[Idempotency] = Idempotency.KEY

    def _effect(self, target: Store, action: Action, key: str) -> Receipt:
        if key not in target.seen_keys:
            remote_id = f"message-{len(target.seen_keys) + 1}"
            target.objects[remote_id] = Kept(dict(action.fields))
            target.log.append((action.verb.value, action.object_id, int(action.fields.get("hours") or 0)))
            target.seen_keys[key] = Receipt(remote_id, status=200)
        return target.seen_keys[key]


class ForgetfulConnector(KeyedConnector):
    """A target that remembers no key and cannot be looked at: a repetition is a second message."""

    id: ClassVar[str] = "memory-forgetful"
    idempotency: ClassVar[Idempotency] = Idempotency.NONE

    def _effect(self, target: Store, action: Action, key: str) -> Receipt:
        return super()._effect(target, action, f"{key} {len(target.seen_keys)}")


class BatchMemoryConnector(MemoryConnector):
    """Takes many changes as one file; ``log`` of the store then holds one line for each placement in it."""

    id: ClassVar[str] = "memory-batch"
    capabilities: ClassVar[frozenset[Capability]] = MemoryConnector.capabilities | {Capability.BATCH}

    def wants_all(self, settings: Settings) -> bool:
        """Whether each file must be complete."""
        return bool(settings.config.get("store", "").endswith("-all"))

    def apply_all(self, context: Context, actions: Sequence[Action], key: str) -> Mapping[str, Receipt]:
        """Make all changes, or none."""
        target = self._target(context)
        fault = target.next_fault()
        self._fail(target, fault)
        with target.lock:
            if key not in target.seen_keys:
                target.seen_keys[key] = Receipt(key)
                receipts = {one.object_id: self._effect(target, _bare(one), key) for one in actions}
            else:
                receipts = {one.object_id: Receipt(one.object_id) for one in actions}
        if fault is Fault.DROP:
            raise Unknown("PUT: no answer")
        return receipts


def fields_of(record: Record) -> Fields:
    """The flat fields of this target; ``rev`` is left out, so that a change that changes nothing sends nothing."""
    return {
        "state": record.state.value,
        "company": record.company.name,
        "starts_on": record.period.starts_on.isoformat(),
        "ends_on": record.period.ends_on.isoformat(),
        "hours": record.hours.planned,
        "number": record.student.number,
    }


def _bare(action: Action) -> Action:
    return Action(action.verb, action.object_id, action.part, action.fields)
