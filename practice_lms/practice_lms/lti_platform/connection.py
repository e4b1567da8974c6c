"""The values that tool and platform tell each other when they are connected, for people and for commands."""

from __future__ import annotations

import uuid
from typing import Final, NamedTuple

from django.conf import settings
from lti_consumer.utils import get_lms_lti_access_token_link, get_lms_lti_keyset_link, get_lms_lti_launch_link

# Fixed, so that a database made anew needs no new registration in the tool. Neither is a secret.
CLIENT_ID: Final = "winternship-practice"
PASSPORT_ID: Final = uuid.UUID("6d0f6c5e-8a1b-5d53-9a55-0c1d5b1f7a10")
DEPLOYMENT_ID: Final = "1"


class Connection(NamedTuple):
    """What the tool must know of this platform [Sec 4.1.1, LTI 1.3 core]: addresses are absolute URLs."""

    issuer: str
    client_id: str
    deployment_id: str
    auth_url: str
    token_url: str
    keyset_url: str


class ToolAddresses(NamedTuple):
    """What this platform must know of the tool: absolute URLs."""

    login: str
    launch: str
    keyset: str


def connection() -> Connection:
    """The registration values. One set for all activities, for they share a passport."""
    return Connection(
        issuer=settings.LTI_API_BASE,
        client_id=CLIENT_ID,
        deployment_id=DEPLOYMENT_ID,
        auth_url=get_lms_lti_launch_link(),
        token_url=get_lms_lti_access_token_link(PASSPORT_ID),
        keyset_url=get_lms_lti_keyset_link(PASSPORT_ID),
    )


def tool_addresses() -> ToolAddresses:
    """Where the tool is expected, from the setting `TOOL_URL`."""
    base = f"{settings.TOOL_URL}/lti"
    return ToolAddresses(login=f"{base}/login", launch=f"{base}/launch", keyset=f"{base}/jwks")
