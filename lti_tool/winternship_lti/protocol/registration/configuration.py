"""So that a platform's description of itself is believed only as far as the address that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from winternship_net.urls import origin, web_url

from .. import strict_json
from ..values import identifier, mapping, shown, strings, text
from .errors import ConfigurationInvalid, IssuerHostMismatch

LTI_PART: Final = "https://purl.imsglobal.org/spec/lti-platform-configuration"
ADDRESS_LIMIT: Final = 500  # characters


@dataclass(frozen=True, slots=True)
class PlatformConfiguration:
    """What a platform says of itself [DR 2.1]; `url` is where it said so.

    `scopes` and `messages` (a message's type → its placements) are None when the platform names none.
    """

    url: str
    issuer: str
    auth_url: str
    token_url: str
    jwks_url: str
    registration_url: str
    token_audience: str
    scopes: tuple[str, ...] | None
    messages: Mapping[str, tuple[str, ...]] | None
    family: str
    version: str


def configuration_address(value: object) -> str:
    """The address of a configuration, when it may be asked [DR 3.3]. Raises ConfigurationInvalid."""
    return _address("openid_configuration", value)


def read_configuration(body: bytes, *, url: str, issuer: str = "") -> PlatformConfiguration:
    """The configuration in a document that was fetched from `url` [DR 2.1, 3.4].

    `issuer` is the one that our administrator expects, if they said so; otherwise the platform's must have the
    origin of `url` [DR 3.5.1]. Raises ConfigurationInvalid or IssuerHostMismatch.
    """
    try:
        found = strict_json.loads_object(body)
    except ValueError as error:
        raise ConfigurationInvalid("received something else than one JSON object") from error
    named = _issuer(found.get("issuer"), url=url, expected=issuer)
    _needs(found, "token_endpoint_auth_methods_supported", "private_key_jwt")
    _needs(found, "id_token_signing_alg_values_supported", "RS256")
    lti = mapping(found.get(LTI_PART))
    scopes = found.get("scopes_supported")
    return PlatformConfiguration(
        url=url,
        issuer=named,
        auth_url=_address("authorization_endpoint", found.get("authorization_endpoint")),
        token_url=_address("token_endpoint", found.get("token_endpoint")),
        jwks_url=_address("jwks_uri", found.get("jwks_uri")),
        registration_url=_registration_address(found.get("registration_endpoint"), url),
        token_audience=text(found.get("authorization_server"), ADDRESS_LIMIT) or "",
        scopes=strings(scopes) if isinstance(scopes, list) else None,
        messages=_messages(lti.get("messages_supported")),
        family=text(lti.get("product_family_code"), 100) or "",
        version=text(lti.get("version"), 100) or "",
    )


def _issuer(value: object, *, url: str, expected: str) -> str:
    issuer = identifier(value)
    if issuer is None or web_url(issuer) is None or "#" in issuer or "?" in issuer:
        raise ConfigurationInvalid(
            f"received the issuer {shown(value)}, needed is an https address without query and fragment"
        )
    if issuer != expected if expected else origin(issuer) != origin(url):
        needed = f"the issuer {shown(expected)}" if expected else f"an issuer at {origin(url)}"
        raise IssuerHostMismatch(f"received the issuer {shown(issuer)}, needed is {needed}")
    return issuer


def _address(name: str, value: object) -> str:
    found = web_url(value)
    if found is None or "#" in found or len(found) > ADDRESS_LIMIT:
        # Of an address only the origin is told: what follows it may hold a token.
        got = origin(value) or shown(value if value is None else "something else")
        raise ConfigurationInvalid(
            f"received {got} as {name}, needed is an https address (http on loopback) without fragment, "
            f"{ADDRESS_LIMIT} characters at most"
        )
    return found


def _registration_address(value: object, url: str) -> str:
    found = _address("registration_endpoint", value)
    if origin(found) != origin(url):
        raise ConfigurationInvalid(
            f"received a registration_endpoint at {origin(found)}, needed is one at {origin(url)}: "
            "the registration token is sent nowhere else"
        )
    return found


def _needs(found: Mapping[str, object], name: str, needed: str) -> None:
    listed = found.get(name)
    if listed is not None and needed not in strings(listed):
        raise ConfigurationInvalid(f"received {name} without {needed}, which this tool needs")


def _messages(value: object) -> dict[str, tuple[str, ...]] | None:
    if not isinstance(value, list):
        return None
    items = [mapping(item) for item in value]
    return {str(item.get("type", "")): strings(item.get("placements")) for item in items if item}
