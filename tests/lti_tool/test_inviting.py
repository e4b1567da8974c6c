"""Our administrator's side of dynamic registration: make a link, see what came of it, approve."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from winternship_lti import registering
from winternship_lti.models import Invitation, Registration
from winternship_lti.registry import registry

pytestmark = pytest.mark.django_db
INVITATIONS = "/admin/winternship_lti/invitation/"
PLATFORMS = "/admin/winternship_lti/registration/"


@pytest.fixture
def waiting() -> Registration:
    """A platform that registered itself and waits."""
    row = Registration.objects.create(
        name="Their Moodle",
        issuer="https://lms.example",
        client_id="c-1",
        auth_url="https://lms.example/auth",
        token_url="https://lms.example/token",
        jwks_url="https://lms.example/jwks",
        is_active=False,
    )
    Invitation.objects.create(
        name=row.name,
        registration=row,
        expires_at=timezone.now(),
        used_at=timezone.now(),
        asked={"scopes": [], "messages": []},
        granted={"scopes": None, "messages": None, "claims": []},
    )
    return row


def add(client: Client, **changes: str) -> Any:
    moment = registering.expiry()
    data = {
        "name": "Moodle of our school",
        "issuer": "",
        "expires_at_0": f"{moment:%Y-%m-%d}",
        "expires_at_1": f"{moment:%H:%M:%S}",
    }
    return client.post(f"{INVITATIONS}add/", data | changes, follow=True)


def test_the_screen_makes_a_link_and_shows_it_while_it_can_be_used(admin_client: Client) -> None:
    page = add(admin_client)
    invitation = Invitation.objects.get()

    assert registering.link_of(invitation) in page.content.decode()
    assert not invitation.activate
    Invitation.objects.update(used_at=timezone.now())
    page = admin_client.get(f"{INVITATIONS}{invitation.pk}/change/")
    assert page.status_code == 200
    assert registering.link_of(invitation) not in page.content.decode()


def test_a_link_that_nobody_could_use_is_not_made(admin_client: Client) -> None:
    page = add(admin_client, expires_at_0="2020-01-01")

    assert "Give a moment in the future." in page.content.decode()
    assert not Invitation.objects.exists()


def test_the_form_proposes_two_days(admin_client: Client) -> None:
    page = admin_client.get(f"{INVITATIONS}add/").content.decode()

    assert f'value="{timezone.localtime(registering.expiry()):%Y-%m-%d}"' in page


@pytest.mark.parametrize("path", ["", "add/"])
def test_a_stranger_makes_no_link(client: Client, path: str) -> None:
    assert client.get(INVITATIONS + path).status_code == 302
    assert add(client).redirect_chain
    assert not Invitation.objects.exists()


def test_who_may_only_look_sees_no_link(client: Client) -> None:
    invitation = Invitation.objects.create(name="x", expires_at=registering.expiry())
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.add(
        Permission.objects.get(codename="view_invitation", content_type__app_label="winternship_lti")
    )
    client.force_login(user)

    assert client.get(f"{INVITATIONS}{invitation.pk}/change/").status_code == 403
    assert client.get(INVITATIONS).status_code == 403


def test_the_database_does_not_hold_what_opens_the_door() -> None:
    invitation = Invitation.objects.create(name="x", expires_at=registering.expiry())
    secret = registering.link_of(invitation).rpartition(".")[2]

    assert secret not in str(Invitation.objects.values().get())


def test_the_list_of_platforms_leads_to_an_invitation_and_says_who_waits(
    admin_client: Client, waiting: Registration
) -> None:
    page = admin_client.get(PLATFORMS).content.decode()

    assert f'href="{INVITATIONS}add/"' in page
    assert re.search(r'field-waiting">the platform<', page)


def test_the_action_approves(admin_client: Client, waiting: Registration) -> None:
    admin_client.post(PLATFORMS, {"action": "approve", "_selected_action": [waiting.pk]})

    assert len(registry.find(waiting.issuer, waiting.client_id)) == 1
    assert not Invitation.objects.get().waits


def test_ticking_active_on_the_screen_approves_too(admin_client: Client, waiting: Registration) -> None:
    page = admin_client.get(f"{PLATFORMS}{waiting.pk}/change/")
    assert "What was asked and what was granted" in page.content.decode()
    form = page.context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields} | {"is_active": "on"}
    data = {name: value for name, value in data.items() if value is not False}
    inline = {"deployments-TOTAL_FORMS": "0", "deployments-INITIAL_FORMS": "0"}
    admin_client.post(f"{PLATFORMS}{waiting.pk}/change/", data | inline)

    assert Registration.objects.get().is_active
    assert not Invitation.objects.get().waits


def test_a_platform_entered_by_hand_has_no_permissions_to_show(admin_client: Client) -> None:
    assert "entered by hand" in admin_client.get(f"{PLATFORMS}add/").content.decode()


def command(name: str, /, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue().strip()


def test_the_command_prints_a_link() -> None:
    link = command("invite_platform", name="Moodle of our school", activate=True, hours=1)

    invitation = Invitation.objects.get()
    assert link == registering.link_of(invitation)
    assert invitation.activate
    assert 3500 < (invitation.expires_at - timezone.now()).total_seconds() <= 3600


@pytest.mark.parametrize("hours", [0, -1, 100_000])
def test_the_command_refuses_a_time_that_makes_no_sense(hours: int) -> None:
    with pytest.raises(CommandError, match="allowed are 1 to"):
        command("invite_platform", name="x", hours=hours)


def test_the_command_lists_and_approves_what_waits(waiting: Registration) -> None:
    assert command("approve_platform") == "Their Moodle: --issuer https://lms.example --client-id c-1"
    command("approve_platform", issuer="https://lms.example", client_id="c-1")

    assert Registration.objects.get().is_active
    assert command("approve_platform") == ""


def test_the_command_approves_no_platform_that_is_not_there(waiting: Registration) -> None:
    with pytest.raises(CommandError, match="exactly as listed"):
        command("approve_platform", issuer="https://lms.example")
    assert not Registration.objects.get().is_active
