"""Login initiation: what a platform may ask, and the address the browser is sent to."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import login
from winternship_lti.protocol.errors import LtiError, Malformed
from winternship_lti.testing import FakePlatform
from winternship_lti.testing.payloads import CANVAS

TOOL = "https://tool.example"
REDIRECT = "https://tool.example/lti/launch"


def refusal(params: dict[str, str], tool: str = TOOL) -> tuple[int, str]:
    with pytest.raises(LtiError) as caught:
        login.validate_login(params, tool_origin=tool)
    return caught.value.status, caught.value.code


def auth_url(platform: FakePlatform, params: dict[str, str], own_address: str = "") -> str:
    registration = platform.registration()
    if own_address:
        registration = replace(registration, auth_url=own_address)
    request = login.validate_login(params, tool_origin=TOOL)
    return login.build_auth_url(registration, request, state="s1", nonce="n1", redirect_uri=REDIRECT)


@pytest.mark.parametrize("name", ["iss", "login_hint", "target_link_uri"])
@pytest.mark.parametrize("way", ["missing", "empty"])
def test_a_login_without_a_required_parameter_is_malformed(
    platform: FakePlatform, name: str, way: str
) -> None:
    params = platform.login_params()
    params[name] = ""
    if way == "missing":
        del params[name]
    assert refusal(params) == (400, "login_parameter_missing")


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("https://evil.example/lti/launch", id="another host"),
        pytest.param("http://tool.example/lti/launch", id="not https"),
        pytest.param("https://tool.example:8443/lti/launch", id="another port"),
        pytest.param("https://tool.example.evil.example/", id="a longer host"),
        pytest.param("https://tool.example@evil.example/", id="host as user name"),
        pytest.param("https://user:word@tool.example/", id="user name and password"),
        pytest.param("https://tool@tool.example/", id="user name"),
        pytest.param("https://tool.example%2eevil.example/", id="encoded dot in the host"),
        pytest.param("https://tool.example%40evil.example/", id="encoded at sign"),
        pytest.param("https://evil.example\\@tool.example/", id="backslash before at sign"),
        pytest.param("https://evil.example\\.tool.example/", id="backslash in the host"),
        pytest.param("https://tool.example\\evil", id="backslash after the host"),
        pytest.param("https:tool.example/", id="no slashes"),
        pytest.param("https:///tool.example/", id="three slashes"),
        pytest.param("//tool.example/lti", id="no scheme"),
        pytest.param("/lti/launch", id="only a path"),
        pytest.param("javascript://tool.example/%0aalert(1)", id="javascript"),
        pytest.param("ftp://tool.example/", id="ftp"),
        pytest.param(" https://tool.example/", id="space in front"),
        pytest.param("https://tool.example/a b", id="space in the path"),
        pytest.param("https://tool\t.example/", id="tab in the host"),
        pytest.param("https://tool.example/\r\nSet-Cookie:x=1", id="line break"),
        pytest.param("https://tool。example/", id="ideographic full stop"),
        pytest.param("https://ｔool.example/", id="full-width letter"),
        pytest.param("https://tool.example:99999999/", id="port out of range"),
        pytest.param("https://tool.example:port/", id="port no number"),
        pytest.param("https://[::1/", id="broken IPv6"),
        pytest.param("https://tool.example//evil.example/", id="two slashes after the host"),
        pytest.param("https://tool.example/%2fevil.example/", id="two slashes, one encoded"),
        pytest.param("https://tool.example/%5cevil.example/", id="encoded backslash"),
        pytest.param("https://tool.example/lti/../admin", id="dot segments"),
        pytest.param("https://tool.example/lti/%2e%2e/admin", id="encoded dot segments"),
        pytest.param("https://tool.example/%0d%0aSet-Cookie:x", id="encoded line break"),
        pytest.param("https://tool.example/" + "a" * 5000, id="endless"),
    ],
)
def test_a_target_that_is_not_plainly_ours_is_refused(platform: FakePlatform, target: str) -> None:
    assert refusal(platform.login_params() | {"target_link_uri": target}) == (400, "login_target_refused")


@pytest.mark.parametrize(
    "target",
    [
        "https://tool.example",
        "https://tool.example/",
        "https://tool.example/lti/launch?block=assessment&x=%2F",
        "https://TOOL.example:443/lti/launch#part",
        "https://tool.example/a.b/..c/x%20y",
    ],
)
def test_a_target_on_our_origin_is_taken_as_it_is(platform: FakePlatform, target: str) -> None:
    request = login.validate_login(platform.login_params() | {"target_link_uri": target}, tool_origin=TOOL)
    assert request.target_link_uri == target


def test_a_tool_on_loopback_takes_its_own_http_origin_only(platform: FakePlatform) -> None:
    here = "http://127.0.0.1:8001"
    params = platform.login_params() | {"target_link_uri": f"{here}/lti/launch"}
    assert login.validate_login(params, tool_origin=here).target_link_uri == f"{here}/lti/launch"
    assert refusal(params | {"target_link_uri": "http://127.0.0.1:8002/"}, here) == (
        400,
        "login_target_refused",
    )
    assert refusal(params | {"target_link_uri": "http://localhost:8001/"}, here) == (
        400,
        "login_target_refused",
    )


@pytest.mark.parametrize(
    "name", ["iss", "login_hint", "target_link_uri", "lti_message_hint", "client_id", "lti_deployment_id"]
)
@pytest.mark.parametrize("value", ["x" * 9000, "half a character \ud83d", "NUL \x00"])
def test_a_parameter_that_cannot_be_kept_is_malformed(platform: FakePlatform, name: str, value: str) -> None:
    assert refusal(platform.login_params() | {name: value}) == (400, "login_parameter_invalid")


def test_the_parameters_of_a_real_moodle_login_are_read() -> None:
    request = login.validate_login(
        {
            "iss": "http://127.0.0.1:8090",
            "target_link_uri": "http://127.0.0.1:9101/launch",
            "login_hint": "4",
            "lti_message_hint": '{"cmid":2,"launchid":"ltilaunch1_1632132859"}',
            "client_id": "TqUZ7HpUoJmLQNN",
            "lti_deployment_id": "1",
        },
        tool_origin="http://127.0.0.1:9101",
    )
    assert request.issuer == "http://127.0.0.1:8090"
    assert request.client_id == "TqUZ7HpUoJmLQNN"
    assert request.deployment_hint == "1"
    assert request.message_hint == '{"cmid":2,"launchid":"ltilaunch1_1632132859"}'


def test_optional_parameters_may_be_left_out(platform: FakePlatform) -> None:
    params = {name: platform.login_params()[name] for name in ("iss", "login_hint", "target_link_uri")}
    request = login.validate_login(params, tool_origin=TOOL)
    assert (request.client_id, request.deployment_hint, request.message_hint) == (None, None, None)


def test_the_old_name_of_canvas_for_the_deployment_is_read(platform: FakePlatform) -> None:
    platform.quirks = CANVAS
    params = platform.login_params()
    assert {"lti_deployment_id", "deployment_id"} <= set(params)
    del params["lti_deployment_id"]
    assert login.validate_login(params, tool_origin=TOOL).deployment_hint == platform.deployment_id


def test_what_was_asked_of_a_person_stays_out_of_the_representation(platform: FakePlatform) -> None:
    request = login.validate_login(platform.login_params(login_hint="anna-4711"), tool_origin=TOOL)
    assert "anna-4711" not in repr(request)
    assert "cmid" not in repr(request)


def test_the_browser_is_sent_with_all_that_openid_connect_asks(platform: FakePlatform) -> None:
    url = urlsplit(auth_url(platform, platform.login_params()))
    assert f"{url.scheme}://{url.netloc}{url.path}" == "https://platform.example/auth"
    hint = platform.login_params()["lti_message_hint"]
    assert dict(parse_qsl(url.query)) == {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": "tool-1",
        "redirect_uri": REDIRECT,
        "login_hint": "user-1",
        "state": "s1",
        "nonce": "n1",
        "lti_message_hint": hint,
    }


@given(hint=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_the_message_hint_comes_back_byte_for_byte(hint: str) -> None:
    platform = FakePlatform()
    url = auth_url(platform, platform.login_params() | {"lti_message_hint": hint})
    assert parse_qs(urlsplit(url).query, keep_blank_values=True)["lti_message_hint"] == [hint]


def test_a_message_hint_that_was_not_sent_is_not_sent_back(platform: FakePlatform) -> None:
    params = platform.login_params()
    del params["lti_message_hint"]
    assert "lti_message_hint" not in auth_url(platform, params)


def test_a_query_of_the_platform_is_kept_as_it_is(platform: FakePlatform) -> None:
    url = auth_url(platform, platform.login_params(), "https://platform.example/auth?tenant=a%2Fb&flag&x=%zz")
    assert url.startswith("https://platform.example/auth?tenant=a%2Fb&flag&x=%zz&scope=openid&")


def test_no_parameter_is_sent_twice(platform: FakePlatform) -> None:
    url = auth_url(platform, platform.login_params(), "https://platform.example/auth?client_id=old&t=1#part")
    assert parse_qs(urlsplit(url).query)["client_id"] == ["tool-1"]
    assert urlsplit(url).fragment == ""


def test_the_incoming_target_is_never_the_redirect(platform: FakePlatform) -> None:
    params = platform.login_params() | {"target_link_uri": f"{TOOL}/elsewhere"}
    assert parse_qs(urlsplit(auth_url(platform, params)).query)["redirect_uri"] == [REDIRECT]


@given(st.dictionaries(st.sampled_from([*FakePlatform().login_params(), "deployment_id"]), st.text()))
def test_any_texts_make_a_login_or_a_refusal(params: dict[str, str]) -> None:
    with suppress(Malformed):
        assert login.validate_login(params, tool_origin=TOOL).target_link_uri.startswith(TOOL)
