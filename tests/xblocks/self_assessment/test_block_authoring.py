"""Authors: Studio's form, OLX there and back, the author's preview, and what an app or a search gets to know."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore

from tests.xblocks.runtime import TYPE, Host, Runtime, finish, get, post, stamped
from winternship_xblocks.errors import SettingError
from winternship_xblocks.self_assessment import SelfAssessmentXBlock

AUTHOR = {"user_is_staff": True}


def parse(xml: str) -> Any:
    runtime = Runtime(DictKeyValueStore(), {})
    keys = ScopeIds(None, TYPE, "definition", "usage")
    return SelfAssessmentXBlock.parse_xml(etree.fromstring(xml), runtime, keys)


@pytest.mark.parametrize(
    ("attribute", "parts"),
    [
        ("benefits", ["benefits"]),
        ("readiness, benefits", ["benefits", "readiness"]),
        ('["international"]', ["international"]),
    ],
)
def test_parts_are_read_from_a_list_of_words_or_json(attribute: str, parts: list[str]):
    block = parse(f"<{TYPE} parts='{attribute}'/>")
    assert block.parts == parts


def test_settings_survive_export_and_import():
    block = parse(
        f'<{TYPE} display_name="Check &amp; go" parts="benefits,readiness" gives_grade="False" weight="2.5"/>'
    )
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    again = parse(etree.tostring(node).decode())
    for name in ("display_name", "parts", "gives_grade", "weight"):
        assert getattr(again, name) == getattr(block, name)
    assert (again.display_name, again.gives_grade, again.weight) == ("Check & go", False, 2.5)


@pytest.mark.parametrize(
    ("attribute", "named"),
    [
        ('parts=""', "benefits, readiness, international"),
        ('parts="speed"', "speed"),
        ('parts="[readiness"', "[readiness"),
        ("parts='[[]]'", "benefits, readiness, international"),
        ('gives_grade="maybe"', "true, false"),
        ('weight="heavy"', "above 0"),
        ('weight="0"', "above 0"),
        ('weight="inf"', "above 0"),
    ],
)
def test_an_attribute_that_cannot_be_used_is_named_with_what_is_allowed(attribute: str, named: str):
    with pytest.raises(SettingError) as caught:
        parse(f"<{TYPE} {attribute}/>")
    assert named in str(caught.value)


def test_a_setting_that_went_wrong_elsewhere_shows_the_whole_check():
    assert 'data-step="G"' in Host(settings={"parts": ["nonsense"]}).block().student_view().content


def test_the_form_shows_the_settings_and_saves_them(host: Host):
    form = Host(settings={"parts": ["benefits"], "gives_grade": False}).block("eva", **AUTHOR).studio_view()
    assert form.content.count(" checked") == 1
    assert form.js_init_fn == "WinternshipModule"
    saved = {"display_name": " Onze check ", "parts": ["readiness", "benefits"], "gives_grade": False}
    reply = post(host.block("eva", **AUTHOR), "save_settings", saved)
    assert reply.json == {
        "display_name": "Onze check",
        "parts": ["benefits", "readiness"],
        "gives_grade": False,
    }
    assert host.block().parts == ["benefits", "readiness"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"parts": []}, "benefits, readiness, international"),
        ({"parts": ["speed"]}, "speed"),
        ({"parts": "benefits"}, "benefits, readiness, international"),
        ({"display_name": "  "}, "120"),
        ({"display_name": "x" * 121}, "120"),
        ({"display_name": 7}, "120"),
        ({"gives_grade": 1}, "true, false"),
        ({"colour": "red"}, "display_name, parts, gives_grade"),
    ],
)
def test_a_wrong_setting_is_explained_and_nothing_is_saved(host: Host, change: dict[str, Any], named: str):
    settings = {"display_name": "Check", "parts": ["benefits"], "gives_grade": True, **change}
    reply = post(host.block("eva", **AUTHOR), "save_settings", settings)
    assert reply.status_code == 400
    assert named in reply.json["message"]
    assert host.store.db_dict == {}


def test_a_learner_cannot_change_the_settings(host: Host):
    settings = {"display_name": "Mine", "parts": ["benefits"], "gives_grade": True}
    assert post(host.block("anna"), "save_settings", settings).json["error"] == "not_author"
    assert host.store.db_dict == {}


def test_an_author_in_studio_is_known_by_studios_own_service(host: Host):
    block = host.block("eva")
    block.runtime._services["studio_user_permissions"] = object()
    settings = {"display_name": "Ours", "parts": ["benefits"], "gives_grade": True}
    assert post(block, "save_settings", settings).status_code == 200


def test_studios_preview_shows_what_is_set_and_keeps_no_answers(host: Host):
    block = host.block("eva", **AUTHOR)
    block.runtime.is_author_mode = True
    html = block.author_view().content
    assert "26 questions" in html
    assert "Nothing is saved here" in html
    reply = post(block, "save_answers", {"answers": stamped({"B1": 3})})
    assert (reply.status_code, reply.json["error"]) == (403, "preview")
    assert host.store.db_dict == {}


def test_the_data_view_holds_the_whole_check_and_nothing_personal(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    data = host.block("anna").student_view_data()
    assert data == host.block("bram").student_view_data()
    assert json.loads(json.dumps(data)) == data
    assert sum(len(group["items"]) for group in data["groups"]) == 35
    assert data["groups"][1]["items"][0]["key_point"] is True


def test_the_state_view_is_the_persons_own(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    assert get(host.block("anna"), "student_view_user_state").json["answers"]["B1"]["value"] == 3
    assert get(host.block("bram"), "student_view_user_state").json["answers"] == {}
    assert get(host.block(None), "student_view_user_state").status_code == 403


def test_a_course_search_finds_the_questions_in_both_languages(host: Host):
    found = host.block().index_dictionary()
    assert "praktijkopleider" in found["content"]["questions"]
    assert "workplace trainer" in found["content"]["questions"]


def test_the_workbench_scenarios_can_be_parsed():
    for _, xml in SelfAssessmentXBlock.workbench_scenarios():
        assert parse(xml).parts


def test_apps_are_told_that_the_block_works_on_any_device(host: Host):
    assert host.block().has_support(SelfAssessmentXBlock.student_view, "multi_device")
