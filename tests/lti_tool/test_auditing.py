"""A trace of who became a teacher or ceased to be one, written with the launch that said so."""

from __future__ import annotations

import pytest

from winternship_lti import personal_data
from winternship_lti.launch_store import NewSession
from winternship_lti.models import Person, RoleChange
from winternship_lti.testing import FakePlatform

from .launching import Browser


def changes() -> list[bool]:
    return list(RoleChange.objects.order_by("pk").values_list("is_instructor", flat=True))


def test_a_promotion_and_a_downgrade_leave_a_trace(platform: FakePlatform, browser: Browser) -> None:
    for claims in (platform.student("anna"), platform.teacher("anna"), platform.student("anna")):
        browser.launch(platform, claims)

    assert changes() == [True, False]


def test_a_teacher_who_comes_for_the_first_time_leaves_a_trace(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform, platform.teacher("tess"))
    browser.launch(platform, platform.teacher("tess"))

    assert changes() == [True]


def test_a_student_who_stays_one_leaves_none(platform: FakePlatform, browser: Browser) -> None:
    for _ in range(2):
        browser.launch(platform, platform.student("anna"))

    assert changes() == []


def test_a_launch_that_is_not_written_leaves_no_trace(
    platform: FakePlatform, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: NewSession) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("winternship_lti.launching.launch_store.write_session", fail)
    with pytest.raises(RuntimeError):
        browser.launch(platform, platform.teacher("tess"))

    assert changes() == []


def test_the_trace_is_the_persons_to_see_and_goes_with_them(platform: FakePlatform, browser: Browser) -> None:
    browser.launch(platform, platform.teacher("tess"))
    person = Person.objects.get(subject="tess")

    (found,) = personal_data.export(person)["role_changes"]
    assert (found["activity"], found["as_teacher"]) == ("Self-assessment", True)
    assert personal_data.erase(person)["RoleChange"] == 1
    assert changes() == []
