"""The administrator's pages about operation: open to administrators alone, readable, and nothing to break there."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.lti_tool.launching import Browser
from winternship_lti import keyring, observing
from winternship_lti.models import Person, Refusal, Registration, RoleChange
from winternship_lti.protocol import errors
from winternship_lti.testing import FakePlatform

PAGES = ["observedplatform", "refusal", "toolkey", "rolechange"]


@pytest.fixture
def administrator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("admin", password="admin"))
    return client


def health_page(client: Client, row: Registration, language: str = "en") -> Any:
    return client.get(
        f"/admin/winternship_lti/observedplatform/{row.pk}/change/", HTTP_ACCEPT_LANGUAGE=language
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_offers_nothing_to_add(administrator: Client, page: str) -> None:
    assert administrator.get(f"/admin/winternship_lti/{page}/").status_code == 200
    assert administrator.get(f"/admin/winternship_lti/{page}/add/").status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_no_page_opens_for_anyone_else(db: None, page: str) -> None:
    user = User.objects.create_user("staff", password="staff", is_staff=True)
    client = Client()
    assert client.get(f"/admin/winternship_lti/{page}/").status_code == 302
    client.force_login(user)
    assert client.get(f"/admin/winternship_lti/{page}/").status_code == 403


def test_the_health_of_a_platform_is_told_in_words(
    administrator: Client, platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform)
    browser.launch(platform, aud="someone-else")
    observing.flush(everything=True)

    page = health_page(administrator, Registration.objects.get()).content.decode()
    assert "Last good launch" in page
    assert "Equal, but for a few seconds." in page
    assert "aud_mismatch" in page
    assert "Sec 5.1.3 (3)" in page
    assert errors.AudienceMismatch.advice.en in page


def test_the_health_is_told_in_dutch_too(administrator: Client, platform: FakePlatform) -> None:
    page = health_page(administrator, Registration.objects.get(), "nl").content.decode()

    assert "Laatste geslaagde start" in page
    assert "Open een link in een cursus" in page


def test_what_a_stranger_wrote_into_a_refused_request_is_shown_as_text(
    administrator: Client, platform: FakePlatform
) -> None:
    row = Registration.objects.get()
    error = errors.LoginTargetRefused("<script>alert(1)</script>")
    observing.refused(Refusal.Step.LOGIN, error, registration_pk=row.pk)

    administrator.get("/admin/winternship_lti/observedplatform/")
    page = health_page(administrator, row).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_unknown_platform_is_not_found_and_a_stranger_sees_no_health(
    administrator: Client, platform: FakePlatform
) -> None:
    row = Registration.objects.get()
    assert administrator.get("/admin/winternship_lti/observedplatform/999/change/").status_code == 404
    client = Client()
    client.force_login(User.objects.create_user("staff", password="staff", is_staff=True))
    assert health_page(client, row).status_code == 403


def test_the_list_of_failed_launches_says_what_to_do(
    administrator: Client, platform: FakePlatform, browser: Browser
) -> None:
    browser.login(platform, iss="https://stranger.example")
    observing.flush(everything=True)

    page = administrator.get("/admin/winternship_lti/refusal/", HTTP_ACCEPT_LANGUAGE="nl").content.decode()
    assert "registration_unknown" in page
    assert "Vergelijk issuer, client-id en deployment-id" in page


def test_no_page_of_keys_shows_the_private_half(administrator: Client) -> None:
    keyring.signing_key()
    row = keyring.prepare()
    for path in ("", f"{row.pk}/change/"):
        page = administrator.get(f"/admin/winternship_lti/toolkey/{path}").content.decode()
        assert row.kid in page
        assert row.sealed not in page


def test_the_trace_of_a_role_goes_with_the_person_and_in_no_other_way(
    administrator: Client, platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform, platform.teacher("tess"))
    trace, person = RoleChange.objects.get(), Person.objects.get(subject="tess")
    answer = administrator.post(f"/admin/winternship_lti/rolechange/{trace.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 403

    answer = administrator.post(f"/admin/winternship_lti/person/{person.pk}/delete/", {"post": "yes"})
    assert answer.status_code == 302
    assert not RoleChange.objects.exists()
