"""LTI claims: what a launch cannot do without, and what is coerced or dropped instead of failing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from winternship_lti.protocol import names
from winternship_lti.protocol.claims import Launch
from winternship_lti.testing import ABSENT, FakePlatform

Answer = Callable[..., tuple[int, str]]
Verify = Callable[..., Launch]
LONG = "x" * 256


@pytest.mark.parametrize("version", ["1.3", "1.3.1", "1.1.1", "", None, 1.3, ["1.3.0"], ABSENT])
def test_any_version_but_1_3_0_is_refused(answer_to: Answer, version: object) -> None:
    assert answer_to({names.VERSION: version}) == (401, "version_invalid")


@pytest.mark.parametrize(
    "kind", ["LtiStartProctoring", "ltiresourcelinkrequest", "", None, 5, [], {}, ABSENT]
)
def test_a_message_that_the_tool_does_not_know_is_refused(answer_to: Answer, kind: object) -> None:
    assert answer_to({names.MESSAGE_TYPE: kind}) == (401, "message_type_invalid")


@pytest.mark.parametrize("deployment", [ABSENT, None, 1, "", LONG, "één", "a\nb", ["1"], {}])
def test_a_deployment_that_is_no_short_ascii_text_is_refused(answer_to: Answer, deployment: object) -> None:
    assert answer_to({names.DEPLOYMENT_ID: deployment}) == (401, "deployment_invalid")


@pytest.mark.parametrize("roles", [ABSENT, None, "Instructor", {}, 5, [1], ["Learner", None], [["Learner"]]])
def test_roles_that_are_no_list_of_texts_are_refused(answer_to: Answer, roles: object) -> None:
    assert answer_to({names.ROLES: roles}) == (401, "roles_invalid")


def test_an_empty_list_of_roles_is_no_privilege(platform: FakePlatform, verify: Verify) -> None:
    roles = verify(platform.id_token(**{names.ROLES: []})).roles
    assert roles.exact == ()
    assert not roles.is_learner


@pytest.mark.parametrize("subject", ["", 4, LONG, "één", "a\tb", ["4"], {}, True])
@pytest.mark.parametrize("allow_anonymous", [False, True])
def test_a_subject_that_is_no_short_ascii_text_is_refused(
    platform: FakePlatform, answer_to: Answer, subject: object, allow_anonymous: bool
) -> None:
    registration = platform.registration(allow_anonymous=allow_anonymous)
    assert answer_to({"sub": subject}, registration=registration) == (401, "sub_invalid")


@pytest.mark.parametrize("subject", [ABSENT, None])
def test_an_anonymous_launch_is_taken_only_where_it_is_allowed(
    platform: FakePlatform, verify: Verify, answer: Answer, subject: object
) -> None:
    token = platform.id_token(sub=subject)
    assert answer(token) == (401, "sub_invalid")
    assert verify(token, registration=platform.registration(allow_anonymous=True)).subject is None


@pytest.mark.parametrize(
    "link", [ABSENT, None, "1", [], {}, {"title": "x"}, {"id": ""}, {"id": 1}, {"id": LONG}]
)
def test_a_resource_link_without_a_usable_id_is_refused(answer_to: Answer, link: object) -> None:
    assert answer_to({names.RESOURCE_LINK_CLAIM: link}) == (401, "resource_link_invalid")


@pytest.mark.parametrize(
    "context", ["course-1", [], {}, 5, {"title": "x"}, {"id": ""}, {"id": 1}, {"id": LONG}]
)
def test_a_context_without_a_usable_id_is_refused(answer_to: Answer, context: object) -> None:
    assert answer_to({names.CONTEXT: context}) == (401, "context_invalid")


def test_a_context_needs_no_type(platform: FakePlatform, verify: Verify) -> None:
    context = verify(platform.id_token(**{names.CONTEXT: {"id": "c1", "type": "CourseSection"}})).context
    assert context is not None
    assert (context.id, context.types, context.title) == ("c1", (), None)


def test_an_open_edx_course_key_with_other_letters_is_a_context_id(
    platform: FakePlatform, verify: Verify
) -> None:
    context = verify(platform.id_token(**{names.CONTEXT: {"id": "course-v1:Mbo+Één+2026"}})).context
    assert context is not None
    assert context.id == "course-v1:Mbo+Één+2026"


@pytest.mark.parametrize(
    "target",
    [
        ABSENT,
        None,
        "",
        5,
        "https://tool.example/lti/launch/",
        "https://tool.example/other",
        "https://evil.example/",
    ],
)
def test_a_target_other_than_that_of_the_login_is_refused(answer_to: Answer, target: object) -> None:
    assert answer_to({names.TARGET_LINK_URI: target}) == (401, "target_mismatch")


def test_the_target_is_that_of_the_login(platform: FakePlatform, verify: Verify) -> None:
    assert verify(platform.id_token()).target_link_uri == platform.target_link_uri


def test_custom_values_become_texts_or_are_dropped(platform: FakePlatform, verify: Verify) -> None:
    custom = {
        "text": " as it is ",
        "empty": "",
        "number": 42,
        "fraction": 7.5,
        "yes": True,
        "null": None,
        "list": ["a"],
        "object": {"a": 1},
        "unknown": "$ResourceLink.id.history",
        "unstorable": "a\x00b\ud800c",
    }
    assert verify(platform.id_token(**{names.CUSTOM: custom})).custom == {
        "text": " as it is ",
        "empty": "",
        "number": "42",
        "fraction": "7.5",
        "yes": "true",
        "unknown": "$ResourceLink.id.history",
        "unstorable": "abc",
    }


@pytest.mark.parametrize("custom", [None, "lesson=42", ["lesson"], 5, ABSENT])
def test_custom_parameters_that_are_no_object_are_none_at_all(
    platform: FakePlatform, verify: Verify, custom: object
) -> None:
    assert verify(platform.id_token(**{names.CUSTOM: custom})).custom == {}


@pytest.mark.parametrize(
    ("width", "expected"),
    [(800, 800), ("800", 800), ("80%", None), (True, None), (None, None), ("9" * 40, None)],
)
def test_a_width_may_be_a_text(
    platform: FakePlatform, verify: Verify, width: object, expected: int | None
) -> None:
    assert verify(platform.id_token(**{names.PRESENTATION: {"width": width}})).presentation.width == expected


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("https://platform.example/course?x=1#a", True),
        ("http://127.0.0.1:8090/mod/lti/return.php", True),
        ("http://localhost:8000/", True),
        ("javascript:alert(1)", False),
        ("JavaScript://platform.example/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("http://platform.example/", False),
        ("https://user@platform.example/", False),
        ("https://platform.example/\nx", False),
        ("//platform.example/", False),
        ("/course", False),
        ("", False),
        (5, False),
        (None, False),
    ],
)
def test_only_safe_addresses_are_kept(
    platform: FakePlatform, verify: Verify, address: object, taken: bool
) -> None:
    token = platform.id_token(
        **{
            names.PRESENTATION: {"return_url": address},
            names.AGS_ENDPOINT: {"scope": [names.SCOPE_SCORE], "lineitem": address},
            names.NRPS_SERVICE: {"context_memberships_url": address},
        }
    )
    launch = verify(token)
    expected = address if taken else None
    assert launch.return_url == expected
    assert (launch.ags.lineitem if launch.ags else None) == expected
    assert (launch.nrps.url if launch.nrps else None) == expected


def test_an_http_platform_may_have_http_services(verify: Verify) -> None:
    platform = FakePlatform(issuer="http://lms.school.example", now=lambda: 1_800_000_000.0)
    launch = verify(
        platform.id_token(),
        registration=platform.registration(),
        transaction=platform.transaction(),
        keys=platform.keys(),
    )
    assert launch.ags is not None
    assert launch.ags.lineitem == "http://lms.school.example/ags/1/lineitems/2/lineitem?type_id=1"


def test_services_need_neither_versions_nor_scopes(platform: FakePlatform, verify: Verify) -> None:
    launch = verify(
        platform.id_token(
            **{
                names.NRPS_SERVICE: {"context_memberships_url": "https://platform.example/n"},
                names.AGS_ENDPOINT: {"lineitem": "https://platform.example/i"},
            }
        )
    )
    assert launch.nrps is not None
    assert launch.nrps.versions == ()
    assert launch.ags is not None
    assert not launch.ags.can_score


def test_scores_can_be_sent_with_a_line_item_and_the_scope(platform: FakePlatform, verify: Verify) -> None:
    ags = verify(platform.id_token()).ags
    assert ags is not None
    assert ags.can_score
    without_item = {"scope": [names.SCOPE_SCORE], "lineitems": "https://platform.example/all"}
    ags = verify(platform.id_token(**{names.AGS_ENDPOINT: without_item})).ags
    assert ags is not None
    assert not ags.can_score


@pytest.mark.parametrize(
    "claim", [None, "text", 5, [], {}, {"scope": "score", "lineitem": 5, "lineitems": []}]
)
def test_service_claims_of_the_wrong_kind_are_dropped(
    platform: FakePlatform, verify: Verify, claim: object
) -> None:
    changes = dict.fromkeys(
        (names.AGS_ENDPOINT, names.NRPS_SERVICE, names.TOOL_PLATFORM, names.PRESENTATION), claim
    )
    launch = verify(platform.id_token(**changes))
    assert (launch.ags, launch.nrps, launch.platform.family, launch.return_url) == (None, None, None, None)


def test_unknown_claims_are_ignored(platform: FakePlatform, verify: Verify) -> None:
    token = platform.id_token(
        **{"https://vendor.example/claim": {"a": 1}, "https://purl.imsglobal.org/x": None}
    )
    assert verify(token) == verify(platform.id_token())


def test_what_a_database_cannot_hold_is_left_out_and_long_titles_are_cut(
    platform: FakePlatform, verify: Verify
) -> None:
    link = verify(
        platform.id_token(
            **{names.RESOURCE_LINK_CLAIM: {"id": "1", "title": "a\x00\ud800b" + LONG, "description": 5}}
        )
    ).resource_link
    assert link is not None
    assert link.title == "ab" + "x" * 253
    assert link.description is None


def test_an_email_without_an_at_sign_is_none(platform: FakePlatform, verify: Verify) -> None:
    assert verify(platform.id_token(email="nobody")).email is None


def test_the_language_of_the_page_goes_before_that_of_the_person(
    platform: FakePlatform, verify: Verify
) -> None:
    assert verify(platform.id_token(locale="en")).locale == "nl"
    assert verify(platform.id_token(locale="en", **{names.PRESENTATION: {}})).locale == "en"


def test_what_is_personal_stays_out_of_the_representation(platform: FakePlatform, verify: Verify) -> None:
    claims = platform.student("subject-4711") | {
        names.FOR_USER: {"user_id": "other-4711"},
        names.CUSTOM: {"u": "anna"},
    }
    shown = repr(verify(platform.id_token(claims)))
    assert not [word for word in ("4711", "Sam", "sam@", "anna") if word in shown]
    assert "course-1" in shown
