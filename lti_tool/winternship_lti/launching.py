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

from . import launch_store, observing, placing, purposes, registering
from .cookies import launch_path
from .digests import digest, matches, new_secret
from .launch_store import NewSession, StoredLogin
from .models import Deployment, LoginTransaction
from .platform_keys import platform_keys
from .protocol import errors
from .protocol import launch as protocol
from .protocol.claims import Launch
from .registry import KnownPlatform, registry
from .visits import LANGUAGES

LAUNCH_ID_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Started:
    """A visit and the secret that opens it."""

    launch_id: str
    secret: str
    platform: KnownPlatform


@dataclass(frozen=True, slots=True)
class Pending:
    """A login found in the store, as `protocol.launch.verify` asks for one."""

    login: StoredLogin
    platform: KnownPlatform

    @property
    def issuer(self) -> str:
        return self.platform.issuer

    @property
    def client_id(self) -> str:
        return self.platform.client_id

    @property
    def nonce(self) -> str:
        return self.login.nonce

    @property
    def target_link_uri(self) -> str:
        return self.login.target_link_uri

    @property
    def deployment_hint(self) -> str | None:
        return self.login.deployment_hint or None


def find_login(state_hash: str, *, cookie: str = "", stored: str = "") -> Pending:
    """Return the login this state belongs to, if this very browser asked for it; raises LtiError.

    The browser proves it by the secret in its cookie, or by the other one that it stored with the platform. A used
    login is found without: its cookie was deleted then, and it is to be told as a replay.
    """
    login = launch_store.find_login(state_hash, timezone.now())
    if login is None:
        raise errors.StateUnknown("the state belongs to no login of the last minutes")
    proven = matches(cookie, login.browser_hash) or (
        bool(login.storage_hash) and matches(stored, login.storage_hash)
    )
    if not login.used and not proven:
        raise errors.BrowserUnproven("the browser did not bring the cookie of this login")
    platform = registry.get(login.registration_id)
    if platform is None:
        raise errors.RegistrationUnknown("the registration of this login is not active any more")
    return Pending(login, platform)


def waiting_with_platform(state_hash: str) -> Pending | None:
    """Return an unused login whose second secret lies with the platform; it proves nothing about the browser yet."""
    login = launch_store.find_login(state_hash, timezone.now())
    if login is None or login.used or not login.storage_hash:
        return None
    platform = registry.get(login.registration_id)
    return Pending(login, platform) if platform else None


def begin(pending: Pending, id_token: str) -> Started:
    """Verify the token, consume the login and write the visit; raises LtiError and then has written nothing.

    An unknown deployment is the exception: it is kept, pending, for the administrator.
    """
    launch = _verify(pending, id_token)
    deployment_pk = _deployment(pending.platform, launch.deployment_id)
    if pending.login.used:
        raise errors.Replayed("this login was used before")
    launch_id, secret = new_secret()[:LAUNCH_ID_LENGTH], new_secret()
    with transaction.atomic():
        if not launch_store.consume(pending.login.state_hash, launch_id, timezone.now()):
            raise errors.Replayed("this login was used by a request that came at the same moment")
        launch_store.write_session(_session(launch, pending.platform, deployment_pk, launch_id, secret))
    observing.launched(pending.platform, launch, launch_id)
    return Started(launch_id, secret, pending.platform)


def _verify(pending: Pending, id_token: str) -> Launch:
    try:
        return protocol.verify(
            id_token, transaction=pending, registration=pending.platform, keys=platform_keys, now=time.time()
        )
    except errors.NonceMismatch as error:
        # The platform signed it for another login of ours: used up already, it is a replay and not a mix-up.
        if LoginTransaction.objects.filter(nonce=error.received, used_at__isnull=False).exists():
            raise errors.Replayed("the token was used with another login before") from error
        raise


def _deployment(platform: KnownPlatform, deployment_id: str) -> int:
    pk, status = platform.deployments.get(deployment_id, (0, ""))
    if status == Deployment.Status.ACTIVE:
        return pk
    if status == Deployment.Status.BLOCKED:
        raise errors.DeploymentBlocked("the deployment was blocked by the administrator")
    expected = platform.trust_new_deployments or (
        not pk and registering.accepts_first_deployment(platform.pk)
    )
    first = Deployment.Status.ACTIVE if expected else Deployment.Status.PENDING
    row, _ = Deployment.objects.get_or_create(
        registration_id=platform.pk, deployment_id=deployment_id, defaults={"status": first}
    )
    if row.status == Deployment.Status.ACTIVE:
        return row.pk
    raise errors.DeploymentPending("the deployment waits for the administrator's approval")


def _session(
    launch: Launch, platform: KnownPlatform, deployment_pk: int, launch_id: str, secret: str
) -> NewSession:
    kind = purposes.kind_of(launch)
    place = placing.place(platform, deployment_pk, launch) if purposes.has_link(kind) else purposes.NOWHERE
    return NewSession(
        id=launch_id,
        secret_hash=digest(secret),
        registration_id=platform.pk,
        kind=kind,
        person_id=place.person_pk,
        link_id=place.link_pk,
        membership_id=place.membership_pk,
        is_instructor=launch.roles.is_instructor,
        locale=_locale(launch),
        return_url=(launch.presentation.return_url or "")[:2000],
        ags=placing.grade_service(launch),
        request=purposes.request_of(kind, launch),
        about_id=purposes.about(kind, launch),
        expires_at=timezone.now() + dt.timedelta(hours=settings.LAUNCH_HOURS),
    )


def _locale(launch: Launch) -> str:
    """The language chosen for the activity, if it is one of ours, before the page's or the person's."""
    chosen = launch.custom.get("language", "")
    return chosen if chosen in LANGUAGES else (launch.locale or launch.custom.get("locale", ""))[:35]


def visit_of(state_hash: str) -> str:
    """Return the path of the visit that this login began, or "" (for "go on" after a reload); it opens nothing."""
    launch_id = LoginTransaction.objects.filter(pk=state_hash).values_list("launch_id", flat=True).first()
    return launch_path(launch_id) if launch_id else ""
