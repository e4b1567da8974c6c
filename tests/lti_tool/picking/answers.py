"""Reads the tool's answer to a deep linking request as a platform would, with another library than ours."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import jwt
from django.test import Client

DL = "https://purl.imsglobal.org/spec/lti-dl/claim/"
LTI = "https://purl.imsglobal.org/spec/lti/claim/"


def token_in(page: Any) -> str:
    """The form field JWT of the page that goes back to the platform."""
    (found,) = re.findall(r'name="JWT" value="([^"]*)"', page.content.decode())
    return html.unescape(found)


def address_in(page: Any) -> str:
    """Where the form of that page goes."""
    (found,) = re.findall(r'<form method="post" action="([^"]*)"', page.content.decode())
    return html.unescape(found)


def verified(token: str, *, client_id: str, issuer: str) -> dict[str, Any]:
    """The claims, once signature, kid, issuer, audience and times have been checked against our published keys."""
    keys = json.loads(Client().get("/lti/jwks").content)["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    (key,) = [key for key in keys if key["kid"] == kid]
    claims: dict[str, Any] = jwt.decode(
        token,
        jwt.PyJWK(key).key,
        algorithms=["RS256"],
        audience=issuer,
        issuer=client_id,
        options={"require": ["iss", "aud", "exp", "iat", "nonce"]},
    )
    return claims
