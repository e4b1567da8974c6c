"""The Django side of a login request: which platform, one stored transaction, and where to send the browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from .digests import digest, new_secret
from .models import LoginTransaction
from .protocol import errors, login
from .registry import KnownPlatform, registry

PRUNE_EVERY = 200


@dataclass(frozen=True, slots=True)
class StartedLogin:
    """A stored login: where the browser must go, and the secret that it must bring back."""

    platform: KnownPlatform
    auth_url: str
    state_hash: str
    browser_secret: str
    storage_target: str
    storage_secret: str


def start(params: Mapping[str, str], redirect_uri: str) -> StartedLogin:
    """Check a third-party initiated login [Sec 5.1.1.1] and store its transaction; raises LtiError.

    Nothing is stored for a request that is refused.
    """
    request = login.validate_login(params, tool_origin=settings.PUBLIC_URL)
    platform = _platform_of(request)
    state, nonce, secret, stored = new_secret(), new_secret(), new_secret(), new_secret()
    target = (request.storage_target or "")[:255]
    row = LoginTransaction(
        state_hash=digest(state),
        browser_hash=digest(secret),
        nonce=nonce,
        registration_id=platform.pk,
        target_link_uri=request.target_link_uri,
        deployment_hint=request.deployment_hint or "",
        storage_target=target,
        storage_hash=digest(stored) if target else "",
        expires_at=timezone.now() + dt.timedelta(seconds=settings.LOGIN_SECONDS),
    )
    row.save(force_insert=True)
    if int(row.state_hash[:8], 16) % PRUNE_EVERY == 0:
        prune()
    auth_url = login.build_auth_url(platform, request, state=state, nonce=nonce, redirect_uri=redirect_uri)
    return StartedLogin(platform, auth_url, row.state_hash, secret, target, stored if target else "")


def prune() -> int:
    """Delete logins whose time is over, and say how many."""
    return LoginTransaction.objects.filter(expires_at__lt=timezone.now()).delete()[0]


def _platform_of(request: login.LoginRequest) -> KnownPlatform:
    found = registry.find(request.issuer, request.client_id)
    if not found:
        raise errors.RegistrationUnknown(
            f"issuer {request.issuer!r} with client_id {request.client_id!r} is not registered and active"
        )
    if len(found) > 1:
        raise errors.RegistrationAmbiguous(
            f"issuer {request.issuer!r} has {len(found)} registrations and the login names no client_id"
        )
    return found[0]
