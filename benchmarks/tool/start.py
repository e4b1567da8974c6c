"""Starts the service for a subject: own SQLite file in WAL mode, one platform registered with us and with the peer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command
from django.db import connections

from winternship_lti.testing import FakePlatform

from .platform_keys import served_keys

# On the disk where the service keeps its data too; the system's folder for temporary files may be memory.
VAR = Path(__file__).resolve().parents[2] / "var"
TARGET = "http://127.0.0.1:8001/lti/launch"


@contextmanager
def running_tool() -> Iterator[FakePlatform]:
    """Set up Django and yield a registered platform; once in a process, for Django cannot start twice.

    The platform is only a key set on a bare file server, and we sign for it.
    """
    VAR.mkdir(exist_ok=True)
    platform = FakePlatform(target_link_uri=TARGET)
    with TemporaryDirectory(prefix="bench-", dir=VAR) as folder:
        _set_up(Path(folder))
        with served_keys(platform.jwks(), Path(folder) / "keys") as platform.jwks_url:
            register(platform)
            yield platform
        connections.close_all()


def _set_up(folder: Path) -> None:
    os.environ["WINTERNSHIP_DATA"] = str(folder)
    os.environ["WINTERNSHIP_LOGINS_PER_MINUTE"] = "1000000"  # one address plays a whole city here
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.tool.settings"
    django.setup()
    call_command("migrate", verbosity=0)


def register(platform: FakePlatform) -> None:
    """Make the platform known to us and to the peer, as an administrator would. Only within `running_tool`."""
    # Models can be imported only after the set-up.
    from winternship_lti.models import Deployment, Registration

    from . import pylti

    row = Registration.objects.create(
        name=platform.issuer,
        issuer=platform.issuer,
        client_id=platform.client_id,
        auth_url=f"{platform.issuer}/auth",
        token_url=f"{platform.issuer}/token",
        jwks_url=platform.jwks_url,
    )
    Deployment.objects.create(
        registration=row, deployment_id=platform.deployment_id, status=Deployment.Status.ACTIVE
    )
    pylti.register(platform)
