"""A placement as a group in Moodle: made once, kept in step, never a person lost; errors that come as HTTP 200."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.contexts import context
from tests.connectors.moodle.lms import COURSE, STUDENT, TOKEN, Moodle, _nested
from winternship_connectors.contract import Action, Context, Link, Observed, Verb
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.moodle.calling import flat
from winternship_connectors.moodle.connector import PART, MoodleConnector
from winternship_connectors.records import Record, State
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply

KEY = "winternship/winternship.test/placement-7"
moodle = MoodleConnector()


@pytest.fixture
def lms() -> Iterator[Moodle]:
    with Moodle() as made:
        yield made


def at(lms: Moodle, token: str = TOKEN, **more: Any) -> Context:
    config = {"url": f"{lms.origin}/", "course": COURSE, "enrol": True, **more}
    jsonschema.Draft202012Validator(MoodleConnector.config_schema).validate({**config, "token": token})
    return context(config, {"token": token})


def planned(made: Context, record: Record | None, link: Link | None = None) -> list[Action]:
    return list(moodle.plan(made.settings, record, {PART: link} if link else {}, "placement-7"))


def sent(lms: Moodle, **more: Any) -> tuple[Context, Action, Link]:
    made = at(lms, **more)
    (action,) = planned(made, placement())
    receipt = moodle.apply(made, action, "key")
    return made, action, Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))


def seen(made: Context) -> list[Observed]:
    return [one for one in moodle.observe(made, "") if isinstance(one, Observed)]


def named(name: str) -> Record:
    return placement(company=replace(placement().company, name=name))


def test_a_signed_placement_is_a_group_with_the_student_in_it(lms: Moodle) -> None:
    sent(lms)
    (group,) = lms.groups.values()
    assert (group.name, group.idnumber) == ("Stage 7: Bakkerij De Ster é", KEY)
    assert (group.members, lms.users[4].roles) == ([4], [STUDENT])
    assert group.visibility == 1  # fellow students do not see who is placed where


@pytest.mark.parametrize("function", ["core_group_create_groups", "core_group_add_group_members"])
@pytest.mark.parametrize(
    "reply", [Reply(lost=True), Reply(500), Reply(200, b"<html>busy"), Reply(200, b'[{"id"')]
)
def test_an_answer_that_does_not_arrive_leaves_one_group_in_the_end(
    lms: Moodle, function: str, reply: Reply
) -> None:
    lms.after = [(function, reply)]
    with pytest.raises(Retry):
        sent(lms)
    sent(lms)
    assert [one.members for one in lms.groups.values()] == [[4]]


@pytest.mark.parametrize(
    "name", ["Zorg & Zo", "Bakker <b>vet</b>", "&amp; &lt;b&gt;", '\'t "Hoekje" 中 %', "x" * 400]
)
def test_any_name_of_a_company_arrives_and_is_told_back_the_same(lms: Moodle, name: str) -> None:
    made, _, link = sent(lms)
    (action,) = planned(made, named(name), link)
    assert action.verb is Verb.UPDATE
    assert moodle.apply(made, action, "key-2").remote_id == link.remote_id
    assert [one.fields for one in seen(made)] == [action.fields]
    assert len(str(action.fields["name"])) <= 254


def test_a_change_there_is_seen_and_a_teacher_in_the_group_is_not_a_change(lms: Moodle) -> None:
    made, action, link = sent(lms)
    group = lms.groups[int(link.remote_id)]
    group.members.append(3)
    assert seen(made)[0].fields == action.fields
    group.name, group.members = "Renamed & moved", [5]
    assert seen(made)[0].fields == {**action.fields, "name": "Renamed & moved", "student": "7654321"}


def test_groups_of_others_are_left_alone(lms: Moodle) -> None:
    lms.add("Class 2B", "", [5])
    lms.add("Of another board", "winternship/elsewhere.test/placement-7", [5])
    made, _, link = sent(lms)
    assert [one.object_id for one in seen(made)] == ["", "", "placement-7"]
    (delete,) = planned(made, None, link)
    moodle.apply(made, delete, "key")
    assert [one.members for one in lms.groups.values()] == [[5], [5]]


def test_a_second_group_of_ours_is_told_as_a_stray_and_the_first_stays_ours(lms: Moodle) -> None:
    """As two requests at one moment left them in a real Moodle."""
    made, action, link = sent(lms)
    lms.add("Stage 7: Bakkerij De Ster é", KEY)
    assert moodle.apply(made, action, "key").remote_id == link.remote_id
    assert [(one.remote_id, one.object_id) for one in seen(made)] == [("1", "placement-7"), ("2", "")]


def test_a_group_that_another_request_makes_meanwhile_is_used(lms: Moodle) -> None:
    def meanwhile(function: str) -> None:
        if function == "core_group_create_groups":
            lms.add("Stage 7: Bakkerij De Ster é", KEY)

    lms.before = meanwhile
    _, _, link = sent(lms)
    assert (link.remote_id, list(lms.groups)) == ("1", [1])


def test_a_name_that_another_group_has_is_refused(lms: Moodle) -> None:
    lms.add("Stage 7: Bakkerij De Ster é", "of the school")
    with pytest.raises(Rejected, match="invalidparameter"):
        sent(lms)
    assert len(lms.groups) == 1


def test_an_account_that_is_not_shown_hidden_groups_leaves_none(lms: Moodle) -> None:
    lms.rights.discard("hidden")
    with pytest.raises(AuthFailed, match="does not show"):
        sent(lms)
    assert lms.groups == {}


def test_more_groups_than_one_question_may_name_are_all_seen_with_their_members(lms: Moodle) -> None:
    for number in range(1, 1203):
        lms.add(f"Stage {number}", f"winternship/winternship.test/placement-{number}", [5])
    assert {dict(one.fields or {})["student"] for one in seen(at(lms))} == {"7654321"}
    assert lms.called.count("core_group_get_group_members") == 3


def test_a_group_that_somebody_deleted_is_not_made_again(lms: Moodle) -> None:
    made, _, link = sent(lms)
    lms.groups.clear()
    (action,) = planned(made, named("Another"), link)
    with pytest.raises(Rejected, match="deleted"):
        moodle.apply(made, action, "key")
    assert lms.groups == {}


@pytest.mark.parametrize("record", [None, placement(state=State.CANCELLED)])
def test_a_placement_that_ends_early_takes_its_group_along_twice_and_nobody_leaves_the_course(
    lms: Moodle, record: Record | None
) -> None:
    made, _, link = sent(lms)
    (delete,) = planned(made, record, link)
    for _ in range(2):
        moodle.apply(made, delete, "key")
    assert (lms.groups, lms.users[4].roles) == ({}, [STUDENT])


@pytest.mark.parametrize("state", [State.PROPOSED, State.AGREED, State.CANCELLED])
def test_before_signing_there_is_no_group(lms: Moodle, state: State) -> None:
    assert planned(at(lms), placement(state=state)) == []


def test_without_enrolment_a_student_outside_the_course_is_refused_and_nothing_is_made(lms: Moodle) -> None:
    with pytest.raises(Rejected, match="not in the course"):
        sent(lms, enrol=False)
    assert (lms.groups, lms.users[4].roles) == ({}, [])
    lms.users[4].roles.append(STUDENT)
    sent(lms, enrol=False)
    assert [one.members for one in lms.groups.values()] == [[4]]


def test_a_student_is_enrolled_and_welcomed_once_whatever_changes(lms: Moodle) -> None:
    made, _, link = sent(lms)
    (action,) = planned(made, named("Zorg & Zo"), link)
    moodle.apply(made, action, "key-2")
    assert lms.welcomed == [4]


@pytest.mark.parametrize("number", ["", "0000000"])
def test_a_student_whom_moodle_does_not_know_is_refused(lms: Moodle, number: str) -> None:
    made = at(lms)
    (action,) = planned(made, placement(student=replace(placement().student, number=number)))
    with pytest.raises(Rejected) as failure:
        moodle.apply(made, action, "key")
    assert "student" in failure.value.fields
    assert lms.groups == {}


def test_two_users_with_one_number_are_not_guessed_between(lms: Moodle) -> None:
    lms.users[5].idnumber = "1234567"
    with pytest.raises(Rejected, match="2 users"):
        sent(lms)


def test_a_student_may_be_recognised_by_the_address_at_school(lms: Moodle) -> None:
    made, action, _ = sent(lms, match="email")
    assert [one.members for one in lms.groups.values()] == [[4]]
    assert seen(made)[0].fields == action.fields


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (b'{"exception":"x","errorcode":"invalidtoken","message":"Maartje 1234567"}', AuthFailed),
        (b'{"exception":"x","errorcode":"accessexception","message":"Maartje 1234567"}', AuthFailed),
        (b'{"exception":"x","errorcode":"dmlwriteexception","debuginfo":"Maartje 1234567"}', Retry),
        (b'{"exception":"x","errorcode":"sitemaintenance"}', Retry),
        (b'{"exception":"x","errorcode":"invalidrecord","message":"Maartje 1234567"}', Rejected),
        (b'{"exception":"x","errorcode":"Maartje van Damme <b>"}', Rejected),
        (b'{"exception":"x"}', Rejected),
    ],
)
def test_an_exception_of_moodle_is_named_by_what_has_to_happen_and_tells_of_nobody(
    lms: Moodle, reply: bytes, error: type[Exception]
) -> None:
    lms.instead = [Reply(200, reply)]
    with pytest.raises(error) as failure:
        sent(lms)
    assert type(failure.value) is error
    for private in (TOKEN, "1234567", "Maartje"):
        assert private not in str(failure.value)
        assert private not in str(vars(failure.value))


def test_check_changes_nothing_and_tells_what_is_wrong(lms: Moodle) -> None:
    assert moodle.check(at(lms)).ok
    assert not {one for one in lms.called if "get" not in one}
    with pytest.raises(AuthFailed):
        moodle.check(at(lms, "wrong"))
    assert not moodle.check(at(lms, course=99)).ok
    lms.offered.remove("core_group_update_groups")
    assert "core_group_update_groups" in moodle.check(at(lms)).nl


ARGUMENTS = st.recursive(
    st.text(st.characters(codec="utf-8")) | st.integers().map(str),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), ARGUMENTS, max_size=3))
def test_arguments_arrive_as_php_reads_them(arguments: dict[str, Any]) -> None:
    told = urlencode(dict(flat(arguments)))
    assert _nested(parse_qsl(told, keep_blank_values=True)) == json.loads(json.dumps(_by_number(arguments)))


def _by_number(value: Any) -> Any:
    if isinstance(value, list):
        return {str(number): _by_number(one) for number, one in enumerate(value)}
    return {key: _by_number(one) for key, one in value.items()} if isinstance(value, dict) else value
