"""A filled practice LMS on real sockets, and a tiny tool on another site for it to launch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser
from tiny_tool import TinyTool

CHROMIUM = "/usr/bin/chromium"


def pytest_configure(config: pytest.Config) -> None:
    """Our warnings are errors; these come from the packages that play Open edX, and from nothing of ours."""
    for package in ("lti_consumer", "config_models", "jsonfield", "edx_django_utils", "workbench"):
        config.addinivalue_line("filterwarnings", f"ignore::DeprecationWarning:{package}.*")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database file, as in use: an in-memory one locks by other rules when threads share it."""
    from django.conf import settings

    path: Path = tmp_path_factory.mktemp("database") / "practice.sqlite3"
    settings.DATABASES["default"]["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def running_tool() -> Iterator[TinyTool]:
    """One tool for all tests."""
    tool = TinyTool()
    yield tool
    tool.shutdown()
    tool.server_close()


@pytest.fixture
def filled(db: None) -> None:
    """People, courses and activities."""
    from practice_lms.filling import fill

    fill()


@pytest.fixture
def lms(live_server: Any, settings: Any, running_tool: TinyTool) -> str:
    """The address of a served, filled practice LMS that is connected with the tiny tool."""
    from practice_lms.filling import fill
    from practice_lms.lti_platform.connection import connection

    settings.PRACTICE_URL = settings.LTI_BASE = settings.LTI_API_BASE = live_server.url
    settings.TOOL_URL = running_tool.url
    fill()
    running_tool.platform = connection()
    running_tool.launches.clear()
    return str(live_server.url)


@pytest.fixture
def tool(running_tool: TinyTool, lms: str) -> TinyTool:
    """The tool, connected with the practice LMS of this test."""
    return running_tool


@pytest.fixture
def browser(lms: str) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser(lms)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
