"""A launch whose frame keeps no cookies: platform storage, else a window of its own, else the browser's leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Route

from tests.lti_tool.conftest import *  # noqa: F403 - a fresh registry for each test
from winternship_lti import launching
from winternship_lti.models import BlockState, Deployment, LaunchSession, Registration
from winternship_lti.protocol.fetch import RequestsFetcher
from winternship_lti.protocol.keys import KeyStore
from winternship_lti.testing import Platform

from .filling_in import aim_and_click, answer_group, saved, start

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass
class School:
    """A platform, the tool, one activity, and someone who opens it."""

    lms: Platform
    tool_url: str
    link: Any
    anna: Any

    def address(self, target: str = "iframe") -> str:
        return str(self.lms.launch_url(self.link, self.anna, target=target))


@pytest.fixture
def school(live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[School]:
    """A Canvas-like platform (it stores things for tools) on another site than the tool."""
    import time

    settings.PUBLIC_URL = live_server.url
    monkeypatch.setattr(launching, "platform_keys", KeyStore(RequestsFetcher(), now=time.time))
    base = live_server.url
    with Platform("canvas") as lms:
        tool = lms.register(
            login_url=f"{base}/lti/login", redirect_uris=[f"{base}/lti/launch"], jwks_url=f"{base}/lti/jwks"
        )
        row = Registration.objects.create(
            name="School",
            issuer=tool.issuer,
            client_id=tool.client_id,
            auth_url=tool.auth_url,
            token_url=tool.token_url,
            jwks_url=tool.jwks_url,
            frame_origins=lms.issuer if lms.issuer.startswith("http") else "",
        )
        Deployment.objects.create(
            registration=row, deployment_id=tool.deployment_id, status=Deployment.Status.ACTIVE
        )
        course = lms.course("Win-Winternship")
        anna = lms.person("Anna Alves", course)
        link = lms.link(course, tool, title="Self-assessment", maximum=100)
        yield School(lms, base, link, anna)


def _no_cookies(route: Route) -> None:
    """Pass a request on, and keep every cookie from the browser, as one that blocks them in frames does."""
    headers = {**route.request.all_headers(), "sec-fetch-dest": "iframe", "cookie": ""}
    answer = route.fetch(headers=headers, max_redirects=0)
    route.request.frame.page.context.clear_cookies()  # what `fetch` itself kept
    kept = {name: value for name, value in answer.headers.items() if name.lower() != "set-cookie"}
    route.fulfill(response=answer, headers=kept)


@pytest.fixture
def blocked(window: Callable[..., BrowserContext], school: School) -> BrowserContext:
    """A browser in which nothing of the tool's cookies stays."""
    context = window()
    context.route("**/lti/**", _no_cookies)
    return context


def _tool_frame(page: Page, school: School) -> Frame:
    page.wait_for_function("() => frames.length > 0")
    page.wait_for_timeout(300)
    return next(frame for frame in page.frames if frame.url.startswith(school.tool_url))


def test_with_platform_storage_the_visit_works_without_any_cookie(
    blocked: BrowserContext, school: School
) -> None:
    page = blocked.new_page()
    page.goto(school.address())
    page.frame_locator("iframe[name=tool]").locator(".wsa-title").wait_for()
    frame = _tool_frame(page, school)
    start(frame)
    answer_group(frame, "A", "2")
    saved(page, frame)

    assert BlockState.objects.get(scope="user_state").fields["answers"]["A1"]["value"] == 2
    assert LaunchSession.objects.count() == 1
    secret = frame.evaluate("window.winternshipVisit.secret")
    assert secret not in page.content() + frame.content()
    assert all(secret not in candidate.url for candidate in page.frames)
    assert blocked.cookies(school.tool_url) == []


@pytest.mark.parametrize("mood", ["silent", "wrong-origin", "wrong-subject", "wrong-message-id", "error"])
def test_when_the_platform_stores_nothing_a_new_window_is_offered(
    blocked: BrowserContext, school: School, mood: str
) -> None:
    school.lms.storage = mood
    page = blocked.new_page()
    page.goto(school.address())
    button = page.frame_locator("iframe[name=tool]").get_by_role("button", name="Open in a new window")
    button.wait_for()
    assert not LaunchSession.objects.exists()

    blocked.unroute_all()
    with blocked.expect_page() as opened:
        button.click()
    opened.value.wait_for_url("**/l/**")
    opened.value.locator(".wsa-title").wait_for()


def test_a_stored_value_that_is_not_ours_opens_nothing(blocked: BrowserContext, school: School) -> None:
    page = blocked.new_page()
    school.lms.storage = "wrong-value"
    page.goto(school.address())
    page.frame_locator("iframe[name=tool]").get_by_text("This did not work").or_(
        page.frame_locator("iframe[name=tool]").get_by_role("button", name="Open in a new window")
    ).first.wait_for()

    assert not LaunchSession.objects.exists()


def test_with_popups_blocked_the_page_still_says_what_to_do(blocked: BrowserContext, school: School) -> None:
    school.lms.storage = "silent"
    blocked.add_init_script("window.open = () => null")
    page = blocked.new_page()
    page.goto(school.address())

    text = page.frame_locator("iframe[name=tool]").locator("main")
    text.get_by_role("button", name="Open in a new window").wait_for()
    assert "window of its own" in text.inner_text()


def test_the_browsers_leave_is_asked_only_on_a_click(blocked: BrowserContext, school: School) -> None:
    school.lms.storage = "silent"
    blocked.add_init_script(
        "window.asked = 0; document.requestStorageAccess = async () => { window.asked += 1; throw new Error('no'); }"
    )
    page = blocked.new_page()
    page.goto(school.address())
    frame = page.frame_locator("iframe[name=tool]")
    allow = frame.get_by_role("button", name="Stay here and allow cookies")
    allow.wait_for()
    tool = _tool_frame(page, school)
    assert tool.evaluate("window.asked") == 0

    aim_and_click(allow)

    frame.get_by_role("alert").filter(has_text="did not allow").wait_for()
    assert tool.evaluate("window.asked") == 1


def test_when_the_browser_gives_leave_the_login_goes_on_in_the_frame(
    blocked: BrowserContext, school: School
) -> None:
    school.lms.storage = "silent"
    blocked.add_init_script("document.requestStorageAccess = async () => {}")
    page = blocked.new_page()
    page.goto(school.address())
    frame = page.frame_locator("iframe[name=tool]")
    allow = frame.get_by_role("button", name="Stay here and allow cookies")
    allow.wait_for()
    blocked.unroute_all()

    aim_and_click(allow)

    frame.locator(".wsa-title").wait_for()


def test_with_partitioned_cookies_nothing_of_this_is_needed(
    window: Callable[..., BrowserContext], school: School
) -> None:
    page = window().new_page()
    page.goto(school.address())

    page.frame_locator("iframe[name=tool]").locator(".wsa-title").wait_for()
