"""An administrator makes a connection in three steps, watches it, and mends what went wrong; no secret is shown."""

from __future__ import annotations

import re
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.board.world import World
from winternship_connectors import api, registry, screens, sealing
from winternship_connectors.clock import now
from winternship_connectors.contract import Verb
from winternship_connectors.models import Connection, Drift, Outbox
from winternship_connectors.reconciling import Difference
from winternship_connectors.registry import GROUP
from winternship_connectors.screens.starting import ACTOR
from winternship_connectors.screens.words import _all
from winternship_connectors.testing.memory import Fault, Store

LIST = "/admin/winternship_connectors/connection/"


@pytest.fixture
def staff(world: World, store: Store) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.create_superuser("admin"))
    return client


def text_of(client: Client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def school_of(world: World) -> int:
    return world.ids["college"]


@pytest.fixture
def made(staff: Client, world: World) -> int:
    """A connection made by the screens."""
    address = f"{LIST}add/?connector=memory&school={school_of(world)}"
    reply = staff.post(address, {"connection_name": "Archive", "store": "main", "secret": "right"})
    assert reply.status_code == 302, reply.content.decode()
    return Connection.objects.get().pk


def do(client: Client, pk: int, **values: Any) -> str:
    reply = client.post(f"{LIST}{pk}/change/", values, follow=True)
    assert reply.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def test_the_first_step_offers_the_schools_and_what_is_installed(staff: Client, world: World) -> None:
    said = text_of(staff, f"{LIST}add/")

    assert "Step 1 of 3" in said
    assert "okd" in staff.get(f"{LIST}add/").content.decode()
    assert "duo_ro" not in said


def test_a_new_connection_sends_nothing_and_can_be_tried(
    staff: Client, world: World, made: int, store: Store
) -> None:
    world.confirmed()
    assert "trial: sends nothing" in text_of(staff, f"{LIST}{made}/change/")
    assert "It works." in do(staff, made, do="test")

    said = do(staff, made, do="dry_run")

    assert "1 new" in said
    assert "The first changes" in said
    assert store.objects == {}


def test_it_goes_live_and_what_was_sent_is_told(staff: Client, world: World, made: int, store: Store) -> None:
    world.confirmed()

    do(staff, made, do="live")
    assert "Sent: 1" in do(staff, made, do="send")

    assert len(store.objects) == 1
    said = do(staff, made, do="dry_run")
    assert "There is nothing to change." in said
    assert "1 already in step" in said or "1 in step already" in said


def test_what_is_wrong_in_the_settings_is_said_beside_the_field(staff: Client, world: World) -> None:
    reply = staff.post(
        f"{LIST}add/?connector=okd&school={school_of(world)}", {"connection_name": "DMS", "url": "ftp://x"}
    )

    said = reply.content.decode()
    assert reply.status_code == 200
    assert "errorlist" in said
    assert not Connection.objects.exists()


def files(world: World) -> str:
    return f"{LIST}add/?connector=filedrop&school={school_of(world)}"


def test_what_a_choice_needs_is_asked_for_beside_its_field(staff: Client, world: World) -> None:
    reply = staff.post(
        files(world), {"connection_name": "Files", "place": "sftp", "form": "moodle", "user": "us"}
    )

    errors = reply.context["form"].errors
    assert set(errors) == {"sftp_url", "host_key", "password", "moodle_course"}
    assert errors["host_key"] == ["This field is required."]
    assert not Connection.objects.exists()


def test_what_a_choice_does_not_ask_is_no_mistake_and_not_kept(staff: Client, world: World) -> None:
    filled = {"place": "folder", "folder": "school", "form": "jsonl", "content": "changes"}
    reply = staff.post(
        files(world),
        {"connection_name": "Files", **filled, "columns": "=", "password": "old", "mail_port": "x"},
    )

    assert reply.status_code == 302, reply.context["form"].errors
    made = Connection.objects.get()
    assert made.config == filled
    assert sealing.unseal(made.secrets) == {}


def test_a_page_tells_which_settings_hang_on_a_choice(staff: Client, world: World) -> None:
    page = staff.get(files(world)).content.decode()
    (field,) = re.findall(r'<input[^>]*name="sftp_url"[^>]*>', page)
    assert 'data-when="{&quot;place&quot;: [&quot;sftp&quot;]}"' in field
    assert "required" not in field


def test_a_secret_is_never_shown_and_stays_when_left_empty(staff: Client, made: int) -> None:
    page = staff.get(f"{LIST}{made}/change/").content.decode()
    assert "right" not in re.findall(r'value="([^"]*)"', page)

    do(staff, made, do="save", connection_name="Archive", store="main", secret="", rule="ours")

    assert api.test(ACTOR, made).ok
    assert api.see(ACTOR, made).rules["*"] == "ours"


def test_what_was_refused_can_be_tried_again(staff: Client, world: World, made: int, store: Store) -> None:
    world.confirmed()
    do(staff, made, do="live")
    store.faults.append(Fault.REJECT)
    do(staff, made, do="send")
    assert Outbox.objects.filter(state="dead").count() == 1

    assert "Queued again: 1" in do(staff, made, do="replay")
    do(staff, made, do="send")

    assert len(store.objects) == 1


def test_a_difference_is_found_and_overwritten_on_demand(
    staff: Client, world: World, made: int, store: Store
) -> None:
    world.confirmed()
    do(staff, made, do="live")
    do(staff, made, do="send")
    store.objects.clear()

    assert "gone there" in do(staff, made, do="look")
    assert "Will be overwritten." in do(staff, made, do="ours", difference=str(Drift.objects.get().pk))
    do(staff, made, do="send")

    assert len(store.objects) == 1


def test_it_pauses_goes_on_and_is_removed(staff: Client, made: int) -> None:
    do(staff, made, do="live")
    assert "paused by an administrator" in do(staff, made, do="pause")
    assert "works" in do(staff, made, do="resume")
    assert "Removed." in do(staff, made, do="remove", how="keep")
    assert not Connection.objects.exists()


def test_what_cannot_be_deleted_there_is_told_when_a_connection_is_removed(
    staff: Client, world: World, made: int, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.confirmed()
    do(staff, made, do="live")
    do(staff, made, do="send")
    monkeypatch.setattr(registry.connector("memory"), "plan", lambda *given: [])
    assert "This we cannot delete there: 1. It stays." in do(staff, made, do="remove", how="clean")


def test_only_staff_with_the_permission_come_in(client: Client, made: int) -> None:
    someone = get_user_model().objects.create_user("someone", is_staff=True)
    client.force_login(someone)

    for address in (LIST, f"{LIST}add/", f"{LIST}{made}/change/"):
        assert client.get(address).status_code == 403
    assert client.post(f"{LIST}{made}/change/", {"do": "remove", "how": "keep"}).status_code == 403
    assert Connection.objects.exists()


def test_an_empty_list_says_what_a_connection_is(staff: Client) -> None:
    assert "There are no connections yet." in text_of(staff, LIST)


def test_the_list_tells_what_asks_for_a_person(staff: Client, made: int) -> None:
    Outbox.objects.create(
        connection_id=made,
        object_id="placement-1",
        rev=1,
        key="x",
        state="dead",
        born_at=now(),
        not_before=now(),
    )
    said = text_of(staff, LIST)
    assert "Not delivered: 1" in said
    assert "trial: sends nothing" in said


def test_no_word_is_there_for_nothing() -> None:
    folder = Path(screens.__file__).parents[1]
    files = [
        *folder.glob("screens/*.py"),
        *folder.glob("templates/**/*.html"),
        folder / "admin.py",
        folder / "apps.py",
    ]
    used = "".join(one.read_text(encoding="utf-8") for one in files)
    made_up = ("is_", "state_", "verb_", "idempotency_", "rule_")
    kinds = {one.value for one in Difference} | {f"{verb.value}_n" for verb in Verb} | {"unchanged_n"}
    unused = {
        key
        for key in _all()["en"]
        if not key.startswith(made_up)
        and key not in kinds
        and not re.search(rf"w\.{key}\b|[\"']{key}[\"']", used)
    }
    assert unused == set()
    installed = {f"is_{name}" for name in api.names()}
    assert {key for key in _all()["en"] if key.startswith("is_")} <= installed


def test_every_word_is_there_in_both_languages() -> None:
    both = _all()
    assert set(both["nl"]) == set(both["en"])
    assert all(both["nl"].values())
    assert all(both["en"].values())
    ours = {
        point.name for point in entry_points(group=GROUP) if point.value.startswith("winternship_connectors.")
    }
    assert {f"is_{name}" for name in ours} <= set(both["en"])
