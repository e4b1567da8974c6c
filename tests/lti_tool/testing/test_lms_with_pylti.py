"""A tool built with PyLTI1p3, which knows nothing of us, works with every platform: launch, grades, roster, picking."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.test import RequestFactory
from pylti1p3.contrib.django import DjangoMessageLaunch, DjangoOIDCLogin
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.grade import Grade
from pylti1p3.lineitem import LineItem
from pylti1p3.tool_config import ToolConfDict

from tests.lti_tool.testing.tool_side import LTI, School, key_set, school, tool_key
from winternship_lti.testing import PROFILES
from winternship_lti.testing.lms.browsing import Form

EVERY = sorted(PROFILES)


def configured(at: School) -> ToolConfDict:
    """PyLTI's own record of the platform, with what the platform told."""
    tool = at.link.tool
    settings = {
        "client_id": tool.client_id,
        "auth_login_url": tool.auth_url,
        "auth_token_url": tool.token_url,
        "auth_audience": tool.token_audience,
        "key_set_url": tool.jwks_url,
        "deployment_ids": [tool.deployment_id],
    }
    config = ToolConfDict({tool.issuer: [settings]})
    key = tool_key("tool")
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    config.set_private_key(tool.issuer, private, client_id=tool.client_id)
    config.set_public_key(tool.issuer, public, client_id=tool.client_id)
    # PyLTI names its key by a thumbprint of its own making: the platform is told that one.
    tool.jwks = lambda: {"keys": config.get_jwks(tool.issuer, tool.client_id)["keys"] + key_set()["keys"]}
    return config


def launched(at: School, opening: Any) -> DjangoMessageLaunch:
    """Log in and launch through PyLTI, with one session for both requests."""
    config, session, factory = configured(at), {}, RequestFactory()
    asked = opening.login()
    login = getattr(factory, asked.method.lower())("/login", asked.params)
    login.session = session
    sent = DjangoOIDCLogin(login, config).redirect(at.tool.redirect_uris[0])
    answer = at.lms.answer(sent["Location"])
    launch = factory.post("/launch", answer.form)
    launch.session = session
    launch.COOKIES = {name: cookie.value for name, cookie in sent.cookies.items()}
    message = DjangoMessageLaunch(launch, config)
    message.get_launch_data()  # validates
    return message


def graded(user_id: str, points: float) -> Grade:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return (
        Grade()
        .set_score_given(points)
        .set_score_maximum(10)
        .set_timestamp(now)
        .set_activity_progress("Completed")
        .set_grading_progress("FullyGraded")
        .set_user_id(user_id)
    )


@pytest.mark.parametrize("quirks", EVERY)
def test_it_launches_grades_and_reads_the_roster(quirks: str) -> None:
    with school(quirks) as at:
        message = launched(at, at.lms.launch(at.link, at.anna))
        data = message.get_launch_data()
        message.get_ags().put_grade(graded(data["sub"], 7.5))
        people = message.get_nrps().get_members()
        grade = at.lms.grades[at.anna, at.link]
    assert data[LTI + "custom"]["lesson"] == "42"
    assert grade.points == 75
    assert [person["user_id"] for person in people] == [at.anna.id, at.tess.id]


@pytest.mark.parametrize("quirks", EVERY)
def test_it_makes_a_column_and_finds_it_again(quirks: str) -> None:
    with school(quirks) as at:
        ags = launched(at, at.lms.launch(at.link, at.tess)).get_ags()
        column = (
            LineItem().set_label("Extra").set_score_maximum(20).set_tag("extra").set_resource_id("unit-x")
        )
        made = ags.find_or_create_lineitem(column, find_by="resource_id")
        again = ags.find_or_create_lineitem(column, find_by="resource_id")
        labels = [one.label for one in at.lms.columns(at.course)]
    assert made.get_id() == again.get_id()
    assert labels == ["Self-assessment", "Extra"]


@pytest.mark.parametrize("quirks", EVERY)
def test_its_picker_brings_something_that_can_be_launched(quirks: str) -> None:
    with school(quirks) as at:
        message = launched(at, at.lms.pick(at.course, at.link.tool, at.tess))
        item = (
            DeepLinkResource()
            .set_url(at.tool.target_url)
            .set_title("Lesson")
            .set_custom_params({"lesson": "7"})
        )
        form = Form(message.get_deep_link().output_response_form([item]))
        answer = requests.post(form.action, data=form.fields, timeout=5)
        assert answer.status_code == 200, answer.text
        at.link = at.lms.picked[-1].links[0]
        data = launched(at, at.lms.launch(at.link, at.anna)).get_launch_data()
    assert data[LTI + "custom"]["lesson"] == "7"
