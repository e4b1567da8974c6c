"""The connector ``mail``: an e-mail to the school's internship office for each change of a placement (RFC 5322)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

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
from winternship_connectors.messages import notices
from winternship_connectors.messages.mail_schema import CONFIG, addresses, problems
from winternship_connectors.messages.smtp import Server, send, server_of
from winternship_connectors.records import Record


class MailConnector:
    """Nobody can look whether a message arrived: after a lost answer a person decides whether it is sent again."""

    id: ClassVar[str] = "mail"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency: ClassVar[Idempotency] = Idempotency.NONE
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def problems(self, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Addresses that are none."""
        return problems(config)

    def check(self, context: Context) -> CheckResult:
        """Log in; nothing is sent."""
        return _server(context).check(context.http)

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """A message when something told has changed, and ``cancelled`` when the placement goes."""
        return notices.plan(settings, record, links, object_id)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Send the message. Its id follows from the key; all of one placement are one thread."""
        if notices.is_told(action) and action.link is not None:
            return Receipt(action.link.remote_id, notices.mark(action))
        config = context.settings.config
        message = _message(context, action, key)
        with _server(context).session(context.http) as client:
            status = send(client, config["sender"], addresses(config), message.as_bytes())
        thread = action.link.remote_id if action.link else str(message["Message-ID"])
        return Receipt(thread, notices.mark(action), status)


def _server(context: Context) -> Server:
    return server_of(context.settings.config, context.secrets.get("password", ""))


def _message(context: Context, action: Action, key: str) -> EmailMessage:
    """Headers hold only the settings, our own words and numbers; what somebody typed stands in the body."""
    settings, language = context.settings, context.settings.language
    host = urlsplit(settings.site).hostname or "winternship.invalid"
    made = EmailMessage(policy=SMTP)
    made["From"] = settings.config["sender"]
    made["To"] = ", ".join(addresses(settings.config))
    made["Subject"] = notices.subject(action, language)
    made["Date"] = format_datetime(context.now())
    # The same key gives the same id, by which a mail program may know a repetition [RFC 5322 3.6.4].
    made["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"
    if action.link is not None and action.verb in {Verb.UPDATE, Verb.DELETE}:
        made["In-Reply-To"] = made["References"] = action.link.remote_id
    made["Auto-Submitted"] = "auto-generated"  # no out-of-office answer [RFC 3834 5]
    made.set_content("\n".join([notices.subject(action, language), "", *notices.lines(action, language)]))
    return made
