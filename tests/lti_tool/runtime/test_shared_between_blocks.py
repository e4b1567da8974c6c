"""What one block of ours leaves for another, in the person's own scope: two links, one person."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from tests.lti_tool.conftest import Visitor
from winternship_core.assessment import load_instrument
from winternship_lti.models import BlockState

SCAN, LESSON = "winternship_self_assessment", "winternship_lesson"


def finished(visit: Visitor) -> None:
    """Answer everything with the lowest answer, and ask for the result."""
    at = int(time.time() * 1000)
    answers = {item.id: {"value": 0, "at": at} for item in load_instrument().items}
    assert visit.post("save_answers", json.dumps({"answers": answers})).status_code == 200
    assert visit.post("finish", "{}").status_code == 200


def test_the_plan_begins_with_the_steps_of_ones_own_self_assessment(visitor: Callable[..., Visitor]) -> None:
    finished(visitor(SCAN, subject="bo", link="check"))
    first = load_instrument().items

    own = visitor(LESSON, subject="bo", link="lessons", fields={"shows": "W0.1"}, locale="nl").page()
    other = visitor(LESSON, subject="anna", link="lessons", locale="nl", fields={"shows": "W0.1"}).page()

    steps = [item.step.nl for item in first if item.step.nl[:40] in own.content.decode()]
    assert len(steps) >= 3
    assert not [item.step.nl for item in first if item.step.nl[:40] in other.content.decode()]


def test_erasing_the_self_assessment_takes_its_steps_away(visitor: Callable[..., Visitor]) -> None:
    check = visitor(SCAN, subject="bo", link="check")
    finished(check)
    assert check.post("erase", "{}").status_code == 200

    own = visitor(LESSON, subject="bo", link="lessons", fields={"shows": "W0.1"}, locale="nl").page()

    assert not [item for item in load_instrument().items if item.step.nl[:40] in own.content.decode()]


def test_a_learning_place_is_kept_for_the_person_and_for_nobody_else(visitor: Callable[..., Visitor]) -> None:
    visit = visitor(LESSON, subject="bo", link="lessons", fields={"shows": "W4.1"})
    saved = {"W4.1-place": {"value": {"title": "Broodbakker"}, "at": int(time.time() * 1000)}}
    assert visit.post("save_work", json.dumps({"saved": saved})).status_code == 200

    rows = [row for row in BlockState.objects.all() if "Broodbakker" in json.dumps(row.fields)]
    assert rows
    assert {row.owner for row in rows} == {visit.session.person_id}
