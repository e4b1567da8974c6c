"""The Django side of a launch: from a form post to a visit that one browser may use.

The order matters: find the login, prove the browser, verify the token, know the deployment, and only then consume
the login by one conditional UPDATE, in the same transaction as all that the launch writes.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from . import placing
from .cookies import launch_path
from .digests import digest, matches, new_secret
from .errors import MessageNotOffered
from .models import Deployment, LaunchSession, LoginTransaction
from .platform_keys import platform_keys
from .protocol import errors, names
from .protocol import launch as protocol
from .protocol.claims import Launch
from .registry import KnownPlatform, registry

LAUNCH_ID_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Started:
    """A visit and the secret that opens it."""

    launch_id: str
    secret: str
    platform: KnownPlatform


@dataclass(frozen=True, slots=True)
class Pending:
    """A login found in the store, as `protocol.launch.verify` asks for one; `used` tells a replay."""

    row: LoginTransaction
    platform: KnownPlatform

    @property
    def issuer(self) -> str:
        return self.platform.issuer

    @property
    def client_id(self) -> str:
        return self.platform.client_id

    @property
    def nonce(self) -> str:
        return self.row.nonce

    @property
    def target_link_uri(self) -> str:
        return self.row.target_link_uri

    @property
    def deployment_hint(self) -> str | None:
        return self.row.deployment_hint or None


def find_login(state: str, browser_secret_of: dict[str, str]) -> Pending:
    """Return the login this state belongs to, if this very browser asked for it; raises LtiError.

    `browser_secret_of` maps a state's digest to the secret the browser sent for it.
    """
    state_hash = digest(state)
    row = (
        LoginTransaction.objects.filter(pk=state_hash, expires_at__gt=timezone.now()).first()
        if state
        else None
    )
    if row is None:
        raise errors.StateUnknown("the state belongs to no login of the last minutes")
    if not matches(browser_secret_of.get(state_hash, ""), row.browser_hash) and not row.used_at:
        raise errors.BrowserUnproven("the browser did not bring the cookie of this login")
    platform = registry.get(row.registration_id)
    if platform is None:
        raise errors.RegistrationUnknown("the registration of this login is not active any more")
    return Pending(row, platform)


def begin(pending: Pending, id_token: str) -> Started:
    """Verify the token, consume the login and write the visit; raises LtiError and then has written nothing.

    An unknown deployment is the exception: it is kept, pending, for the administrator.
    """
    launch = protocol.verify(
        id_token,
        transaction=pending,
        registration=pending.platform,
        keys=platform_keys,
        now=time.time(),
    )
    if launch.message_type != names.RESOURCE_LINK:
        raise MessageNotOffered(f"message type {launch.message_type} is not offered yet")
    deployment_pk = _deployment(pending.platform, launch.deployment_id)
    if pending.row.used_at:
        raise errors.Replayed("this login was used before")
    launch_id, secret = new_secret()[:LAUNCH_ID_LENGTH], new_secret()
    with transaction.atomic():
        _consume(pending.row, launch_id)
        place = placing.place(pending.platform, deployment_pk, launch)
        _session(launch, pending.platform, place, launch_id, secret).save(force_insert=True)
    return Started(launch_id, secret, pending.platform)


def _consume(row: LoginTransaction, launch_id: str) -> None:
    # The one place where of two equal requests exactly one wins, on every database.
    won = LoginTransaction.objects.filter(pk=row.pk, used_at__isnull=True).update(
        used_at=timezone.now(), launch_id=launch_id
    )
    if won != 1:
        raise errors.Replayed("this login was used by a request that came at the same moment")


def _deployment(platform: KnownPlatform, deployment_id: str) -> int:
    pk, status = platform.deployments.get(deployment_id, (0, ""))
    if status == Deployment.Status.ACTIVE:
        return pk
    if status == Deployment.Status.BLOCKED:
        raise errors.DeploymentBlocked("the deployment was blocked by the administrator")
    first = Deployment.Status.ACTIVE if platform.trust_new_deployments else Deployment.Status.PENDING
    row, _ = Deployment.objects.get_or_create(
        registration_id=platform.pk, deployment_id=deployment_id, defaults={"status": first}
    )
    if row.status == Deployment.Status.ACTIVE:
        return row.pk
    raise errors.DeploymentPending("the deployment waits for the administrator's approval")


def _session(
    launch: Launch, platform: KnownPlatform, place: placing.Place, launch_id: str, secret: str
) -> LaunchSession:
    return LaunchSession(
        id=launch_id,
        secret_hash=digest(secret),
        registration_id=platform.pk,
        person_id=place.person_pk,
        link_id=place.link_pk,
        membership_id=place.membership_pk,
        is_instructor=launch.roles.is_instructor,
        locale=launch.locale or launch.custom.get("locale", "")[:35],
        return_url=(launch.presentation.return_url or "")[:2000],
        ags=placing.grade_service(launch),
        expires_at=timezone.now() + dt.timedelta(hours=settings.LAUNCH_HOURS),
    )


def visit_of(state: str) -> str:
    """Return the path of the visit that this login began, or "" (for "go on" after a reload); it opens nothing."""
    launch_id = (
        LoginTransaction.objects.filter(pk=digest(state)).values_list("launch_id", flat=True).first()
        if state
        else ""
    )
    return launch_path(launch_id) if launch_id else ""
