"""So that a platform can tell this tool what happened outside a launch, and nobody else can [PNS 1.0]."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from . import jose, names, strict_json, trust
from .claims import Context
from .errors import NoticeInvalid, NoticeMalformed
from .keys import KeySource
from .parties import Registration
from .values import identifier, mapping, strings

MOST_NOTICES: Final = 100  # in one request; platforms send batches


@dataclass(frozen=True, slots=True)
class Notice:
    """A verified notice. `id` is unique within the platform; `kind` may be one that this tool does not know.

    `origins` are the ids of the courses from which `context` was copied, in a context copy notice.
    """

    id: str
    kind: str
    deployment_id: str
    context: Context | None
    origins: tuple[str, ...]


def read_envelope(body: bytes) -> tuple[str, ...]:
    """The signed notices of a request, `{"notices": [{"jwt": "…"}]}`. Raises NoticeMalformed."""
    try:
        listed = strict_json.loads_object(body).get("notices")
    except ValueError as error:
        raise NoticeMalformed("received something else than a JSON object") from error
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_NOTICES:
        raise NoticeMalformed(f"needed is a list of 1 to {MOST_NOTICES} notices")
    tokens = [mapping(item).get("jwt") for item in listed]
    if not all(isinstance(token, str) for token in tokens):
        raise NoticeMalformed("received a notice without a jwt")
    return strings(tokens)


def verify(token: str, *, registration: Registration, keys: KeySource, now: float) -> Notice:
    """The notice that a token stands for, or an LtiError; checked like a launch, but for what a login adds.

    `now` is in seconds since 1970. There is no state and no nonce of ours: that a notice counts once is for
    the caller to settle, by its id. So is whether the deployment is known.
    """
    kid = jose.peek_kid(token)  # shape, size, RS256 only, no crit [Sec 5.1.3 (6), RFC 7515 4.1.11]
    key = keys.get(registration.jwks_url, kid)  # [Sec 6.3]
    claims = jose.verify_rs256(token, key)  # [Sec 5.1.3 (1)]
    trust.check_issuer(claims, registration)  # [Sec 5.1.3 (2)]
    trust.check_audience(claims, registration)  # [Sec 5.1.3 (3, 4, 5)]
    trust.check_times(claims, registration, now)  # [Sec 5.1.3 (7, 8)]
    trust.check_version(claims)  # [Core 5.3.2]
    deployment_id = trust.read_deployment(claims)  # [Core 5.3.3]
    said = mapping(claims.get(names.NOTICE))
    notice_id, kind = identifier(said.get("id")), identifier(said.get("type"))
    if notice_id is None or kind is None:
        raise NoticeInvalid("received a notice without an id or a type of 1 to 255 characters")
    origins = [
        found for origin in strings(claims.get(names.ORIGIN_CONTEXTS)) if (found := identifier(origin))
    ]
    return Notice(notice_id, kind, deployment_id, Context.read(claims.get(names.CONTEXT)), tuple(origins))


def handler_request(kind: str, handler: str) -> bytes:
    """The body that asks a platform to send notices of this type to this address; "" ends them."""
    return strict_json.dumps({"notice_type": kind, "handler": handler})


def handler_of(body: bytes, kind: str) -> str:
    """The address that a platform says it sends notices of this type to, or ""; of a list, or of one answer.

    Raises ValueError for what is no JSON object.
    """
    found = strict_json.loads_object(body)
    listed = found.get("notice_handlers")
    for item in listed if isinstance(listed, list) else [found]:
        handler = mapping(item).get("handler")
        if mapping(item).get("notice_type") == kind and isinstance(handler, str):
            return handler
    return ""
