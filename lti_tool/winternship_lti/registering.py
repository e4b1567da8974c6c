"""From a one-time link to a registration: invite a platform, let it connect, approve it."""

from __future__ import annotations

import datetime as dt
import logging
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from winternship_core.text import Text
from winternship_net.network import Network
from winternship_net.urls import origin

from .errors import InvitationOver
from .models import Deployment, Invitation, Registration
from .protocol import registration as protocol
from .protocol.http import Http
from .registry import registry

log = logging.getLogger("winternship.registration")
HOURS = 48
MOST_HOURS = 24 * 90
NAME = Text(nl="Winternship (stages)", en="Winternship (internships)")
DESCRIPTION = Text(
    nl="Leren en werken aan stages in kleine bedrijven: zelfscan, lessen en stageplaatsen. Vraagt geen namen.",
    en="Learn about and work on internships in small companies: self-assessment, lessons and placements. "
    "Asks for no names.",
)
PICKING = Text(nl="Kies een activiteit", en="Choose an activity")


def link_of(invitation: Invitation) -> str:
    """Return the link to paste into the platform; whoever has it may use the invitation."""
    return settings.PUBLIC_URL + reverse("lti-register", args=[_signer().sign(invitation.pk.hex)])


def find(token: str) -> Invitation:
    """Return the invitation of a link's last part; raises InvitationOver for one that we did not make or withdrew."""
    try:
        key = _signer().unsign(token)
        return Invitation.objects.select_related("registration").get(pk=key)
    except (BadSignature, Invitation.DoesNotExist, ValidationError, ValueError) as error:
        raise InvitationOver from error


def _signer() -> Signer:
    return Signer(salt="winternship.invitation", sep=".")


def connect(invitation: Invitation, openid_configuration: str, registration_token: str) -> Invitation:
    """Let the platform at this address register itself with the invitation, and return its record.

    Raises InvitationOver, or LtiError; then nothing is registered here, and the invitation can be used again.
    """
    _claim(invitation)
    try:
        network = Network(allow_private=settings.ALLOW_PRIVATE_NETWORKS)
        configuration, registered = protocol.register(
            Http(network=network, limit=protocol.ANSWER_LIMIT),
            network,
            url=openid_configuration,
            token=registration_token,
            tool=tool(asks_names=invitation.ask_names),
            issuer=invitation.issuer,
        )
        with transaction.atomic():
            _store(invitation, configuration, registered)
    except BaseException:
        Invitation.objects.filter(pk=invitation.pk).update(used_at=None)
        raise
    registry.forget()  # only now can others see it
    log.info("registration result=ok platform=%s", invitation.registration_id)
    return invitation


def _claim(invitation: Invitation) -> None:
    now = timezone.now()
    usable = Invitation.objects.filter(pk=invitation.pk, used_at=None, expires_at__gt=now)
    if not usable.update(used_at=now):
        raise InvitationOver
    invitation.used_at = now


def _store(
    invitation: Invitation, configuration: protocol.PlatformConfiguration, registered: protocol.Registered
) -> None:
    lms = origin(configuration.url) or ""
    row, is_new = Registration.objects.get_or_create(
        issuer=configuration.issuer,
        client_id=registered.client_id,
        defaults={
            "name": invitation.name,
            "auth_url": configuration.auth_url,
            "token_url": configuration.token_url,
            "jwks_url": configuration.jwks_url,
            "token_audience": configuration.token_audience,
            "frame_origins": lms if lms != origin(configuration.issuer) else "",
            "is_active": invitation.activate,
        },
    )
    if not is_new:
        raise protocol.RegistrationExists(
            f"issuer {row.issuer!r} with client_id {row.client_id!r} is registered already, as number {row.pk}"
        )
    if registered.deployment_id is not None:
        Deployment.objects.create(
            registration=row, deployment_id=registered.deployment_id, status=Deployment.Status.ACTIVE
        )
    asked = protocol.wishes(configuration)
    invitation.registration = row
    invitation.approved_at = invitation.used_at if invitation.activate else None
    invitation.awaits_deployment = registered.deployment_id is None
    invitation.asked = {"scopes": asked.scopes, "messages": asked.messages}
    invitation.granted = {
        "scopes": registered.scopes,
        "messages": registered.messages,
        "claims": registered.claims,
    }
    invitation.lms_origin = lms
    invitation.family = configuration.family
    invitation.save()


def approve(registration: Registration) -> None:
    """Let a platform that waits be used from now on."""
    with transaction.atomic():
        registration.is_active = True
        registration.save(update_fields=["is_active"])
        waiting = Invitation.objects.filter(registration=registration, approved_at=None)
        waiting.update(approved_at=timezone.now())
    registry.forget()


def accepts_first_deployment(registration_pk: int) -> bool:
    """Say, once, that a new deployment is the one which the platform left out when it registered."""
    awaiting = Invitation.objects.filter(
        registration=registration_pk, awaits_deployment=True, approved_at__isnull=False
    )
    return bool(awaiting.update(awaits_deployment=False))


def prune() -> int:
    """Delete the invitations that expired unused, and say how many."""
    return Invitation.objects.filter(used_at=None, expires_at__lt=timezone.now()).delete()[0]


def expiry(hours: int = HOURS) -> dt.datetime:
    """Return the moment so many hours from now."""
    return timezone.now() + dt.timedelta(hours=hours)


def tool(*, asks_names: bool = False) -> protocol.Tool:
    """Return what platforms must know of this service; `asks_names` so that teachers see who has not started."""
    base = settings.PUBLIC_URL
    return protocol.Tool(
        origin=base,
        login_url=base + reverse("lti-login"),
        launch_url=base + reverse("lti-launch"),
        jwks_url=base + reverse("lti-jwks"),
        logo_url=base + static("winternship_lti/logo.svg"),
        policy_url=base + reverse("privacy"),
        name=NAME,
        description=DESCRIPTION,
        picking=PICKING,
        asks_names=asks_names,
    )


def close_targets(invitation: Invitation) -> list[str]:
    """Return the origins that may be told to close the registration's page: the platform's, and no others."""
    issuer = invitation.registration.issuer if invitation.registration else ""
    return [found for found in dict.fromkeys((invitation.lms_origin, origin(issuer))) if found]


def host_of(address: str) -> str:
    """Return the host of an address that was not checked yet, to show to a person; "" when it has none."""
    return urlsplit(origin(address) or "").netloc
