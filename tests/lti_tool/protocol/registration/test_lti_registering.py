"""Dynamic registration against a Moodle as captured: what is asked, what is believed, where the token goes [DR 3]."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.lti_tool.moodle_server import TOOL, MoodleServer, captured
from winternship_core.text import Text
from winternship_lti.protocol import names
from winternship_lti.protocol.errors import AddressRefused, LtiError, ServiceUnavailable
from winternship_lti.protocol.http import Http
from winternship_lti.protocol.registration import (
    ANSWER_LIMIT,
    PlatformConfiguration,
    Registered,
    Tool,
    register,
)
from winternship_lti.testing import LocalServer, Reply
from winternship_net.network import Network

BASE = "http://127.0.0.1:9101"
OURS = Tool(
    origin=BASE,
    login_url=f"{BASE}/lti/login",
    launch_url=f"{BASE}/lti/launch",
    jwks_url=f"{BASE}/lti/jwks",
    logo_url=f"{BASE}/logo.svg",
    policy_url=f"{BASE}/privacy",
    name=Text(nl="Gereedschap", en="Tool"),
    description=Text(nl="Doet iets", en="Does something"),
    picking=Text(nl="Kies", en="Choose"),
)
Run = Callable[..., tuple[PlatformConfiguration, Registered]]


@pytest.fixture
def moodle() -> Iterator[MoodleServer]:
    with MoodleServer() as server:
        yield server


@pytest.fixture
def run(moodle: MoodleServer) -> Run:
    """Register at this Moodle; `url`, `token`, `issuer` and `network` may be others."""

    def go(**given: Any) -> tuple[PlatformConfiguration, Registered]:
        network = given.pop("network", Network(allow_private=True))
        http = Http(network=network, limit=ANSWER_LIMIT, seconds=2)
        parts = {"url": moodle.configuration_url, "token": moodle.token} | given
        return register(http, network, tool=OURS, **parts)

    return go


@pytest.fixture
def refused(run: Run) -> Callable[..., str]:
    """The code with which a registration is refused."""

    def go(**given: Any) -> str:
        with pytest.raises(LtiError) as caught:
            run(**given)
        return caught.value.code

    return go


def test_a_moodle_is_understood(run: Run, moodle: MoodleServer) -> None:
    configuration, registered = run()

    assert configuration.issuer == moodle.origin
    assert configuration.auth_url == f"{moodle.origin}/mod/lti/auth.php"
    assert configuration.token_url == f"{moodle.origin}/mod/lti/token.php"
    assert configuration.jwks_url == f"{moodle.origin}/mod/lti/certs.php"
    assert (configuration.family, configuration.version) == ("moodle", "4.5.5+ (Build: 20250613)")
    assert configuration.token_audience == ""
    assert registered.client_id == moodle.client_id
    assert registered.deployment_id == "1"
    assert registered.messages == (names.DEEP_LINKING,)
    assert registered.claims == ("iss", "sub")
    assert registered.scopes is not None
    assert {names.SCOPE_SCORE, names.SCOPE_LINEITEM, names.SCOPE_MEMBERSHIP} <= {*registered.scopes}


def test_moodle_gets_every_attribute_that_it_demands_and_a_domain_with_its_port(
    run: Run, moodle: MoodleServer
) -> None:
    run()

    asked = moodle.asked
    told = captured("moodle_registration")["request"]
    assert {*told} <= {*asked}
    assert {name: asked[name] for name in ("application_type", "response_types", "grant_types")} == {
        name: told[name] for name in ("application_type", "response_types", "grant_types")
    }
    assert asked[TOOL]["domain"] == "127.0.0.1:9101"
    assert asked[TOOL]["target_link_uri"] == OURS.launch_url
    assert asked["redirect_uris"] == [OURS.launch_url]
    assert (asked["client_name"], asked["client_name#nl"]) == ("Tool", "Gereedschap")


def test_no_names_are_asked_for(run: Run, moodle: MoodleServer) -> None:
    run()

    assert moodle.asked[TOOL]["claims"] == ["iss", "sub"]
    assert not [value for value in moodle.asked[TOOL]["custom_parameters"].values() if "Person" in value]


def test_the_histories_for_copied_courses_are_asked_for(run: Run, moodle: MoodleServer) -> None:
    run()

    asked = {*moodle.asked[TOOL]["custom_parameters"].values()}
    assert asked == {"$ResourceLink.id.history", "$Context.id.history"}


def test_only_what_the_platform_offers_is_asked_for(run: Run, moodle: MoodleServer) -> None:
    moodle.configuration_changes = {
        "scopes_supported": [names.SCOPE_SCORE, "openid"],
        "https://purl.imsglobal.org/spec/lti-platform-configuration": {
            "messages_supported": [
                {"type": names.DEEP_LINKING, "placements": ["editor_button", "link_selection"]},
                {"type": names.SUBMISSION_REVIEW},
            ]
        },
    }
    run()

    assert moodle.asked["scope"] == names.SCOPE_SCORE
    messages = {message["type"]: message for message in moodle.asked[TOOL]["messages"]}
    assert set(messages) == {names.RESOURCE_LINK, names.DEEP_LINKING, names.SUBMISSION_REVIEW}
    assert messages[names.DEEP_LINKING]["placements"] == ["link_selection"]


def test_a_platform_that_says_nothing_of_itself_is_asked_for_what_is_usual(
    run: Run, moodle: MoodleServer
) -> None:
    moodle.configuration_changes = dict.fromkeys(
        ("scopes_supported", "https://purl.imsglobal.org/spec/lti-platform-configuration")
    )
    run()

    assert len(moodle.asked["scope"].split()) == 5
    assert [m["type"] for m in moodle.asked[TOOL]["messages"]] == [names.RESOURCE_LINK, names.DEEP_LINKING]


def test_a_platform_that_names_its_authorization_server_gets_that_as_audience(
    run: Run, moodle: MoodleServer
) -> None:
    moodle.configuration_changes = {"authorization_server": "https://auth.example/token"}

    assert run()[0].token_audience == "https://auth.example/token"


# --- addresses: where we may be sent ---


@pytest.mark.parametrize(
    "url",
    [
        "",
        None,
        "http://lms.example/configuration",
        "ftp://lms.example/",
        "https://lms.example/configuration#part",
        "https://tool@lms.example/configuration",
        "https://lms.example\\@evil.example/",
        "//lms.example/",
        "https://lms.example/" + "a" * 500,
    ],
)
def test_an_address_that_may_not_be_asked_is_not_asked(refused: Callable[..., str], url: object) -> None:
    assert refused(url=url) == "configuration_invalid"


@pytest.mark.parametrize(
    "host", ["10.0.0.5", "192.168.0.9", "127.0.0.1", "169.254.169.254", "[::1]", "[fd00::1]", "localhost"]
)
def test_a_private_address_is_not_asked(refused: Callable[..., str], host: str) -> None:
    assert refused(url=f"https://{host}/configuration", network=Network()) == "address_refused"


def test_a_name_that_leads_into_a_private_network_is_not_asked(refused: Callable[..., str]) -> None:
    network = Network(resolve=lambda _: ["10.0.0.5"])

    assert refused(url="https://lms.example/configuration", network=network) == "address_refused"


def test_a_name_that_changes_between_the_two_requests_gets_no_token(
    refused: Callable[..., str], moodle: MoodleServer
) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"], ["169.254.169.254"]])

    assert refused(network=Network(allow_private=True, resolve=lambda _: next(answers))) == "address_refused"
    assert moodle.posts == []


@pytest.mark.parametrize("name", ["jwks_uri", "token_endpoint"])
def test_services_inside_a_private_network_are_refused_before_the_token_is_spent(
    refused: Callable[..., str], moodle: MoodleServer, name: str
) -> None:
    moodle.configuration_changes = {name: "https://169.254.169.254/latest"}

    assert refused() == "address_refused"
    assert moodle.posts == []


def test_a_redirect_inside_the_origin_is_followed(run: Run, moodle: MoodleServer) -> None:
    moodle.replies["/old"] = Reply(302, b"", {"Location": "/mod/lti/openid-configuration.php"})

    assert run(url=f"{moodle.origin}/old")[1].client_id == moodle.client_id


@pytest.mark.parametrize("location", ["https://evil.example/", "http://127.0.0.1:1/", "//evil.example/", ""])
def test_a_redirect_to_another_origin_is_refused(
    refused: Callable[..., str], moodle: MoodleServer, location: str
) -> None:
    moodle.replies["/old"] = Reply(302, b"", {"Location": location})

    assert refused(url=f"{moodle.origin}/old") == "configuration_invalid"


def test_a_redirect_of_the_registration_is_not_followed(
    refused: Callable[..., str], moodle: MoodleServer
) -> None:
    with LocalServer(lambda _: Reply(200, b"{}")) as elsewhere:
        moodle.replies[moodle.registration_path] = Reply(307, b"", {"Location": elsewhere.origin})

        assert refused() == "registration_refused"
        assert elsewhere.seen == []


def test_a_document_of_more_than_a_megabyte_is_not_read(
    refused: Callable[..., str], moodle: MoodleServer
) -> None:
    moodle.replies["/big"] = Reply(200, b" " * (ANSWER_LIMIT + 1))

    assert refused(url=f"{moodle.origin}/big") == "service_unavailable"


# --- the document: what is believed ---


@pytest.mark.parametrize(
    "changes",
    [
        {"registration_endpoint": None},
        {"registration_endpoint": "https://evil.example/register"},
        {"registration_endpoint": "http://127.0.0.1:1/register"},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "http://lms.example/auth"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": 7},
        {"jwks_uri": "https://lms.example/jwks#keys"},
        {"jwks_uri": "https://lms.example/" + "a" * 500},
        {"issuer": None},
        {"issuer": ""},
        {"issuer": ["https://lms.example"]},
        {"issuer": "https://lms.example?x"},
        {"token_endpoint_auth_methods_supported": ["client_secret_basic"]},
        {"id_token_signing_alg_values_supported": ["HS256"]},
    ],
    ids=lambda changes: json.dumps(changes)[:60],
)
def test_a_document_that_cannot_be_used_is_refused_and_gets_no_token(
    refused: Callable[..., str], moodle: MoodleServer, changes: dict[str, Any]
) -> None:
    moodle.configuration_changes = changes

    assert refused() == "configuration_invalid"
    assert moodle.posts == []


@pytest.mark.parametrize("issuer", ["https://other.example", "http://127.0.0.1:1", "http://localhost:8090"])
def test_a_platform_that_names_itself_after_another_host_is_refused(
    refused: Callable[..., str], moodle: MoodleServer, issuer: str
) -> None:
    moodle.configuration_changes = {"issuer": issuer}

    assert refused() == "issuer_host_mismatch"
    assert moodle.posts == []


def test_an_issuer_that_our_administrator_named_is_taken_exactly(
    run: Run, refused: Callable[..., str], moodle: MoodleServer
) -> None:
    moodle.configuration_changes = {"issuer": "https://canvas.instructure.com"}

    assert refused(issuer="https://canvas.instructure.com/") == "issuer_host_mismatch"
    assert run(issuer="https://canvas.instructure.com")[0].issuer == "https://canvas.instructure.com"


@pytest.mark.parametrize("body", [b"", b"<!doctype html>", b"[]", b'{"issuer":1,"issuer":2}', b"\xff"])
def test_a_document_that_is_no_object_is_refused(
    refused: Callable[..., str], moodle: MoodleServer, body: bytes
) -> None:
    moodle.replies["/other"] = Reply(200, body)

    assert refused(url=f"{moodle.origin}/other") == "configuration_invalid"


@pytest.mark.parametrize(("status", "code"), [(404, "configuration_invalid"), (503, "service_unavailable")])
def test_a_document_that_is_not_there_is_refused(
    refused: Callable[..., str], moodle: MoodleServer, status: int, code: str
) -> None:
    moodle.replies["/other"] = Reply(status)

    assert refused(url=f"{moodle.origin}/other") == code


# --- the token and the answer ---


def test_the_token_goes_to_the_platform_alone_and_into_no_message(run: Run, moodle: MoodleServer) -> None:
    run()
    sent = [request.headers.get("authorization") for request in moodle.seen]
    assert sent == [f"Bearer {moodle.token}"] * 2
    assert not [request for request in moodle.seen if moodle.token in request.path]

    with pytest.raises(LtiError) as caught:
        run()  # the token is used up now
    assert caught.value.code == "registration_refused"
    assert caught.value.detail == "received HTTP status 401, error 'token_already_used'"


def test_an_answer_that_repeats_the_token_does_not_bring_it_into_the_log(
    run: Run, moodle: MoodleServer
) -> None:
    moodle.replies[moodle.registration_path] = Reply(400, json.dumps({"error": moodle.token}).encode())

    with pytest.raises(LtiError) as caught:
        run()
    assert moodle.token not in str(caught.value)


@pytest.mark.parametrize("token", ["a b", "a\nb", "é", "a" * 9000])
def test_a_token_that_is_none_is_not_sent(
    refused: Callable[..., str], moodle: MoodleServer, token: str
) -> None:
    assert refused(token=token) == "configuration_invalid"
    assert moodle.seen == []


def test_a_platform_may_do_without_a_token(refused: Callable[..., str], moodle: MoodleServer) -> None:
    assert refused(token="") == "registration_refused"  # this one does not
    assert "authorization" not in moodle.posts[0].headers


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": None},
        {"client_id": ""},
        {"client_id": 5},
        {"client_id": "a" * 256},
        {TOOL: {"deployment_id": ""}},
    ],
    ids=str,
)
def test_an_answer_that_cannot_be_used_is_refused(
    refused: Callable[..., str], moodle: MoodleServer, changes: dict[str, Any]
) -> None:
    moodle.answer_changes = changes

    assert refused() == "registration_answer_invalid"


def test_what_an_answer_leaves_out_is_not_made_up(run: Run, moodle: MoodleServer) -> None:
    moodle.replies[moodle.registration_path] = Reply(201, b'{"client_id": "c-1"}')

    assert run()[1] == Registered("c-1", None, None, None, None)


def test_a_deployment_id_given_as_a_number_is_kept_as_text(run: Run, moodle: MoodleServer) -> None:
    moodle.answer_changes = {TOOL: {"deployment_id": 12}}

    assert run()[1].deployment_id == "12"


def test_a_platform_that_is_away_is_a_503(run: Run, moodle: MoodleServer) -> None:
    moodle.replies[moodle.registration_path] = Reply(500)
    with pytest.raises(ServiceUnavailable):
        run()


def test_a_refused_address_is_told_by_its_host_alone(run: Run) -> None:
    with pytest.raises(AddressRefused) as caught:
        run(url="https://10.0.0.5/configuration?secret=1", network=Network())
    assert "10.0.0.5" in caught.value.detail
    assert "secret" not in caught.value.detail
