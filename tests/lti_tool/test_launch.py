"""The launch over HTTP and with the database: what is taken, what is refused, and what a refusal leaves behind."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from winternship_lti.models import (
    Context,
    Deployment,
    LaunchSession,
    LoginTransaction,
    Membership,
    Person,
    Registration,
    ResourceLink,
)
from winternship_lti.protocol import names
from winternship_lti.testing import FakePlatform, JwksServer, SigningKey

from .launching import Browser


def test_a_launch_opens_a_visit_by_path_and_cookie(platform: FakePlatform, browser: Browser) -> None:
    answer = browser.launch(platform)

    assert answer.status_code == 303
    session = LaunchSession.objects.get()
    assert answer["Location"] == f"/l/{session.pk}/"
    cookie = next(c for c in answer.cookies.values() if c.key.startswith("__Secure-launch-"))
    assert cookie["path"] == f"/l/{session.pk}/"
    assert all(
        part in cookie.OutputString() for part in ("HttpOnly", "Secure", "SameSite=None", "Partitioned")
    )
    assert cookie.value not in session.secret_hash
    assert browser.client.get(answer["Location"]).status_code == 200


def test_nothing_personal_is_kept_but_the_platforms_pseudonym(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.launch(platform)

    dump = "".join(
        str(list(model.objects.values()))
        for model in (Person, Membership, ResourceLink, Context, LaunchSession)
    )
    assert "Sam" not in dump
    assert "sam@example.org" not in dump


def test_the_login_cookie_is_deleted_at_the_launch(platform: FakePlatform, browser: Browser) -> None:
    answer = browser.launch(platform)

    (deleted,) = [c for c in answer.cookies.values() if c.key.startswith("__Host-lti-")]
    assert (deleted.value, deleted["max-age"]) == ("", 0)


def test_the_same_post_twice_is_a_replay_that_offers_to_go_on(
    platform: FakePlatform, browser: Browser
) -> None:
    state = browser.start(platform)
    token = platform.id_token()

    first, second = browser.post(state, token), browser.post(state, token)

    assert (first.status_code, second.status_code) == (303, 409)
    assert first["Location"] in second.content.decode()
    assert LaunchSession.objects.count() == 1


def test_a_used_token_with_a_fresh_login_is_a_replay(platform: FakePlatform, browser: Browser) -> None:
    state = browser.start(platform)
    token = platform.id_token()
    browser.post(state, token)

    assert browser.post(browser.start(platform), token).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_of_two_equal_posts_at_once_exactly_one_wins(platform: FakePlatform, browser: Browser) -> None:
    for _ in range(5):
        state = browser.start(platform)
        token = platform.id_token()
        cookies = browser.client.cookies.output(header="", sep=";")
        together = threading.Barrier(4)
        answers: Counter[int] = Counter()

        def launch(
            state: str = state,
            token: str = token,
            cookies: str = cookies,
            together: threading.Barrier = together,
            answers: Counter[int] = answers,
        ) -> None:
            client = Client()
            client.cookies.load(cookies)
            together.wait()
            answers[client.post("/lti/launch", {"state": state, "id_token": token}).status_code] += 1
            connections.close_all()

        threads = [threading.Thread(target=launch) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == {303: 1, 409: 3}
        LaunchSession.objects.all().delete()


def test_another_browser_cannot_finish_the_login(platform: FakePlatform, browser: Browser) -> None:
    state = browser.start(platform)

    assert Browser().post(state, platform.id_token()).status_code == 401
    assert browser.post(state, platform.id_token()).status_code == 303


@pytest.mark.parametrize("state", ["", "forged", "x" * 10_000, "\x00"])
def test_a_state_that_was_never_given_is_refused(
    platform: FakePlatform, browser: Browser, state: str
) -> None:
    browser.start(platform)

    assert browser.post(state, platform.id_token()).status_code == 401


def test_an_expired_login_is_refused(platform: FakePlatform, browser: Browser) -> None:
    state = browser.start(platform)
    LoginTransaction.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    assert browser.post(state, platform.id_token()).status_code == 401


def test_the_nonce_of_another_login_of_the_same_browser_is_refused(
    platform: FakePlatform, browser: Browser
) -> None:
    browser.start(platform)
    token_of_first = platform.id_token()

    assert browser.post(browser.start(platform), token_of_first).status_code == 401


def test_a_state_of_another_registration_is_refused(platform: FakePlatform, browser: Browser) -> None:
    row = Registration.objects.get()
    row.pk, row.client_id = None, "second"
    row.save()
    state = browser.start(platform, client_id="second")

    assert browser.post(state, platform.id_token()).status_code == 401


def test_the_platforms_error_is_told_only_for_a_login_of_ours(
    platform: FakePlatform, browser: Browser
) -> None:
    state = browser.start(platform)

    ours = browser.client.post("/lti/launch", {"state": state, "error": "login_required"})
    forged = browser.client.post("/lti/launch", {"state": "forged", "error": "login_required"})

    assert (ours.status_code, forged.status_code) == (403, 401)
    assert LoginTransaction.objects.get().used_at is None


def test_a_refused_launch_writes_nothing_and_the_login_can_still_be_used(
    platform: FakePlatform, browser: Browser
) -> None:
    state = browser.start(platform)
    forged = platform.id_token(key=SigningKey("stranger"))

    assert browser.post(state, forged).status_code == 401
    assert not Person.objects.exists()
    assert browser.post(state, platform.id_token()).status_code == 303


def test_an_unknown_deployment_waits_for_the_administrator_and_is_kept_once(
    platform: FakePlatform, browser: Browser
) -> None:
    claims = platform.student() | {names.DEPLOYMENT_ID: "new"}
    for _ in range(2):
        state = browser.start(platform, lti_deployment_id="ABSENT")
        assert browser.post(state, platform.id_token(claims)).status_code == 403

    assert Deployment.objects.filter(deployment_id="new", status=Deployment.Status.PENDING).count() == 1
    row = Deployment.objects.get(deployment_id="new")
    row.status = Deployment.Status.ACTIVE
    row.save()
    state = browser.start(platform, lti_deployment_id="ABSENT")
    assert browser.post(state, platform.id_token(claims)).status_code == 303


def test_a_blocked_deployment_is_refused(platform: FakePlatform, browser: Browser) -> None:
    row = Deployment.objects.get()
    row.status = Deployment.Status.BLOCKED
    row.save()

    assert browser.launch(platform).status_code == 403


def test_another_deployment_than_the_login_named_is_refused(platform: FakePlatform, browser: Browser) -> None:
    state = browser.start(platform, lti_deployment_id="other")

    assert browser.post(state, platform.id_token()).status_code == 401


@pytest.mark.parametrize("mood", ["500", "html", "redirect", "empty", "error-json", "huge"])
def test_a_platform_without_usable_keys_is_unavailable_and_recovers(
    platform: FakePlatform,
    browser: Browser,
    jwks_server: JwksServer,
    mood: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("winternship_lti.protocol.keys.COOLDOWN", 0.0)
    state = browser.start(platform)
    jwks_server.mood = mood  # type: ignore[assignment]

    assert browser.post(state, platform.id_token()).status_code == 503
    jwks_server.mood = "good"
    assert browser.post(state, platform.id_token()).status_code == 303


def test_roles_are_replaced_so_a_downgrade_counts_in_every_open_tab(
    platform: FakePlatform, browser: Browser
) -> None:
    teacher = browser.launch(platform, platform.teacher("user-1"))
    assert LaunchSession.objects.get().acts_as_instructor

    browser.launch(platform, platform.student("user-1"))

    assert Membership.objects.get().roles == list(platform.quirks.learner)
    older = LaunchSession.objects.select_related("membership").get(pk=teacher["Location"].split("/")[2])
    assert not older.acts_as_instructor


def test_two_courses_in_two_tabs_stay_two(platform: FakePlatform, browser: Browser) -> None:
    other = platform.student() | {
        names.CONTEXT: {"id": "course-2", "title": "Another"},
        names.RESOURCE_LINK_CLAIM: {"id": "link-2", "title": "Second"},
    }
    one, two = browser.launch(platform), browser.launch(platform, other)

    assert "<title>Self-assessment</title>" in browser.client.get(one["Location"]).content.decode()
    assert "<title>Second</title>" in browser.client.get(two["Location"]).content.decode()


def test_a_visit_of_another_browser_is_over(platform: FakePlatform, browser: Browser) -> None:
    path = browser.launch(platform)["Location"]

    assert Client().get(path).status_code == 401
    LaunchSession.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert browser.client.get(path).status_code == 401


def test_pages_of_a_visit_may_be_framed_by_its_platform_alone(
    platform: FakePlatform, browser: Browser
) -> None:
    page = browser.client.get(browser.launch(platform)["Location"])

    assert f"frame-ancestors 'self' {platform.issuer}" in page["Content-Security-Policy"]
    assert "X-Frame-Options" not in page
    assert page["Cache-Control"] == "no-store"


def test_an_unknown_block_is_refused_in_words(platform: FakePlatform, browser: Browser) -> None:
    answer = browser.launch(platform, platform.student() | {names.CUSTOM: {"block": "problem_demo"}})

    assert answer.status_code == 403
    assert "activity_unknown" in answer.content.decode()


def test_a_course_without_context_and_a_changed_title_are_taken(
    platform: FakePlatform, browser: Browser
) -> None:
    from winternship_lti.testing import ABSENT, changed

    assert browser.launch(platform, changed(platform.student(), {names.CONTEXT: ABSENT})).status_code == 303
    renamed = platform.student() | {names.RESOURCE_LINK_CLAIM: {"id": "link-1", "title": "New name"}}
    assert browser.launch(platform, renamed).status_code == 303
    assert ResourceLink.objects.get().title == "New name"


def test_a_warm_launch_costs_at_most_four_statements(platform: FakePlatform, browser: Browser) -> None:
    from django.test.utils import CaptureQueriesContext

    browser.launch(platform)
    state = browser.start(platform)
    token = platform.id_token()

    with CaptureQueriesContext(connection) as queries:
        assert browser.post(state, token).status_code == 303

    marks = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    statements = [q["sql"] for q in queries if not q["sql"].startswith(marks)]
    assert len(statements) <= 4, statements


def test_a_launch_by_get_is_not_allowed(platform: FakePlatform, browser: Browser) -> None:
    assert browser.client.get("/lti/launch").status_code == 405


def test_the_statements_of_the_warm_path_name_the_columns_of_the_models() -> None:
    import re

    from winternship_lti import launch_store

    inserted = re.search(r"INSERT INTO (\w+) \(([^)]*)\)", launch_store.SESSION)
    assert inserted is not None
    columns = {column.strip() for column in inserted[2].split(",")}
    assert inserted[1] == LaunchSession._meta.db_table
    assert columns == {field.column for field in LaunchSession._meta.concrete_fields}
    assert LoginTransaction._meta.db_table in launch_store.LOGIN
    assert {Membership._meta.db_table, Person._meta.db_table, ResourceLink._meta.db_table} <= set(
        launch_store.PLACE.split()
    )


def test_a_person_is_seen_again_each_day(platform: FakePlatform, browser: Browser) -> None:
    browser.launch(platform)
    Membership.objects.update(seen_on="2026-01-01", digest="of another day")

    browser.launch(platform)

    assert Membership.objects.get().seen_on == timezone.localdate()
