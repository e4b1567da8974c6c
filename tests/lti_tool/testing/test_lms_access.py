"""An access token only for who signs with the tool's key, for this platform, now, and once."""

from __future__ import annotations

import time

import pytest
import requests
from urllib3.util import SKIP_HEADER

from tests.lti_tool.testing.tool_side import AGS, SCOPES, ask_token, assertion, school, signed
from winternship_lti.testing import PROFILES


def test_a_token_comes_with_its_scopes_and_opens_the_services() -> None:
    with school() as at:
        answer = ask_token(at.tool, AGS + "scope/lineitem")
        found = answer.json()
        url = at.ags["lineitems"]
        listed = requests.get(url, headers={"Authorization": f"Bearer {found['access_token']}"}, timeout=5)
    assert (found["token_type"], found["expires_in"], found["scope"]) == (
        "Bearer",
        3600,
        AGS + "scope/lineitem",
    )
    assert listed.status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "another"},
        {"sub": "another"},
        {"aud": "https://elsewhere.example/token"},
        {"exp": 1},
        {"exp": None},
        {"iat": 99999999999},
        {"iat": None},
        {"jti": None},
    ],
    ids=str,
)
def test_a_wrong_assertion_gets_nothing(changes: dict[str, object]) -> None:
    with school() as at:
        answer = ask_token(at.tool, client_assertion=assertion(at.tool, **changes))
    assert answer.status_code == 400
    assert "access_token" not in answer.json()


def test_an_assertion_signed_by_somebody_else_gets_nothing() -> None:
    with school() as at:
        now = int(time.time())
        claims = {"iss": at.tool.client_id, "sub": at.tool.client_id, "aud": at.tool.token_url, "jti": "1"}
        claims |= {"iat": now, "exp": now + 60}
        thief = ask_token(at.tool, client_assertion=signed(claims, key="thief"))
        unknown = ask_token(at.tool, client_assertion=signed(claims, kid="tool-2"))
        owner = ask_token(at.tool, client_assertion=signed(claims))
    assert [a.status_code for a in (thief, unknown, owner)] == [400, 400, 200]


@pytest.mark.parametrize(("quirks", "second"), [("plain", 400), ("openedx", 200)])
def test_an_assertion_is_good_once_where_jti_counts(quirks: str, second: int) -> None:
    with school(quirks) as at:
        same = assertion(at.link.tool)
        answers = [ask_token(at.link.tool, client_assertion=same).status_code for _ in range(2)]
    assert answers == [200, second]


@pytest.mark.parametrize(
    ("quirks", "audience", "status"),
    [
        ("plain", "token", 200),
        ("plain", "issuer", 400),
        ("moodle", "issuer", 200),  # Moodle does not look at it
        ("brightspace", "token", 400),  # there the audience is not the token address
        ("brightspace", "audience", 200),
    ],
)
def test_the_audience_is_what_that_platform_wants(quirks: str, audience: str, status: int) -> None:
    with school(quirks) as at:
        named = {"token": at.tool.token_url, "issuer": at.tool.issuer, "audience": at.tool.token_audience}
        signed_for = assertion(at.tool, aud=named[audience])
        assert ask_token(at.tool, client_assertion=signed_for).status_code == status


@pytest.mark.parametrize(("quirks", "status"), [("plain", 200), ("brightspace", 500)])
def test_two_audiences_break_brightspace(quirks: str, status: int) -> None:
    with school(quirks) as at:
        two = assertion(at.tool, aud=[at.tool.token_audience, "https://other.example"])
        assert ask_token(at.tool, client_assertion=two).status_code == status


def test_moodle_answers_in_html_and_leaves_out_what_is_not_granted() -> None:
    with school("moodle") as at:
        at.tool.scopes = (AGS + "scope/score",)
        some = ask_token(at.tool, AGS + "scope/score", AGS + "scope/lineitem")
        none = ask_token(at.tool, AGS + "scope/lineitem")
        late = ask_token(at.tool, client_assertion=assertion(at.tool, exp=1))
    assert some.headers["Content-Type"].startswith("text/html")
    assert some.json()["scope"] == AGS + "scope/score"
    assert (none.status_code, none.json()) == (400, {"error": "invalid_scope"})
    assert (late.status_code, late.json()) == (400, {"error": "Expired token"})


def test_open_edx_grants_what_is_asked() -> None:
    with school("openedx") as at:
        at.link.tool.scopes = ()
        assert set(ask_token(at.link.tool).json()["scope"].split()) == set(SCOPES)


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"client_assertion_type": "x"}, "invalid_request"),
    ],
)
def test_the_form_must_be_right(form: dict[str, str], error: str) -> None:
    with school() as at:
        answer = ask_token(at.tool, **form)
    assert (answer.status_code, answer.json()) == (400, {"error": error})


def test_a_token_ends_and_a_restart_forgets_it() -> None:
    clock = [time.time()]
    with school(now=lambda: clock[0]) as at:
        url, token = at.ags["lineitems"], at.token()
        header = {"Authorization": f"Bearer {token}"}
        statuses = [requests.get(url, headers=header, timeout=5).status_code]
        at.lms.restart()
        statuses.append(requests.get(url, headers=header, timeout=5).status_code)
        header = {"Authorization": f"Bearer {at.token()}"}
        clock[0] += 3601
        statuses.append(requests.get(url, headers=header, timeout=5).status_code)
    assert statuses == [200, 401, 401]


def test_a_token_of_another_scope_is_not_enough() -> None:
    with school() as at:
        answers = [
            at.call("GET", at.ags["lineitems"], (scope,)).status_code for scope in (SCOPES[0], SCOPES[2])
        ]
    assert answers == [200, 403]


def test_moodle_lists_columns_only_with_the_readonly_scope() -> None:
    exact = {"Accept": "application/vnd.ims.lis.v2.lineitemcontainer+json"}
    with school("moodle") as at:
        answers = [
            at.call("GET", at.ags["lineitems"], (scope,), headers=exact).status_code for scope in SCOPES[:2]
        ]
    assert answers == [403, 200]


@pytest.mark.parametrize(("quirks", "status"), [("moodle", 403), ("canvas", 403), ("plain", 200)])
def test_some_refuse_a_request_without_user_agent(quirks: str, status: int) -> None:
    with school(quirks) as at:
        url = at.claims()["https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"]
        answer = at.call("GET", url["context_memberships_url"], headers={"User-Agent": SKIP_HEADER})
    assert answer.status_code == status


def test_the_tools_keys_are_fetched_again_only_for_an_unknown_kid() -> None:
    with school() as at:
        at.token()
        at.token()
        fetched = at.side.key_fetches
        ask_token(at.tool, client_assertion=signed({"iss": at.tool.client_id}, kid="unknown"))
    assert (fetched, at.side.key_fetches) == (1, 2)


def test_a_tool_without_an_address_gives_its_keys_as_a_document() -> None:
    from tests.lti_tool.testing.tool_side import key_set

    with school(PROFILES["plain"]) as at:
        at.tool.jwks = key_set
        at.token()
    assert at.side.key_fetches == 0
