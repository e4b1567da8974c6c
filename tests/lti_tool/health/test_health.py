"""The report on a platform: what is well, what needs attention, and what to do, in both languages."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from winternship_lti import health, keyring, observing
from winternship_lti.health.report import LABELS
from winternship_lti.models import (
    Deployment,
    NoticeService,
    Outcome,
    Person,
    PlatformHealth,
    Refusal,
    Registration,
    ResourceLink,
)
from winternship_lti.protocol import errors, names

Make = Callable[..., Registration]


@pytest.fixture
def seen(platform_row: Registration) -> Make:
    """A platform that is well, but for what is given."""

    def make(**columns: Any) -> Registration:
        now = timezone.now()
        well = {
            "launched_at": now,
            "product": "moodle 4.5",
            "clock_skew": -1.0,
            "grade_scopes": [names.SCOPE_SCORE, names.SCOPE_LINEITEM],
            "has_roster": True,
            "keys_asked_at": now,
            "token_asked_at": now,
        }
        PlatformHealth.objects.create(registration=platform_row, **(well | columns))
        return Registration.objects.get(pk=platform_row.pk)

    return make


def state(row: Registration, name: str) -> tuple[str, str]:
    sign = health.of_platform(row).sign(name)
    return sign.state, sign.words.en


def test_a_platform_that_is_well_says_so(seen: Make) -> None:
    report = health.of_platform(seen())

    assert report.state == "good"
    assert {sign.state for sign in report.signs} == {"good"}
    assert "moodle 4.5" in report.sign("last_launch").words.nl
    assert "send grades, make grade columns, read the list of people" in report.sign("rights").words.en


def test_a_platform_that_was_never_seen_says_what_to_do_first(platform_row: Registration) -> None:
    report = health.of_platform(platform_row)

    assert report.sign("last_launch").state == "unknown"
    assert "Open a link in a course" in report.sign("last_launch").words.en


@pytest.mark.parametrize(
    ("columns", "name", "word"),
    [
        ({"clock_skew": 45.0}, "clock", "45 s ahead"),
        ({"clock_skew": -300.0}, "clock", "time synchronisation"),
        ({"keys_problem": "received HTTP status 500, needed is 200"}, "platform_keys", "HTTP status 500"),
        ({"token_problem": "token_refused: invalid_client"}, "access_token", "invalid_client"),
    ],
)
def test_what_is_wrong_needs_attention_and_is_named(
    seen: Make, columns: dict[str, Any], name: str, word: str
) -> None:
    found, words = state(seen(**columns), name)

    assert found == "attention"
    assert word in words


@pytest.mark.parametrize("skew", [-19.0, 0.0, 19.0])
def test_a_clock_that_is_near_enough_is_well(seen: Make, skew: float) -> None:
    assert state(seen(clock_skew=skew), "clock")[0] == "good"


def test_launches_that_fail_since_the_last_good_one_need_attention(seen: Make) -> None:
    row = seen(launched_at=timezone.now() - dt.timedelta(minutes=5))
    observing.refused(Refusal.Step.LAUNCH, errors.AudienceMismatch("x"), registration_pk=row.pk)
    observing.flush(everything=True)

    assert state(row, "failed_launches") == ("attention", "1 in 24 hours; the newest: aud_mismatch.")
    PlatformHealth.objects.update(launched_at=timezone.now())
    assert state(Registration.objects.get(), "failed_launches")[0] == "good"
    Refusal.objects.update(at=timezone.now() - dt.timedelta(hours=25))
    assert state(Registration.objects.get(), "failed_launches") == ("good", "None in 24 hours.")


def test_a_deployment_that_waits_and_a_platform_that_is_off_need_attention(seen: Make) -> None:
    row = seen()
    Deployment.objects.create(registration=row, deployment_id="2")
    assert state(row, "registration") == ("attention", "1 deployment(s) wait for approval.")
    row.is_active = False

    assert state(row, "registration")[0] == "attention"


@pytest.mark.parametrize(
    ("kind", "minutes", "expected"),
    [
        (Outcome.State.WAITING, 1, "good"),
        (Outcome.State.WAITING, 20, "attention"),
        (Outcome.State.REFUSED, 0, "attention"),
        (Outcome.State.SENT, 20, "good"),
    ],
)
def test_grades_that_wait_long_or_were_refused_need_attention(
    seen: Make, kind: str, minutes: int, expected: str
) -> None:
    row = seen()
    link = ResourceLink.objects.create(deployment=row.deployments.get(), lti_id="l", block_type="done")
    Outcome.objects.create(
        person=Person.objects.create(issuer=row.issuer, subject="anna"),
        link=link,
        state=kind,
        changed_at=timezone.now() - dt.timedelta(minutes=minutes),
    )

    assert state(row, "grades")[0] == expected


def test_notices_are_told_of_only_where_they_are_offered(seen: Make) -> None:
    row = seen()
    assert "notices" not in {sign.name for sign in health.of_platform(row).signs}
    service = NoticeService.objects.create(
        deployment=row.deployments.get(), url="https://lms.example/n", next_try_at=timezone.now()
    )
    assert state(row, "notices")[0] == "unknown"
    service.problem = "token_refused"
    service.save()
    assert state(row, "notices")[0] == "attention"


def test_a_signing_key_that_cannot_be_opened_needs_attention(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert health.of_service().state == "unknown"
    keyring.signing_key()
    assert health.of_service().state == "good"
    settings.SECRET_KEY = "another"
    monkeypatch.setattr(keyring, "_loaded", {})

    assert "keys rotate --now" in health.of_service().sign("signing_key").words.nl


def test_every_sign_has_a_label_and_words_in_both_languages(seen: Make) -> None:
    for report in (health.of_service(), health.of_platform(seen())):
        for sign in report.signs:
            assert LABELS[sign.name].nl
            assert sign.words.nl
            assert sign.words.en


def test_the_command_prints_every_platform_and_what_to_look_at(seen: Make) -> None:
    seen(clock_skew=100.0)
    out = io.StringIO()
    call_command("health", stdout=out)

    assert "Test platform: LOOK" in out.getvalue()
    assert "  LOOK Clock: The platform's clock is 100 s ahead." in out.getvalue()


def test_the_command_writes_json_for_a_monitor(seen: Make) -> None:
    keyring.signing_key()
    row = seen()
    document = read_json()
    assert document["well"] is True
    assert [report["title"] for report in document["reports"]] == ["winternship", "Test platform"]
    row.is_active = False
    row.save()

    document = read_json()
    assert document["well"] is False
    assert document["reports"][1]["signs"]["registration"]["state"] == "attention"


def read_json() -> Any:
    out = io.StringIO()
    call_command("health", "--json", stdout=out)
    return json.loads(out.getvalue())
