"""A personal link of the board over HTTP: no account, no cookie, no script; and an address that goes nowhere else."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.board import conftest as board
from tests.board.world import World
from winternship_board import api
from winternship_board.models import Invitation
from winternship_core.placements import Role

pytestmark = pytest.mark.django_db
built, on_day, world = board.built, board.on_day, board.world


@pytest.fixture
def secret(world: World) -> str:
    world.vacancy()
    placement, _ = world.signing()
    return api.personal_link(world.carla, Role.COMPANY, "placement", placement)


def test_a_company_signs_in_a_browser_without_scripts_or_cookies(world: World, secret: str) -> None:
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    page = client.get(f"/board/link/{secret}").content.decode()
    where = re.search(r'href="([^"]+screen=agreement[^"]+)"', page)
    assert where
    response = client.get(where.group(1).replace("&amp;", "&"))
    form = response.content.decode().split('name="do" value="sign"')[1]
    values = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form.split("</form>")[0])
    )

    done = client.post(
        f"/board/link/{secret}", {"screen": "agreement", "do": "sign", "have_read": "on", **values}
    )

    assert "Signed. Below you see" in done.content.decode()
    assert not client.cookies
    assert "wb-table" not in client.get("/board/link/", follow=True).content.decode()


def test_the_page_is_not_kept_framed_indexed_or_told_to_others(secret: str) -> None:
    response = Client().get(f"/board/link/{secret}")
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    policy = response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src 'none'" in policy
    outside = [
        one for one in re.findall(r'(?:href|src|action)="([^"]+)"', response.content.decode()) if "//" in one
    ]
    assert outside == []


def test_a_link_that_is_over_and_one_that_never_was_look_alike(secret: str) -> None:
    Invitation.objects.update(expires_at="2020-01-01T00:00:00Z")
    pages = [
        Client(headers={"accept-language": "nl"}).get(f"/board/link/{one}") for one in (secret, "x" * 32)
    ]
    texts = [page.content.decode().replace(secret, "").replace("x" * 32, "") for page in pages]
    assert texts[0] == texts[1]
    assert {page.status_code for page in pages} == {200}
    assert "Deze link werkt niet meer" in texts[0]
    assert '<html lang="nl">' in texts[0]
    assert Client().put(f"/board/link/{secret}").status_code == 405
