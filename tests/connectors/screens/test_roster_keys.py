"""An administrator makes a key for a school, sees its secret once, and revokes it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.board.world import World
from tests.connectors.oneroster.reading import Reader
from winternship_connectors import api
from winternship_connectors.models import RosterKey

LIST = "/admin/winternship_connectors/rosterkey/"


@pytest.fixture
def staff(world: World) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(get_user_model().objects.create_superuser("admin", password="x"))
    return client


def text_of(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.decode()))


def test_a_key_is_made_for_a_school_and_its_secret_is_shown_once(staff: Client, world: World) -> None:
    assert "There are no keys yet" in text_of(staff.get(LIST).content)
    reply = staff.post(f"{LIST}add/", {"school": world.ids["college"], "name": "Library"})
    row = RosterKey.objects.get()
    codes = re.findall(r"<code>([^<]+)</code>", reply.content.decode())
    base, token, client_id, secret = codes
    assert client_id == row.client_id
    assert "no-store" in reply.headers["Cache-Control"]
    assert base.endswith("/ims/oneroster/rostering/v1p2")
    assert token.endswith("/ims/oneroster/token")
    assert Reader(api.MadeKey(row.pk, client_id, secret)).ask("orgs").status_code == 200
    for address in (LIST, f"{LIST}{row.pk}/change/"):
        page = staff.get(address).content.decode()
        assert client_id in page
        assert secret not in page
    assert "Last used never" not in text_of(staff.get(f"{LIST}{row.pk}/change/").content)


def test_a_key_needs_a_school_and_a_name(staff: Client, world: World) -> None:
    for told in ({"school": "999", "name": "x"}, {"school": world.ids["college"], "name": ""}):
        reply = staff.post(f"{LIST}add/", told)
        assert reply.status_code == 200
        assert "errorlist" in reply.content.decode()
    assert not RosterKey.objects.exists()


def test_a_key_is_revoked_and_stays_in_the_list(staff: Client, world: World) -> None:
    key = api.make_key(world.carla, world.ids["college"], "Library")
    said = text_of(staff.post(f"{LIST}{key.id}/change/", {"do": "revoke"}, follow=True).content)
    assert "The key was revoked." in said
    assert key.client_id in said
    assert RosterKey.objects.get().revoked_at
    assert "Revoke" not in re.findall(
        r"<button[^>]*>([^<]+)", staff.get(f"{LIST}{key.id}/change/").content.decode()
    )
    assert staff.get(f"{LIST}999/change/").status_code == 404


def test_only_staff_with_the_permission_come_in(client: Client, world: World) -> None:
    key = api.make_key(world.carla, world.ids["college"], "Library")
    client.force_login(get_user_model().objects.create_user("someone", password="x", is_staff=True))
    for address in (LIST, f"{LIST}add/", f"{LIST}{key.id}/change/"):
        assert client.get(address).status_code == 403
        assert client.post(address, {"do": "revoke", "school": "1", "name": "x"}).status_code == 403
    assert RosterKey.objects.get().revoked_at is None


@pytest.mark.urls("tests.connectors.screens.plain_urls")
def test_a_host_without_a_door_for_rosters_makes_no_keys(staff: Client) -> None:
    assert staff.get(f"{LIST}add/").status_code == 403
    assert LIST not in staff.get("/admin/").content.decode()
