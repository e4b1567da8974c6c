"""A launch on the fake platform, read with PyJWT and plain requests: what is sent, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.lti_tool.testing.tool_side import AGS, DL, LTI, NRPS, school, verified
from winternship_lti.testing import ABSENT, PROFILES, LaunchRefused, Misused, Platform
from winternship_lti.testing.lms.browsing import Form

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVERY = sorted(PROFILES)


def capture(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((FIXTURES / f"{name}.json").read_text())
    return found


@pytest.mark.parametrize("quirks", EVERY)
def test_every_platform_launches_over_http(quirks: str) -> None:
    with school(quirks) as at:
        page = at.lms.browse(at.lms.launch(at.link, at.anna))
        claims = verified(at.link.tool, at.side.launches[0]["id_token"])
    assert page.text.endswith("launched")
    assert at.side.launches[0]["state"] == "state-1"
    assert claims["nonce"] == "nonce-1"
    assert claims["sub"] == at.anna.id
    assert claims[LTI + "message_type"] == "LtiResourceLinkRequest"
    assert claims[LTI + "version"] == "1.3.0"
    assert claims[LTI + "target_link_uri"] == at.tool.target_url
    assert claims[LTI + "resource_link"]["id"] == at.link.id
    assert claims[LTI + "custom"]["lesson"] == "42"
    assert claims[AGS + "claim/endpoint"]["lineitem"].startswith(at.lms.origin)
    assert claims[NRPS + "claim/namesroleservice"]["service_versions"] == ["2.0"]


def test_platforms_share_a_key_since_making_one_is_slow() -> None:
    with Platform() as one, Platform() as other:
        assert one.site.jwks() == other.site.jwks()


def test_an_unknown_platform_is_named() -> None:
    with pytest.raises(Misused, match=r"'sakai', there are .*moodle"):
        Platform("sakai")


@pytest.mark.parametrize(("quirks", "method"), [("moodle", "POST"), ("openedx", "GET")])
def test_the_login_comes_as_that_platform_sends_it(quirks: str, method: str) -> None:
    with school(quirks) as at:
        at.lms.browse(at.lms.launch(at.link, at.anna))
        logins = [seen for seen in at.side.seen if seen.path.startswith("/login")]
    assert [seen.method for seen in logins] == [method]


def test_moodle_sends_a_hint_that_is_json_and_takes_it_once() -> None:
    with school("moodle") as at:
        login = at.lms.launch(at.link, at.anna).login()
        url = at.auth_url(login.params)
        first, second = at.lms.answer(url), at.lms.answer(url)
    assert set(json.loads(login.params["lti_message_hint"])) == {"cmid", "launchid"}
    assert first.error is None
    assert second.form == {"error": "invalid_request", "state": "state-1"}


def test_the_login_of_moodle_is_that_of_the_capture() -> None:
    # moodle-launch-trace: the names of the fields, and that the deployment is there
    captured = {"iss", "target_link_uri", "login_hint", "lti_message_hint", "client_id", "lti_deployment_id"}
    with school("moodle") as at:
        assert set(at.lms.launch(at.link, at.anna).login().params) == captured


def test_an_older_moodle_knows_one_launch_per_person() -> None:
    with school(PROFILES["moodle"].but(one_hint_per_person=True)) as at:
        first, second = (at.lms.launch(at.link, at.anna).login() for _ in range(2))
        answers = [at.lms.answer(at.auth_url(login.params)) for login in (first, second)]
    assert [answer.error for answer in answers] == ["invalid_request", None]


def test_canvas_sends_the_deployment_under_both_names() -> None:
    with school("canvas") as at:
        params = at.lms.launch(at.link, at.anna).login().params
    assert params["lti_deployment_id"] == params["deployment_id"] == at.tool.deployment_id


@pytest.mark.parametrize(
    ("quirks", "frame"),
    [
        ("plain", "_parent"),
        ("canvas", "post_message_forwarding"),
        ("blackboard", "lti_storage_frame"),
        ("moodle", None),
        ("openedx", None),
    ],
)
def test_the_storage_frame_is_named_in_a_frame_only(quirks: str, frame: str | None) -> None:
    with school(quirks) as at:
        framed = at.lms.launch(at.link, at.anna, target="iframe").login().params
        alone = at.lms.launch(at.link, at.anna, target="window").login().params
    assert framed.get("lti_storage_target") == frame
    assert "lti_storage_target" not in alone


@pytest.mark.parametrize(("quirks", "seconds"), [("moodle", 60), ("openedx", 3600)])
def test_a_token_lives_as_long_as_there(quirks: str, seconds: int) -> None:
    with school(quirks) as at:
        claims = at.claims()
    assert claims["exp"] - claims["iat"] == seconds


@pytest.mark.parametrize(
    ("quirks", "file", "person"),
    [
        ("moodle", "moodle_student", "anna"),
        ("moodle", "moodle_teacher", "tess"),
        ("openedx", "openedx_learner", "anna"),
    ],
)
def test_roles_are_those_of_the_capture(quirks: str, file: str, person: str) -> None:
    with school(quirks) as at:
        assert at.claims(getattr(at, person))[LTI + "roles"] == capture(file)[LTI + "roles"]


def test_open_edx_has_a_client_per_link_with_addresses_of_its_own() -> None:
    with school("openedx") as at:
        other = at.lms.link(at.course, at.tool, title="Another")
        tools = [at.link.tool, other.tool]
        claims = [at.claims(), at.read(at.lms.launch(at.link, at.tess))]
    assert len({tool.client_id for tool in tools}) == len({tool.token_url for tool in tools}) == 2
    assert len({tool.jwks_url for tool in tools}) == 2
    assert {tool.deployment_id for tool in tools} == {"1"}
    assert all(one["azp"] == one["aud"] for one in claims)
    assert "name" not in claims[0]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_mode": "query"}, "invalid_request"),
        ({"response_type": "code"}, "unsupported_response_type"),
        ({"scope": "email"}, "invalid_scope"),
        ({"prompt": "login"}, "invalid_request"),
        ({"nonce": "ABSENT"}, "invalid_request"),
        ({"login_hint": "somebody else"}, "invalid_request"),
        ({"lti_message_hint": "made up"}, "invalid_request"),
    ],
)
def test_a_wrong_authentication_request_goes_back_as_an_error(changes: dict[str, str], error: str) -> None:
    with school() as at:
        answer = at.lms.answer(at.auth_url(at.lms.launch(at.link, at.anna).login().params, **changes))
    assert answer.url == at.tool.redirect_uris[0]
    assert answer.form == {"error": error, "state": "state-1"}


@pytest.mark.parametrize(
    "changes", [{"client_id": "nobody"}, {"redirect_uri": "https://evil.example/launch"}]
)
def test_nothing_is_sent_to_an_address_that_is_not_registered(changes: dict[str, str]) -> None:
    with school() as at:
        url = at.auth_url(at.lms.launch(at.link, at.anna).login().params, **changes)
        with pytest.raises(LaunchRefused):
            at.lms.answer(url)
        page = requests.get(url, timeout=5)
    assert page.status_code == 400
    assert "<form" not in page.text


def test_a_redirect_uri_must_be_exactly_the_registered_one() -> None:
    with school("moodle") as at:
        longer = at.tool.redirect_uris[0] + "/more"
        url = at.auth_url(at.lms.launch(at.link, at.anna).login().params, redirect_uri=longer)
        with pytest.raises(LaunchRefused, match="none of"):
            at.lms.answer(url)


def test_who_is_signed_out_comes_back_with_an_error() -> None:
    with school() as at:
        at.lms.sign_out(at.anna)
        url = at.auth_url(at.lms.launch(at.link, at.anna).login().params)
        assert at.lms.answer(url).error == "login_required"
        at.lms.sign_out(at.anna, out=False)
        assert at.lms.answer(url).error is None


def test_a_test_can_sign_what_it_likes() -> None:
    with school() as at:
        opening = at.lms.launch(
            at.link, at.anna, claims={LTI + "version": ABSENT, "aud": [at.tool.client_id, "other"]}
        )
        claims = at.read(opening)
    assert LTI + "version" not in claims
    assert claims["aud"] == [at.tool.client_id, "other"]


def test_a_rotated_key_signs_and_the_old_one_stays_published() -> None:
    with school() as at:
        before = at.lms.answer(at.auth_url(at.lms.launch(at.link, at.anna).login().params)).form["id_token"]
        kid = at.lms.rotate()
        assert at.claims()["sub"] == at.anna.id
        assert verified(at.tool, before)["sub"] == at.anna.id
        at.lms.rotate(drop_old=True)
        assert kid not in requests.get(at.tool.jwks_url, timeout=5).text


def test_keys_of_brightspace_do_not_name_their_algorithm() -> None:
    with school("brightspace") as at:
        keys = requests.get(at.tool.jwks_url, timeout=5).json()["keys"]
    assert all("alg" not in key for key in keys)


def test_moodle_leaves_unknown_variables_as_they_are_and_sends_null_while_picking() -> None:
    with school("moodle") as at:
        at.tool.custom |= {"linkhistory": "$ResourceLink.id.history", "resourcelink": "$ResourceLink.id"}
        at.tool.custom |= {"context_history": "$Context.id.history", "user_name": "$User.username"}
        custom = at.claims()[LTI + "custom"]
        picking = at.read(at.lms.pick(at.course, at.tool, at.tess))[LTI + "custom"]
    assert custom["linkhistory"] == "$ResourceLink.id.history"
    assert custom["resourcelink"] == at.link.id
    assert (custom["context_history"], custom["user_name"]) == ("", "anna.alves")
    assert picking["resourcelink"] is None


def test_a_copied_course_says_where_its_links_come_from() -> None:
    with school() as at:
        at.tool.custom |= {"linkhistory": "$ResourceLink.id.history", "contexthistory": "$Context.id.history"}
        copied = at.lms.copy(at.course)
        at.lms.enrol(at.anna, copied)
        claims = at.read(at.lms.launch(copied.links[0], at.anna))
    assert claims[LTI + "resource_link"]["id"] != at.link.id
    assert claims[LTI + "custom"]["linkhistory"] == at.link.id
    assert claims[LTI + "custom"]["contexthistory"] == at.course.id
    assert claims[LTI + "custom"]["lesson"] == "42"


def test_a_review_names_whose_work_it_is() -> None:
    with school() as at:
        claims = at.read(at.lms.review(at.link, at.tess, of=at.anna))
    assert claims[LTI + "message_type"] == "LtiSubmissionReviewRequest"
    assert claims[LTI + "for_user"] == {"user_id": at.anna.id}
    assert "lineitem" in claims[AGS + "claim/endpoint"]


def test_a_privacy_launch_has_no_course() -> None:
    with school() as at:
        claims = at.read(at.lms.privacy(at.tool, at.tess, of=at.anna))
    assert claims[LTI + "message_type"] == "DataPrivacyLaunchRequest"
    assert not {LTI + "context", LTI + "resource_link"} & set(claims)


@pytest.mark.parametrize(
    ("quirks", "file"), [("moodle", "moodle_deep_linking"), ("openedx", "openedx_deep_linking")]
)
def test_a_teacher_picks_with_the_settings_of_the_capture(quirks: str, file: str) -> None:
    captured = capture(file)
    settings = captured[DL + "deep_linking_settings"]
    assert isinstance(settings, dict)
    with school(quirks) as at:
        claims = at.read(at.lms.pick(at.course, at.link.tool, at.tess))
    made = claims[DL + "deep_linking_settings"]
    assert set(made["accept_types"]) == set(settings["accept_types"])
    assert made["accept_multiple"] == settings["accept_multiple"]
    assert ("data" in made) == ("data" in settings)
    for name in (LTI + "resource_link", LTI + "custom", LTI + "launch_presentation"):
        assert (name in claims) == (name in captured), name


def test_a_frame_page_holds_the_tool_and_the_storage_frame() -> None:
    with school("canvas") as at:
        page = requests.get(at.lms.launch_url(at.link, at.anna), timeout=5).text
        login = Form(
            requests.get(page.split('src="')[1].split('"')[0].join([at.lms.origin, ""]), timeout=5).text
        )
    assert 'name="tool"' in page
    assert 'name="post_message_forwarding"' in page
    assert login.fields["lti_storage_target"] == "post_message_forwarding"


def test_a_login_by_get_keeps_the_query_of_the_tool() -> None:
    with school("openedx") as at:
        at.link.tool.login_url += "?iss=known"
        opening = at.lms.launch(at.link, at.anna, target="window")
        sent = requests.get(opening.url, allow_redirects=False, timeout=5).headers["Location"]
    assert parse_qs(urlsplit(sent).query)["iss"] == ["known", at.lms.origin]


def test_the_address_of_another_platform_is_a_mistake_of_the_test() -> None:
    with Platform() as lms, pytest.raises(Misused, match="/auth"):
        lms.answer("https://other.example/auth?scope=openid")


def test_two_schools_may_share_an_issuer_as_in_the_cloud_of_canvas() -> None:
    shared = "https://canvas.example"
    with school("canvas", issuer=shared) as one, school("canvas", issuer=shared) as other:
        claims = [at.claims() for at in (one, other)]
        described = requests.get(one.lms.configuration_url, timeout=5).json()
    assert [found["iss"] for found in claims] == [shared, shared]
    assert claims[0]["aud"] != claims[1]["aud"]
    assert described["issuer"] == shared
    assert described["token_endpoint"].startswith(one.lms.origin)
