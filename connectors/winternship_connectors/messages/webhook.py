"""The connector ``webhook``: one signed message for each change of a placement (Standard Webhooks)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from winternship_connectors.contract import (
    Action,
    Capability,
    CheckResult,
    Context,
    Idempotency,
    Link,
    Receipt,
    Settings,
)
from winternship_connectors.errors import Rejected, Retry, Unknown
from winternship_connectors.messages import bodies, signing
from winternship_connectors.messages.notices import PART, gone, is_told, mark
from winternship_connectors.messages.schema import CONFIG
from winternship_connectors.planning import brought
from winternship_connectors.records import Record


class WebhookConnector:
    """A system knows a repetition by ``webhook-id``; a room (text, teams) would show it a second time."""

    id: ClassVar[str] = "webhook"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency: ClassVar[Idempotency] = Idempotency.NONE
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def idempotency_in(self, config: Mapping[str, Any]) -> Idempotency:
        """Only the form ``standard`` has a key."""
        return Idempotency.KEY if _form(config) == "standard" else Idempotency.NONE

    def check(self, context: Context) -> CheckResult:
        """Read the secrets; nothing is sent, as every request would be a message."""
        if _form(context.settings.config) == "standard":
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
            return gone(object_id, link)
        return brought(object_id, PART, bodies.fields(record), link, record.rev)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Send the message, unless its end was told already.

        A lost answer is Retry where ``webhook-id`` tells the receiver that it is the same, and Unknown in a room.
        """
        if is_told(action):
            return Receipt(action.object_id, mark(action))
        now, form, language = context.now(), _form(context.settings.config), context.settings.language
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
            if form != "standard":
                raise
            raise Retry(str(error), status=error.status) from error
        except Rejected as error:
            if error.status == 410:  # Standard Webhooks: the receiver wants no more
                raise Rejected(
                    "the receiver ended this address (410 Gone): set a new one", status=410
                ) from error
            raise
        return Receipt(action.object_id, mark(action), answer.status)


def _form(config: Mapping[str, Any]) -> str:
    return str(config.get("body") or "standard")


def _secrets(context: Context) -> list[str]:
    given = [context.secrets.get("secret", ""), context.secrets.get("old_secret", "")]
    return [given[0], *filter(None, given[1:])]
