"""A teacher changes a placed block from inside the launch; nobody else can, whatever they send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.lti_tool.conftest import Visitor
from tests.lti_tool.launching import Browser
from winternship_lti.models import BlockState, Membership
from winternship_lti.testing import FakePlatform

pytestmark = pytest.mark.django_db
SCAN = "winternship_self_assessment"
NEW = {"display_name": "Our check", "parts": ["benefits"], "gives_grade": False}
Make = Callable[..., Visitor]


def settings_page(visit: Visitor) -> Any:
    return visit.client.get(f"{visit.path}settings/")


def test_a_teacher_finds_the_blocks_own_form_behind_a_link(visitor: Make) -> None:
    tess = visitor(SCAN, instructor=True)

    assert f'href="{tess.path}settings/"' in tess.page().content.decode()
    page = settings_page(tess)
    text = page.content.decode()
    assert page.status_code == 200
    assert 'name="display_name"' in text
    assert f'href="{tess.path}"' in text
    assert "winternship_lti/settings.js" in text
    assert "frame-ancestors 'self' https://lms.example" in page["Content-Security-Policy"]


def test_what_a_teacher_saves_counts_for_everyone_at_the_link(visitor: Make) -> None:
    tess, anna = visitor(SCAN, subject="tess", instructor=True), visitor(SCAN)

    assert tess.post("save_settings", NEW).status_code == 200

    assert "Our check" in anna.page().content.decode()
    assert "Our check" in settings_page(tess).content.decode()
    assert "Our check" not in visitor(SCAN, link="link-2").page().content.decode()


def test_what_a_teacher_saves_counts_above_what_the_link_asks_for(visitor: Make) -> None:
    tess = visitor(SCAN, instructor=True, fields={"display_name": "From the link"})
    assert "From the link" in settings_page(tess).content.decode()

    tess.post("save_settings", NEW)

    assert "Our check" in settings_page(tess).content.decode()


@pytest.mark.parametrize(("locale", "words"), [("nl", "Instellingen"), ("en", "Settings")])
def test_the_form_speaks_the_teachers_language(visitor: Make, locale: str, words: str) -> None:
    text = settings_page(visitor(SCAN, instructor=True, locale=locale)).content.decode()

    assert f'<html lang="{locale}">' in text
    assert {"nl": "Welke onderdelen?", "en": "Which parts?"}[locale] in text


def test_a_learner_sees_no_link_and_no_form_and_cannot_save(visitor: Make) -> None:
    anna = visitor(SCAN)

    assert "settings/" not in anna.page().content.decode()
    assert settings_page(anna).status_code == 403
    assert anna.post("save_settings", NEW).status_code == 403
    assert not BlockState.objects.filter(scope="settings").exists()


def test_a_stranger_and_a_teacher_of_another_link_cannot(visitor: Make) -> None:
    anna, tess = visitor(SCAN), visitor(SCAN, subject="tess", link="link-2", instructor=True)

    assert tess.client.get(f"{anna.path}settings/").status_code == 401
    assert tess.post("save_settings", NEW, usage=anna.usage).status_code == 404


def test_a_form_of_another_site_cannot_save_in_the_teachers_name(visitor: Make) -> None:
    tess = visitor(SCAN, instructor=True)

    assert tess.post("save_settings", NEW, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not BlockState.objects.filter(scope="settings").exists()


def test_who_is_no_teacher_any_more_cannot_in_a_tab_that_was_open(visitor: Make) -> None:
    tess = visitor(SCAN, instructor=True)
    Membership.objects.update(is_instructor=False)

    assert settings_page(tess).status_code == 403
    assert tess.post("save_settings", NEW).status_code == 403


def test_the_form_of_a_block_of_others_works_too(visitor: Make) -> None:
    tess = visitor("drag-and-drop-v2", instructor=True)
    text = settings_page(tess).content.decode()
    assert 'data-init="DragAndDropEditBlock"' in text

    submission = {
        "display_name": "Sort the tasks", "data": {}, "mode": "standard", "max_attempts": None, "show_title": True,
        "problem_text": "", "show_problem_header": True, "item_background_color": "", "item_text_color": "",
        "max_items_per_zone": None, "weight": 1, "showanswer": "finished",
    }  # fmt: skip
    assert tess.post("studio_submit", submission).json()["result"] == "success"
    assert "Sort the tasks" in settings_page(tess).content.decode()


def test_a_block_without_a_form_has_no_link_and_no_page(visitor: Make) -> None:
    tess = visitor("thumbs", instructor=True)

    assert "settings/" not in tess.page().content.decode()
    assert settings_page(tess).status_code == 404


def test_a_block_that_breaks_is_an_answer_in_words(visitor: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from done.done import DoneXBlock

    def broken(*_: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(DoneXBlock, "student_view", broken)

    page = visitor("done").page()

    assert page.status_code == 500
    assert "block_failed" in page.content.decode()
    assert "secret detail" not in page.content.decode()


def test_an_administrator_of_the_platform_is_no_teacher_here(
    platform: FakePlatform, browser: Browser
) -> None:
    from winternship_lti.protocol import names
    from winternship_lti.testing import payloads

    claims = platform.teacher() | {names.ROLES: [payloads.INSTITUTION + "#Administrator"]}
    path = browser.launch(platform, claims)["Location"]

    assert browser.client.get(f"{path}settings/").status_code == 403
