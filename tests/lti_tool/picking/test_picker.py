"""The picker over HTTP: who may choose, what is offered, and what the platform gets back."""

from __future__ import annotations

import html
import json
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from tests.lti_tool.conftest import SAME_ORIGIN, Visitor
from tests.lti_tool.launching import Browser
from winternship_core.assessment import ALL_PARTS
from winternship_lti.models import BlockState, LaunchSession, Person, ResourceLink
from winternship_lti.picking import catalogue
from winternship_lti.protocol import names
from winternship_lti.testing import ABSENT, FakePlatform
from winternship_lti.visits import LANGUAGES

from .answers import DL, LTI
from .conftest import CHOICE, SCAN, Picker

# --- who may choose ---


def test_a_deep_linking_request_opens_the_picker_and_writes_nobody_down(
    picker: Picker, platform: FakePlatform
) -> None:
    picking = picker()

    session = LaunchSession.objects.get()
    assert picking.path == f"/l/{session.pk}/pick/"
    assert (session.kind, session.link, session.person) == ("pick", None, None)
    assert picking.page().status_code == 200
    assert not Person.objects.exists()
    assert not ResourceLink.objects.exists()


def test_a_learner_who_launches_deep_linking_is_refused(platform: FakePlatform, browser: Browser) -> None:
    claims = platform.deep_linking() | {names.ROLES: list(platform.quirks.learner)}

    assert browser.launch(platform, claims).status_code == 403
    assert not LaunchSession.objects.exists()


def test_only_the_browser_of_the_launch_can_pick(picker: Picker) -> None:
    picking = picker()

    assert Client().get(picking.path).status_code == 401
    assert Client().post(picking.path, CHOICE, **SAME_ORIGIN).status_code == 401


def test_another_site_cannot_choose_in_the_teachers_name(picker: Picker) -> None:
    answer = picker().send(HTTP_SEC_FETCH_SITE="cross-site")

    assert answer.status_code == 403
    assert "JWT" not in answer.content.decode()


@pytest.mark.parametrize("instructor", [True, False])
def test_a_visit_to_an_activity_is_no_picker(visitor: Callable[..., Visitor], instructor: bool) -> None:
    visit = visitor(SCAN, instructor=instructor)

    assert visit.client.get(f"{visit.path}pick/").status_code == 404
    assert visit.client.get(f"{visit.path}pick/{SCAN}/").status_code == 404
    assert visit.client.post(f"{visit.path}pick/", CHOICE, **SAME_ORIGIN).status_code == 404


def test_a_visit_to_the_picker_opens_no_block(picker: Picker) -> None:
    picking = picker()
    base = picking.path.removesuffix("pick/")

    for path in ("settings/", "review/", "privacy/", f"b/0.{SCAN}.root/state/"):
        assert picking.client.get(base + path).status_code == 404, path
    saved = picking.client.post(
        f"{base}b/0.{SCAN}.root/save_answers/", "{}", "application/json", **SAME_ORIGIN
    )
    assert saved.status_code == 404


# --- the page ---


def test_every_hosted_block_has_a_card_ours_in_our_own_words(picker: Picker, settings: Any) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done", "drag-and-drop-v2", "not_installed"]
    page = picker().page().content.decode()

    assert re.findall(r'name="pick" value="([^"]+)"', page) == [SCAN, "done", "drag-and-drop-v2"]
    assert 'type="checkbox" name="pick"' in page
    assert "how ready it is for an intern" in page
    assert "Drag and Drop" in page


@pytest.mark.parametrize(("locale", "title"), [("nl_NL", "Stagescan"), ("en", "Internship check")])
def test_the_picker_speaks_the_teachers_language(picker: Picker, locale: str, title: str) -> None:
    page = picker(locale).page().content.decode()

    assert f'<html lang="{locale[:2]}">' in page
    assert f'value="{title}"' in page


def test_where_one_item_is_accepted_only_one_can_be_chosen(picker: Picker, settings: Any) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]

    assert 'type="radio" name="pick"' in picker(accept_multiple=False).page().content.decode()
    assert 'type="radio" name="pick"' in picker(accept_multiple=ABSENT).page().content.decode()


def test_where_no_activity_is_accepted_there_is_only_a_way_back(picker: Picker) -> None:
    picking = picker(accept_types=["link", "html"])
    page = picking.page().content.decode()

    assert 'name="pick"' not in page
    assert 'name="cancel"' in page
    assert picking.items({"cancel": "1"}) == []


def test_no_grade_is_offered_where_line_items_are_ignored(picker: Picker) -> None:
    assert f'name="{SCAN}.graded"' not in picker(accept_lineitem=False).page().content.decode()
    assert f'name="{SCAN}.graded"' in picker(accept_lineitem=True).page().content.decode()
    assert f'name="{SCAN}.graded"' in picker(accept_lineitem=ABSENT).page().content.decode()


