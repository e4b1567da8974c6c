"""Writes what was noticed: a few statements, in a transaction of their own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from ..models import Deployment, Notice, NoticeService, PlatformHealth, Refusal, Registration
from .buffer import Batch, Refused

KEPT = dt.timedelta(days=30)
MOST_ROWS = 2000


def write(batch: Batch) -> None:
    """Write all of it, or nothing; what belongs to a registration that is gone is left out."""
    with transaction.atomic():
        _write_health(batch)
        _write_refusals(batch.refusals, batch.at)
        for (registration_pk, deployment_id), url in batch.services.items():
            _write_service(registration_pk, deployment_id, url)


def prune() -> int:
    """Delete refusals and notices of more than 30 days ago, and say how many."""
    limit = timezone.now() - KEPT
    refusals, _ = Refusal.objects.filter(at__lt=limit).delete()
    notices, _ = Notice.objects.filter(received_at__lt=limit).delete()
    return refusals + notices


def _write_health(batch: Batch) -> None:
    columns = dict(batch.health)
    if batch.keys:
        found = Registration.objects.filter(jwks_url__in=batch.keys).values_list("pk", "jwks_url")
        for pk, url in found:
            columns[pk] = {**columns.get(pk, {}), **batch.keys[url]}
    for pk in _existing(columns):
        if not PlatformHealth.objects.filter(pk=pk).update(**columns[pk]):
            PlatformHealth.objects.bulk_create(
                [PlatformHealth(registration_id=pk, **columns[pk])], ignore_conflicts=True
            )


def _write_refusals(refusals: Counter[Refused], at: dt.datetime) -> None:
    if not refusals:
        return
    known = _existing({seen.registration_pk: None for seen in refusals if seen.registration_pk})
    Refusal.objects.bulk_create(
        Refusal(
            registration_id=seen.registration_pk if seen.registration_pk in known else None,
            at=at,
            step=seen.step,
            code=seen.code,
            clause=seen.clause,
            detail=seen.detail,
            times=times,
        )
        for seen, times in refusals.items()
    )
    # Anyone can be refused as often as they like, so the table has a bound that does not wait for the night.
    oldest = Refusal.objects.order_by("-pk").values_list("pk", flat=True)[MOST_ROWS : MOST_ROWS + 1].first()
    if oldest is not None:
        Refusal.objects.filter(pk__lte=oldest).delete()


def _write_service(registration_pk: int, deployment_id: str, url: str) -> None:
    deployment = Deployment.objects.filter(
        registration_id=registration_pk, deployment_id=deployment_id
    ).first()
    if deployment is None:
        return
    now = timezone.now()
    row, made = NoticeService.objects.get_or_create(
        deployment=deployment, defaults={"url": url, "next_try_at": now}
    )
    if not made and row.url != url:
        NoticeService.objects.filter(pk=row.pk).update(
            url=url, is_registered=False, attempts=0, next_try_at=now
        )


def _existing(pks: Mapping[int, object]) -> set[int]:
    return set(Registration.objects.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
