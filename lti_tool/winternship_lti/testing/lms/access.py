"""Who may call a service: the tool proves itself with its own key, and gets a token for an hour [Sec 4]."""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from typing import Final

from ...protocol import jose, keys
from ...protocol.errors import KidUnknown, LtiError
from ...protocol.fetch import RequestsFetcher
from ..errors import Refused
from .records import Tool
from .site import ALL_SCOPES, NOTICE_SCOPE, Access, Site

LIFE: Final = 3600  # seconds
_GRANT: Final = "client_credentials"
_ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class ToolKeys:
    """The key sets of the tools, fetched over HTTP as Moodle does: kept, and fetched anew for an unknown kid."""

    def __init__(self) -> None:
        self._fetcher = RequestsFetcher(allow_http=True)
        self._known: dict[str, dict[str, jose.PlatformKey]] = {}

    def claims(self, tool: Tool, token: str) -> dict[str, object]:
        """What the tool signed. Raises LtiError for a token that is broken or by another key."""
        kid = jose.peek_kid(token)
        if kid not in self._known.get(tool.client_id, {}):
            self._known[tool.client_id] = self._fetch(tool)
        key = self._known[tool.client_id].get(kid)
        if key is None:
            raise KidUnknown("received a kid that the tool does not publish")
        return jose.verify_rs256(token, key)

    def _fetch(self, tool: Tool) -> dict[str, jose.PlatformKey]:
        if tool.jwks is None:
            return keys.parse_jwks(self._fetcher.fetch(tool.tool_jwks_url))
        document = tool.jwks() if callable(tool.jwks) else tool.jwks
        return keys.parse_jwks(keys.JwksResponse(200, {}, json.dumps(document).encode()))


def grant(
    site: Site, tool_keys: ToolKeys, form: Mapping[str, str], tool_of_path: Tool | None
) -> dict[str, object]:
    """An access token for a signed assertion [Sec 4.1.1]. Raises Refused with an OAuth error code."""
    if form.get("grant_type") != _GRANT:
        raise Refused(400, "unsupported_grant_type")
    if form.get("client_assertion_type") != _ASSERTION or "scope" not in form:
        raise Refused(400, "invalid_request")
    tool = tool_of_path or _claimed_tool(site, form.get("client_assertion", ""))
    try:
        claims = tool_keys.claims(tool, form.get("client_assertion", ""))
    except LtiError as error:
        raise Refused(400, "invalid_client") from error
    _check(site, tool, claims)
    asked = form["scope"].split()
    allowed = {*ALL_SCOPES, NOTICE_SCOPE} if site.profile.grants_any_scope else set(tool.scopes)
    scopes = [scope for scope in asked if scope in allowed]
    if not scopes:
        raise Refused(400, "invalid_scope")
    token = secrets.token_urlsafe(24)
    with site.lock:
        site.tokens[token] = Access(tool, frozenset(scopes), site.now() + LIFE)
    return {"access_token": token, "token_type": "Bearer", "expires_in": LIFE, "scope": " ".join(scopes)}


def _claimed_tool(site: Site, assertion: str) -> Tool:
    # Read before it is proven, only to know whose key must fit.
    try:
        issuer = json.loads(_payload(assertion)).get("iss")
    except (ValueError, AttributeError) as error:
        raise Refused(400, "invalid_request") from error
    tool = site.tool(issuer)
    if tool is None:
        raise Refused(400, "invalid_client")
    return tool


def _payload(token: str) -> bytes:
    """The middle part of a token, not verified."""
    part = token.split(".")[1] if token.count(".") == 2 else ""
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _check(site: Site, tool: Tool, claims: Mapping[str, object]) -> None:
    now, audience, expires = site.now(), claims.get("aud"), claims.get("exp")
    if isinstance(audience, list) and len(audience) != 1 and site.profile.list_audience_fails:
        raise Refused(500, "server_error")
    if claims.get("iss") != tool.client_id or claims.get("sub") != tool.client_id:
        raise Refused(400, "invalid_client")
    named = audience if isinstance(audience, list) else [audience]
    if site.profile.checks_audience and tool.token_audience not in named:
        raise Refused(400, "invalid_client")
    if not isinstance(expires, int | float) or expires < now:
        raise Refused(400, "Expired token")
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or issued > now + 60:
        raise Refused(400, "invalid_client")
    remember(site, claims.get("jti"), refuse_again=site.profile.repeated_jti_refused)


def remember(site: Site, name: object, *, refuse_again: bool) -> None:
    """Take note of the jti or nonce of something signed. Raises Refused for one that was seen before."""
    if not isinstance(name, str) or not name:
        raise Refused(400, "invalid_client")
    with site.lock:
        if refuse_again and name in site.seen_ids:
            raise Refused(400, "invalid_client")
        site.seen_ids.add(name)


def authorize(site: Site, headers: Mapping[str, str], *scopes: str) -> Tool:
    """The tool whose access token came, if one of the scopes is in it. Raises Refused 401 or 403."""
    kind, _, token = headers.get("authorization", "").partition(" ")
    with site.lock:
        access = site.tokens.get(token) if kind.lower() == "bearer" else None
    if access is None or access.expires_at <= site.now():
        raise Refused(401, "invalid_token", headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    if not access.scopes.intersection(scopes):
        raise Refused(403, "insufficient_scope")
    return access.tool
