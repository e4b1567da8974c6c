"""Takes notices in: verified like a launch, each counted once. What follows from one is done later, by whoever asks."""

from __future__ import annotations

import time
from typing import Final

from django.db import transaction

from ..models import Context, ContextCopy, Deployment, Notice
from ..protocol import errors, names, notices
from ..protocol.fetch import RequestsFetcher
from ..protocol.http import Http
from ..protocol.keys import KeyStore
from ..registry import KnownPlatform

# A platform waits for our answer, two seconds [PNS 1.0], and may not send again: keys come in time, or not now.
KEYS_SECONDS: Final = 1.5
_FETCHER = RequestsFetcher(http=Http(connect_seconds=1.0, seconds=KEYS_SECONDS))
KEYS = KeyStore(_FETCHER, now=time.time)


def take(platform: KnownPlatform, token: str) -> bool:
    """Verify one notice, keep what it tells, and say whether it was new; raises LtiError.

    One that came before is no error, nor is one of a kind that we do not know: a platform may add kinds.
    """
    notice = notices.verify(token, registration=platform, keys=KEYS, now=time.time())
    deployment_pk = _deployment(platform, notice.deployment_id)
    with transaction.atomic():
        _, is_new = Notice.objects.get_or_create(
            registration_id=platform.pk, notice_id=notice.id, defaults={"kind": notice.kind[:100]}
        )
        if is_new and notice.kind == names.CONTEXT_COPY_NOTICE:
            _keep_copy(deployment_pk, notice)
    return is_new


def copied_from(context: Context) -> tuple[str, ...]:
    """The ids of the courses that the platform said this one was copied from, the newest notice first."""
    rows = ContextCopy.objects.filter(deployment_id=context.deployment_id, context_id=context.lti_id)
    return tuple(rows.order_by("-pk").values_list("origin_id", flat=True))


def _keep_copy(deployment_pk: int, notice: notices.Notice) -> None:
    if notice.context is None:
        return
    ContextCopy.objects.bulk_create(
        [
            ContextCopy(deployment_id=deployment_pk, context_id=notice.context.id, origin_id=origin)
            for origin in notice.origins
            if origin != notice.context.id
        ],
        ignore_conflicts=True,
    )


def _deployment(platform: KnownPlatform, deployment_id: str) -> int:
    """A notice never makes a deployment: where nobody launched or approved, there is nothing to be told."""
    pk, status = platform.deployments.get(deployment_id, (0, ""))
    if status == Deployment.Status.BLOCKED:
        raise errors.DeploymentBlocked("the deployment was blocked by the administrator")
    if status != Deployment.Status.ACTIVE:
        raise errors.DeploymentPending("the deployment is not known here, or waits for approval")
    return pk
