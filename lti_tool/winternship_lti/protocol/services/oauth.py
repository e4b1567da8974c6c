"""So that the tool can prove itself to a platform's services with its own key [Sec 4.1]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from .. import jose, strict_json
from ..errors import ServiceUnavailable, TokenRefused
from ..http import Answer, Http
from .outcome import retry_after

FORM: Final = "application/x-www-form-urlencoded"
_ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_DEFAULT_LIFE: Final = 3600.0  # seconds, when the answer does not say [Sec 4.1.1]
_MARGIN: Final = 60.0  # seconds before its end in which a token is not used any more


@dataclass(frozen=True, slots=True)
class AccessToken:
    """Leave to call services until `expires_at` (seconds since 1970); `scopes` may be fewer than asked."""

    value: str = field(repr=False)
    scopes: tuple[str, ...]
    expires_at: float

    def is_fresh(self, now: float) -> bool:
        """Whether it will still be good when a request that is sent now arrives."""
        return now < self.expires_at - _MARGIN


def assertion_claims(
    client_id: str,
    audience: str,
    *,
    jti: str,
    now: float,
    lifetime: float = 300,
    deployment_id: str | None = None,
) -> dict[str, object]:
    """Claims of the assertion that stands for a password [Sec 4.1.1, RFC 7523 3].

    `audience` is the configured one or the token address, one text (a list makes some platforms fail).
    `jti` is new for each assertion. `lifetime` is in seconds; ValueError unless it is 60 to 300.
    """
    if not 60 <= lifetime <= 300:
        raise ValueError(f"received a lifetime of {lifetime} s, allowed are 60 to 300 s")
    # A platform whose clock is behind would refuse an assertion from its future.
    issued = int(now) - 5
    claims: dict[str, object] = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": issued,
        "exp": issued + int(lifetime),
        "jti": jti,
    }
    if deployment_id is not None:
        claims["https://purl.imsglobal.org/spec/lti/claim/deployment_id"] = deployment_id
    return claims


def token_form(assertion: str, scopes: Iterable[str]) -> bytes:
    """The form to post to the token address, scopes sorted [RFC 6749 4.4.2, Sec 4.1.1]."""
    return urlencode(
        {
            "grant_type": "client_credentials",
            "client_assertion_type": _ASSERTION_TYPE,
            "client_assertion": assertion,
            "scope": " ".join(sorted(scopes)),
        }
    ).encode("ascii")


def read_token(answer: Answer, *, asked: Iterable[str], now: float) -> AccessToken:
    """The token in a platform's answer [RFC 6749 5.1], of any content type: Moodle sends text/html.

    Raises TokenRefused when the platform says no, ServiceUnavailable when it is away or makes
    no sense.
    """
    if answer.status >= 500 or answer.status == 429:
        raise ServiceUnavailable(
            f"token: received HTTP status {answer.status}", retry_after=retry_after(answer, now), for_all=True
        )
    try:
        found = strict_json.loads_object(answer.body)
    except ValueError:
        found = {}
    if answer.status != 200:
        raise TokenRefused(f"token: received HTTP status {answer.status}, error {_error_code(found)}")
    value, life, scope = found.get("access_token"), found.get("expires_in"), found.get("scope")
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or not value:
        raise ServiceUnavailable("token: received HTTP status 200 without an access_token", for_all=True)
    granted = scope.split() if isinstance(scope, str) else sorted(asked)
    return AccessToken(value, tuple(granted), now + _seconds(life))


def request_token(
    http: Http,
    token_url: str,
    *,
    client_id: str,
    audience: str,
    scopes: Iterable[str],
    key: jose.ToolKey,
    jti: str,
    now: float,
) -> AccessToken:
    """Ask for a token; errors as of `read_token` and `Http.send`. Keep it per client and scopes."""
    wanted = sorted(scopes)
    assertion = jose.sign(assertion_claims(client_id, audience, jti=jti, now=now), key)
    answer = http.send("POST", token_url, headers={"Content-Type": FORM}, body=token_form(assertion, wanted))
    return read_token(answer, asked=wanted, now=now)


def _seconds(life: object) -> float:
    if isinstance(life, str) and life.isascii() and life.isdigit() and len(life) < 10:
        return float(life)
    if isinstance(life, int | float) and not isinstance(life, bool) and 0 <= life < 1e9:
        return float(life)
    return _DEFAULT_LIFE


def _error_code(found: dict[str, object]) -> str:
    error = found.get("error")
    return ascii(error[:40]) if isinstance(error, str) else "not named"
