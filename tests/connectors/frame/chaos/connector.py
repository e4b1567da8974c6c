"""The connector to the target of the chaos; now and then it kills its own process between effect and answer."""

from __future__ import annotations

import json
import os
import random
import signal
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Cursor,
    Idempotency,
    Link,
    Observed,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.digesting import digest
from winternship_connectors.errors import Conflict
from winternship_connectors.records import Record

PART = "hours"
chance = random.Random()


class ChaosConnector:
    """Sends the planned hours of a placement."""

    id: ClassVar[str] = "chaos"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.OBSERVE})
    idempotency: ClassVar[Idempotency] = Idempotency.KEY
    config_schema: ClassVar[Mapping[str, Any]] = {"type": "object"}
    deadly: ClassVar[float] = 0.0

    def check(self, context: Context) -> CheckResult:
        """Whether the target answers."""
        context.http.send("GET", context.settings.config["address"])
        return CheckResult(True, "", "")

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One part."""
        if record is None:
            return []
        fields, link = {"id": record.id, "hours": record.hours.planned}, links.get(PART)
        if link is not None and link.digest == digest(fields):
            return []
        return [Action(Verb.UPDATE if link else Verb.CREATE, object_id, PART, fields, link)]

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """POST or PUT."""
        address, body = context.settings.config["address"], json.dumps(dict(action.fields)).encode()
        if action.link is None:
            answer = context.http.send("POST", address, headers={"Idempotency-Key": key}, body=body)
        else:
            headers = {"If-Match": action.link.etag}
            url = f"{address}/{action.link.remote_id}"
            answer = context.http.send("PUT", url, headers=headers, body=body, expect={412})
        if chance.random() < self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        said = json.loads(answer.body)
        if answer.status == 412:
            raise Conflict("PUT: 412", remote=said["fields"], etag=str(said["version"]), status=412)
        return Receipt(said["id"], str(said["version"]), answer.status)

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All there is."""
        for one in json.loads(context.http.send("GET", context.settings.config["address"]).body):
            fields = one["fields"]
            yield Observed(one["id"], fields["id"], PART, str(one["version"]), fields)
        yield Cursor("")