@pytest.mark.parametrize("block", [SCAN, "done", "drag-and-drop-v2", "thumbs"])
def test_a_preview_shows_the_block_to_nobody_and_keeps_nothing(
    picker: Picker, settings: Any, block: str
) -> None:
    settings.HOSTED_BLOCKS = [block]
    picking = picker()

    assert f"{picking.path}{block}/" in picking.page().content.decode()
    assert "frame-src 'self'" in picking.page()["Content-Security-Policy"]
    preview = picking.client.get(f"{picking.path}{block}/")
    assert preview.status_code == 200
    assert f'data-block-type="{block}"' in preview.content.decode()
    assert "frame-ancestors 'self' https://platform.example" in preview["Content-Security-Policy"]
    assert not BlockState.objects.exists()


def test_a_block_that_is_not_offered_has_no_preview(picker: Picker) -> None:
    picking = picker()

    assert picking.client.get(f"{picking.path}done/").status_code == 404


def test_every_part_and_language_of_ours_has_its_words() -> None:
    from winternship_lti.views.picking import LANGUAGE_NAMES

    assert set(catalogue.SELF_ASSESSMENT.choices[0].values) == set(ALL_PARTS)
    assert {code for code, _ in LANGUAGE_NAMES} == set(LANGUAGES)


# --- the answer [Conformance guide 6.2: received, response, times, signature, claims, values] ---


def test_the_answer_is_a_deep_linking_response_with_all_required_claims(
    picker: Picker, platform: FakePlatform
) -> None:
    claims = picker().answer()

    assert claims[LTI + "message_type"] == "LtiDeepLinkingResponse"
    assert claims[LTI + "version"] == "1.3.0"
    assert claims[LTI + "deployment_id"] == platform.deployment_id
    assert (claims["iss"], claims["aud"]) == (platform.client_id, platform.issuer)
    assert claims[DL + "data"] == "909708"


def test_the_answer_is_fresh_and_its_nonce_is_its_own(picker: Picker, platform: FakePlatform) -> None:
    picking = picker()
    first, second = picking.answer(), picking.answer()

    assert abs(first["iat"] - time.time()) < 5
    assert first["iat"] < first["exp"] <= first["iat"] + 3600
    assert platform.nonce != first["nonce"] != second["nonce"]


def test_the_form_goes_to_the_verified_address_alone(picker: Picker, platform: FakePlatform) -> None:
    page = picker(deep_link_return_url='https://other.example/return?a="><script>').send()
    text = page.content.decode()

    assert page.status_code == 200
    assert 'action="https://other.example/return?a=&quot;&gt;&lt;script&gt;"' in text
    policy = page["Content-Security-Policy"]
    assert f"form-action 'self' https://other.example {platform.issuer};" in policy
    (nonce,) = re.findall(r"script-src 'self' 'nonce-([^']+)'", policy)
    assert f'<script nonce="{nonce}"' in text


def test_an_item_holds_all_that_its_launch_and_its_copies_need(picker: Picker) -> None:
    (item,) = picker().items()

    activity = item["custom"]["activity"]
    assert uuid.UUID(activity).version == 4
    assert (item["type"], item["title"]) == ("ltiResourceLink", "Internship check")
    assert item["url"] == f"{site.PUBLIC_URL}/lti/launch"
    assert item["custom"] == {
        "activity": activity,
        "block": SCAN,
        "link_history": "$ResourceLink.id.history",
        "context_history": "$Context.id.history",
        "field_gives_grade": "true",
    }
    line_item = item["lineItem"]
    assert (line_item["resourceId"], line_item["tag"]) == (activity, SCAN)
    assert (line_item["scoreMaximum"], line_item["label"]) == (100, "Internship check")
    assert line_item["submissionReview"]["reviewableStatus"]
    assert not {"iframe", "window", "embed"} & item.keys()
    assert item["text"].startswith("See for yourself"), "the course shows it to learners"


def test_what_the_teacher_set_goes_along_as_texts(picker: Picker) -> None:
    form = {
        "pick": SCAN,
        f"{SCAN}.title": "Onze scan",
        f"{SCAN}.language": "nl",
        f"{SCAN}.parts": ["international", "benefits"],
    }
    (item,) = picker().items(form)

    assert item["title"] == "Onze scan"
    assert "lineItem" not in item
    assert all(isinstance(value, str) for value in item["custom"].values())
    assert item["custom"]["language"] == "nl"
    assert item["custom"]["field_gives_grade"] == "false"
    assert item["custom"]["field_display_name"] == "Onze scan"
    assert json.loads(item["custom"]["field_parts"]) == ["benefits", "international"]


def test_several_at_once_each_with_an_id_of_its_own(picker: Picker, settings: Any) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    form = {**CHOICE, "pick": [SCAN, "done", SCAN], "done.graded": "on", "done.points": "10"}

    scan, done = picker().items(form)

    assert scan["custom"]["activity"] != done["custom"]["activity"]
    assert done["custom"]["block"] == "done"
    assert done["lineItem"]["scoreMaximum"] == 10


