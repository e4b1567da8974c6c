"""Line items as Moodle, Open edX and others list, make, change and delete them."""

from __future__ import annotations

import json

import pytest
import requests

from tests.lti_tool.testing.tool_side import AGS, ITEM, ITEMS, School, school
from winternship_lti.testing import PROFILES

LISTING = {"Accept": ITEMS}
EXTRA = {"label": "Extra column", "scoreMaximum": 10, "resourceId": "unit-x", "tag": "extra"}


def make(at: School, body: dict[str, object], content_type: str = ITEM) -> requests.Response:
    return at.call("POST", at.ags["lineitems"], data=json.dumps(body), headers={"Content-Type": content_type})


def listed(at: School, query: str = "") -> list[dict[str, object]]:
    url = at.ags["lineitems"]
    answer = at.call("GET", url + ("&" if "?" in url else "?") + query, headers=LISTING)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()
    return found


@pytest.mark.parametrize("quirks", sorted(PROFILES))
def test_a_column_is_made_changed_found_and_deleted(quirks: str) -> None:
    with school(quirks) as at:
        made = make(at, EXTRA)
        assert made.status_code == 201
        url = made.json()["id"]
        changed = EXTRA | {"label": "Renamed", "scoreMaximum": 12}
        put = at.call("PUT", url, data=json.dumps(changed), headers={"Content-Type": ITEM})
        found = listed(at, "resource_id=unit-x")
        own = listed(at, f"resource_link_id={at.link.id}")
        deleted = at.call("DELETE", url)
        gone = at.call("GET", url, headers={"Accept": ITEM})
    assert put.json()["label"] == "Renamed"
    assert [(one["id"], one["label"], one["scoreMaximum"]) for one in found] == [(url, "Renamed", 12)]
    assert [one["label"] for one in own] == ["Self-assessment"]
    assert (deleted.status_code, gone.status_code) == (204, 404)


@pytest.mark.parametrize(
    ("quirks", "accept", "status"),
    [
        ("moodle", "*/*", 400),  # the trace: "No context or unsupported content type"
        ("moodle", ITEMS, 200),
        ("openedx", "text/plain", 406),
        ("plain", "*/*", 200),
        ("plain", "application/json", 406),
    ],
)
def test_the_list_is_given_to_who_asks_rightly(quirks: str, accept: str, status: int) -> None:
    with school(quirks) as at:
        answer = at.call("GET", at.ags["lineitems"], headers={"Accept": accept})
    assert answer.status_code == status
    if status == 400:
        assert answer.json()["reason"] == answer.reason == "No context or unsupported content type"
        assert answer.json()["request"]["accept"] == "*/*"


@pytest.mark.parametrize(("quirks", "status"), [("moodle", 400), ("openedx", 415), ("plain", 415)])
def test_plain_json_is_not_a_line_item(quirks: str, status: int) -> None:
    with school(quirks) as at:
        answer = make(at, EXTRA, "application/json")
    assert answer.status_code == status
    if quirks == "moodle":
        assert answer.reason.startswith("No handler found")


def test_moodle_keeps_a_query_in_its_addresses_and_empty_texts_in_its_answers() -> None:
    with school("moodle") as at:
        column = listed(at)[0]
        base = at.ags["lineitem"]
        behind = at.call("POST", base + "/scores", data="{}", headers={"Content-Type": "x"})
    assert base.endswith("/lineitem?type_id=1")
    assert column["resourceId"] == column["tag"] == ""
    assert column["ltiLinkId"] == column["resourceLinkId"] == at.link.id
    assert behind.status_code != 200


def test_the_links_of_moodle_are_broken_as_in_the_trace() -> None:
    with school("moodle") as at:
        make(at, EXTRA)
        answer = at.call("GET", at.ags["lineitems"] + "&limit=1", headers=LISTING)
    link = answer.headers["Link"].encode("latin-1").decode("utf-8")
    assert link.endswith("rel=\u201cnext\u201d")
    assert "&amp;limit=1&amp;from=1" in link


@pytest.mark.parametrize("quirks", ["plain", "canvas", "openedx"])
def test_every_column_is_found_page_by_page(quirks: str) -> None:
    with school(quirks) as at:
        for number in range(4):
            make(at, EXTRA | {"resourceId": f"unit-{number}"})
        url, found = at.ags["lineitems"] + "?limit=2", []
        while url:
            answer = at.call("GET", url, headers=LISTING)
            found += [one.get("resourceId") for one in answer.json()]
            url = answer.links.get("next", {}).get("url", "")
    assert found == [None, "unit-0", "unit-1", "unit-2", "unit-3"]


def test_a_bookmark_whose_case_was_changed_leads_nowhere() -> None:
    with school("canvas") as at:
        make(at, EXTRA)
        answer = at.call("GET", at.ags["lineitems"] + "?limit=1", headers=LISTING)
        lower = answer.links["next"]["url"].lower()
        assert at.call("GET", lower, headers=LISTING).status_code == 400


@pytest.mark.parametrize(
    ("body", "quirks"),
    [
        ({"scoreMaximum": 10}, "plain"),
        ({"label": "x"}, "plain"),
        ({"label": "x", "scoreMaximum": 0}, "plain"),
        ({"label": "x", "scoreMaximum": 9.5, "resourceId": "r"}, "openedx"),
        ({"label": "x", "scoreMaximum": 10}, "openedx"),
    ],
)
def test_a_column_must_be_whole(body: dict[str, object], quirks: str) -> None:
    with school(quirks) as at:
        assert make(at, body).status_code == 400


def test_open_edx_in_programmatic_mode_claims_the_first_column_even_if_it_is_not_of_the_link() -> None:
    with school("openedx-programmatic") as at:
        bare = at.lms.link(at.course, at.tool, title="No column yet", maximum=None)
        at.link = bare
        assert "lineitem" not in at.ags
        loose = make(at, EXTRA).json()["id"]
        bound = make(at, EXTRA | {"resourceLinkId": bare.id}).json()["id"]
        claimed = at.ags["lineitem"]
    assert claimed == loose != bound


def test_an_ungraded_link_has_no_lineitem_but_lineitems() -> None:
    with school("moodle") as at:
        at.link = at.lms.link(at.course, at.tool, maximum=None)
        claim = at.claims()[AGS + "claim/endpoint"]
    assert "lineitem" not in claim
    assert claim["lineitems"].endswith("/lineitems?type_id=1")


def test_a_tool_sees_no_columns_of_another() -> None:
    with school() as at:
        other = at.lms.register(
            login_url="https://x.example", redirect_uris=["https://x.example"], jwks={"keys": []}
        )
        at.lms.link(at.course, other, title="Not ours")
        assert [one["label"] for one in listed(at)] == ["Self-assessment"]


def test_a_copied_course_has_the_columns_with_their_resource_ids() -> None:
    with school() as at:
        placed = at.lms.link(at.course, at.tool, resource_id="activity-7")
        copied = at.lms.copy(at.course)
        columns = at.lms.columns(copied)
    assert [column.resource_id for column in columns] == ["", "activity-7"]
    assert placed.id not in {column.link_id for column in columns}
