"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.depth import DEEP

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile(
    "quick", deadline=None, max_examples=100 if DEEP else 50, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")

# Playwright's synchronous interface keeps an event loop in the main thread, which Django mistakes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


# Chromium takes the last list alone, so this one repeats Playwright's: without it Playwright loses sight of a frame
# now and then. Left on is ThirdPartyStoragePartitioning, as people have it. Ours are the first, since a page that a
# test hands to the browser has no address, and would be kept from the local network, and the two of isolation.
DISABLED = (
    "LocalNetworkAccessChecks",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "IsolateOrigins",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "site-per-process",
)
CHROMIUM_OPTIONS = [
    f"--disable-features={','.join(DISABLED)}",
    # A frame of another site stays in the process of its page. Pages cannot tell, cookies are kept apart as ever; but a
    # frame that changes its process is one that Playwright goes on looking for where it was, about once in forty.
    "--disable-site-isolation-trials",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # a container may have little of it, and a page then stops without a word
    "--disable-background-networking",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The demo's tests begin, the longest first, and stay together: else one of two workers ends alone with them."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if "demo" not in getattr(item, "fixturenames", ()):
        return 2  # in the order of pytest-django: those that empty the database come last
    return 0 if "slow" in item.keywords else 1


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, once for all tests: a process has room for one Playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database file in WAL mode, as in use: an in-memory one locks by other rules when threads share it.

    Here and not in a folder: the database is made once, for whatever test comes first.
    """
    from django.conf import settings

    path = tmp_path_factory.mktemp("database") / "test.sqlite3"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(path)