def test_a_block_without_grades_asks_for_no_column(picker: Picker, settings: Any) -> None:
    settings.HOSTED_BLOCKS = ["thumbs"]

    (item,) = picker().items({"pick": "thumbs", "thumbs.graded": "on", "thumbs.points": "10"})

    assert "lineItem" not in item


def test_a_response_with_more_items_than_accepted_is_not_sent(picker: Picker, settings: Any) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    form = {**CHOICE, "pick": [SCAN, "done"]}

    refused = picker(accept_multiple=False).send(form)

    assert refused.status_code == 400
    assert "selection_refused" in refused.content.decode()


def test_a_type_that_is_not_accepted_is_not_sent(picker: Picker) -> None:
    refused = picker(accept_types=["link", "html", "file"]).send()

    assert (refused.status_code, "JWT" in refused.content.decode()) == (400, False)


def test_no_line_item_goes_where_they_are_not_accepted(picker: Picker) -> None:
    (item,) = picker(accept_lineitem=False).items()

    assert "lineItem" not in item


@pytest.mark.parametrize("data", ["", "909708", '{"a": "ü<&>"}', "x" * 5000])
def test_data_comes_back_exactly(picker: Picker, data: str) -> None:
    assert picker(data=data).answer()[DL + "data"] == data


def test_without_data_none_is_sent(picker: Picker) -> None:
    assert DL + "data" not in picker(data=ABSENT).answer()


def test_going_back_without_a_choice_sends_an_empty_list(picker: Picker) -> None:
    assert picker().items({**CHOICE, "cancel": "1"}) == []


def test_adding_nothing_is_asked_about_and_not_sent(picker: Picker) -> None:
    asked = picker().send({"title": "x"})

    assert asked.status_code == 400
    assert "Choose at least one" in asked.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"pick": "problem_demo"},
        {"pick": "../../settings"},
        {f"{SCAN}.points": "0"},
        {f"{SCAN}.points": "-5"},
        {f"{SCAN}.points": "1001"},
        {f"{SCAN}.points": "many"},
        {f"{SCAN}.points": "²"},
        {f"{SCAN}.points": ""},
        {f"{SCAN}.language": "xx"},
        {f"{SCAN}.parts": ["benefits", "secrets"]},
    ],
)
def test_what_was_not_offered_cannot_be_chosen(picker: Picker, change: dict[str, Any]) -> None:
    refused = picker().send({**CHOICE, **change})

    assert refused.status_code == 400
    assert "selection_refused" in refused.content.decode()


def test_a_title_is_kept_short_and_an_empty_one_is_the_usual(picker: Picker) -> None:
    picking = picker()

    assert picking.items({**CHOICE, f"{SCAN}.title": "x" * 500})[0]["title"] == "x" * 120
    assert picking.items({**CHOICE, f"{SCAN}.title": "  "})[0]["title"] == "Internship check"


def test_what_was_picked_launches_as_it_was_set(
    picker: Picker, platform: FakePlatform, browser: Browser
) -> None:
    form = {**CHOICE, f"{SCAN}.title": "Onze scan", f"{SCAN}.language": "nl", f"{SCAN}.parts": ["benefits"]}
    (item,) = picker().items(form)

    answer = browser.launch(platform, platform.student() | {names.CUSTOM: item["custom"]})

    link = ResourceLink.objects.get()
    assert (link.block_type, link.activity_id) == (SCAN, item["custom"]["activity"])
    page = html.unescape(browser.client.get(answer["Location"]).content.decode())
    assert '<html lang="nl">' in page
    assert "Onze scan" in page


@pytest.mark.parametrize("language", ["$Some.variable", "xx", ""])
def test_a_language_that_is_not_ours_leaves_the_persons_own(
    platform: FakePlatform, browser: Browser, language: str
) -> None:
    path = browser.launch(platform, platform.student() | {names.CUSTOM: {"language": language}})["Location"]

    assert '<html lang="nl">' in browser.client.get(path).content.decode()


def test_a_block_of_others_is_picked_and_works(
    picker: Picker, platform: FakePlatform, browser: Browser, settings: Any
) -> None:
    settings.HOSTED_BLOCKS = [SCAN, "done"]
    (item,) = picker().items(
        {"pick": "done", "done.title": "Ready?", "done.graded": "on", "done.points": "5"}
    )

    path = browser.launch(platform, platform.student() | {names.CUSTOM: item["custom"]})["Location"]

    assert 'data-init="DoneXBlock"' in browser.client.get(path).content.decode()
    usage = f"{ResourceLink.objects.get().pk}.done.root"
    done = browser.client.post(
        f"{path}b/{usage}/toggle_button/", {"done": True}, content_type="application/json", **SAME_ORIGIN
    )
    assert done.json() == {"state": True}
