"""Dynamic registration: the tool introduces itself with a one-time token, and is told who it is here [DR 3]."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode, urlsplit

from ...protocol import names
from ..errors import Misused, Refused
from ..local_server import Reply
from ..payloads import Claims
from .authenticating import sign
from .calls import Call, json_reply
from .claims import NOTICE_TYPES
from .records import Tool
from .site import ALL_SCOPES, NOTICE_SCOPE, Site

CONFIGURATION: Final = "https://purl.imsglobal.org/spec/lti-platform-configuration"
TOOL_CONFIGURATION: Final = "https://purl.imsglobal.org/spec/lti-tool-configuration"
_REQUIRED: Final = (
    "response_types",
    "initiate_login_uri",
    "redirect_uris",
    "client_name",
    "jwks_uri",
    "token_endpoint_auth_method",
    TOOL_CONFIGURATION,
)


def invitation(site: Site, registration_url: str) -> str:
    """The tool's registration address, with where to find this platform and a token for one use [DR 3.2]."""
    if not site.profile.registers_dynamically:
        raise Misused(f"{site.profile.name} has no dynamic registration, call `register`")
    now = int(site.now())
    client_id = f"client-{site.number('client')}"
    token = sign(site, {"sub": client_id, "scope": "reg", "iat": now, "exp": now + 3600})
    with site.lock:
        site.invitations[token] = False
    joint = "&" if urlsplit(registration_url).query else "?"
    query = {"openid_configuration": f"{site.origin}/configuration", "registration_token": token}
    return f"{registration_url}{joint}{urlencode(query)}"


def configuration(site: Site, _call: Call) -> Reply:
    """What this platform can do [DR 3.4]."""
    notices = [NOTICE_SCOPE] if site.profile.notices else []
    family = site.profile.launch.family
    return json_reply(
        {
            "issuer": site.issuer,
            "authorization_endpoint": f"{site.origin}/auth",
            "token_endpoint": f"{site.origin}/token",
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
            "jwks_uri": f"{site.origin}/jwks",
            "registration_endpoint": f"{site.origin}/registration",
            "scopes_supported": [*ALL_SCOPES, *notices, "openid"],
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public", "pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "claims_supported": ["sub", "iss", "name", "given_name", "family_name", "email"],
            CONFIGURATION: {
                "product_family_code": family or "fake",
                "version": "1",
                "messages_supported": [
                    {"type": names.RESOURCE_LINK},
                    {"type": names.DEEP_LINKING, "placements": ["ContentArea"]},
                ],
                "variables": sorted(site.profile.known_variables),
            }
            | ({"notice_types_supported": list(NOTICE_TYPES)} if notices else {}),
        }
        | ({"authorization_server": f"{site.origin}/audience"} if site.profile.own_audience else {})
    )


def register(site: Site, call: Call) -> Reply:
    """Take a tool's registration. Raises Refused with the codes that Moodle has for it."""
    kind, _, token = call.request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise Refused(401, "missing_registration_token")
    with site.lock:
        if token not in site.invitations:
            raise Refused(401, "unknown_registration_token")
        if site.invitations[token]:
            raise Refused(401, "token_already_used")
    asked = call.json
    _check(asked)
    with site.lock:
        if site.invitations[token]:
            raise Refused(401, "token_already_used")
        site.invitations[token] = True
        tool = _new_tool(site, asked)
    return json_reply(_granted(site, tool, asked))


def _check(asked: Mapping[str, object]) -> None:
    for name in _REQUIRED:
        if not asked.get(name):
            raise Refused(400, f"missing required attribute {name.rpartition('/')[2]}")
    settings = asked[TOOL_CONFIGURATION]
    if not isinstance(settings, dict) or not settings.get("domain"):
        raise Refused(400, "missing_domain")
    target = settings.get("target_link_uri")
    # The domain must carry the port, when the address has one.
    if target and urlsplit(str(target)).netloc != settings["domain"]:
        raise Refused(400, "domain_targetlinkuri_mismatch")
    supported = {"token_endpoint_auth_method": "private_key_jwt", "response_types": ["id_token"]}
    if any(asked[name] != value for name, value in supported.items()):
        raise Refused(400, "invalid_client_metadata")


def _new_tool(site: Site, asked: Mapping[str, object]) -> Tool:
    settings = asked[TOOL_CONFIGURATION]
    assert isinstance(settings, dict)
    claims = settings.get("claims", [])
    offered = {*ALL_SCOPES, *([NOTICE_SCOPE] if site.profile.notices else [])}
    scopes = tuple(scope for scope in str(asked.get("scope", "")).split() if scope in offered)
    redirect_uris = asked["redirect_uris"]
    assert isinstance(redirect_uris, list)
    return site.new_tool(
        deployment_id="",
        name=str(asked["client_name"]),
        login_url=str(asked["initiate_login_uri"]),
        redirect_uris=[str(uri) for uri in redirect_uris],
        target_url=str(settings.get("target_link_uri") or f"https://{settings['domain']}"),
        tool_jwks_url=str(asked["jwks_uri"]),
        scopes=scopes,
        shares_names=bool({"name", "email"} & set(claims)),
        custom={str(name): str(value) for name, value in settings.get("custom_parameters", {}).items()},
        messages=tuple(str(message.get("type")) for message in settings.get("messages", [])),
        active=not site.profile.new_tools_wait,
        configuration=dict(asked),
    )


def _granted(site: Site, tool: Tool, asked: Mapping[str, object]) -> Claims:
    settings = asked[TOOL_CONFIGURATION]
    assert isinstance(settings, dict)
    scopes = [*tool.scopes]
    if site.profile.overstates_scopes and names.SCOPE_LINEITEM_READONLY in scopes:
        # Moodle's answer lists more than is granted.
        more = (names.SCOPE_SCORE, names.SCOPE_RESULT_READONLY, names.SCOPE_LINEITEM)
        scopes += [scope for scope in more if scope not in scopes]
    messages = [m for m in settings.get("messages", []) if m.get("type") in site.profile.keeps_messages]
    return {
        **{name: value for name, value in asked.items() if name != TOOL_CONFIGURATION},
        "client_id": tool.client_id,
        "scope": " ".join(scopes),
        TOOL_CONFIGURATION: {
            **settings,
            "version": names.LTI_VERSION,
            "deployment_id": tool.deployment_id,
            "target_link_uri": tool.target_url,
            "messages": messages,
        },
    }
