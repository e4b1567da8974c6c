"""The roster page by page, with each platform's names for roles, and what changed since."""

from __future__ import annotations

import pytest
import requests

from tests.lti_tool.testing.tool_side import NRPS, School, school
from winternship_lti.testing import PROFILES

LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner"
CONTAINER = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json"


def url(at: School) -> str:
    return str(at.claims()[NRPS + "claim/namesroleservice"]["context_memberships_url"])


def members(answer: requests.Response) -> list[tuple[str, str, str]]:
    assert answer.status_code == 200, answer.text
    return [
        (one["user_id"], one["roles"][0].rpartition("#")[2], one["status"])
        for one in answer.json()["members"]
    ]


def test_the_roster_of_moodle_is_that_of_the_trace() -> None:
    with school("moodle") as at:
        answer = at.call("GET", url(at))
        learners = at.call("GET", url(at), params={"role": LEARNER})
        first = at.call("GET", url(at), params={"limit": 1})
    assert answer.headers["Content-Type"] == CONTAINER
    assert "Link" not in answer.headers
    assert [one["roles"] for one in answer.json()["members"]] == [["Learner"], ["Instructor"]]
    assert members(learners) == [(at.anna.id, "Learner", "Active")]
    assert first.headers["Link"].endswith('limit=1&from=1>; rel="next"')


def test_open_edx_names_members_though_launches_do_not() -> None:
    with school("openedx") as at:
        found = at.call("GET", url(at)).json()["members"][0]
        assert "name" not in at.claims()
    assert (found["name"], found["roles"]) == ("Anna Alves", [LEARNER])


@pytest.mark.parametrize(
    ("quirks", "query", "sizes"),
    [
        ("canvas", "", [50, 50, 20]),
        ("canvas", "?limit=70", [70, 50]),
        ("openedx", "", [120]),
        ("openedx", "?limit=70", [70, 50]),
        ("moodle", "?limit=100", [100, 20]),
    ],
)
def test_every_member_comes_once(quirks: str, query: str, sizes: list[int]) -> None:
    with school(quirks) as at:
        for number in range(118):
            at.lms.person(f"Person {number}", at.course)
        following, pages = url(at) + query, []
        while following:
            answer = at.call("GET", following)
            pages.append([user for user, _role, _status in members(answer)])
            following = answer.links.get("next", {}).get("url", "")
    assert [len(page) for page in pages] == sizes
    everybody = [user for page in pages for user in page]
    assert len(set(everybody)) == len(everybody) == 120


def test_who_left_is_told_in_the_differences_only() -> None:
    with school() as at:
        since = at.call("GET", url(at)).links["differences"]["url"]
        assert members(at.call("GET", since)) == []
        at.lms.unenrol(at.anna, at.course)
        at.lms.enrol(at.tess, at.course, "learner")
        now = members(at.call("GET", url(at)))
        changed = members(at.call("GET", since))
    assert now == [(at.tess.id, "Learner", "Active")]
    assert changed == [(at.anna.id, "Learner", "Deleted"), (at.tess.id, "Learner", "Active")]


def test_a_link_of_the_course_may_be_asked_for() -> None:
    with school("moodle") as at:
        answer = at.call("GET", url(at), params={"rlid": at.link.id})
    assert all("message" in one for one in answer.json()["members"])


def test_names_stay_out_when_they_are_not_shared() -> None:
    with school() as at:
        at.tool.shares_names = False
        found = at.call("GET", url(at)).json()["members"]
        claims = at.claims()
    assert not {"name", "email"} & (set(found[0]) | set(claims))


def test_another_tool_sees_nothing() -> None:
    with school() as at:
        other = at.lms.register(
            login_url="x", redirect_uris=at.tool.redirect_uris, jwks_url=at.tool.tool_jwks_url
        )
        at.link = at.lms.link(at.course, other)
        theirs = url(at)
        at.link = at.lms.link(at.course, at.tool)
        assert at.call("GET", theirs).status_code == 404


def test_the_links_of_a_roster_can_be_broken_too() -> None:
    worse = PROFILES["moodle"].but(broken_links=("lineitems", "memberships"))
    with school(worse) as at:
        link = at.call("GET", url(at), params={"limit": 1}).headers["Link"]
    assert link.encode("latin-1").decode().endswith("&amp;from=1>; rel=\u201cnext\u201d")
