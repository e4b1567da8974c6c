"""Blocks in the workbench: drawn, handled, kept apart per user, and left alone by the runtime."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pytest
from django.test import Client
from lxml import html
from test_store import at_once
from web_fragments.fragment import Fragment
from workbench import scenarios
from xblock.core import XBlock
from xblock.fields import Integer, Scope, String

from practice_lms.models import FieldValue
from practice_lms.sdk_workbench.runtime import PracticeRuntime, published
from practice_lms.sdk_workbench.scenarios import load_scenarios

OURS = "winternship_self_assessment"


@XBlock.needs("user", "i18n")
class Counter(XBlock):
    """A block with a field named as Open edX's own, a count and a grade."""

    category = String(default="sweet", scope=Scope.settings)
    count = Integer(default=0, scope=Scope.user_state)
    has_score = True

    def student_view(self, _context: object = None) -> Fragment:
        user = self.runtime.service(self, "user").get_current_user()
        words = f"{self.category} {self.count} {user.opt_attrs['edx-platform.user_role']}"
        fragment = Fragment(f"<p>{words} {self.scope_ids.usage_id.course_key}</p>")
        fragment.add_javascript("function Counter(runtime, element) {}")
        fragment.initialize_js("Counter")
        return fragment

    @XBlock.json_handler
    def add(self, data: dict[str, int], _suffix: str = "") -> dict[str, int]:
        self.count += data["by"]
        self.runtime.publish(self, "grade", {"value": 1, "max_value": 1})
        return {"count": self.count}

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        return [("A counter", "<counter/>")]


class Broken(XBlock):
    """A block whose scenario cannot be read."""

    @staticmethod
    def workbench_scenarios() -> list[tuple[str, str]]:
        return [("Broken", "<no-such-block")]


@pytest.fixture
def bench(transactional_db: None) -> Iterator[str]:
    """The address of the counter's scenario, beside a block that is broken."""
    installed = [
        (name, EntryPoint(name, f"{__name__}:{block.__name__}", "xblock.v1"))
        for name, block in (("counter", Counter), ("broken", Broken))
    ]
    XBlock.extra_entry_points.extend(installed)
    load_scenarios()
    yield "/workbench/scenario/counter.0/"
    for each in installed:
        XBlock.extra_entry_points.remove(each)


def add(client: Client, by: object, user: str = "anna") -> Any:
    usage = scenarios.SCENARIOS["counter.0"].usage_id
    url = f"/workbench/handler/{usage}/add/?student={user}"
    return client.post(url, json.dumps({"by": by}), content_type="application/json")


def test_a_block_is_drawn_with_its_own_fields_and_an_opaque_id(bench: str, client: Client) -> None:
    page = client.get(bench).content.decode()
    assert "<p>sweet 0 student course-v1:Practice+Workbench+2026</p>" in page


def test_drawing_a_block_writes_nothing(bench: str, client: Client) -> None:
    before = list(FieldValue.objects.values())
    client.get(bench)
    assert list(FieldValue.objects.values()) == before


def test_state_is_kept_per_user_and_over_a_restart(bench: str, client: Client) -> None:
    assert add(client, 2).json() == {"count": 2}
    assert add(client, 3).json() == {"count": 5}
    load_scenarios()
    assert "sweet 5 student" in client.get(f"{bench}?student=anna").content.decode()
    assert "sweet 0 student" in client.get(f"{bench}?student=bea").content.decode()


def test_a_user_whose_name_begins_with_teacher_is_staff(bench: str, client: Client) -> None:
    assert "instructor" in client.get(f"{bench}?student=teacher_1").content.decode()


def test_a_grade_is_told_by_signal(bench: str, client: Client) -> None:
    told: list[dict[str, Any]] = []

    def listen(**event: Any) -> None:
        told.append(event)

    published.connect(listen)
    try:
        add(client, 1)
    finally:
        published.disconnect(listen)
    (event,) = told
    assert (event["event_type"], event["user_id"]) == ("grade", "anna")
    assert event["data"] == {"value": 1, "max_value": 1}


def test_parallel_first_requests_are_all_answered_and_leave_no_doubles(bench: str) -> None:
    answers = at_once(6, lambda _: Client().get(bench).status_code)
    answers += at_once(8, lambda _: add(Client(), 1).status_code)
    assert set(answers) == {200}
    assert FieldValue.objects.filter(user="anna", name="count").count() == 1


def test_a_broken_block_does_not_take_the_others_along(bench: str, client: Client) -> None:
    page = html.fromstring(client.get("/workbench/").content)
    offered = page.xpath("//main//code/text()")
    assert "counter.0" in offered
    assert "broken.0" not in offered


def test_the_reset_button_forgets_all_state(bench: str, client: Client) -> None:
    add(client, 2)
    assert client.post("/workbench/reset_state", HTTP_REFERER="/workbench/").status_code == 302
    assert "sweet 0 student" in client.get(f"{bench}?student=anna").content.decode()


def test_a_user_name_from_the_address_is_not_run_as_script(bench: str, client: Client) -> None:
    page = client.get(bench, {"student": '"</script><script>alert(1)</script>'}).content.decode()
    assert "<script>alert(1)" not in page


def test_a_block_unknown_to_this_process_is_not_found(bench: str, client: Client) -> None:
    assert client.post("/workbench/handler/block-v1:a+b+c+type@counter+block@x/add/").status_code == 404
    assert client.post("/workbench/handler/nonsense/add/").status_code == 404


@pytest.mark.parametrize("scenario", ["problem_demo.0", "thumbs.0", "html_demo.0"])
def test_the_sdks_own_blocks_work_too(bench: str, client: Client, scenario: str) -> None:
    assert client.get(f"/workbench/scenario/{scenario}/").status_code == 200


def test_old_names_of_translation_work_for_edit_forms() -> None:
    i18n = PracticeRuntime("anna").service(Counter, "i18n")
    from django.utils import translation

    with translation.override("nl"):
        assert i18n.ugettext("Student") == "Student"
        assert i18n.ugettext("Teacher") == "Docent"
        assert i18n.ungettext("%(num)d hour", "%(num)d hours", 2) == "%(num)d uur"


@pytest.mark.skipif(OURS not in entry_points(group="xblock.v1").names, reason=f"{OURS} is not installed yet")
def test_our_self_assessment_is_drawn(bench: str, client: Client) -> None:
    answer = client.get(f"/workbench/scenario/{OURS}.0/")
    assert answer.status_code == 200
    assert OURS in answer.content.decode()
