"""From a pasted link to a launch, at each platform that can register tools: nothing is typed over in between."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from winternship_lti import registering
from winternship_lti.models import Deployment, Invitation, Registration
from winternship_lti.protocol import names
from winternship_lti.registry import registry
from winternship_lti.testing import Platform
from winternship_lti.testing.lms import Tool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_networks(settings: Any) -> None:
    """The platforms of these tests live on loopback."""
    settings.ALLOW_PRIVATE_NETWORKS = True


def connect(lms: Platform, *, activate: bool) -> tuple[Registration, Tool]:
    """Both administrators do their part: the link, the click, and switching the tool on."""
    invitation = Invitation.objects.create(name="LMS", activate=activate, expires_at=registering.expiry())
    pasted = urlsplit(lms.invite(registering.link_of(invitation)))
    page = Client().post(pasted.path, dict(parse_qsl(pasted.query)), follow=True)
    assert page.status_code == 200, page.content.decode()
    lms.activate(lms.tools[-1])
    return Registration.objects.get(), lms.tools[-1]


def open_activity(lms: Platform, tool: Tool) -> Any:
    """A student opens a link to this tool, and the browser brings everything along."""
    course = lms.course("Win-Winternship")
    anna = lms.person("Anna Alves", course)
    link = lms.link(course, tool, title="Self-assessment")
    login, client = lms.launch(link, anna).login(), Client()
    send = client.post if login.method == "POST" else client.get
    answer = lms.answer(send(urlsplit(login.url).path, login.params)["Location"])
    return client.post(urlsplit(answer.url).path, answer.form)


@pytest.mark.parametrize("kind", ["plain", "moodle", "canvas", "brightspace"])
def test_a_platform_that_registered_itself_launches(kind: str) -> None:
    with Platform(kind) as lms:
        row, tool = connect(lms, activate=True)

        assert (row.issuer, row.client_id) == (tool.issuer, tool.client_id)
        assert row.token_audience in {"", tool.token_audience}
        assert open_activity(lms, tool).status_code == 303


def test_a_platform_that_waits_launches_only_after_approval() -> None:
    with Platform("moodle") as lms:
        row, tool = connect(lms, activate=False)
        course = lms.course("Win-Winternship")
        login = lms.launch(lms.link(course, tool), lms.person("Anna Alves", course)).login()
        assert Client().post("/lti/login", login.params).status_code == 403

        registering.approve(row)
        assert open_activity(lms, tool).status_code == 303


def test_the_answer_of_a_moodle_that_overstates_is_kept_beside_what_was_asked() -> None:
    with Platform("moodle") as lms:
        connect(lms, activate=True)

        kept = Invitation.objects.get()
        assert {names.SCOPE_LINEITEM, names.SCOPE_SCORE} <= {*kept.asked["scopes"]}
        assert {*kept.asked["scopes"]} <= {*kept.granted["scopes"]}


def test_the_first_deployment_comes_in_by_itself_and_the_second_one_waits() -> None:
    with Platform("plain") as lms:
        row, tool = connect(lms, activate=True)
        # As of a platform that names its deployments at the launch alone.
        Invitation.objects.update(awaits_deployment=True)
        row.deployments.all().delete()

        assert open_activity(lms, tool).status_code == 303
        row.deployments.update(deployment_id="another")
        registry.forget()
        assert open_activity(lms, tool).status_code == 403
        assert {*row.deployments.values_list("status", flat=True)} == {
            Deployment.Status.ACTIVE,
            Deployment.Status.PENDING,
        }
