"""The 1EdTech conformance suite for tools, section 6.1, under the suite's own names (misspelt ones too)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winternship_lti.protocol import names
from winternship_lti.protocol.claims import Launch
from winternship_lti.testing import ABSENT, FakePlatform
from winternship_lti.testing.payloads import (
    CONFORMANCE_SUITE,
    INSTITUTION,
    INSTRUCTOR,
    LEARNER,
    MEMBERSHIP,
)

Answer = Callable[..., tuple[int, str]]
UNKNOWN = "http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper"
UNKNOWN_TOO = "http://purl.imsglobal.org/vocab/lis/v2/uknownrole/unknown#Unknown"

BAD_CLAIMS = [
    ("Wrong LTI Version", {names.VERSION: "11.3"}, "version_invalid"),
    ("No LTI Version", {names.VERSION: ABSENT}, "version_invalid"),
    (
        "Missing LTI Claims",
        {names.MESSAGE_TYPE: ABSENT, names.VERSION: ABSENT, names.ROLES: ABSENT},
        "version_invalid",
    ),
    ("Timestamps Incorrect", {"iat": 11111, "exp": 22222}, "token_expired"),
    ("messsage_type Claim Missing", {names.MESSAGE_TYPE: ABSENT}, "message_type_invalid"),
    ("role Claim Missing", {names.ROLES: ABSENT}, "roles_invalid"),
    ("deployment_id Claim Missing", {names.DEPLOYMENT_ID: ABSENT}, "deployment_invalid"),
    ("resource_link_id Claim Missing", {names.RESOURCE_LINK_CLAIM: ABSENT}, "resource_link_invalid"),
    ("user Claim Missing", {"sub": ""}, "sub_invalid"),
]


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform(now=lambda: 1_800_000_000.0, quirks=CONFORMANCE_SUITE)


class TestKnownBadPayloads:
    """6.1.1: all twelve are refused, none by a crash."""

    def test_no_kid_sent_in_jwt_header(self, platform: FakePlatform, answer: Answer) -> None:
        header = {"badtestonly": "12345", "kid": ABSENT, "typ": ABSENT}
        assert answer(platform.id_token(header=header)) == (401, "kid_missing")

    def test_incorrect_kid_in_jwt_header(self, platform: FakePlatform, answer: Answer) -> None:
        assert answer(platform.id_token(header={"kid": "imstester_66067"})) == (401, "kid_unknown")

    def test_invalid_lti_message(self, platform: FakePlatform, answer: Answer) -> None:
        assert answer(platform.sign({"name": "badltilaunch"})) == (401, "iss_mismatch")

    @pytest.mark.parametrize(
        ("changes", "code"), [row[1:] for row in BAD_CLAIMS], ids=[row[0] for row in BAD_CLAIMS]
    )
    def test_bad_claims(self, answer_to: Answer, changes: dict[str, object], code: str) -> None:
        assert answer_to(changes) == (401, code)

    def test_a_user_claim_left_out_is_refused_as_well(self, answer_to: Answer) -> None:
        assert answer_to({"sub": ABSENT}) == (401, "sub_invalid")


PERSON = ("name", "given_name", "family_name", "email")
NO_PERSON: dict[str, object] = dict.fromkeys(PERSON, ABSENT)
NAMES = {"name": "Ann Example", "given_name": "Ann", "family_name": "Example"}
EMAIL = {"email": "ann@example.org"}


def _variants(main: str, short: str, others: list[str], unknown: list[str]) -> list[Any]:
    rows: list[tuple[str, dict[str, object]]] = [
        ("plain", {}),
        ("multiple roles", {names.ROLES: [main, *others]}),
        ("short role", {names.ROLES: [short]}),
        ("unknown role", {names.ROLES: unknown}),
        ("no role", {names.ROLES: [""]}),
        ("email only", NO_PERSON | EMAIL),
        ("names only", NO_PERSON | NAMES),
        ("no PII", NO_PERSON),
        ("email without context", NO_PERSON | EMAIL | {names.CONTEXT: ABSENT}),
    ]
    return [pytest.param(changes, id=name) for name, changes in rows]


TEACHER = _variants(INSTRUCTOR, "Instructor", [INSTITUTION + "#Staff", INSTITUTION + "#Other"], [UNKNOWN])
STUDENT = _variants(
    LEARNER, "Learner", [INSTITUTION + "#Student", INSTITUTION + "#Mentor"], [LEARNER, UNKNOWN_TOO]
)
WITHOUT_PRIVILEGE = ([UNKNOWN], [""])


@pytest.mark.parametrize("changes", TEACHER)
def test_valid_teacher_launch(
    platform: FakePlatform, verify: Callable[..., Launch], changes: dict[str, object]
) -> None:
    launch = verify(platform.id_token(platform.teacher(), **changes))
    assert launch.roles.is_instructor == (changes.get(names.ROLES) not in WITHOUT_PRIVILEGE)
    assert not launch.roles.is_learner
    assert not launch.roles.is_admin


@pytest.mark.parametrize("changes", STUDENT)
def test_valid_student_launch(
    platform: FakePlatform, verify: Callable[..., Launch], changes: dict[str, object]
) -> None:
    launch = verify(platform.id_token(platform.student(), **changes))
    assert launch.roles.is_learner == (changes.get(names.ROLES) != [""])
    assert not launch.roles.may_author


def test_email_only_gives_an_email_and_no_name(platform: FakePlatform, verify: Callable[..., Launch]) -> None:
    launch = verify(platform.id_token(**(NO_PERSON | EMAIL)))
    assert (launch.name, launch.email) == (None, "ann@example.org")


def test_names_only_gives_a_name_and_no_email(platform: FakePlatform, verify: Callable[..., Launch]) -> None:
    launch = verify(platform.id_token(**(NO_PERSON | NAMES)))
    assert (launch.name, launch.email) == ("Ann Example", None)


def test_given_and_family_name_make_a_name(platform: FakePlatform, verify: Callable[..., Launch]) -> None:
    launch = verify(platform.id_token(**(NO_PERSON | NAMES | {"name": ABSENT})))
    assert launch.name == "Ann Example"


def test_a_launch_without_context_has_no_context(
    platform: FakePlatform, verify: Callable[..., Launch]
) -> None:
    assert verify(platform.id_token(**{names.CONTEXT: ABSENT})).context is None


def test_only_the_resource_link_id_is_needed(platform: FakePlatform, verify: Callable[..., Launch]) -> None:
    launch = verify(platform.id_token(**{names.RESOURCE_LINK_CLAIM: {"id": "a new one"}}))
    assert launch.resource_link is not None
    assert (launch.resource_link.id, launch.resource_link.title) == ("a new one", None)


def test_deep_linking_request_received_without_target_link_uri(
    platform: FakePlatform, verify: Callable[..., Launch]
) -> None:
    claims = platform.deep_linking()
    assert names.TARGET_LINK_URI not in claims
    launch = verify(platform.id_token(claims))
    assert launch.deep_linking is not None
    assert launch.deep_linking.data == "909708"
    assert launch.deep_linking.accept_types == ("link", "file", "html", "ltiResourceLink")
    assert launch.deep_linking.accept_multiple is True


def test_mentor_role_of_the_context_alone_gives_no_privilege(
    platform: FakePlatform, verify: Callable[..., Launch]
) -> None:
    roles = verify(platform.id_token(**{names.ROLES: [MEMBERSHIP + "#Mentor"]})).roles
    assert not any([roles.is_instructor, roles.is_learner, roles.is_admin, roles.may_author])
