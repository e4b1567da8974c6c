"""Finds the registration of a launch without asking the database each time.

Registrations change a few times a year and are read twice in every launch, so each process remembers them for
half a minute; a change made in this process is seen at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models.signals import post_delete, post_save

from .models import Deployment, Registration

SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class KnownPlatform:
    """A registration as a launch needs it; satisfies what `protocol.launch.verify` asks of one."""

    pk: int
    issuer: str
    client_id: str
    auth_url: str
    token_url: str
    jwks_url: str
    token_audience: str
    allow_anonymous: bool
    trust_new_deployments: bool
    framing_origins: tuple[str, ...]
    deployments: dict[str, tuple[int, str]] = field(default_factory=dict)
    trusted_audiences: tuple[str, ...] = ()
    leeway: float = 60.0
    max_age: float = 600.0


class Registry:
    """All active registrations, by primary key and by issuer; thread-safe."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded_at = float("-inf")
        self._by_pk: dict[int, KnownPlatform] = {}

    def forget(self) -> None:
        """Read anew at the next question."""
        with self._lock:
            self._loaded_at = float("-inf")

    def get(self, pk: int) -> KnownPlatform | None:
        """Return the active registration with this key."""
        return self._rows().get(pk)

    def find(self, issuer: str, client_id: str | None) -> list[KnownPlatform]:
        """Return the active registrations of an issuer, of one client when the login names it [Sec 5.1.1.1]."""
        return [
            row
            for row in self._rows().values()
            if row.issuer == issuer and client_id in {None, "", row.client_id}
        ]

    def _rows(self) -> dict[int, KnownPlatform]:
        with self._lock:
            if self._clock() - self._loaded_at > SECONDS:
                self._by_pk = {row.pk: _known(row) for row in _active()}
                self._loaded_at = self._clock()
            return self._by_pk


def _active() -> Any:
    return Registration.objects.filter(is_active=True).prefetch_related("deployments")


def _known(row: Registration) -> KnownPlatform:
    return KnownPlatform(
        pk=row.pk,
        issuer=row.issuer,
        client_id=row.client_id,
        auth_url=row.auth_url,
        token_url=row.token_url,
        jwks_url=row.jwks_url,
        token_audience=row.token_audience or row.token_url,
        allow_anonymous=row.allow_anonymous,
        trust_new_deployments=row.trust_new_deployments,
        framing_origins=row.framing_origins(),
        deployments={d.deployment_id: (d.pk, d.status) for d in row.deployments.all()},
    )


registry = Registry()


def connect_signals() -> None:
    """Make changes of this process visible at once; other processes see them within SECONDS."""
    for model in (Registration, Deployment):
        for signal in (post_save, post_delete):
            signal.connect(
                _forget, sender=model, dispatch_uid=f"winternship-registry-{model.__name__}-{id(signal)}"
            )


def _forget(**_: Any) -> None:
    registry.forget()
