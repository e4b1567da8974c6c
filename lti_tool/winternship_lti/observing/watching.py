"""The questions that others answer here: what did you see? Each answer is one line of log or memory."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.signals import request_finished
from django.utils import timezone

from ..models import Refusal
from ..protocol import names
from ..protocol.claims import Launch
from ..protocol.errors import LtiError
from ..registry import KnownPlatform
from .buffer import Buffer, Refused
from .writing import write

log = logging.getLogger("winternship.launch")
LONGEST_DETAIL = 300
_buffer = Buffer()


def launched(platform: KnownPlatform, launch: Launch, visit: str = "") -> None:
    """Notice a launch that succeeded: one line in the log, and the platform's health. Costs no statement."""
    log.info(
        "launch result=ok message=%s platform=%s deployment=%s kid=%s visit=%s",
        launch.message_type,
        platform.pk,
        launch.deployment_id,
        launch.proof.kid,
        visit[:8],
    )
    product = " ".join(filter(None, (launch.platform.family, launch.platform.version)))
    columns: dict[str, Any] = {"launched_at": timezone.now(), "product": product[:100]}
    if launch.ags is not None or launch.message_type == names.RESOURCE_LINK:
        columns["grade_scopes"] = sorted(launch.ags.scope) if launch.ags else []
        columns["has_roster"] = launch.nrps is not None
    _buffer.note(platform.pk, **columns)
    _buffer.note_clock(platform.pk, launch.proof.issued_at - time.time())
    if launch.notices and names.CONTEXT_COPY_NOTICE in launch.notices.types:
        _buffer.note_service(platform.pk, launch.deployment_id, launch.notices.url[:2000])


def refused(
    step: Refusal.Step, error: LtiError, *, registration_pk: int | None = None, kid: str = ""
) -> None:
    """Notice a login, launch or notice that was refused; `kid` is what the token claimed, if it was read."""
    log.warning(
        "%s result=%s status=%s spec=%s platform=%s kid=%s skew=%s detail=%s",
        step,
        error.code,
        error.status,
        error.spec,
        registration_pk or "unknown",
        kid or "unread",
        "unread" if error.skew is None else round(error.skew),
        error.detail,
    )
    detail = error.detail[:LONGEST_DETAIL].replace("\x00", "")
    _buffer.count(Refused(registration_pk, step.value, error.code, error.spec, detail))
    if registration_pk is not None and error.skew is not None:
        _buffer.note_clock(registration_pk, error.skew)


def keys_asked(url: str, problem: str) -> None:
    """Notice that a platform's keys were asked for; `problem` is "" when good ones came."""
    _buffer.note_keys(url, keys_asked_at=timezone.now(), keys_problem=problem[:LONGEST_DETAIL])


def token_answered(registration_pk: int, *, scopes: tuple[str, ...] = (), problem: str = "") -> None:
    """Notice what a platform answered when asked for an access token: the scopes it granted, or an error code."""
    columns: dict[str, Any] = {"token_asked_at": timezone.now(), "token_problem": problem[:LONGEST_DETAIL]}
    _buffer.note(registration_pk, **columns, **({} if problem else {"token_scopes": sorted(scopes)}))


def flush(*, everything: bool = False) -> None:
    """Write what is due (or all that is known). Never raises: noticing must not break what it notices."""
    batch = _buffer.take(everything=everything)
    if not batch:
        return
    try:
        write(batch)
    except Exception:
        log.exception("observations could not be written")


def forget() -> None:
    """Forget all that is not written (for tests)."""
    global _buffer  # noqa: PLW0603 - the one buffer of the process
    _buffer = Buffer()


def connect() -> None:
    """Write after each answer was sent, when something is due."""
    request_finished.connect(_after_answer, dispatch_uid="winternship-observing")


def _after_answer(**_: Any) -> None:
    flush()
