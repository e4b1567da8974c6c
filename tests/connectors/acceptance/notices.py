"""A connector for a school's notice board: each placement is one notice there, under our own id."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
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
from winternship_connectors.errors import Conflict, Retry
from winternship_connectors.http import Answer
from winternship_connectors.planning import brought, taken
from winternship_connectors.records import Record

PART = "notice"


def words(nl: str, en: str) -> dict[str, dict[str, str]]:
    return {"title": {"nl": nl, "en": en}, "description": {"nl": "", "en": ""}}


class NoticeConnector:
    """Puts a notice by its id, so that a repetition changes nothing; a version tells who was first."""

    id: ClassVar[str] = "notices"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(
        {Capability.UPSERT, Capability.DELETE, Capability.OBSERVE}
    )
    idempotency: ClassVar[Idempotency] = Idempotency.NATURAL
    config_schema: ClassVar[Mapping[str, Any]] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["url", "token"],
        "properties": {
            "url": {"type": "string", "x-words": words("Adres van het prikbord", "Address of the board")},
            "token": {"type": "string", "writeOnly": True, "x-words": words("Sleutel", "Token")},
        },
    }

    def check(self, context: Context) -> CheckResult:
        """Read the first page; nothing changes."""
        self.page(context, 1)
        return CheckResult(True, "Het prikbord laat ons toe.", "The board admits us.")

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """One notice; none once the placement is gone."""
        link = links.get(PART)
        if record is None:
            return taken(object_id, PART, link)
        told = {"company": record.company.name, "ends_on": record.period.ends_on.isoformat()}
        return brought(object_id, PART, told, link, record.rev)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Put or delete the notice. Raises Conflict when somebody changed it there since our link."""
        at = f"/notices/{action.object_id}"
        if action.verb is Verb.DELETE:
            return Receipt(action.object_id, status=self.send(context, "DELETE", at, expect={404}).status)
        etag = action.link.etag if action.link else ""
        answer = self.send(context, "PUT", at, told=dict(action.fields), etag=etag, expect={412})
        told = parsed(answer)
        if answer.status == 412:
            raise Conflict(
                "PUT: it was changed there", remote=told["fields"], etag=told["version"], status=412
            )
        return Receipt(action.object_id, told["version"], answer.status)

    def observe(self, context: Context, cursor: str) -> Iterator[Observed | Cursor]:
        """All notices, each once; the board has no way to ask what changed."""
        seen: set[str] = set()
        number, more = 1, True
        while more:
            page = self.page(context, number)
            for one in page["notices"]:
                if one["id"] not in seen:
                    seen.add(one["id"])
                    yield self.observed(one)
            number, more = number + 1, page["more"]
        yield Cursor("")

    def observed(self, one: Mapping[str, Any]) -> Observed:
        """A notice is ours by its id."""
        ours = one["id"] if one["id"].startswith("placement-") else ""
        return Observed(one["id"], ours, PART if ours else "", one["version"], one["fields"])

    def page(self, context: Context, number: int) -> Any:
        """One page of the board."""
        return parsed(self.send(context, "GET", f"/notices?page={number}"))

    def send(
        self,
        context: Context,
        method: str,
        path: str,
        *,
        told: Any = None,
        etag: str = "",
        expect: Collection[int] = (),
    ) -> Answer:
        """One request. `Http` names each failure by what must happen next."""
        headers = {"Authorization": f"Bearer {context.secrets['token']}"}
        if etag:
            headers["If-Match"] = etag
        body = None if told is None else json.dumps(told).encode()
        url = f"{context.settings.config['url']}{path}"
        return context.http.send(method, url, headers=headers, body=body, expect=expect)


def parsed(answer: Answer) -> Any:
    """The object in an answer. Raises Retry for a page of something in between, or half an answer."""
    try:
        told = json.loads(answer.body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Retry("the answer is none of a notice board", status=answer.status)
    return told
