"""A student with a signed placement in a course of Open edX: enrolled once and never unenrolled; failures in a 200."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from tests.connectors.authority import CLIENT, SECRET
from tests.connectors.contexts import context
from tests.connectors.openedx.lms import COHORT, COURSE, OpenEdx
from winternship_connectors import oauth
from winternship_connectors.contract import Action, Context, Link
from winternship_connectors.digesting import digest
from winternship_connectors.errors import AuthFailed, Rejected, Retry
from winternship_connectors.openedx.connector import PART, OpenEdxConnector
from winternship_connectors.records import Record, State
from winternship_connectors.testing.placements import placement
from winternship_lti.testing import Reply

EMAIL = "maartje@school.test"
openedx = OpenEdxConnector()


@pytest.fixture
def lms() -> Iterator[OpenEdx]:
    oauth.forget_all()
    with OpenEdx() as made:
        yield made


def at(lms: OpenEdx, secret: str = SECRET, **more: Any) -> Context:
    token_url = f"{lms.origin}/oauth2/access_token"
    config = {
        "url": f"{lms.origin}/",
        "token_url": token_url,
        "client_id": CLIENT,
        "course": COURSE,
        "cohort": COHORT,
        **more,
    }
    jsonschema.Draft202012Validator(openedx.config_schema).validate({**config, "client_secret": secret})
    return context(config, {"client_secret": secret})


def planned(made: Context, record: Record | None, link: Link | None = None) -> list[Action]:
    return list(openedx.plan(made.settings, record, {PART: link} if link else {}, "placement-7"))


def sent(lms: OpenEdx, email: str = EMAIL, **more: Any) -> tuple[Context, Link]:
    made = at(lms, **more)
    (action,) = planned(made, placement(student=replace(placement().student, email=email)))
    receipt = openedx.apply(made, action, "key")
    return made, Link(receipt.remote_id, receipt.etag, 1, digest(action.fields))


def test_a_student_is_enrolled_once_in_course_and_cohort_without_a_mail(lms: OpenEdx) -> None:
    for _ in range(2):
        made, link = sent(lms)
    assert (lms.enrolled, lms.cohorts, lms.mailed) == ([EMAIL], {COHORT: {EMAIL}}, [])
    assert planned(made, placement(rev=99), link) == []


def test_a_cohort_is_not_needed(lms: OpenEdx) -> None:
    sent(lms, cohort="")
    assert (lms.enrolled, lms.cohorts) == ([EMAIL], {COHORT: set()})


@pytest.mark.parametrize("reply", [Reply(200, b"{}"), Reply(200, b"[]")])
def test_an_answer_that_does_not_arrive_is_a_reason_to_ask_again(lms: OpenEdx, reply: Reply) -> None:
    lms.after = [reply]
    with pytest.raises(Retry):
        sent(lms)
    sent(lms)
    assert lms.enrolled == [EMAIL]


def test_a_failure_within_a_good_status_is_seen(lms: OpenEdx) -> None:
    lms.broken = True
    with pytest.raises(Retry):
        sent(lms)
    lms.broken = False
    with pytest.raises(Rejected) as failure:
        sent(lms, "maartje")
    assert failure.value.fields == {"student": "not taken"}
    assert lms.enrolled == []


def test_a_student_who_has_yet_to_register_is_admitted(lms: OpenEdx) -> None:
    lms.instead = [
        Reply(
            200,
            b'{"courses": {"%s": {"results": [{"identifier": "x", "before": {},'
            b' "after": {"enrollment": false, "allowed": true}}]}}}' % COURSE.encode(),
        )
    ]
    assert sent(lms)[1].remote_id == COURSE


@pytest.mark.parametrize(
    "email", ["", " ", "a@school.test,b@school.test", "a@school.test b@school.test", "a@b.test\nc@d.test"]
)
def test_what_is_not_one_address_enrols_nobody(lms: OpenEdx, email: str) -> None:
    with pytest.raises(Rejected):
        sent(lms, email)
    assert lms.calls == []


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(400, b'{"courses": ["maartje@school.test"]}'), Rejected),
        (Reply(400, b'["maartje@school.test"]'), Rejected),
        (Reply(404), Rejected),
    ],
)
def test_a_refusal_is_named_by_what_has_to_happen_and_tells_of_nobody(
    lms: OpenEdx, reply: Reply, error: type[Exception]
) -> None:
    lms.instead = [reply]
    with pytest.raises(error) as failure:
        sent(lms)
    assert type(failure.value) is error
    for private in (EMAIL, SECRET, "token-1"):
        assert private not in str(failure.value)
        assert private not in str(vars(failure.value))


def test_a_cohort_that_is_not_there_is_refused_in_words(lms: OpenEdx) -> None:
    with pytest.raises(Rejected, match="non_field_errors"):
        sent(lms, cohort="Others")
    assert lms.enrolled == []


@pytest.mark.parametrize("record", [None, placement(state=State.CANCELLED), placement(state=State.AGREED)])
def test_nobody_is_enrolled_before_signing_or_ever_unenrolled(lms: OpenEdx, record: Record | None) -> None:
    made, link = sent(lms)
    assert planned(made, record, link) == []
    assert planned(made, record) == []
    assert all(b"unenroll" not in one.body for one in lms.calls)


def test_check_enrols_nobody_and_finds_what_is_wrong(lms: OpenEdx) -> None:
    assert openedx.check(at(lms)).ok
    assert {one.method for one in lms.calls} == {"GET"}
    assert not openedx.check(at(lms, url=f"{lms.origin}/elsewhere")).ok
    with pytest.raises(AuthFailed):
        openedx.check(at(lms, "wrong"))
    lms.is_staff = False
    with pytest.raises(AuthFailed):
        openedx.check(at(lms))


@pytest.mark.parametrize("course", ["course-v1:A+B", "course-v1:A+B+C,course-v1:D+E+F", "A/B/C"])
def test_a_key_that_is_not_of_one_course_is_not_taken(lms: OpenEdx, course: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        at(lms, course=course)
