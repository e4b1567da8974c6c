"""So that a login only sends the browser to the registered platform, and only brings it back here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from winternship_net import urls

from .errors import LoginParameterInvalid, LoginParameterMissing, LoginTargetRefused
from .parties import Registration

PARAMETER_LIMIT: Final = 8192  # characters; hints of some platforms are tokens themselves


@dataclass(frozen=True, slots=True)
class LoginRequest:
    """A login begun by a platform, well-formed but unproven: anybody can send one [Sec 5.1.1.1]."""

    issuer: str
    login_hint: str = field(repr=False)
    target_link_uri: str
    client_id: str | None = None
    deployment_hint: str | None = None
    message_hint: str | None = field(default=None, repr=False)
    storage_target: str | None = None


def validate_login(params: Mapping[str, str], *, tool_origin: str) -> LoginRequest:
    """Read the parameters of a login, sent by GET or POST [Sec 5.1.1.1, Core 4.1].

    `tool_origin` is this tool's own (`https://tool.example`). Raises LoginParameterMissing,
    LoginParameterInvalid or LoginTargetRefused, all of status 400. `lti_deployment_id` goes before the
    older `deployment_id` of Canvas.
    """
    target = _required(params, "target_link_uri")
    check_target(target, tool_origin)
    return LoginRequest(
        issuer=_required(params, "iss"),
        login_hint=_required(params, "login_hint"),
        target_link_uri=target,
        client_id=_optional(params, "client_id") or None,
        deployment_hint=_optional(params, "lti_deployment_id") or _optional(params, "deployment_id") or None,
        message_hint=_optional(params, "lti_message_hint"),
        storage_target=_optional(params, "lti_storage_target") or None,
    )


def check_target(target: str, tool_origin: str) -> None:
    """Refuse (LoginTargetRefused) an address that is not plainly on this tool's origin."""
    own = urls.origin(tool_origin)
    if own is None or urls.origin(target) != own:
        raise LoginTargetRefused(f"received an address elsewhere, allowed are those on {tool_origin}")
    path = unquote(urlsplit(target).path)
    # Two slashes would be another host to a browser that is later redirected to the path alone.
    if path.startswith("//") or "\\" in path or not path.isprintable() or {".", ".."} & set(path.split("/")):
        raise LoginTargetRefused("received a path that browsers rewrite, allowed is a plain path")


def build_auth_url(
    registration: Registration, login: LoginRequest, *, state: str, nonce: str, redirect_uri: str
) -> str:
    """The platform's address to send the browser to [Sec 5.1.1.2].

    A query that the registered address has already is kept as it is, but for names that are ours. The
    message hint goes back as it came, and only if it came.
    """
    ours = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": registration.client_id,
        "redirect_uri": redirect_uri,
        "login_hint": login.login_hint,
        "state": state,
        "nonce": nonce,
    }
    if login.message_hint is not None:
        ours["lti_message_hint"] = login.message_hint
    scheme, host, path, query, _fragment = urlsplit(registration.auth_url)
    kept = [part for part in query.split("&") if part and unquote(part.partition("=")[0]) not in ours]
    return urlunsplit((scheme, host, path, "&".join([*kept, urlencode(ours, quote_via=quote)]), ""))


def _required(params: Mapping[str, str], name: str) -> str:
    value = _optional(params, name)
    if not value:
        raise LoginParameterMissing(f"received no {name}, needed are iss, login_hint and target_link_uri")
    return value


def _optional(params: Mapping[str, str], name: str) -> str | None:
    value = params.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > PARAMETER_LIMIT:
        raise LoginParameterInvalid(f"received a {name} that is no text up to {PARAMETER_LIMIT} characters")
    # NUL and half characters cannot be kept in a database or written in an address.
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise LoginParameterInvalid(f"received a {name} with characters that are not text")
    return value
