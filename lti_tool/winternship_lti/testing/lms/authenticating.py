"""The middle of a launch: the tool sent the browser back, and gets a signed answer if all is as it must be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ...protocol import names
from ..errors import LaunchRefused
from ..payloads import ABSENT, Claims, changed
from .claims import message_claims
from .openings import Opening
from .records import Tool
from .site import Site


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser takes back to the tool, in a form that sends itself."""

    url: str
    form: dict[str, str]

    @property
    def error(self) -> str | None:
        """What the platform declined with; None for a token."""
        return self.form.get("error")


def answer(site: Site, query: Mapping[str, str]) -> Answer:
    """Check an authentication request and answer it [Sec 5.1.1.2, 5.1.1.3].

    Raises LaunchRefused when the tool or its address is not known: then nothing is sent there. Everything
    else that is wrong goes back to the tool as an error with its state.
    """
    tool = site.tool(query.get("client_id"))
    if tool is None or not tool.active:
        raise LaunchRefused("received a client_id that is not registered and active")
    redirect_uri = query.get("redirect_uri", "")
    if redirect_uri not in tool.redirect_uris:
        raise LaunchRefused(f"received a redirect_uri that is none of {', '.join(tool.redirect_uris)}")
    opening = site.openings.take(query.get("lti_message_hint", ""))
    state = {"state": query["state"]} if "state" in query else {}
    if error := _error(tool, query, opening):
        return Answer(redirect_uri, {"error": error} | state)
    assert opening is not None
    return Answer(redirect_uri, {"id_token": id_token(site, opening, query["nonce"])} | state)


def _error(tool: Tool, query: Mapping[str, str], opening: Opening | None) -> str | None:
    fixed = {"response_mode": "form_post", "prompt": "none"}
    if query.get("response_type") != "id_token":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").split():
        return "invalid_scope"
    if any(query.get(name) != value for name, value in fixed.items()) or not query.get("nonce"):
        return "invalid_request"
    if opening is None or opening.tool is not tool or opening.person.id != query.get("login_hint"):
        return "invalid_request"
    return "login_required" if opening.person.signed_out else None


def id_token(site: Site, opening: Opening, nonce: str) -> str:
    """The signed token of a launch."""
    tool, launch, now = opening.tool, site.profile.launch, int(site.now())
    security: Claims = {
        "iss": tool.issuer,
        "aud": tool.client_id,
        "iat": now,
        "exp": now + launch.lifetime,
        "nonce": nonce,
        "azp": tool.client_id if launch.sends_azp else ABSENT,
    }
    return sign(site, changed(message_claims(site, opening) | security, security | dict(opening.claims)))


def sign(site: Site, claims: Mapping[str, object]) -> str:
    """`claims` as a token of this platform, by its newest key."""
    kid, key = site.current_key()
    return key.token({"typ": "JWT", "alg": "RS256", "kid": kid}, json.dumps(claims).encode())


def notice_token(site: Site, tool: Tool, notice: Claims, claims: Claims) -> str:
    """A notice for a tool, signed [PNS 1.0]."""
    now = int(site.now())
    return sign(
        site,
        {
            "iss": tool.issuer,
            "aud": tool.client_id,
            "azp": tool.client_id,
            "iat": now,
            "exp": now + 3600,
            "nonce": notice["id"],
            names.VERSION: names.LTI_VERSION,
            names.DEPLOYMENT_ID: tool.deployment_id,
            "https://purl.imsglobal.org/spec/lti/claim/notice": notice,
            **claims,
        },
    )
