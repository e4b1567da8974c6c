"""Setting up: safe to repeat, and the values it prints are those the tool will meet."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from lti_consumer.models import Lti1p3Passport, LtiConfiguration

from practice_lms.models import Activity, Course, Person


def printed(*command: str) -> str:
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_setting_up_again_keeps_people_keys_and_configurations() -> None:
    def remembered() -> list[Any]:
        return [
            list(Person.objects.order_by("pk").values()),
            list(Activity.objects.order_by("pk").values()),
            list(Lti1p3Passport.objects.values()),
            list(LtiConfiguration.objects.order_by("pk").values()),
        ]

    printed("practice_setup")
    before = remembered()
    printed("practice_setup")
    assert remembered() == before
    assert [len(rows) for rows in before] == [5, 9, 1, 9]


def test_a_new_address_of_the_tool_is_taken_over(filled: None, settings: Any) -> None:
    settings.TOOL_URL = "http://127.0.0.1:9999"
    printed("practice_setup")
    assert set(LtiConfiguration.objects.values_list("lti_1p3_launch_url", "lti_1p3_oidc_url")) == {
        ("http://127.0.0.1:9999/lti/launch", "http://127.0.0.1:9999/lti/login")
    }
    assert Lti1p3Passport.objects.get().lti_1p3_tool_keyset_url == "http://127.0.0.1:9999/lti/jwks"


def test_the_connection_is_printed_for_scripts_and_for_people(filled: None) -> None:
    values = json.loads(printed("practice_connection", "--json"))
    assert set(values) == {"issuer", "client_id", "deployment_id", "auth_url", "token_url", "keyset_url"}
    assert values["issuer"] == "http://localhost:8000"
    assert printed("practice_connection").splitlines()[0] == "issuer: http://localhost:8000"


def test_the_page_for_connecting_shows_what_the_command_prints(filled: None, client: Any) -> None:
    page = client.get("/connect/").content.decode()
    for value in json.loads(printed("practice_connection", "--json")).values():
        assert f"<code>{value}</code>" in page


def test_every_activity_is_reached_with_one_registration(filled: None) -> None:
    clients = {activity.configuration.lti_1p3_client_id for activity in Activity.objects.all()}
    assert clients == {"winternship-practice"}
    assert Course.objects.count() == 3
