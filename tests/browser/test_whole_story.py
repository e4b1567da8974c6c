"""From an invitation to a grade: an administrator, a teacher and a student, each in their own browser, on two sites."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page

from tests.lti_tool.conftest import _fresh_caches  # noqa: F401 - each live server is another platform's tool
from winternship_lti.grades.sending import send_due
from winternship_lti.protocol import names
from winternship_lti.testing import Platform

from .conftest import DESKTOP, PHONE, READY
from .filling_in import GROUPS, answer_group, finish, go_on, start
from .test_picking import framed

pytestmark = pytest.mark.django_db(transaction=True)
IN_ENGLISH = {names.PRESENTATION: {"locale": "en"}}
PASSWORD = "only for this test"


def _invite(page: Page, tool: str) -> str:
    """The administrator signs in, invites a platform, and finds the link to paste."""
    page.goto(f"{tool}/admin/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.goto(f"{tool}/admin/winternship_lti/invitation/add/")
    page.locator("#id_name").fill("Moodle of the test")
    page.get_by_label("Activate at once").check()
    page.get_by_label("Ask for names").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("/lti/register/").wait_for()
    found = re.search(r"https?://[^\s<\"]+/lti/register/[^\s<\"]+", page.inner_text("body"))
    assert found is not None, page.inner_text("body")
    return found[0]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_register_pick_launch_finish_grade_and_overview(
    live_server: Any,
    settings: Any,
    window: Callable[..., BrowserContext],
    axe: Callable[[Page], None],
    size: dict[str, int],
) -> None:
    settings.PUBLIC_URL = live_server.url
    settings.ALLOW_PRIVATE_NETWORKS = True
    User.objects.create_superuser("admin", "admin@example.org", PASSWORD)
    with Platform("moodle") as lms:
        administrator = window(size).new_page()
        link = _invite(administrator, live_server.url)

        # The LMS administrator pastes the link.
        administrator.goto(lms.invite(link))
        connect = administrator.get_by_role("button", name="Connect")
        connect.wait_for()
        axe(administrator)
        connect.click()
        administrator.get_by_role("heading", name="Connected").wait_for()
        assert "Send grades" in administrator.inner_text("main")
        axe(administrator)
        tool = lms.tools[-1]
        lms.activate(tool)

        # A teacher picks the self-assessment.
        course = lms.course("Win-Winternship")
        tess = lms.person("Tess Teacher", course, role="instructor")
        anna = lms.person("Anna Alves", course)
        teacher = window(size).new_page()
        teacher.goto(lms.pick(course, tool, tess, claims=IN_ENGLISH).url)
        picker = framed(teacher, "/pick/")
        picker.get_by_role("checkbox", name="Internship check").check()
        picker.get_by_role("button", name="Add to the course").click()
        teacher.wait_for_timeout(500)
        (activity,) = lms.picked[-1].links

        # A student does it.
        student = window(size).new_page()
        student.goto(lms.launch(activity, anna, claims=IN_ENGLISH).url)
        frame = framed(student, "/")
        frame.wait_for_selector(READY)
        start(frame)
        for group in GROUPS:
            answer_group(frame, group, "2")
            go_on(frame, group)
        finish(frame)
        send_due()
        assert (anna, activity) in lms.grades
        assert lms.grades[anna, activity].points == lms.grades[anna, activity].maximum
        student.reload()
        frame = framed(student, "/")
        frame.get_by_text("Your result was sent to your course.").wait_for()
        axe(student)

        # The teacher sees who has finished, and nobody's answers.
        teacher.goto(lms.launch(activity, tess, claims=IN_ENGLISH).url)
        framed(teacher, "/").get_by_role("link", name="Participants").click()
        overview = framed(teacher, "/people/")
        text = overview.inner_text("main")
        assert "Anna" in text
        assert "grade sent" in text.lower()
        axe(teacher)
