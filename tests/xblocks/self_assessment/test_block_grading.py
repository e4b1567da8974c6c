"""A teacher may override or recalculate the grade; the company's answers play no part in it."""

from __future__ import annotations

from typing import Any

from xblock.scorable import Score

from tests.xblocks.runtime import Host, finish


def test_the_grade_is_none_before_and_full_after_finishing(host: Host, bakery: dict[str, Any]):
    before = host.block()
    assert (before.has_submitted_answer(), before.get_score(), before.max_score()) == (
        False,
        Score(0.0, 1.0),
        1.0,
    )
    after = finish(host, "anna", bakery)
    assert (after.has_submitted_answer(), after.get_score()) == (True, Score(1.0, 1.0))


def test_an_override_is_kept_and_published_by_the_name_the_platform_calls(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    block = host.block()
    block.set_score(Score(raw_earned=1.0, raw_possible=2.0))
    block.publish_grade()
    block.save()
    assert block.runtime.published == [("grade", {"value": 0.5, "max_value": 1.0, "only_if_higher": None})]
    assert host.block().get_score() == Score(0.5, 1.0)


def test_a_rescore_works_the_grade_out_again(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    block = host.block()
    block.runtime._services["i18n"] = type("I18n", (), {"ugettext": staticmethod(str)})()
    block.rescore(only_if_higher=True)
    assert block.runtime.published == [("grade", {"value": 1.0, "max_value": 1.0, "only_if_higher": True})]


def test_a_check_without_a_grade_cannot_be_rescored():
    assert Host(settings={"gives_grade": False}).block().allows_rescore() is False
