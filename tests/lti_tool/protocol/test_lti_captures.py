"""Recorded launches of a Moodle 4.5 and an Open edX of the Teak period, signed anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from winternship_lti.protocol import launch, names
from winternship_lti.protocol.claims import Launch
from winternship_lti.testing import FakePlatform

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture
def recorded() -> Callable[[str], Launch]:
    """Launch with the claims of a recording, at the second in which the platform made them."""

    def run(name: str) -> Launch:
        claims: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
        platform = FakePlatform(
            issuer=claims["iss"],
            client_id=claims["aud"],
            nonce=claims["nonce"],
            target_link_uri=claims[names.TARGET_LINK_URI],
            now=lambda: float(claims["iat"]),
        )
        return launch.verify(
            platform.sign(claims),
            transaction=platform.transaction(deployment_hint="1"),
            registration=platform.registration(),
            keys=platform.keys(),
            now=platform.now(),
        )

    return run


def test_a_student_of_moodle(recorded: Callable[[str], Launch]) -> None:
    found = recorded("moodle_student")
    assert (found.subject, found.roles.is_learner, found.roles.is_instructor) == ("4", True, False)
    assert (found.platform.family, found.platform.version) == ("moodle", "2024100705.01")
    assert (found.name, found.locale) == ("Stu1 Dent", "en")
    assert found.custom["linkhistory"] == "$ResourceLink.id.history"
    assert found.ags is not None
    assert found.ags.can_score
    assert found.ags.lineitem == "http://127.0.0.1:8090/mod/lti/services.php/2/lineitems/2/lineitem?type_id=1"
    assert found.return_url is not None
    assert found.nrps is not None
    assert found.nrps.versions == ("1.0", "2.0")


def test_a_teacher_of_moodle(recorded: Callable[[str], Launch]) -> None:
    found = recorded("moodle_teacher")
    assert (found.subject, found.roles.is_instructor, found.roles.is_learner) == ("3", True, False)


def test_deep_linking_of_moodle(recorded: Callable[[str], Launch]) -> None:
    found = recorded("moodle_deep_linking")
    assert found.deep_linking is not None
    assert found.deep_linking.accept_types == ("ltiResourceLink",)
    assert (found.deep_linking.accept_multiple, found.deep_linking.data) == (True, None)
    assert "resourcelink" not in found.custom
    assert found.resource_link is None
    assert found.ags is not None
    assert not found.ags.can_score


def test_a_learner_of_open_edx(recorded: Callable[[str], Launch]) -> None:
    found = recorded("openedx_learner")
    assert (found.roles.is_learner, found.roles.is_instructor) == (True, False)
    assert found.resource_link is not None
    assert found.resource_link.id == "block-v1:Harness+OLX1+run1+type@lti_consumer+block@lti1"
    assert (found.platform.family, found.custom) == (None, {"room": "r7"})
    assert found.context is not None
    assert found.context.id == "course-v1:Harness+OLX1+run1"


def test_deep_linking_of_open_edx(recorded: Callable[[str], Launch]) -> None:
    found = recorded("openedx_deep_linking")
    assert found.deep_linking is not None
    assert found.deep_linking.accept_types == ("ltiResourceLink", "link", "html", "image")
    assert found.deep_linking.auto_create is True
    assert found.resource_link is not None
    assert (found.custom, found.presentation.document_target) == ({}, None)
