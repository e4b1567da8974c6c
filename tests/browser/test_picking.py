"""A teacher picks content, changes its settings and reviews someone, each in a frame on another site."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Frame, Page

from tests.lti_tool.conftest import _fresh_caches  # noqa: F401 - each live server is another platform's tool
from winternship_lti.models import Deployment, Outcome, Registration, ResourceLink
from winternship_lti.protocol import names
from winternship_lti.testing import Platform

from .conftest import DESKTOP, PHONE, READY
from .test_without_cookies import _no_cookies

pytestmark = pytest.mark.django_db(transaction=True)
SCAN = "winternship_self_assessment"
FORM_SCRIPT = "**/public/settings.js"
IN_ENGLISH = {names.PRESENTATION: {"locale": "en"}}


class School:
    """A platform on 127.0.0.1 with a course, and our tool on localhost: two sites to a browser."""

    def __init__(self, lms: Platform, tool_url: str) -> None:
        self.lms = lms
        self.tool = lms.register(
            login_url=f"{tool_url}/lti/login",
            redirect_uris=[f"{tool_url}/lti/launch"],
            jwks_url=f"{tool_url}/lti/jwks",
        )
        row = Registration.objects.create(
            name="Moodle",
            issuer=self.tool.issuer,
            client_id=self.tool.client_id,
            auth_url=self.tool.auth_url,
            token_url=self.tool.token_url,
            jwks_url=self.tool.jwks_url,
        )
        Deployment.objects.create(
            registration=row, deployment_id=self.tool.deployment_id, status=Deployment.Status.ACTIVE
        )
        self.course = lms.course("Win-Winternship")
        self.tess = lms.person("Tess Teacher", self.course, role="instructor")
        self.anna = lms.person("Anna Alves", self.course)

    def picker(self) -> str:
        """The page of the course with the picker in a frame."""
        return self.lms.pick(self.course, self.tool, self.tess, claims=IN_ENGLISH).url

    def activity(self, link: Any, person: Any) -> str:
        """The page of the course with an activity in a frame."""
        return self.lms.launch(link, person, claims=IN_ENGLISH).url


@pytest.fixture
def school(live_server: Any, settings: Any) -> Iterator[School]:
    settings.PUBLIC_URL = live_server.url
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    assert "localhost" in live_server.url
    with Platform("moodle") as lms:
        yield School(lms, live_server.url)


def framed(page: Page, ending: str) -> Frame:
    """The tool's page in the frame, once it is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for frame in page.frames:
            if "localhost" in frame.url and frame.url.endswith(ending):
                frame.wait_for_load_state()
                return frame
        page.wait_for_timeout(50)
    raise AssertionError(f"no page {ending} in {[frame.url for frame in page.frames]}")


def arrived(school: School, page: Page) -> Any:
    """What the platform got from the picker, once it is there."""
    deadline = time.monotonic() + 10
    while not school.lms.picked and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return school.lms.picked[-1]


def picked(school: School, page: Page) -> Any:
    """Pick the self-assessment as it is; the link that the platform made of it."""
    page.goto(school.picker())
    picker = framed(page, "/pick/")
    picker.get_by_role("checkbox", name="Internship check").check()
    picker.get_by_role("button", name="Add to the course").click()
    (link,) = arrived(school, page).links
    return link


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_teacher_previews_and_picks_in_a_frame_and_it_opens(
    school: School,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    size: dict[str, int],
) -> None:
    page = window(size).new_page()
    page.goto(school.picker())
    picker = framed(page, "/pick/")
    axe(page)
    picker.locator("summary", has_text="Preview").first.click()
    preview = framed(page, f"/pick/{SCAN}/")
    assert preview.locator(".wsa-title").is_visible()
    picker.locator("summary", has_text="Title, language, grade").first.click()
    axe(page)
    assert picker.evaluate("document.documentElement.scrollWidth <= innerWidth")

    picker.get_by_role("checkbox", name="Internship check").check()
    picker.locator(f'[name="{SCAN}.title"]').fill("Our own check")
    picker.locator(f'[name="{SCAN}.language"]').select_option("nl")
    picker.get_by_role("button", name="Add to the course").click()

    (link,) = arrived(school, page).links
    assert link.title == "Our own check"
    page.goto(school.activity(link, school.anna))
    shown = framed(page, "/")
    shown.wait_for_selector(READY)
    assert shown.locator("html").get_attribute("lang") == "nl"
    assert "Our own check" in shown.inner_text("main")


def test_a_teacher_changes_the_settings_in_place_and_comes_back(
    school: School, window: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    page = window(PHONE).new_page()
    link = picked(school, page)
    page.goto(school.activity(link, school.tess))
    with page.expect_response(FORM_SCRIPT):
        framed(page, "/").get_by_role("link", name="Change settings").click()
    form = framed(page, "/settings/")
    axe(page)

    form.locator("[name=display_name]").fill("Set in place")
    form.get_by_role("button", name="Save").click()

    form.wait_for_url("**/l/*/")
    assert "Set in place" in framed(page, "/").inner_text("main")
    framed(page, "/").get_by_role("link", name="Change settings").click()
    form = framed(page, "/settings/")
    form.wait_for_load_state("networkidle")
    form.get_by_role("button", name="Cancel").click()
    form.wait_for_url("**/l/*/")


def test_a_teacher_reviews_someone_without_seeing_an_answer(
    school: School, window: Callable[..., BrowserContext], axe: Callable[[Page], None]
) -> None:
    page = window(PHONE).new_page()
    link = picked(school, page)
    page.goto(school.activity(link, school.anna))
    framed(page, "/").wait_for_selector(READY)
    row = ResourceLink.objects.get()
    person = row.memberships.get().person
    Outcome.objects.create(
        person=person, link=row, completion=1, score=1, score_maximum=1, changed_at="2026-11-20T12:00Z"
    )

    page.goto(school.lms.review(link, school.tess, of=school.anna, claims=IN_ENGLISH).url)

    review = framed(page, "/review/")
    axe(page)
    assert "finished on" in review.inner_text("main")


def test_going_back_without_a_choice_adds_nothing(
    school: School, window: Callable[..., BrowserContext]
) -> None:
    page = window().new_page()
    page.goto(school.picker())

    framed(page, "/pick/").get_by_role("button", name="Go back without adding anything").click()

    assert arrived(school, page).items == []


def test_without_cookies_a_teacher_can_pick_and_change_settings_too(
    school: School, window: Callable[..., BrowserContext]
) -> None:
    school.lms.profile = school.lms.profile.but(storage_frame="_parent")
    context = window()
    context.route("**/lti/**", _no_cookies)
    page = context.new_page()
    page.goto(school.picker())
    picker = framed(page, "/lti/launch")
    picker.get_by_role("checkbox", name="Internship check").check()
    picker.get_by_role("button", name="Add to the course").click()
    (link,) = arrived(school, page).links

    page.goto(school.activity(link, school.tess))
    shown = framed(page, "/lti/launch")
    with page.expect_response(FORM_SCRIPT):
        shown.get_by_role("link", name="Change settings").click()
    shown.wait_for_load_state("networkidle")
    shown.locator("[name=display_name]").fill("Set without cookies")
    shown.get_by_role("button", name="Save").click()

    shown.locator(".wsa-title", has_text="Set without cookies").wait_for()
    assert context.cookies() == []
