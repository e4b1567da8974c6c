"""So that we ask a platform for what we use and nothing more, and it can see what that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from winternship_core.text import Text

from .. import names
from ..lineage import HISTORY
from .configuration import PlatformConfiguration

LTI_PART: Final = "https://purl.imsglobal.org/spec/lti-tool-configuration"
# Who launches, as a pseudonym of the platform: this tool wants no names and no addresses.
CLAIMS: Final = ("iss", "sub")
NAMES: Final = ("name", "given_name", "family_name")
NAMING_CLAIMS: Final = (*NAMES, "email")
SCOPES: Final = (
    names.SCOPE_LINEITEM,
    names.SCOPE_LINEITEM_READONLY,
    names.SCOPE_RESULT_READONLY,
    names.SCOPE_SCORE,
    names.SCOPE_MEMBERSHIP,
)
SCOPES_IF_OFFERED: Final = (names.SCOPE_NOTICE_HANDLERS,)
MESSAGES: Final = (names.RESOURCE_LINK, names.DEEP_LINKING, names.SUBMISSION_REVIEW)
# Where a teacher chooses activities: the name of the specification, then those of Canvas.
PICKING_PLACEMENTS: Final = ("ContentArea", "assignment_selection", "link_selection")


@dataclass(frozen=True, slots=True)
class Tool:
    """What a platform must know of this tool. All addresses are absolute and have one `origin`."""

    origin: str
    login_url: str
    launch_url: str
    jwks_url: str
    logo_url: str
    policy_url: str
    name: Text
    description: Text
    picking: Text
    asks_names: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What we ask of this very platform."""

    scopes: tuple[str, ...]
    messages: tuple[str, ...]


def wishes(configuration: PlatformConfiguration) -> Wishes:
    """What we use, as far as the platform says that it offers it; all that is usual when it says nothing.

    Links are always asked for: a platform that launches nothing has no use for a tool.
    """
    offered, messages = configuration.scopes, configuration.messages
    return Wishes(
        scopes=SCOPES if offered is None else tuple(s for s in SCOPES + SCOPES_IF_OFFERED if s in offered),
        messages=MESSAGES[:2]
        if messages is None
        else tuple(m for m in MESSAGES if m in messages or m == names.RESOURCE_LINK),
    )


def registration_request(tool: Tool, configuration: PlatformConfiguration) -> dict[str, object]:
    """The body of the registration request [DR 2.2, 3.5.2], with every attribute that a platform is known to need.

    `domain` carries the port: Moodle compares it with the launch address.
    """
    asked = wishes(configuration)
    return {
        "application_type": "web",
        "response_types": ["id_token"],
        "grant_types": ["implicit", "client_credentials"],
        "initiate_login_uri": tool.login_url,
        "redirect_uris": [tool.launch_url],
        "client_name": tool.name.en,
        "client_name#nl": tool.name.nl,
        "client_uri": tool.origin,
        "jwks_uri": tool.jwks_url,
        "logo_uri": tool.logo_url,
        "policy_uri": tool.policy_url,
        "token_endpoint_auth_method": "private_key_jwt",
        "scope": " ".join(asked.scopes),
        LTI_PART: {
            "domain": urlsplit(tool.origin).netloc,
            "description": tool.description.en,
            "description#nl": tool.description.nl,
            "target_link_uri": tool.launch_url,
            "claims": [*CLAIMS, *NAMES] if tool.asks_names else list(CLAIMS),
            "custom_parameters": dict(HISTORY),
            "messages": [_message(tool, message, configuration) for message in asked.messages],
        },
    }


def _message(tool: Tool, message: str, configuration: PlatformConfiguration) -> dict[str, object]:
    found: dict[str, object] = {"type": message, "target_link_uri": tool.launch_url}
    if message == names.DEEP_LINKING:
        listed = (configuration.messages or {}).get(message, ())
        found |= {"label": tool.picking.en, "label#nl": tool.picking.nl}
        found["placements"] = [p for p in PICKING_PLACEMENTS if p in listed] or ["ContentArea"]
    return found
