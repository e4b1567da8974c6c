"""Authors: Studio's form, OLX there and back, what an app or a search gets to know."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import etree
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore

from tests.xblocks.lesson.conftest import lessons
from tests.xblocks.runtime import Host, Runtime, post
from winternship_xblocks.errors import SettingError
from winternship_xblocks.lesson import LessonXBlock

TYPE = "winternship_lesson"
AUTHOR = {"user_is_staff": True}
SETTINGS = {"display_name": "Our course", "shows": "win:W5", "graded_by": "quiz", "country": "NL"}


def parse(xml: str) -> Any:
    keys = ScopeIds(None, TYPE, "definition", "usage")
    return LessonXBlock.parse_xml(etree.fromstring(xml), Runtime(DictKeyValueStore(), {}), keys)


def test_settings_survive_export_and_import():
    block = parse(
        f'<{TYPE} display_name="A &amp; B" work="broker" shows="I2.1" graded_by="none" weight="2.5"/>'
    )
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    again = parse(etree.tostring(node).decode())
    for name in ("display_name", "work", "shows", "graded_by", "weight", "country"):
        assert getattr(again, name) == getattr(block, name)
    assert (again.work, again.shows, again.weight) == ("broker", "I2.1", 2.5)


@pytest.mark.parametrize(
    ("attribute", "named"),
    [
        ('work="novel"', "win, broker, handbook, blueprint"),
        ('shows="W77"', "a module (W7, "),
        ('shows="W5.2-question"', "an activity (W5.2-questions, "),
        ('shows="W0-quiz"', "a quiz (W9-quiz, "),
        ('work="broker" shows="W5"', "a module (I5, "),
        ('work="handbook" shows="fast"', 'Allowed of handbook: "", a module'),
        ('shows="W0.1-scan"', "Use winternship_self_assessment instead"),
        ('graded_by="mood"', "completion, quiz, none"),
        ('country="BE"', "NL"),
        ('weight="0"', "above 0"),
    ],
)
def test_an_attribute_that_cannot_be_used_is_named_with_what_is_allowed(attribute: str, named: str):
    with pytest.raises(SettingError) as caught:
        parse(f"<{TYPE} {attribute}/>")
    assert named in str(caught.value)


def test_the_form_offers_everything_by_title_and_saves(host: Host):
    form = lessons(shows="W5.2", graded_by="none").block("eva", **AUTHOR).studio_view()
    assert '<option value="win:W5.2" selected>' in form.content
    assert 'value="blueprint:"' in form.content
    reply = post(host.block("eva", **AUTHOR), "save_settings", SETTINGS)
    assert reply.json == {
        "display_name": "Our course",
        "work": "win",
        "shows": "W5",
        "graded_by": "quiz",
        "country": "NL",
    }
    assert 'data-go="W5-quiz"' in host.block().student_view().content


@pytest.mark.parametrize(
    "change",
    [
        {"display_name": ""},
        {"shows": "W5"},
        {"shows": "win:W77"},
        {"shows": None},
        {"graded_by": "mood"},
        {"country": []},
        {"colour": "red"},
    ],
)
def test_a_wrong_setting_is_explained_and_nothing_is_saved(host: Host, change: dict[str, Any]):
    reply = post(host.block("eva", **AUTHOR), "save_settings", {**SETTINGS, **change})
    assert reply.status_code == 400
    assert reply.json["message"]
    assert host.store.db_dict == {}


def test_a_learner_cannot_change_the_settings(host: Host):
    assert post(host.block("anna"), "save_settings", SETTINGS).json["error"] == "not_author"


def test_the_data_view_holds_the_outline_and_nothing_personal(host: Host):
    post(host.block("anna"), "go", {"place": "W1.1", "done": "W0.1"})
    data = host.block("anna").student_view_data()
    assert data == host.block("bram").student_view_data()
    assert json.loads(json.dumps(data)) == data
    assert sum(len(module["lessons"]) for module in data["modules"]) == 33


def test_a_course_search_finds_the_words_in_both_languages():
    found = lessons(shows="W3").block().index_dictionary()
    assert "praktijkopleider" in found["content"]["lessons"]
    assert found["content_type"] == "Lesson"


def test_the_workbench_scenarios_can_be_parsed():
    for _, xml in LessonXBlock.workbench_scenarios():
        assert parse(xml).work
