"""A platform registers itself with a one-time link: in a browser's steps, against a Moodle as captured."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.lti_tool.moodle_server import TOOL, MoodleServer
from winternship_lti import registering
from winternship_lti.errors import InvitationOver
from winternship_lti.models import Deployment, Invitation, Registration
from winternship_lti.protocol import names
from winternship_lti.registry import registry


@pytest.fixture(autouse=True)
def _private_networks(settings: Any) -> None:
    """The platforms of these tests live on loopback."""
    settings.ALLOW_PRIVATE_NETWORKS = True


@pytest.fixture
def moodle() -> Iterator[MoodleServer]:
    with MoodleServer() as server:
        yield server


def invite(**values: Any) -> Invitation:
    return Invitation.objects.create(**{"name": "Our Moodle", "expires_at": registering.expiry()} | values)


def path_of(invitation: Invitation) -> str:
    return urlsplit(registering.link_of(invitation)).path


def query(moodle: MoodleServer) -> dict[str, str]:
    return {"openid_configuration": moodle.configuration_url, "registration_token": moodle.token}


def register(invitation: Invitation, moodle: MoodleServer) -> Any:
    """What the administrator of the platform does: open the link, look, and click."""
    client, path = Client(), path_of(invitation)
    page = client.get(path, query(moodle))
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode()))
    return client.post(path, fields, follow=True)


@pytest.mark.django_db
def test_a_platform_that_registers_waits_for_approval(moodle: MoodleServer) -> None:
    page = register(invite(), moodle)

    row = Registration.objects.get()
    assert (row.name, row.issuer, row.client_id) == ("Our Moodle", moodle.origin, moodle.client_id)
    assert row.jwks_url == f"{moodle.origin}/mod/lti/certs.php"
    assert row.deployments.get().deployment_id == "1"
    assert not row.is_active
    assert registry.find(row.issuer, row.client_id) == []
    assert page.status_code == 200
    assert "waiting for approval" in page.content.decode()
    assert "Pending" in page.content.decode()

    registering.approve(row)
    assert len(registry.find(row.issuer, row.client_id)) == 1
    assert "waiting for approval" not in Client().get(page.request["PATH_INFO"]).content.decode()


@pytest.mark.django_db
def test_a_platform_may_be_used_at_once_when_the_invitation_says_so(moodle: MoodleServer) -> None:
    register(invite(activate=True), moodle)

    (known,) = registry.find(moodle.origin, moodle.client_id)
    assert [status for _, status in known.deployments.values()] == [Deployment.Status.ACTIVE]
    assert not Invitation.objects.get().waits


@pytest.mark.django_db
def test_what_was_asked_and_granted_is_kept_and_shown_side_by_side(moodle: MoodleServer) -> None:
    moodle.answer_changes = {"scope": names.SCOPE_SCORE, TOOL: {"claims": ["sub", "email"]}}
    page = register(invite(), moodle).content.decode()

    kept = Invitation.objects.get()
    assert len(kept.asked["scopes"]) == 5
    assert kept.granted["scopes"] == [names.SCOPE_SCORE]
    rows = dict(re.findall(r'<th scope="row">(.*?)</th>(<td>.*?</td><td>.*?</td>)', page))
    assert rows["Send grades"] == "<td>yes</td><td>yes</td>"
    assert rows["See who is in a course"] == "<td>yes</td><td>no</td>"
    assert rows["Hear when a course is copied"] == "<td>not offered by the platform</td><td>no</td>"
    assert rows["Names and e-mail addresses of people"] == "<td>no</td><td>yes</td>"


@pytest.mark.django_db
def test_what_a_platform_does_not_say_is_shown_as_not_said(moodle: MoodleServer) -> None:
    moodle.answer_changes = {"scope": None, TOOL: {"claims": None, "messages": None}}

    assert register(invite(), moodle).content.decode().count("<td>not said</td>") == 9


@pytest.mark.django_db
def test_the_page_may_be_closed_by_the_platforms_own_origins_only(moodle: MoodleServer) -> None:
    page = register(invite(), moodle)

    assert f'data-targets="{moodle.origin}"' in page.content.decode()
    assert f"frame-ancestors 'self' {moodle.origin}" in page["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_platform_named_after_another_host_is_framed_and_closed_by_its_own_address(
    moodle: MoodleServer,
) -> None:
    moodle.configuration_changes = {"issuer": "https://canvas.instructure.com"}
    page = register(invite(issuer="https://canvas.instructure.com"), moodle)

    assert f'data-targets="{moodle.origin} https://canvas.instructure.com"' in page.content.decode()
    assert moodle.origin in Registration.objects.get().framing_origins()


# --- the link ---


@pytest.mark.django_db
def test_looking_at_the_link_uses_nothing_up(moodle: MoodleServer) -> None:
    invitation = invite()
    for _ in range(3):
        page = Client().get(path_of(invitation), query(moodle))

    assert page.status_code == 200
    assert "127.0.0.1" in page.content.decode()
    assert f"frame-ancestors 'self' {moodle.origin}" in page["Content-Security-Policy"]
    assert (page["Referrer-Policy"], page["Cache-Control"]) == ("no-referrer", "no-store")
    assert moodle.seen == []
    assert Invitation.objects.get().is_open


@pytest.mark.django_db
def test_a_link_opened_by_a_person_says_where_to_paste_it() -> None:
    invitation = invite()
    page = Client().get(path_of(invitation))

    assert registering.link_of(invitation) in page.content.decode()
    assert "<form" not in page.content.decode()


@pytest.mark.django_db
def test_a_link_works_once(moodle: MoodleServer) -> None:
    invitation = invite()
    register(invitation, moodle)
    moodle.used, moodle.client_id = False, "another"
    again = Client().post(path_of(invitation), query(moodle))

    assert again.status_code == 410
    assert Registration.objects.count() == 1
    assert len(moodle.posts) == 1


@pytest.mark.django_db
def test_an_expired_link_does_not_work(moodle: MoodleServer) -> None:
    path = path_of(invite(expires_at=timezone.now()))

    assert Client().get(path, query(moodle)).status_code == 410
    assert Client().post(path, query(moodle)).status_code == 410
    assert moodle.seen == []


@pytest.mark.django_db
@pytest.mark.parametrize("changed", ["other key", "no signature", "cut", "nonsense"])
def test_a_link_that_we_did_not_make_does_not_work(moodle: MoodleServer, changed: str) -> None:
    path = path_of(invite())
    key, _, signature = path.rpartition("/")[2].partition(".")
    forged = {
        "other key": f"{'0' * 32}.{signature}",
        "no signature": key,
        "cut": f"{key}.{signature[:-2]}",
        "nonsense": "x",
    }[changed]

    assert Client().post(f"/lti/register/{forged}", query(moodle)).status_code == 410
    assert moodle.seen == []


@pytest.mark.django_db
def test_a_withdrawn_link_does_not_work(moodle: MoodleServer) -> None:
    invitation = invite()
    path = path_of(invitation)
    invitation.delete()

    assert Client().post(path, query(moodle)).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_of_two_registrations_at_the_same_moment_one_gets_in(moodle: MoodleServer) -> None:
    invitation = invite()

    def connect(_: int) -> bool:
        try:
            registering.connect(Invitation.objects.get(), moodle.configuration_url, moodle.token)
        except InvitationOver:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(connect, range(4))) == [False, False, False, True]
    assert len(moodle.posts) == 1
    assert Invitation.objects.get(pk=invitation.pk).registration == Registration.objects.get()


@pytest.mark.django_db
def test_expired_links_are_deleted_and_used_ones_kept(moodle: MoodleServer) -> None:
    register(invite(), moodle)
    Invitation.objects.update(expires_at=timezone.now())
    invite(expires_at=timezone.now())

    assert registering.prune() == 1
    assert Invitation.objects.get().registration is not None


# --- when it fails ---


@pytest.mark.django_db
def test_a_refusal_is_explained_registers_nothing_and_leaves_the_link_usable(moodle: MoodleServer) -> None:
    moodle.configuration_changes = {"issuer": "https://evil.example"}
    invitation = invite()
    page = register(invitation, moodle)

    assert page.status_code == 401
    assert "issuer_host_mismatch" in page.content.decode()
    assert "https://evil.example" in page.content.decode()
    assert Registration.objects.count() == 0

    moodle.configuration_changes = {}
    assert register(invitation, moodle).status_code == 200
    assert Registration.objects.count() == 1


@pytest.mark.django_db
def test_a_private_network_is_refused_unless_the_administrator_allows_it(
    moodle: MoodleServer, settings: Any
) -> None:
    settings.ALLOW_PRIVATE_NETWORKS = False
    page = register(invite(), moodle)

    assert page.status_code == 403
    assert "WINTERNSHIP_ALLOW_PRIVATE_NETWORKS" in page.content.decode()
    assert moodle.seen == []


@pytest.mark.django_db
def test_an_existing_registration_is_not_overwritten(moodle: MoodleServer) -> None:
    Registration.objects.create(
        name="By hand",
        issuer=moodle.origin,
        client_id=moodle.client_id,
        auth_url="https://old.example/auth",
        token_url="https://old.example/token",
        jwks_url="https://old.example/jwks",
        is_active=False,
    )
    page = register(invite(activate=True), moodle)

    assert page.status_code == 409
    row = Registration.objects.get()
    assert (row.name, row.jwks_url, row.is_active) == ("By hand", "https://old.example/jwks", False)
    assert row.deployments.count() == 0


@pytest.mark.django_db
def test_the_token_is_in_no_log_and_on_no_page_after_its_use(
    moodle: MoodleServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    invitation = invite()
    moodle.answer_changes = {"client_id": ""}
    failed = register(invitation, moodle)
    moodle.answer_changes, moodle.used = {}, False
    done = register(invitation, moodle)

    assert (failed.status_code, done.status_code) == (400, 200)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("winternship")]
    assert [re.findall(r"result=(\w+)", line)[0] for line in ours] == ["registration_answer_invalid", "ok"]
    assert moodle.token not in caplog.text
    assert moodle.token not in failed.content.decode() + done.content.decode()
    assert path_of(invitation).rpartition(".")[2] not in caplog.text


# --- without a deployment ---


@pytest.mark.django_db
def test_the_first_deployment_of_a_platform_that_named_none_is_accepted_once(moodle: MoodleServer) -> None:
    moodle.answer_changes = {TOOL: {"deployment_id": None}}
    register(invite(), moodle)
    row = Registration.objects.get()

    assert row.deployments.count() == 0
    assert not registering.accepts_first_deployment(row.pk)  # not before it is approved
    registering.approve(row)
    assert registering.accepts_first_deployment(row.pk)
    assert not registering.accepts_first_deployment(row.pk)


@pytest.mark.django_db
def test_a_platform_that_named_its_deployment_gets_no_other_one_for_free(moodle: MoodleServer) -> None:
    register(invite(activate=True), moodle)

    assert not registering.accepts_first_deployment(Registration.objects.get().pk)


@pytest.mark.django_db
def test_the_addresses_that_are_handed_out_exist() -> None:
    ours, client = registering.tool(), Client()

    assert client.get(urlsplit(ours.policy_url).path).status_code == 200
    assert client.get(urlsplit(ours.jwks_url).path).status_code == 200
    logo = client.get(urlsplit(ours.logo_url).path)
    assert (logo.status_code, logo["Content-Type"]) == (200, "image/svg+xml")
    logo.close()
