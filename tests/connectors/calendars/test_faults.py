"""A calendar server on a bad day: whatever happens to answers, a placement is one event and nobody's change is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.connectors.calendars.radicale import PASSWORD, USER, Radicale
from tests.connectors.calendars.test_caldav import EVENT, VISIT, caldav, deliver, event, look
from tests.connectors.contexts import context
from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, DeliveryError, Rejected, Retry
from winternship_connectors.records import State
from winternship_connectors.testing.placements import placement
from winternship_connectors.testing.proxy import Answer, Spoiler, proxy


@pytest.fixture
def path(server: Radicale) -> str:
    return server.calendar()


@pytest.fixture
def spoiler(server: Radicale) -> Iterator[Spoiler]:
    with proxy(server.origin) as made:
        yield made


@pytest.fixture
def spoiled(spoiler: Spoiler, path: str) -> Context:
    return context({"url": f"{spoiler.origin}{path}", "user": USER}, {"password": PASSWORD})


def once(spoiler: Spoiler, method: str, answer: Answer) -> None:
    """The answer to the next request of this method, which the server has done."""
    left = [answer]
    spoiler.after = lambda asked, path, said: left.pop() if asked == method and left else said


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(403), AuthFailed),
        (Answer(423), Retry),
        (Answer(503), Retry),
        (Answer(507), Retry),
        (Answer(301), Rejected),
        (Answer(413), Rejected),
    ],
)
def test_a_refusal_is_named_by_what_has_to_happen_next(
    server: Radicale,
    path: str,
    spoiler: Spoiler,
    spoiled: Context,
    answer: Answer,
    error: type[DeliveryError],
) -> None:
    spoiler.before = lambda method, path: answer
    for tried in (
        lambda: deliver(spoiled, placement()),
        lambda: look(spoiled),
        lambda: look(spoiled, "token"),
    ):
        with pytest.raises(error) as failure:
            tried()
        assert (type(failure.value), failure.value.status) == (error, answer.status)
        assert "1234567" not in str(failure.value)
    assert server.files(path) == {}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"<multistatus xmlns='DAV:'><response>",
        b"<a/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    ],
)
def test_half_an_answer_to_a_look_is_tried_later(
    server: Radicale, path: str, spoiler: Spoiler, spoiled: Context, body: bytes
) -> None:
    deliver(spoiled, placement())
    once(spoiler, "REPORT", Answer(207, {"Content-Type": "application/xml"}, body))
    with pytest.raises(Retry):
        look(spoiled)


def test_an_answer_cannot_make_us_read_a_file(spoiler: Spoiler, spoiled: Context, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("found it", encoding="utf-8")
    told = (
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
        '<multistatus xmlns="DAV:"><response><href>/</href><sync-token>&b;</sync-token></response></multistatus>'
    )
    once(spoiler, "PROPFIND", Answer(207, {}, told.encode()))
    assert look(spoiled) == ([], "")


@pytest.mark.parametrize("body", [b"<html>welcome</html>", b"not found", b""])
def test_check_finds_an_address_of_something_else(spoiler: Spoiler, spoiled: Context, body: bytes) -> None:
    for status in (200, 207, 302, 404, 405):
        spoiler.before = lambda method, path, status=status: Answer(status, {}, body)  # type: ignore[misc]
        assert "no calendar" in caldav.check(spoiled).en


def test_a_change_between_our_look_and_our_write_is_not_lost(
    server: Radicale, path: str, spoiler: Spoiler, spoiled: Context
) -> None:
    links = deliver(spoiled, placement())

    def interfere(method: str, asked: str) -> None:
        if method == "PUT":
            server.call("PUT", path + EVENT, server.files(path)[EVENT].replace(b"Stage:", b"Theirs:"))

    spoiler.before = interfere
    with pytest.raises(Retry):
        deliver(spoiled, placement(state=State.AGREED), links)
    assert str(event(server.files(path)[EVENT])["summary"]).startswith("Theirs:")


def test_a_server_that_tells_no_version_after_writing_is_asked_for_it(
    server: Radicale, path: str, spoiler: Spoiler, spoiled: Context
) -> None:
    spoiler.after = lambda method, path, said: replace(said, headers={}) if method == "PUT" else said
    links = deliver(spoiled, placement())
    assert links["placement"].etag == server.call("GET", path + EVENT)[1]["etag"]


def test_a_long_list_of_changes_is_read_to_its_end(
    server: Radicale, path: str, spoiler: Spoiler, spoiled: Context
) -> None:
    _, cursor = look(spoiled)
    links = deliver(spoiled, placement(visits=(VISIT,)))
    _, middle = look(spoiled)
    assert len(look(spoiled, cursor)[0]) == 2
    deliver(spoiled, placement(state=State.AGREED, visits=(VISIT,)), links)
    more = f"<response><href>{path}</href><status>HTTP/1.1 507 Insufficient Storage</status></response>"
    first = (
        f'<multistatus xmlns="DAV:"><response><href>{path}gone.ics</href><status>HTTP/1.1 404 Not Found</status>'
        f"</response>{more}<sync-token>{middle}</sync-token></multistatus>"
    )
    once(spoiler, "REPORT", Answer(207, {}, first.encode()))
    seen, after = look(spoiled, cursor)
    assert [one.remote_id for one in seen if one.fields is None] == ["gone.ics"]
    assert {one.part for one in seen} >= {"placement", "visit-4"}
    assert after not in {cursor, middle}
