"""The connector ``webhook``: one signed message for each change of a placement (Standard Webhooks)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
    Verb,
)
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.messages import bodies, signing
from winternship_connectors.messages.schema import CONFIG
from winternship_connectors.planning import brought
from winternship_connectors.records import Record, State

PART: Final = "message"


class WebhookConnector:
    """The receiver knows a repetition by ``webhook-id``; a room (text, teams) shows it a second time."""

    id: ClassVar[str] = "webhook"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency: ClassVar[Idempotency] = Idempotency.KEY
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Read the secrets; nothing is sent, as every request would be a message."""
        if _form(context) == "standard":
            signing.headers(_secrets(context), "check", 0, b"")
        return CheckResult(
            True,
            "De instellingen zijn goed. Er is niets verstuurd.",
            "The settings are good. Nothing was sent.",
        )

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """A message when something told has changed, and ``cancelled`` when the placement goes."""
        link = links.get(PART)
        if record is None:
            gone = {"placement": object_id, "state": State.CANCELLED.value}
            return [Action(Verb.DELETE, object_id, PART, gone, link, link.rev)] if link else []
        return brought(object_id, PART, bodies.fields(record), link, record.rev)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Send the message. A lost answer is Retry: the same ``webhook-id`` tells the receiver that it is one."""
        now, form, language = context.now(), _form(context), context.settings.language
        told = {
            "standard": lambda: bodies.standard(action, now),
            "text": lambda: bodies.text(action, language),
            "teams": lambda: bodies.teams(action, language),
        }[form]()
        body = json.dumps(told, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        if form == "standard":
            headers |= signing.headers(_secrets(context), key, int(now.timestamp()), body)
        try:
            answer = context.http.send("POST", context.secrets["url"], headers=headers, body=body)
        except Unknown as error:
            raise Retry(str(error), status=error.status) from error
        except Rejected as error:
            if error.status == 410:  # Standard Webhooks: the receiver wants no more
                raise Rejected(
                    "the receiver ended this address (410 Gone): set a new one", status=410
                ) from error
            raise
        return Receipt(action.object_id, status=answer.status)


def _form(context: Context) -> str:
    return str(context.settings.config.get("body") or "standard")


def _secrets(context: Context) -> list[str]:
    given = [context.secrets.get("secret", ""), context.secrets.get("old_secret", "")]
    return [given[0], *filter(None, given[1:])]
