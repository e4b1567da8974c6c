"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")

# Playwright's synchronous interface keeps an event loop in the main thread, which Django mistakes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with official specifications; tests that need it are skipped, and say so, where it is not."""
    folder = Path(os.environ.get("WINTERNSHIP_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip("the folder with official specifications is not here (set WINTERNSHIP_SHARED)")
    return folder
