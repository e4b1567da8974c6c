"""A calendar server on a bad day: whatever happens to answers, a placement is one event and nobody's change is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.board.world import World, edit
from tests.connectors.calendars.radicale import PASSWORD, USER, Radicale
from tests.connectors.calendars.test_caldav import EVENT, FOREIGN, VISIT, caldav, deliver, event, look
from tests.connectors.conftest import Clock
from tests.connectors.contexts import context
from tests.connectors.placements import placement
from winternship_connectors import api
from winternship_connectors.contract import Context
from winternship_connectors.errors import AuthFailed, DeliveryError, Rejected, Retry, Throttled, Unknown
from winternship_connectors.models import Link
from winternship_connectors.records import State
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


def test_a_lost_answer_is_unknown_and_a_look_or_a_second_try_settles_it(
    server: Radicale, path: str, spoiler: Spoiler, spoiled: Context
) -> None:
    once(spoiler, "PUT", Answer(0, lost=True))
    with pytest.raises(Unknown):
        deliver(spoiled, placement())
    (seen,), _ = look(spoiled)
    links = deliver(spoiled, placement())
    assert links["placement"].etag == seen.etag
    assert list(server.files(path)) == [EVENT]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(401), AuthFailed),
        (Answer(403), AuthFailed),
        (Answer(429, {"Retry-After": "7"}), Throttled),
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


def test_a_lost_answer_a_change_by_hand_and_a_foreign_event_through_the_frame(
    server: Radicale, path: str, spoiler: Spoiler, world: World, moment: Clock, settings: object
) -> None:
    settings.ALLOW_PRIVATE_NETWORKS = True  # type: ignore[attr-defined]
    server.call("PUT", f"{path}mine.ics", FOREIGN)
    config = {"url": f"{spoiler.origin}{path}", "user": USER, "password": PASSWORD}
    connection = api.create(world.carla, world.ids["college"], "caldav", "Agenda", config)
    world.student("mies", "college", student_number="4711")
    number = world.placed("mies")
    once(spoiler, "PUT", Answer(0, lost=True))
    api.set_mode(world.carla, connection, "live")
    for _ in range(2):
        api.work_once()
        moment.step(seconds=7200)
    assert [one.method for one in spoiler.seen].count("PUT") == 1, "a look settled it"
    link = Link.objects.get(connection=connection)
    assert (link.object_id, link.remote_id in server.files(path)) == (f"placement-{number}", True)

    edit(world.carla, "placement", number, {"planned_hours": 120})
    api.work_once()
    mine = server.files(path)[link.remote_id]
    server.call("PUT", path + link.remote_id, mine.replace(b"SUMMARY:Stage", b"SUMMARY:Bo"))
    edit(world.carla, "placement", number, {"planned_hours": 123})
    for _ in range(2):
        api.work_once()
        moment.step(seconds=7200)
    told = event(server.files(path)[link.remote_id])
    assert str(told["summary"]).startswith("Bo:")
    assert "123" in told["description"]

    api.remove(world.carla, connection, clean=True)
    for _ in range(2):
        api.work_once()
        moment.step(seconds=7200)
    assert list(server.files(path)) == ["mine.ics"]


def test_the_password_goes_into_no_address(spoiler: Spoiler, spoiled: Context, path: str) -> None:
    asked: list[str] = []
    spoiler.before = lambda method, path: asked.append(path)
    deliver(spoiled, placement())
    look(spoiled)
    assert asked
    assert all(one.startswith(path) and "wachtwoord" not in one for one in asked)
