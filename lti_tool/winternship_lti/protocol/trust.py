"""So that launches and notices are believed on the very same grounds: who signed, for whom, and when."""

from __future__ import annotations

from . import errors, names
from .messages import Claims
from .parties import Registration
from .values import ascii_identifier, shown


def check_issuer(claims: Claims, registration: Registration) -> None:
    """Refuse (IssuerMismatch) a token of another platform [Sec 5.1.3 (2)]."""
    received = claims.get("iss")
    if received != registration.issuer:
        raise errors.IssuerMismatch(f"received iss {shown(received)}, needed is {shown(registration.issuer)}")


def check_audience(claims: Claims, registration: Registration) -> None:
    """Refuse a token that is not for this tool alone, or was handed to another [Sec 5.1.3 (3, 4, 5)]."""
    received, azp, client_id = claims.get("aud"), claims.get("azp"), registration.client_id
    audience = received if isinstance(received, list) else [received]
    if client_id not in audience:
        raise errors.AudienceMismatch(f"received aud {shown(received)}, needed is {shown(client_id)}")
    trusted = (client_id, *registration.trusted_audiences)
    if any(member not in trusted for member in audience):
        raise errors.AudienceMismatch("received an aud beside this tool's that is not trusted")
    if (azp is not None or len(audience) > 1) and azp != client_id:
        raise errors.AuthorizedPartyMismatch(f"received azp {shown(azp)}, needed is {shown(client_id)}")


def check_times(claims: Claims, registration: Registration, now: float) -> float:
    """When the token was made, in seconds since 1970, if that and its end are near enough to `now`.

    [Sec 5.1.3 (7, 8)]. Raises TimesInvalid, TokenExpired, TokenFromFuture or TokenTooOld.
    """
    expires, issued = _seconds(claims, "exp"), _seconds(claims, "iat")
    begins = _seconds(claims, "nbf") if "nbf" in claims else issued
    leeway, skew = registration.leeway, issued - now
    if now >= expires + leeway:
        over = now - expires
        raise errors.TokenExpired(
            f"received a token {over:.0f} s over time, allowed are {leeway:.0f} s", skew=skew
        )
    if max(issued, begins) > now + leeway:
        ahead = max(issued, begins) - now
        raise errors.TokenFromFuture(
            f"received a token of {ahead:.0f} s ahead, allowed are {leeway:.0f} s", skew=skew
        )
    if now - issued > registration.max_age:
        age, allowed = now - issued, registration.max_age
        raise errors.TokenTooOld(
            f"received a token of {age:.0f} s ago, allowed are {allowed:.0f} s", skew=skew
        )
    return issued


def check_version(claims: Claims) -> None:
    """Refuse (VersionInvalid) any version of LTI but 1.3.0 [Core 5.3.2]."""
    version = claims.get(names.VERSION)
    if version != names.LTI_VERSION:
        raise errors.VersionInvalid(f"received version {shown(version)}, allowed is '{names.LTI_VERSION}'")


def read_deployment(claims: Claims) -> str:
    """The deployment that the token names [Core 5.3.3]. Raises DeploymentInvalid."""
    received = claims.get(names.DEPLOYMENT_ID)
    deployment_id = ascii_identifier(received)
    if deployment_id is None:
        kind = type(received).__name__ if received is not None else "nothing"
        raise errors.DeploymentInvalid(f"received {kind}, needed is a text of 1 to 255 ASCII characters")
    return deployment_id


def _seconds(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e11:
        raise errors.TimesInvalid(f"received {name} {shown(value)}, needed is a number of seconds")
    return value
