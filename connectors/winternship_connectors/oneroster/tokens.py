"""Access by OAuth 2.0 client credentials [RFC 6749 4.4; 1EdTech Security Framework 1.1, 4.1]: tokens that live an hour.

A token is signed by us and kept nowhere; each request looks whether its key still lives.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from django.core.signing import BadSignature, TimestampSigner

from winternship_connectors.models import RosterKey
from winternship_connectors.oneroster import keys
from winternship_connectors.oneroster.refusing import Refused

_SCOPE: Final = "https://purl.imsglobal.org/spec/or/v1p2/scope/"
CORE: Final = f"{_SCOPE}roster-core.readonly"
ALL: Final = f"{_SCOPE}roster.readonly"
SCOPES: Final = (CORE, ALL)
SECONDS: Final = 3600


class NotGiven(Exception):
    """A request for a token is refused: its status and the error code of RFC 6749 5.2."""

    def __init__(self, status: int, error: str, said: str) -> None:
        super().__init__(said)
        self.status, self.error = status, error


@dataclass(frozen=True, slots=True)
class Access:
    """What a token opens: the key it was given on, and the scopes."""

    key: RosterKey
    scopes: frozenset[str]


def give(authorization: str, form: Mapping[str, str]) -> tuple[str, tuple[str, ...], RosterKey]:
    """A new token, its scopes and its key. Raises NotGiven.

    The client says who it is by HTTP Basic, or in the form where it cannot [RFC 6749 2.3.1].
    """
    if form.get("grant_type") != "client_credentials":
        raise NotGiven(400, "unsupported_grant_type", "allowed is grant_type=client_credentials")
    client_id, secret = _credentials(authorization, form)
    key = keys.admitted(client_id, secret)
    if key is None:
        raise NotGiven(401, "invalid_client", "this client id and secret are not known here")
    asked = form.get("scope", "").split()
    scopes = tuple(one for one in SCOPES if one in asked) if asked else SCOPES
    if not scopes:
        raise NotGiven(400, "invalid_scope", f"allowed are {' '.join(SCOPES)}")
    return _signer().sign_object({"k": key.pk, "s": [SCOPES.index(one) for one in scopes]}), scopes, key


def opened(authorization: str, allowed: Iterable[str]) -> Access:
    """What the bearer of this header may. Raises Refused: 401 without a good token, 403 without one of the scopes."""
    kind, _, token = authorization.partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Refused(401, "unauthorisedrequest", "no bearer token was sent", WWW_Authenticate="Bearer")
    try:
        told = _signer().unsign_object(token.strip(), max_age=dt.timedelta(seconds=SECONDS))
    except (BadSignature, ValueError):
        told = None
    key = keys.living(told["k"]) if told else None
    if key is None or told is None:
        said = "the token is not ours, too old, or its key was revoked"
        raise Refused(401, "unauthorisedrequest", said, WWW_Authenticate='Bearer error="invalid_token"')
    scopes = frozenset(SCOPES[one] for one in told["s"])
    if scopes.isdisjoint(allowed):
        raise Refused(403, "forbidden", f"this needs one of the scopes {' '.join(allowed)}")
    return Access(key, scopes)


def _signer() -> TimestampSigner:
    # A dot, since a bearer token has no colon in it [RFC 6750 2.1].
    return TimestampSigner(salt="winternship.oneroster", sep=".")


def _credentials(authorization: str, form: Mapping[str, str]) -> tuple[str, str]:
    kind, _, told = authorization.partition(" ")
    if kind.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(told, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(name), unquote_plus(secret)
