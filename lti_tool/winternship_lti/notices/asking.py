"""Asks platforms to tell us of copied courses, and looks daily whether they still mean to."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from ..access.calling import PlatformService
from ..access.pace import pace
from ..models import NoticeService
from ..protocol import names
from ..protocol.errors import LtiError, PlatformUnavailable
from ..protocol.http import Answer
from ..protocol.notices import handler_of, handler_request
from ..registry import KnownPlatform, registry

log = logging.getLogger("winternship.notices")
SCOPES = (names.SCOPE_NOTICE_HANDLERS,)
JSON = {"Content-Type": "application/json", "Accept": "application/json"}
LEASE = dt.timedelta(minutes=5)
DAY = dt.timedelta(days=1)
BATCH = 10


def ask_due() -> int:
    """Ask every platform whose time has come, and say how many were asked. Safe in several processes at once.

    Some platforms do not send a notice again that we missed, and may forget our wish: so each is asked daily.
    """
    now = timezone.now()
    due = NoticeService.objects.filter(next_try_at__lte=now).values_list("pk", "next_try_at")[:BATCH]
    claimed = [pk for pk, seen in due if _claim(pk, seen)]
    for row in NoticeService.objects.filter(pk__in=claimed).select_related("deployment"):
        _ask(row)
    return len(claimed)


def handler_url(registration_pk: int) -> str:
    """Where this platform is to send its notices."""
    return settings.PUBLIC_URL + reverse("lti-notices", args=[registration_pk])


def _claim(pk: int, seen: dt.datetime) -> bool:
    # A lease, as with grades: a killed worker's row comes back by itself.
    changed = {"next_try_at": timezone.now() + LEASE, "attempts": F("attempts") + 1}
    return bool(NoticeService.objects.filter(pk=pk, next_try_at=seen).update(**changed))


def _ask(row: NoticeService) -> None:
    platform = registry.get(row.deployment.registration_id)
    if platform is None:
        _close(row, problem="", wait=DAY)
        return
    try:
        _register(platform, row.url)
    except PlatformUnavailable as error:
        _close(row, problem=error.code, wait=dt.timedelta(seconds=pace().back_off(row.attempts, 60.0)))
    except LtiError as error:
        log.warning("notices result=%s platform=%s detail=%s", error.code, platform.pk, error.detail)
        _close(row, problem=error.code, wait=DAY)
    else:
        _close(row, problem="", wait=DAY, is_registered=True, attempts=0)


def _register(platform: KnownPlatform, url: str) -> None:
    service, ours = PlatformService(platform, SCOPES), handler_url(platform.pk)
    if _handler(service.call("GET", url, headers=JSON)) != ours:
        service.call("PUT", url, headers=JSON, body=handler_request(names.CONTEXT_COPY_NOTICE, ours))


def _handler(answer: Answer) -> str:
    try:
        return handler_of(answer.body, names.CONTEXT_COPY_NOTICE)
    except ValueError:
        return ""


def _close(row: NoticeService, *, problem: str, wait: dt.timedelta, **columns: object) -> None:
    now = timezone.now()
    NoticeService.objects.filter(pk=row.pk).update(
        **{"is_registered": False, "problem": problem, "asked_at": now, "next_try_at": now + wait, **columns}
    )
