"""Lists of many pages are read to their end, and never further."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winternship_lti.protocol import errors
from winternship_lti.protocol.http import Answer, Http
from winternship_lti.protocol.services import nrps, paging
from winternship_lti.protocol.services.line_items import line_items
from winternship_lti.protocol.services.results import result_of
from winternship_lti.protocol.services.service import WithToken
from winternship_lti.testing import LocalServer, Reply, Request

ASKED = "https://lms.example/members?x=1"


def link(header: str) -> Answer:
    return Answer(200, {"link": header}, b"")


class Pages(LocalServer):
    """Answers each path with what was put there: a body, and the value of the Link header."""

    def __init__(self) -> None:
        super().__init__(self.reply)
        self.pages: dict[str, tuple[object, str]] = {}

    def reply(self, request: Request) -> Reply:
        body, header = self.pages[request.path]
        return Reply(200, json.dumps(body).encode(), {"Link": header} if header else {})


@pytest.fixture
def server() -> Iterator[Pages]:
    with Pages() as running:
        yield running


@pytest.fixture
def service() -> WithToken:
    return WithToken(Http(seconds=2), "the-token")


@pytest.mark.parametrize(
    "header",
    [
        '<https://lms.example/members?page=2>; rel="next"',
        "<https://lms.example/members?page=2>; rel=next",
        '<https://lms.example/members?page=2>; title="a, b; rel=x"; rel="last next"',
        '<https://lms.example/members?page=9>; rel="last", <https://lms.example/members?page=2>; REL="NEXT"',
        '<https://lms.example/a,b;c>; rel="first",<https://lms.example/members?page=2>;rel="next"',
        '</members?page=2>; rel="next"',
    ],
)
def test_the_next_page_is_found_however_the_header_is_written(header: str) -> None:
    assert paging.next_url(link(header), asked=ASKED) == "https://lms.example/members?page=2"


@pytest.mark.parametrize(
    "header",
    [
        "",
        '<https://lms.example/members?since=2>; rel="differences"',
        '<https://lms.example/x>; rel="nextish"',
        "junk",
    ],
)
def test_without_a_next_page_the_list_ends(header: str) -> None:
    assert paging.next_url(link(header), asked=ASKED) is None


def test_the_next_address_is_kept_byte_for_byte() -> None:
    # Canvas: capital letters count in its bookmarks.
    address = "https://lms.example/Members?page=bookmark:WzEsQUJD%2b%3D&per_page=2&a=%7E&a=b+c"

    assert paging.next_url(link(f'<{address}>; rel="next"'), asked=ASKED) == address


def test_the_curly_quotes_of_moodle_are_read() -> None:
    header = "<https://lms.example/items?type_id=1&amp;limit=1&amp;from=1>; rel=“next”"
    sent = header.encode().decode("latin-1")

    assert paging.next_url(link(sent), asked=ASKED) == "https://lms.example/items?type_id=1&limit=1&from=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/members?page=2",
        "http://lms.example/members?page=2",
        "https://lms.example:8443/members",
        "https://lms.example@evil.example/members",
        "javascript://lms.example/%0aalert(1)",
        "//evil.example/members",
    ],
)
def test_a_next_page_elsewhere_stops_the_list_before_our_token_goes_there(address: str) -> None:
    with pytest.raises(errors.ServiceUnavailable, match=r"allowed is https://lms\.example"):
        paging.next_url(link(f'<{address}>; rel="next"'), asked=ASKED)


@given(st.text(max_size=200))
def test_no_header_breaks_the_reader(header: str) -> None:
    try:
        found = paging.next_url(link(header), asked=ASKED)
    except errors.ServiceUnavailable:
        return
    assert found is None or found.startswith("https://lms.example")


def test_a_circle_of_pages_is_left(server: Pages, service: WithToken) -> None:
    first, second = f"{server.origin}/items", f"{server.origin}/items?page=2"
    server.pages = {
        "/items": ([], f'<{second}>; rel="next"'),
        "/items?page=2": ([], f'<{first}>; rel="next"'),
    }

    with pytest.raises(errors.ServiceUnavailable, match="read before"):
        list(line_items(service, first))
    assert len(server.seen) == 2


def test_a_list_without_end_is_left(
    server: Pages, service: WithToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "PAGES_MOST", 5)

    def reply(request: Request) -> Reply:
        number = int(request.path.partition("=")[2] or 0)
        return Reply(200, b"[]", {"Link": f'<{server.origin}/items?page={number + 1}>; rel="next"'})

    server.respond = reply

    with pytest.raises(errors.ServiceUnavailable, match="more than 5 pages"):
        list(line_items(service, f"{server.origin}/items"))
    assert len(server.seen) == 5


def test_the_results_of_a_person_are_looked_for_on_every_page(server: Pages, service: WithToken) -> None:
    mine = {"userId": "4", "resultScore": 75, "resultMaximum": 100, "timestamp": "2026-11-23T07:52:44+00:00"}
    base = f"{server.origin}/items/2/lineitem"
    server.pages = {
        "/items/2/lineitem/results?type_id=1&user_id=4": (
            [{"userId": "3", "resultScore": 1}],
            f'<{base}/results?type_id=1&user_id=4&page=2>; rel="next"',
        ),
        "/items/2/lineitem/results?type_id=1&user_id=4&page=2": ([mine], ""),
    }

    result = result_of(service, f"{base}?type_id=1", "4")

    assert result is not None
    assert (result.part, result.written_at is not None) == (0.75, True)


@pytest.mark.parametrize("body", [{}, "text", None, 3])
def test_an_answer_that_is_no_list_is_told(server: Pages, service: WithToken, body: object) -> None:
    server.pages = {"/items": (body, "")}

    with pytest.raises(errors.ServiceUnavailable, match="not a list"):
        list(line_items(service, f"{server.origin}/items"))


def test_line_items_at_another_origin_and_without_address_are_left_out(
    server: Pages, service: WithToken
) -> None:
    good = f"{server.origin}/items/1"
    server.pages = {"/items": ([{"id": "https://evil.example/1"}, {"id": good}, {}, None, {"id": 3}], "")}

    assert [item.url for item in line_items(service, f"{server.origin}/items")] == [good]


def test_members_are_asked_for_with_their_media_type_and_in_pages(server: Pages, service: WithToken) -> None:
    server.pages = {"/members?rlid=1&limit=200": ({"members": [{"user_id": "4", "roles": ["Learner"]}]}, "")}

    (member,) = nrps.members(service, f"{server.origin}/members?rlid=1")

    assert server.seen[0].headers["accept"] == nrps.MEMBERS
    assert server.seen[0].headers["authorization"] == "Bearer the-token"
    assert (member.user_id, member.roles.is_learner, member.is_active, member.name) == ("4", True, True, "")


def test_status_absent_is_active_and_the_deleted_are_only_in_differences(
    server: Pages, service: WithToken
) -> None:
    listed = [
        {"user_id": "1", "roles": []},
        {"user_id": "2", "roles": [], "status": "Active"},
        {"user_id": "3", "roles": [], "status": "Inactive"},
        {"user_id": "4", "roles": [], "status": "Deleted"},
        {"user_id": "", "roles": []},
        {"roles": []},
        "nobody",
    ]
    server.pages = {"/members?limit=200": ({"members": listed}, "")}

    found = {member.user_id: member.is_active for member in nrps.members(service, f"{server.origin}/members")}

    assert found == {"1": True, "2": True, "3": False}


def test_a_name_comes_whole_or_in_parts(server: Pages, service: WithToken) -> None:
    listed = [
        {"user_id": "1", "name": "Anna Alves"},
        {"user_id": "2", "given_name": "Bram", "family_name": "Bos"},
    ]
    server.pages = {"/members?limit=200": ({"members": listed}, "")}

    assert [m.name for m in nrps.members(service, f"{server.origin}/members")] == ["Anna Alves", "Bram Bos"]


def test_people_stay_out_of_what_is_printed(server: Pages, service: WithToken) -> None:
    server.pages = {"/members?limit=200": ({"members": [{"user_id": "4", "name": "Anna Alves"}]}, "")}

    (member,) = nrps.members(service, f"{server.origin}/members")

    assert "Anna" not in repr(member)
    assert "the-token" not in repr(service)


class BigCourse:
    """A `Service` that makes each page when it is asked for."""

    def __init__(self, count: int) -> None:
        self.count = count

    def call(self, method: str, url: str, *, headers: object = None, body: bytes | None = None) -> Answer:
        start = int(parse_qs(urlsplit(url).query).get("from", ["0"])[0])
        end = min(start + nrps.PAGE_SIZE, self.count)
        listed = [{"user_id": str(n), "roles": ["Learner"], "name": f"Person {n}"} for n in range(start, end)]
        more = {"link": f'<https://lms.example/members?from={end}>; rel="next"'} if end < self.count else {}
        return Answer(200, more, json.dumps({"members": listed}).encode())


def peak_bytes(count: int) -> int:
    tracemalloc.start()
    try:
        assert sum(1 for _ in nrps.members(BigCourse(count), "https://lms.example/members")) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_ten_thousand_members_take_no_more_memory_than_a_thousand() -> None:
    peak_bytes(1000)  # what is imported and cached once does not count

    assert peak_bytes(10_000) < 1.5 * peak_bytes(1000)
