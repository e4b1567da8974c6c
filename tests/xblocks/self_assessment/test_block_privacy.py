"""Answers belong to the company: what others see are numbers in fives, and no one company can be told from them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.xblocks.runtime import Host, finish, get, post, stamped
from winternship_xblocks import compat
from winternship_xblocks.common.counting import in_fives
from winternship_xblocks.self_assessment.counting import NOBODY, Counted, counts_from, recount

TEACHER = {"user_is_staff": True}


def cells(html: str) -> list[str]:
    """The numbers column of the teacher's table."""
    table = html.partition('class="wsa-teacher"')[2].partition("</table>")[0]
    return [part.partition("</td>")[0] for part in table.split("<td>")[1:]]


@pytest.mark.parametrize("who", [TEACHER, {"user_role": "instructor"}, {"user_role": "staff"}])
def test_a_teacher_sees_counts_and_never_an_answer(
    host: Host, bakery: dict[str, Any], who: dict[str, object]
):
    finish(host, "anna", bakery)
    html = host.block("docent", **who).student_view().content
    assert cells(html) == ["fewer than five"] * 7
    assert " checked>" not in html
    assert "Preparing" in html
    assert "50" not in cells(html)


def test_a_teachers_own_try_is_not_counted(host: Host, bakery: dict[str, Any]):
    finish(host, "docent", bakery, **TEACHER)
    assert host.block().counts == {}


def test_a_learner_sees_no_counts(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    assert "wsa-teacher" not in host.block("bram").student_view().content


def test_levels_appear_in_fives_only_once_five_companies_finished(host: Host, bakery: dict[str, Any]):
    seen = []
    for number in range(1, 12):
        finish(host, f"company {number}", bakery)
        seen.append(cells(host.block("docent", **TEACHER).student_view().content)[3])
    assert seen == ["fewer than five"] * 4 + ["5 or more"] * 5 + ["10 or more"] * 2


def test_watching_one_company_finish_tells_nothing_about_its_level(host: Host, bakery: dict[str, Any]):
    for number in range(9):
        finish(host, f"company {number}", bakery)
    before = cells(host.block("docent", **TEACHER).student_view().content)[2:]
    finish(host, "the tenth would show", dict.fromkeys(bakery, 3))
    after_one = host.block("docent", **TEACHER).counts
    assert before[1] == "5 or more"
    # The tenth renews the levels with those of four others, never with its own alone.
    assert sum(after_one["shown"].values()) - 5 >= 5


def test_erasing_and_another_round_keep_the_counts_right(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    post(host.block(), "again")
    assert host.block().counts["levels"] == {"L2": 1}
    post(host.block(), "save_answers", {"answers": stamped(dict.fromkeys(bakery, 3), at=5000)})
    post(host.block(), "finish")
    assert host.block().counts["levels"] == {"L2": 0, "L5": 1}
    post(host.block(), "erase")
    counts = host.block().counts
    assert (counts["started"], counts["finished"], counts["levels"]["L5"]) == (0, 0, 0)


PEOPLE = st.builds(
    lambda level: Counted(started=True, finished=bool(level), level=level),
    st.sampled_from(["", "L1", "L2", "L5"]),
)


@given(st.lists(st.tuples(st.integers(0, 7), PEOPLE), max_size=40))
def test_counts_always_equal_a_fresh_count_of_everyone(moves):
    people: dict[int, Counted] = {}
    counts = counts_from({})
    for person, after in moves:
        counts = recount(counts, people.get(person, NOBODY), after)
        people[person] = after
    assert counts["started"] == len(people)
    assert counts["finished"] == sum(person["finished"] for person in people.values())
    fresh = {
        level: sum(person["level"] == level for person in people.values()) for level in ("L1", "L2", "L5")
    }
    assert {level: counts["levels"].get(level, 0) for level in fresh} == fresh


@given(st.lists(PEOPLE.filter(lambda person: person["finished"]), min_size=1, max_size=30))
def test_what_teachers_see_changes_only_with_five_newcomers_at_a_time(newcomers):
    counts, seen = counts_from({}), []
    for after in newcomers:
        counts = recount(counts, NOBODY, after)
        seen.append(sum(counts["shown"].values()))
    assert seen == [number - number % 5 for number in range(1, len(newcomers) + 1)]


@given(st.integers(0, 10_000))
def test_counts_are_rounded_down_to_fives(count):
    assert in_fives(count) <= count < in_fives(count) + 5
    assert in_fives(count) % 5 == 0


class Masked:
    """The platform's user while a member of staff looks at the course as one learner."""

    real_user = object()


def test_staff_who_look_as_a_learner_see_no_answers_and_save_nothing(host: Host, bakery: dict[str, Any]):
    finish(host, "anna", bakery)
    block = host.block("anna")
    block.runtime.service(block, "user")._django_user = Masked()
    assert compat.is_impersonated(block.runtime.service(block, "user"))
    html = block.student_view().content
    assert "Preparing" not in html
    assert "never show another person" in html
    assert post(block, "state").json["error"] == "impersonator"
    assert get(block, "report").status_code == 403


def test_a_visitor_is_invited_and_nothing_is_written(host: Host):
    for block in (host.block(None), host.block(None, services={})):
        fragment = block.public_view()
        block.save()
        assert "Sign in" in fragment.content
        assert fragment.js_init_fn is None
    assert host.store.db_dict == {}


def test_a_host_without_a_user_service_still_keeps_state(host: Host):
    assert (
        post(host.block("anna", services={}), "save_answers", {"answers": stamped({"B1": 3})}).status_code
        == 200
    )


def test_looking_writes_nothing(host: Host):
    block = host.block()
    block.student_view()
    block.save()
    assert host.store.db_dict == {}


def test_names_and_answers_stay_out_of_the_log(
    host: Host, bakery: dict[str, Any], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(0)
    finish(host, "anna@bakery.example", bakery)
    post(host.block("anna@bakery.example"), "save_answers", {"answers": {"B1": {"value": 17, "at": 1}}})
    assert "anna" not in caplog.text
    assert "17" not in caplog.text
