"""Dynamic registration, held against what a real Moodle published, took and answered."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests

from tests.lti_tool.testing.tool_side import AGS, LTI, ask_token, auth_query, key_set, verified
from winternship_lti.testing import LaunchRefused, Misused, Platform

FIXTURES = Path(__file__).parents[1] / "fixtures"
CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration"
CAPTURED: dict[str, Any] = json.loads((FIXTURES / "moodle_registration.json").read_text())
PUBLISHED: dict[str, Any] = json.loads((FIXTURES / "moodle_openid_configuration.json").read_text())


def invited(lms: Platform) -> tuple[dict[str, Any], str]:
    """The platform's description and the one-time token, as a tool gets them."""
    query = parse_qs(urlsplit(lms.invite("https://tool.example/register")).query)
    return requests.get(query["openid_configuration"][0], timeout=5).json(), query["registration_token"][0]


def register(lms: Platform, asked: object, token: str | None = None) -> requests.Response:
    described, fresh = invited(lms)
    headers = {"Authorization": f"Bearer {token or fresh}"}
    return requests.post(described["registration_endpoint"], json=asked, headers=headers, timeout=5)


def asked(**changes: object) -> dict[str, Any]:
    """What the captured tool sent, with some members changed; None leaves one out."""
    found = copy.deepcopy(CAPTURED["request"]) | changes
    return {name: value for name, value in found.items() if value is not None}


def test_the_description_has_every_member_that_moodle_publishes() -> None:
    with Platform("moodle") as lms:
        described, _token = invited(lms)
    assert set(PUBLISHED) <= set(described)
    assert set(described["scopes_supported"]) <= set(PUBLISHED["scopes_supported"])
    platform = "https://purl.imsglobal.org/spec/lti-platform-configuration"
    assert described[platform]["messages_supported"] == PUBLISHED[platform]["messages_supported"]
    assert set(described[platform]["variables"]) <= set(PUBLISHED[platform]["variables"])
    assert described["issuer"] == lms.origin


def test_the_registration_token_is_like_that_of_moodle() -> None:
    with Platform("moodle") as lms:
        tool_key = parse_qs(urlsplit(lms.invite("https://tool.example/r?x=1")).query)
        described = requests.get(tool_key["openid_configuration"][0], timeout=5).json()
        kid_claims = tool_key["registration_token"][0].split(".")
        answer = register(lms, asked(), tool_key["registration_token"][0])
    assert len(kid_claims) == 3
    assert tool_key["x"] == ["1"]
    assert described["registration_endpoint"].startswith(lms.origin)
    assert answer.status_code == 200


def test_the_captured_tool_is_registered_as_it_was() -> None:
    with Platform("moodle") as lms:
        answer = register(lms, asked())
        tool = lms.tools[-1]
    found, real = answer.json(), CAPTURED["answer"]
    assert answer.status_code == 200
    assert set(real) <= set(found)
    assert set(found["scope"].split()) == set(real["scope"].split())
    assert set(real[CONFIGURATION]) <= set(found[CONFIGURATION])
    kinds = [[message["type"] for message in one[CONFIGURATION]["messages"]] for one in (found, real)]
    assert kinds[0] == kinds[1] == ["LtiDeepLinkingRequest"]
    assert found["client_id"] == tool.client_id
    assert found[CONFIGURATION]["deployment_id"] == tool.deployment_id


# Each was tried on Moodle 4.5
@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"domain": None}, 400, "missing_domain"),
        ({"domain": "127.0.0.1"}, 400, "domain_targetlinkuri_mismatch"),
        ({"token_endpoint_auth_method": None}, 400, "missing required attribute token_endpoint_auth_method"),
        ({"response_types": None}, 400, "missing required attribute response_types"),
        ({"initiate_login_uri": None}, 400, "missing required attribute initiate_login_uri"),
        ({"redirect_uris": None}, 400, "missing required attribute redirect_uris"),
        ({"client_name": None}, 400, "missing required attribute client_name"),
        ({"jwks_uri": None}, 400, "missing required attribute jwks_uri"),
        ({CONFIGURATION: None}, 400, "missing required attribute lti-tool-configuration"),
    ],
    ids=str,
)
def test_what_moodle_wants_is_wanted(changes: dict[str, object], status: int, error: str) -> None:
    request = asked()
    for name, value in changes.items():
        place = request[CONFIGURATION] if name == "domain" else request
        place.pop(name, None)
        if value is not None:
            place[name] = value
    with Platform("moodle") as lms:
        answer = register(lms, request)
        assert lms.tools == []
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_a_registration_token_is_good_once_and_needed() -> None:
    with Platform("moodle") as lms:
        described, token = invited(lms)
        header = {"Authorization": f"Bearer {token}"}
        endpoint = described["registration_endpoint"]
        answers = [requests.post(endpoint, json=asked(), headers=header, timeout=5) for _ in range(2)]
        without = requests.post(endpoint, json=asked(), timeout=5)
        made_up = register(lms, asked(), "made-up")
    assert [answer.status_code for answer in answers] == [200, 401]
    assert answers[1].json()["error"] == "token_already_used"
    assert (without.status_code, without.json()["error"]) == (401, "missing_registration_token")
    assert made_up.status_code == 401


def test_a_registration_token_is_not_used_up_by_a_mistake() -> None:
    with Platform("moodle") as lms:
        _described, token = invited(lms)
        assert register(lms, asked(client_name=None), token).status_code == 400
        assert register(lms, asked(), token).status_code == 200


def test_moodle_makes_up_an_https_address_when_none_is_named() -> None:
    request = asked()
    del request[CONFIGURATION]["target_link_uri"]
    with Platform("moodle") as lms:
        assert register(lms, request).status_code == 200
        assert lms.tools[-1].target_url == "https://127.0.0.1:9101"


def test_moodle_says_more_than_it_grants() -> None:
    with Platform("moodle") as lms:
        answer = register(lms, asked(scope=AGS + "scope/lineitem.readonly"))
        tool = lms.tools[-1]
        tool.jwks = key_set
        granted = ask_token(tool, AGS + "scope/lineitem.readonly", AGS + "scope/score").json()["scope"]
    assert AGS + "scope/score" in answer.json()["scope"].split()
    assert granted == AGS + "scope/lineitem.readonly"


def test_without_claims_no_name_is_ever_sent() -> None:
    request = asked()
    request[CONFIGURATION]["claims"] = []
    with Platform("moodle") as lms:
        register(lms, request)
        assert lms.tools[-1].shares_names is False


def test_a_tool_in_moodle_waits_for_the_administrator_and_can_then_be_launched() -> None:
    with Platform("moodle") as lms:
        register(lms, asked())
        tool, course = lms.tools[-1], lms.course("Course")
        anna = lms.person("Anna Alves", course)
        opening = lms.launch(lms.link(course, tool), anna)
        query = auth_query(opening.login().params, tool.redirect_uris[0])
        url = f"{tool.auth_url}?" + urlencode(query)
        with pytest.raises(LaunchRefused, match="active"):
            lms.answer(url)
        lms.activate(tool)
        claims = verified(tool, lms.answer(url).form["id_token"])
    assert claims[LTI + "custom"]["user_name"] == "anna.alves"


def test_open_edx_has_no_dynamic_registration() -> None:
    with Platform("openedx") as lms, pytest.raises(Misused, match="no dynamic registration"):
        lms.invite("https://tool.example/register")


def test_elsewhere_a_tool_is_active_at_once() -> None:
    with Platform("canvas") as lms:
        register(lms, asked())
        assert lms.tools[-1].active
