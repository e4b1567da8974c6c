"""The connector ``matrix``: a message in a room for each change of a placement (Matrix Client-Server API v3)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, ClassVar, Final
from urllib.parse import quote

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
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Throttled, Unknown
from winternship_connectors.http import Answer, retry_after
from winternship_connectors.messages import notices
from winternship_connectors.messages.matrix_schema import CONFIG
from winternship_connectors.records import Record

_SAID: Final = frozenset({400, 401, 403, 404, 429})  # where the body names the error
_NOT_IN: Final = CheckResult(
    False,
    "Het account werkt, maar zit niet in de ruimte. Nodig het uit en neem de uitnodiging aan.",
    "The account works, but is not in the room. Invite it, and accept the invitation.",
)
_GOOD: Final = CheckResult(
    True,
    "Het account zit in de ruimte. Er is niets verstuurd.",
    "The account is in the room. Nothing was sent.",
)


class MatrixConnector:
    """The server knows a repetition by its transaction id; what follows on a first message is a thread below it."""

    id: ClassVar[str] = "matrix"
    version: ClassVar[str] = "1"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.UPSERT, Capability.DELETE})
    idempotency: ClassVar[Idempotency] = Idempotency.KEY
    config_schema: ClassVar[Mapping[str, Any]] = CONFIG

    def check(self, context: Context) -> CheckResult:
        """Ask who we are and in which rooms; nothing is sent."""
        _ask(context, "GET", "account/whoami")
        room = _room(context)
        rooms = _ask(context, "GET", "joined_rooms").get("joined_rooms", ())
        return _GOOD if room in rooms else _NOT_IN

    def plan(
        self, settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
    ) -> Sequence[Action]:
        """A message when something told has changed, and ``cancelled`` when the placement goes."""
        return notices.plan(settings, record, links, object_id)

    def apply(self, context: Context, action: Action, key: str) -> Receipt:
        """Send the message. A lost answer is Retry: the same transaction id gives the same event."""
        if notices.is_told(action) and action.link is not None:
            return Receipt(action.link.remote_id, notices.mark(action))
        path = f"rooms/{quote(_room(context), safe='')}/send/m.room.message/{quote(key, safe='')}"
        try:
            told = _ask(context, "PUT", path, _content(action, context.settings.language))
        except Unknown as error:
            raise Retry(str(error), status=error.status) from error
        event = told.get("event_id")
        if not isinstance(event, str) or not event:
            raise Retry("PUT: the answer is none of a Matrix server")
        return Receipt(action.link.remote_id if action.link else event, notices.mark(action), 200)


def _content(action: Action, language: str) -> Mapping[str, Any]:
    """A notice, which bots do not answer; nobody is called by it, whatever a company is named [v3 11.36]."""
    subject, lines = notices.subject(action, language), notices.lines(action, language)
    content: dict[str, Any] = {
        "msgtype": "m.notice",
        "body": "\n".join([subject, *lines]),
        "format": "org.matrix.custom.html",
        "formatted_body": "<br>".join([f"<strong>{escape(subject)}</strong>", *map(escape, lines)]),
        "m.mentions": {},
    }
    if action.link is not None:
        root = action.link.remote_id
        # Clients without threads show it as an answer to the first message.
        content["m.relates_to"] = {
            "rel_type": "m.thread",
            "event_id": root,
            "is_falling_back": True,
            "m.in_reply_to": {"event_id": root},
        }
    return content


def _room(context: Context) -> str:
    """The id of the room; an alias is looked up each time, since a school may let it lead elsewhere."""
    room = str(context.settings.config["room"]).strip()
    if room.startswith("!"):
        return room
    found = _ask(context, "GET", f"directory/room/{quote(room, safe='')}").get("room_id")
    if not isinstance(found, str):
        raise Retry("GET: the answer is none of a Matrix server")
    return found


def _ask(
    context: Context, method: str, path: str, content: Mapping[str, Any] | None = None
) -> Mapping[str, Any]:
    url = f"{str(context.settings.config['url']).rstrip('/')}/_matrix/client/v3/{path}"
    headers = {
        "Authorization": f"Bearer {context.secrets.get('token', '')}",
        "Content-Type": "application/json",
    }
    body = None if content is None else json.dumps(content, ensure_ascii=False).encode()
    answer = context.http.send(method, url, headers=headers, body=body, expect=_SAID)
    told = _told(answer)
    if answer.status in _SAID:
        raise _failure(context, method, answer, told)
    if told is None:
        raise Retry(f"{method}: the answer is none of a Matrix server", status=answer.status)
    return told


def _told(answer: Answer) -> Mapping[str, Any] | None:
    try:
        told = json.loads(answer.body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _failure(
    context: Context, method: str, answer: Answer, told: Mapping[str, Any] | None
) -> AuthFailed | Throttled | Rejected:
    code = str((told or {}).get("errcode", ""))
    known = code if code.startswith("M_") and code.replace("_", "").isalpha() and len(code) < 50 else ""
    said = f"{method}: received HTTP status {answer.status} {known}".strip()
    if answer.status == 429 or code == "M_LIMIT_EXCEEDED":
        return Throttled(said, after=_wait(context, answer, told or {}), status=answer.status)
    if answer.status == 403:
        return AuthFailed(f"{said}: invite the account to the room, and let it write there", status=403)
    if answer.status == 401:
        return AuthFailed(f"{said}: make a new access token", status=401)
    if answer.status == 404:
        return Rejected(f"{said}: there is no such room or alias at this server", status=404)
    return Rejected(f"{said}: the server does not take it", status=answer.status)


def _wait(context: Context, answer: Answer, told: Mapping[str, Any]) -> float | None:
    """The seconds of the header, or else of the body, which older servers fill [v3 2.6]."""
    after = retry_after(answer, context.now())
    more = told.get("retry_after_ms")
    if after is None and isinstance(more, int) and not isinstance(more, bool) and more >= 0:
        return min(more / 1000, 24 * 3600.0)
    return after
