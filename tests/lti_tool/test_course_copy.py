"""A copied course finds its settings again, and nobody's work goes along [Core 5.3.5, AGS 3.2.15]."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest

from tests.lti_tool.conftest import SAME_ORIGIN
from tests.lti_tool.launching import Browser
from winternship_core.assessment import ALL_PARTS, load_instrument
from winternship_lti.models import BlockState, Deployment, Outcome, Registration, ResourceLink
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform

SCAN = "winternship_self_assessment"
ACTIVITY = str(uuid4())
SAVED = {"display_name": "Set by Tess", "parts": ["benefits"], "gives_grade": True}


def launch(
    browser: Browser,
    platform: FakePlatform,
    link: str,
    *,
    course: str = "course-1",
    teacher: bool = True,
    **custom: str,
) -> tuple[ResourceLink, str]:
    """The link after a launch, and the path of the visit."""
    claims = (platform.teacher() if teacher else platform.student()) | {
        names.RESOURCE_LINK_CLAIM: {"id": link},
        names.CONTEXT: {"id": course},
        names.CUSTOM: {"block": SCAN, **custom},
    }
    answer = browser.launch(platform, claims)
    assert answer.status_code == 303, answer.content.decode()
    return ResourceLink.objects.latest("pk"), answer["Location"]


def save(browser: Browser, path: str, link: ResourceLink, handler: str, data: dict[str, Any]) -> None:
    answer = browser.client.post(
        f"{path}b/{link.pk}.{link.block_type}.root/{handler}/",
        data,
        content_type="application/json",
        **SAME_ORIGIN,
    )
    assert answer.status_code == 200, answer.content.decode()


@pytest.fixture
def original(platform: FakePlatform, browser: Browser) -> ResourceLink:
    """A link that was picked, set up by a teacher, and used by a learner."""
    link, path = launch(browser, platform, "link-1", activity=ACTIVITY)
    save(browser, path, link, "save_settings", SAVED)
    _, path = launch(browser, platform, "link-1", teacher=False, activity=ACTIVITY)
    item = load_instrument().items_in(ALL_PARTS)[0].id
    answers = {item: {"value": 1, "at": int(time.time() * 1000)}}
    save(browser, path, link, "save_answers", {"answers": answers})
    assert BlockState.objects.filter(scope="user_state").exists()
    return link


def settings_of(link: ResourceLink) -> dict[str, Any]:
    row = BlockState.objects.filter(target__startswith=f"{link.pk}.", scope="settings").first()
    return row.fields if row else {}


def test_a_copied_link_takes_over_the_teachers_settings_by_its_activity_id(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    copy, path = launch(browser, platform, "link-2", course="course-2", activity=ACTIVITY)

    assert copy.pk != original.pk
    assert copy.activity_id == original.activity_id == ACTIVITY
    assert settings_of(copy) == settings_of(original) == SAVED
    assert "Set by Tess" in browser.client.get(path).content.decode()


def test_nobodys_state_goes_along_with_a_copy(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    root = f"{original.pk}.{SCAN}.root"
    scopes = BlockState.objects.filter(target=root).values_list("scope", flat=True)
    assert set(scopes) == {"settings", "user_state", "user_state_summary"}

    copy, _ = launch(browser, platform, "link-2", course="course-2", activity=ACTIVITY)

    kept = BlockState.objects.filter(target__startswith=f"{copy.pk}.").values_list("scope", "owner")
    assert list(kept) == [("settings", 0)]
    assert not Outcome.objects.filter(link=copy).exists()


def test_a_copy_goes_its_own_way_afterwards(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    copy, path = launch(browser, platform, "link-2", course="course-2", activity=ACTIVITY)
    save(browser, path, copy, "save_settings", SAVED | {"display_name": "Second year"})
    launch(browser, platform, "link-2", course="course-2", activity=ACTIVITY)

    assert settings_of(original)["display_name"] == "Set by Tess"
    assert settings_of(copy)["display_name"] == "Second year"


@pytest.mark.parametrize("history", ["link-1", "unknown,link-1", "link-1,older"])
def test_the_platforms_history_names_the_link_that_was_copied(
    original: ResourceLink, platform: FakePlatform, browser: Browser, history: str
) -> None:
    copy, _ = launch(browser, platform, "link-2", activity=ACTIVITY, linkhistory=history)

    assert settings_of(copy) == SAVED


def test_of_several_ancestors_the_nearest_counts(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    second, path = launch(browser, platform, "link-2", course="course-2", activity=ACTIVITY)
    save(browser, path, second, "save_settings", SAVED | {"display_name": "Second"})

    by_link, _ = launch(browser, platform, "link-3", activity=ACTIVITY, link_history="link-1,link-2")
    by_course, _ = launch(browser, platform, "link-4", activity=ACTIVITY, context_history="course-1,course-0")
    by_chance, _ = launch(browser, platform, "link-5", course="course-9", activity=ACTIVITY)

    assert settings_of(by_link)["display_name"] == "Set by Tess"
    assert settings_of(by_course)["display_name"] == "Set by Tess"
    assert settings_of(by_chance) == settings_of(by_course)


@pytest.mark.parametrize("history", ["$ResourceLink.id.history", "", "nothing-known"])
def test_a_history_that_was_not_filled_in_copies_nothing(
    platform: FakePlatform, browser: Browser, history: str
) -> None:
    link, path = launch(browser, platform, "link-1")
    save(browser, path, link, "save_settings", SAVED)

    copy, _ = launch(browser, platform, "link-2", linkhistory=history)

    assert settings_of(copy) == {}


def test_a_link_made_by_hand_is_copied_by_its_history(platform: FakePlatform, browser: Browser) -> None:
    link, path = launch(browser, platform, "link-1")
    save(browser, path, link, "save_settings", SAVED)

    copy, _ = launch(browser, platform, "link-2", link_history="link-1")

    assert settings_of(copy) == SAVED


def test_typing_the_number_of_a_picked_link_gets_nobody_its_settings(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    other_id, _ = launch(browser, platform, "link-2", link_history="link-1", activity=str(uuid4()))
    no_id, _ = launch(browser, platform, "link-3", link_history="link-1")

    assert settings_of(other_id) == settings_of(no_id) == {}


def test_a_fixed_id_out_of_an_exported_course_copies_nothing_by_itself(
    platform: FakePlatform, browser: Browser
) -> None:
    link, path = launch(browser, platform, "link-1", activity="win-w1")
    save(browser, path, link, "save_settings", SAVED)

    imported, _ = launch(browser, platform, "link-2", course="course-2", activity="win-w1")
    copied, _ = launch(
        browser, platform, "link-3", course="course-3", activity="win-w1", link_history="link-1"
    )

    assert settings_of(imported) == {}
    assert settings_of(copied) == SAVED


def test_another_platform_gets_nothing(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    row = Registration.objects.get()
    row.pk, row.client_id = None, "another"
    row.save()
    Deployment.objects.create(registration=row, deployment_id="1", status=Deployment.Status.ACTIVE)
    platform.client_id = "another"

    stranger, _ = launch(browser, platform, "link-1", activity=ACTIVITY, link_history="link-1")

    assert stranger.deployment.registration_id == row.pk
    assert settings_of(stranger) == {}


def test_the_copy_of_another_kind_of_block_gets_nothing(
    original: ResourceLink, platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    other, _ = launch(browser, platform, "link-2", activity=ACTIVITY, block="done")

    assert (other.block_type, settings_of(other)) == ("done", {})


def test_blocks_inside_a_block_are_copied_with_their_ids_changed_and_texts_left_alone(
    original: ResourceLink,
) -> None:
    from winternship_lti import copying

    old = original.pk
    child, grandchild = f"{old}.html.intro", f"{old}.html.deep"
    rows = {
        (f"{old}.{SCAN}.root", "children"): {"children": [child, grandchild]},
        (child, "parent"): {"parent": f"{old}.{SCAN}.root"},
        (child, "content"): {"data": f"see {child}", "target": child, "version": f"{old}.5.3"},
    }
    for (target, scope), fields in rows.items():
        BlockState.objects.create(scope=scope, target=target, fields=fields)
    copy = ResourceLink.objects.create(
        deployment=original.deployment, lti_id="copy", block_type=SCAN, activity_id=ACTIVITY
    )
    new = copy.pk

    copying.copy_settings(original, copy)

    def fields(target: str, scope: str) -> dict[str, Any]:
        return BlockState.objects.get(target=target, scope=scope).fields

    assert fields(f"{new}.{SCAN}.root", "children") == {"children": [f"{new}.html.intro", f"{new}.html.deep"]}
    assert fields(f"{new}.html.intro", "parent") == {"parent": f"{new}.{SCAN}.root"}
    assert fields(f"{new}.html.intro", "content") == {
        "data": f"see {child}",
        "target": f"{new}.html.intro",
        "version": f"{old}.5.3",
    }


def test_choosing_anew_for_the_same_link_counts_above_what_was_set_before(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    again, path = launch(browser, platform, "link-1", activity=str(uuid4()), field_display_name="Chosen anew")

    assert again.pk == original.pk
    assert "Chosen anew" in browser.client.get(path).content.decode()
    assert settings_of(again) == {"parts": ["benefits"], "gives_grade": True}


def test_a_launch_that_says_the_same_as_before_leaves_the_teachers_settings(
    original: ResourceLink, platform: FakePlatform, browser: Browser
) -> None:
    _, path = launch(browser, platform, "link-1", activity=ACTIVITY, field_display_name="From the link")

    assert "Set by Tess" in browser.client.get(path).content.decode()
