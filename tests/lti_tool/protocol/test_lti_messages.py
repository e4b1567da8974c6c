"""Deep linking, submission review and data privacy: what each message needs, and from whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from winternship_lti.protocol import names
from winternship_lti.protocol.claims import Launch
from winternship_lti.testing import ABSENT, FakePlatform
from winternship_lti.testing.payloads import INSTITUTION, LEARNER, MEMBERSHIP, changed, deep_linking_settings

Answer = Callable[..., tuple[int, str]]
Verify = Callable[..., Launch]
TOKEN_FROM = "https://platform.example"


def settings(changes: Mapping[str, object]) -> dict[str, object]:
    return changed(deep_linking_settings(base=TOKEN_FROM), changes)


def test_deep_linking_by_a_teacher_is_taken(platform: FakePlatform, verify: Verify) -> None:
    launch = verify(platform.id_token(platform.deep_linking()))
    assert launch.deep_linking is not None
    assert launch.deep_linking.return_url == "https://platform.example/deep-link-return?course=1"
    assert launch.deep_linking.accept_lineitem is None
    assert launch.resource_link is None


@pytest.mark.parametrize("role", ["ContentDeveloper", "Administrator", "Instructor"])
def test_those_who_make_courses_may_deep_link(platform: FakePlatform, answer: Answer, role: str) -> None:
    token = platform.id_token(platform.deep_linking(), **{names.ROLES: [f"{MEMBERSHIP}#{role}"]})
    assert answer(token) == (200, "ok")


@pytest.mark.parametrize("roles", [[LEARNER], [], [""], [INSTITUTION + "#Instructor", LEARNER], ["unknown"]])
def test_a_learner_or_a_stranger_may_not_deep_link(
    platform: FakePlatform, answer: Answer, roles: list[str]
) -> None:
    token = platform.id_token(platform.deep_linking(), **{names.ROLES: roles})
    assert answer(token) == (403, "deep_linking_not_allowed")


@pytest.mark.parametrize(
    "claim",
    [
        ABSENT,
        None,
        {},
        "settings",
        [],
        settings({"deep_link_return_url": ABSENT}),
        settings({"deep_link_return_url": "http://platform.example/return"}),
        settings({"deep_link_return_url": "javascript:alert(1)"}),
        settings({"deep_link_return_url": "https://a@platform.example/"}),
        settings({"accept_types": ABSENT}),
        settings({"accept_types": []}),
        settings({"accept_types": "ltiResourceLink"}),
        settings({"accept_types": [1]}),
    ],
)
def test_deep_linking_without_usable_settings_is_refused(
    platform: FakePlatform, answer: Answer, claim: object
) -> None:
    token = platform.id_token(platform.deep_linking(), **{names.DEEP_LINKING_SETTINGS: claim})
    assert answer(token) == (401, "deep_linking_invalid")


@pytest.mark.parametrize(("data", "kept"), [("", ""), ("909708", "909708"), (ABSENT, None), (5, None)])
def test_data_to_echo_is_kept_exactly(
    platform: FakePlatform, verify: Verify, data: object, kept: str | None
) -> None:
    claim = settings({"data": data})
    launch = verify(platform.id_token(platform.deep_linking(), **{names.DEEP_LINKING_SETTINGS: claim}))
    assert launch.deep_linking is not None
    assert launch.deep_linking.data == kept


def test_a_target_in_deep_linking_must_be_that_of_the_login(platform: FakePlatform, answer: Answer) -> None:
    token = platform.id_token(platform.deep_linking(), **{names.TARGET_LINK_URI: "https://evil.example/"})
    assert answer(token) == (401, "target_mismatch")


def test_only_links_to_files_may_be_accepted(platform: FakePlatform, verify: Verify) -> None:
    claim = settings({"accept_types": ["link"], "accept_multiple": "false"})
    found = verify(
        platform.id_token(platform.deep_linking(), **{names.DEEP_LINKING_SETTINGS: claim})
    ).deep_linking
    assert found is not None
    assert (found.accept_types, found.accept_multiple) == (("link",), False)


def test_a_teacher_may_review_the_work_of_a_learner(platform: FakePlatform, verify: Verify) -> None:
    launch = verify(platform.id_token(platform.submission_review(of="user-1")))
    assert launch.for_user is not None
    assert launch.for_user.user_id == "user-1"


def test_a_learner_may_review_only_the_own_work(platform: FakePlatform, answer: Answer) -> None:
    claims = platform.submission_review(of="user-1") | {names.ROLES: [LEARNER]}
    assert answer(platform.id_token(claims, sub="user-1")) == (200, "ok")
    assert answer(platform.id_token(claims, sub="user-3")) == (403, "review_not_allowed")


def test_an_anonymous_reviewer_is_no_one(platform: FakePlatform, answer: Answer) -> None:
    claims = platform.submission_review() | {names.ROLES: [LEARNER]}
    registration = platform.registration(allow_anonymous=True)
    assert answer(platform.id_token(claims, sub=ABSENT), registration=registration) == (
        403,
        "review_not_allowed",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {names.FOR_USER: ABSENT},
        {names.FOR_USER: {}},
        {names.FOR_USER: {"user_id": 5}},
        {names.FOR_USER: "user-1"},
        {names.AGS_ENDPOINT: ABSENT},
        {names.AGS_ENDPOINT: {"scope": [], "lineitems": "https://platform.example/items"}},
    ],
)
def test_a_review_without_person_or_line_item_is_refused(
    platform: FakePlatform, answer: Answer, changes: dict[str, object]
) -> None:
    token = platform.id_token(platform.submission_review(), **changes)
    assert answer(token) == (401, "submission_review_invalid")


def test_a_review_needs_a_resource_link(platform: FakePlatform, answer: Answer) -> None:
    token = platform.id_token(platform.submission_review(), **{names.RESOURCE_LINK_CLAIM: ABSENT})
    assert answer(token) == (401, "resource_link_invalid")


def test_a_data_privacy_launch_is_about_a_person_only(platform: FakePlatform, verify: Verify) -> None:
    launch = verify(platform.id_token(platform.data_privacy(of="user-9")))
    assert launch.for_user is not None
    assert (launch.for_user.user_id, launch.context, launch.resource_link) == ("user-9", None, None)
    assert launch.roles.is_admin


@pytest.mark.parametrize(
    "changes",
    [
        {names.CONTEXT: {"id": "course-1"}},
        {names.RESOURCE_LINK_CLAIM: {"id": "link-1"}},
        {names.FOR_USER: ABSENT},
    ],
)
def test_a_data_privacy_launch_with_a_course_or_without_person_is_refused(
    platform: FakePlatform, answer: Answer, changes: dict[str, object]
) -> None:
    token = platform.id_token(platform.data_privacy(), **changes)
    assert answer(token) == (401, "data_privacy_invalid")
