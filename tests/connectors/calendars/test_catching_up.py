"""Once an hour the frame asks a calendar only for what changed; a real Radicale tells it."""

from __future__ import annotations

import pytest

from tests.board.world import World
from tests.connectors.calendars.radicale import PASSWORD, USER, Radicale
from tests.connectors.conftest import Clock
from winternship_connectors import api
from winternship_connectors.models import Connection, Drift, Link

HOUR = {"hours": 1, "seconds": 1}


@pytest.fixture
def calendar(world: World, server: Radicale, moment: Clock, settings: object) -> tuple[int, str]:
    """A live connection with three placements in the calendar, looked at once; its number and path."""
    settings.ALLOW_PRIVATE_NETWORKS = True  # type: ignore[attr-defined]
    path = server.calendar()
    config = {"url": server.origin + path, "user": USER, "password": PASSWORD}
    pk = api.create(world.carla, world.ids["college"], "caldav", "Calendar", config)
    api.set_mode(world.carla, pk, "live")
    for number in range(3):
        world.student(f"student{number}", "college", student_number=str(1000 + number))
        world.placed(f"student{number}")
    api.work_once()
    api.night()
    assert not Drift.objects.exists()
    return pk, path


def _edit(server: Radicale, path: str, name: str) -> None:
    body = server.call("GET", path + name)[2].replace(b"Stage: ", b"Bezoek: ")
    assert server.call("PUT", path + name, body, Content_Type="text/calendar")[0] in {201, 204}


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bytes]]:
    """The requests from now on."""
    from winternship_connectors.http import Http

    sent, send = [], Http.send

    def told(self: Http, method: str, url: str, **more: object) -> object:
        sent.append((method, more.get("body") or b""))
        return send(self, method, url, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Http, "send", told)
    return sent


def test_only_what_changed_is_asked_and_judged(
    calendar: tuple[int, str], server: Radicale, moment: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, path = calendar
    names = sorted(server.files(path))
    whole = Connection.objects.get().looked_at
    _edit(server, path, names[0])
    assert server.call("DELETE", path + names[1])[0] == 200
    sent = _asked(monkeypatch)

    api.night()
    assert sent == [], "an hour has not passed"
    moment.step(**HOUR)
    api.night()

    assert sorted(Drift.objects.values_list("kind", "remote_id")) == [
        ("changed_remote", names[0]),
        ("missing_remote", names[1]),
    ]
    assert Connection.objects.get().looked_at == whole
    assert b"sync-collection" in sent[0][1]
    assert all(names[2].encode() not in body for _, body in sent), "what did not change was not asked for"

    # What was judged an hour ago and did not change since is still so.
    moment.step(**HOUR)
    api.night()
    assert Drift.objects.filter(resolved_at=None).count() == 2


def test_a_repaired_event_is_over_at_the_next_hour(
    calendar: tuple[int, str], server: Radicale, moment: Clock
) -> None:
    _, path = calendar
    name = sorted(server.files(path))[0]
    before = server.call("GET", path + name)[2]
    _edit(server, path, name)
    moment.step(**HOUR)
    api.night()
    assert Drift.objects.filter(resolved_at=None).count() == 1

    assert server.call("PUT", path + name, before, Content_Type="text/calendar")[0] in {201, 204}
    moment.step(**HOUR)
    api.night()
    assert not Drift.objects.filter(resolved_at=None).exists()
    assert Link.objects.count() == 3


def test_another_calendar_is_looked_at_whole(
    calendar: tuple[int, str], world: World, server: Radicale
) -> None:
    pk, _ = calendar
    assert Connection.objects.get().cursor
    api.change(
        world.carla, pk, config={"url": server.origin + server.calendar(), "user": USER, "password": PASSWORD}
    )
    assert (Connection.objects.get().cursor, Connection.objects.get().looked_at) == ("", None)
    api.night()
    assert Drift.objects.filter(kind="missing_remote", resolved_at=None).count() == 3
