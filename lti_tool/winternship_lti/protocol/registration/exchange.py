"""The two requests of a registration, in order, with the token shown to no one but the platform that gave it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urljoin, urlsplit

from winternship_net.network import Network
from winternship_net.urls import origin

from .. import strict_json
from ..errors import ServiceUnavailable
from ..http import Answer, Http, told_in_errors_of_lti
from .answer import Registered, read_answer
from .configuration import PlatformConfiguration, configuration_address, read_configuration
from .errors import ConfigurationInvalid
from .request import Tool, registration_request

ANSWER_LIMIT: Final = 1024 * 1024  # bytes
TOKEN_LIMIT: Final = 8192  # characters
_MOST_REDIRECTS: Final = 3
_REDIRECTS: Final = (301, 302, 303, 307, 308)


def register(
    http: Http, network: Network, *, url: object, token: str, tool: Tool, issuer: str = ""
) -> tuple[PlatformConfiguration, Registered]:
    """Register `tool` at the platform whose configuration is at `url`, as its administrator asked [DR 3.3 to 3.6].

    `token` is the registration token, or "" when there is none. `issuer` is the only one to accept, if given.
    `http` must have been made with `network`. Raises LtiError; whether the platform then knows us is uncertain.
    """
    address = configuration_address(url)
    headers = _authorization(token)
    configuration = read_configuration(_fetch(http, address, headers), url=address, issuer=issuer)
    # These two we shall call at every launch and grade, so they are judged now, while an administrator looks.
    for called in (configuration.jwks_url, configuration.token_url):
        with told_in_errors_of_lti():
            network.address_of(urlsplit(called).hostname or "")
    body = strict_json.dumps(registration_request(tool, configuration))
    headers |= {"Content-Type": "application/json"}
    return configuration, read_answer(
        http.send("POST", configuration.registration_url, headers=headers, body=body)
    )


def _authorization(token: str) -> dict[str, str]:
    if len(token) > TOKEN_LIMIT or not token.isascii() or not token.isprintable() or " " in token:
        raise ConfigurationInvalid(
            f"received a registration_token of {len(token)} characters, allowed are {TOKEN_LIMIT} of ASCII, "
            "without spaces"
        )
    return {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})


def _fetch(http: Http, address: str, headers: dict[str, str]) -> bytes:
    """The document at `address`; a redirect is followed inside its origin alone, since the token goes along."""
    here = address
    for _ in range(_MOST_REDIRECTS + 1):
        answer = http.send("GET", here, headers=headers)
        if answer.status not in _REDIRECTS:
            return _body(answer)
        there = urljoin(here, answer.headers.get("location", ""))
        if origin(there) != origin(address):
            raise ConfigurationInvalid(
                f"received a redirect from {origin(address)} to {origin(there)}, allowed is the same origin"
            )
        here = there
    raise ConfigurationInvalid(f"received more than {_MOST_REDIRECTS} redirects")


def _body(answer: Answer) -> bytes:
    if answer.status >= 500 or answer.status == 429:
        raise ServiceUnavailable(f"configuration: received HTTP status {answer.status}")
    if answer.status != 200:
        raise ConfigurationInvalid(f"received HTTP status {answer.status}, needed is 200")
    return answer.body
