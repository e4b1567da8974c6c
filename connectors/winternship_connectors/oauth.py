"""OAuth 2.0 client credentials for targets that ask it: one token for many requests, kept in memory only.

RFC 6749 section 4.4. The scope is a setting: Azure grants only ``api://<resource>/.default``.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote_plus, urlencode

from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, Rejected, Retry, Unknown
from winternship_connectors.http import Answer
from winternship_connectors.wording import words

EARLY: Final = dt.timedelta(seconds=30)  # a token is renewed this long before it ends
_UNTOLD: Final = 300  # seconds, where the server does not tell how long [RFC 6749 5.1: it should]
_MOST_KEPT: Final = 1000


# What a connector that uses this adds to the properties of its ``config_schema``.
PROPERTIES: Final[Mapping[str, Any]] = {
    "token_url": {
        "type": "string",
        "x-address": True,
        "pattern": "^https?://",
        "x-words": words(
            "Adres voor tokens",
            "Token address",
            "Waar wij toegang vragen; de leverancier van het systeem geeft dit adres.",
            "Where we ask for access; the supplier of the system gives this address.",
        ),
    },
    "client_id": {
        "type": "string",
        "minLength": 1,
        "x-words": words("Client-id", "Client id", "De naam van deze koppeling daar.", "Our name there."),
    },
    "client_secret": {
        "type": "string",
        "writeOnly": True,
        "minLength": 1,
        "x-words": words(
            "Client-geheim",
            "Client secret",
            "Wordt versleuteld bewaard en nooit getoond.",
            "Kept encrypted and never shown.",
        ),
    },
    "scope": {
        "type": "string",
        "x-words": words(
            "Scope",
            "Scope",
            "Welke rechten wij vragen. Bij Azure: api://…/.default",
            "Which rights we ask for. With Azure: api://…/.default",
        ),
    },
}
REQUIRED: Final = ("token_url", "client_id", "client_secret")


@dataclass(frozen=True, slots=True)
class Client:
    """Who we are at a token endpoint. The secret stays out of ``repr``."""

    token_url: str
    client_id: str
    secret: str = field(repr=False)
    scope: str = ""

    @property
    def key(self) -> str:
        """What tokens are kept under: a digest, so that a changed secret asks for a new token."""
        told = json.dumps([self.token_url, self.client_id, self.secret, self.scope])
        return hashlib.sha256(told.encode()).hexdigest()


def client(context: Context, *, scope: str = "") -> Client:
    """The client of a connection whose schema has ``PROPERTIES``; ``scope`` is asked where none is set."""
    config = context.settings.config
    asked = str(config.get("scope") or scope)
    secret = context.secrets.get("client_secret", "")
    return Client(str(config["token_url"]), str(config["client_id"]), secret, asked)


def send(
    context: Context,
    who: Client,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    expect: Collection[int] = (),
) -> Answer:
    """As ``Http.send``, with a bearer token [RFC 6750 2.1]. After a 401 once more with a new token: it was not done."""
    token = _token(context, who)
    for last in (False, True):
        bearer = {**(headers or {}), "Authorization": f"Bearer {token}"}
        allowed = {*expect} if last else {*expect, 401}
        answer = context.http.send(method, url, headers=bearer, body=body, expect=allowed)
        if answer.status != 401 or 401 in expect:
            return answer
        _forget(who, token)
        token = _token(context, who)
    raise AssertionError("the second answer is returned or raised")  # pragma: no cover


def forget_all() -> None:
    """Drop every token of this process."""
    with _lock:
        _tokens.clear()


_tokens: dict[str, tuple[str, dt.datetime]] = {}
_lock = threading.Lock()
_gates = tuple(threading.Lock() for _ in range(32))


def _token(context: Context, who: Client) -> str:
    # One thread asks and the others wait: a server may void a token as soon as it gives the next.
    with _gates[hash(who.key) % len(_gates)]:
        with _lock:
            kept = _tokens.get(who.key)
        if kept is not None and context.now() < kept[1]:
            return kept[0]
        token, seconds = _ask(context, who)
        until = context.now() + dt.timedelta(seconds=seconds) - EARLY
        with _lock:
            if len(_tokens) >= _MOST_KEPT:
                _tokens.clear()
            _tokens[who.key] = (token, until)
        return token


def _forget(who: Client, token: str) -> None:
    # Another thread may have a newer one already; that one stays.
    with _lock:
        if _tokens.get(who.key, ("",))[0] == token:
            del _tokens[who.key]


def _ask(context: Context, who: Client) -> tuple[str, float]:
    """A new token and its seconds. Raises AuthFailed, and Retry also without an answer, as nothing was changed."""
    # Name and secret are form-encoded before they are joined [RFC 6749 2.3.1].
    pair = f"{quote_plus(who.client_id)}:{quote_plus(who.secret)}".encode()
    headers = {
        "Authorization": f"Basic {base64.b64encode(pair).decode()}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept": "application/json",
    }
    form = {"grant_type": "client_credentials", **({"scope": who.scope} if who.scope else {})}
    try:
        answer = context.http.send("POST", who.token_url, headers=headers, body=urlencode(form).encode())
    except Unknown as error:
        raise Retry(f"token: {error}") from error
    except Rejected as error:
        if error.status is None:
            raise
        # 400 is also what a wrong client, a wrong scope and an unknown grant get [RFC 6749 5.2].
        raise AuthFailed(f"token: received HTTP status {error.status}", status=error.status) from error
    return _read(answer)


def _read(answer: Answer) -> tuple[str, float]:
    try:
        told = json.loads(answer.body)
        token, kind = told["access_token"], told["token_type"]
        seconds = float(told.get("expires_in", _UNTOLD))
    except (ValueError, KeyError, TypeError) as error:
        raise AuthFailed(
            "token: the answer is no token response of RFC 6749 5.1", status=answer.status
        ) from error
    if (
        not isinstance(token, str)
        or not token.isascii()
        or not token.isprintable()
        or str(kind).lower() != "bearer"
    ):
        raise AuthFailed("token: received a token that is not a bearer token", status=answer.status)
    return token, seconds
