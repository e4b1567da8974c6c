"""So that a test says what is special about its launch, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ..protocol import names

Claims = dict[str, object]
MEMBERSHIP: Final = "http://purl.imsglobal.org/vocab/lis/v2/membership"
INSTITUTION: Final = "http://purl.imsglobal.org/vocab/lis/v2/institution/person"
SYSTEM: Final = "http://purl.imsglobal.org/vocab/lis/v2/system/person"
LEARNER: Final = MEMBERSHIP + "#Learner"
INSTRUCTOR: Final = MEMBERSHIP + "#Instructor"


class _Absent(Enum):
    ABSENT = "absent"


ABSENT: Final = _Absent.ABSENT


def changed(claims: Mapping[str, object], changes: Mapping[str, object]) -> Claims:
    """`claims` with `changes` made; a claim changed to ABSENT is left out."""
    return {name: value for name, value in {**claims, **changes}.items() if value is not ABSENT}


@dataclass(frozen=True, slots=True)
class Quirks:
    """In what a platform differs from the plain one, as far as a tool can notice it."""

    family: str | None = "fake"
    lifetime: int = 300  # seconds between iat and exp
    sends_azp: bool = False
    jwk_alg: bool = True
    learner: tuple[str, ...] = (LEARNER,)
    instructor: tuple[str, ...] = (INSTRUCTOR,)
    custom: tuple[tuple[str, object], ...] = ()
    target_on_deep_linking: bool = True
    login_deployment: tuple[str, ...] = ("lti_deployment_id",)


PLAIN: Final = Quirks()
MOODLE: Final = Quirks(
    family="moodle",
    lifetime=60,
    custom=(("linkhistory", "$ResourceLink.id.history"), ("resourcelink", None), ("context_history", "")),
)
OPEN_EDX: Final = Quirks(
    family=None,
    lifetime=3600,
    sends_azp=True,
    learner=(INSTITUTION + "#Student",),
    instructor=(SYSTEM + "#None", INSTITUTION + "#None", INSTRUCTOR),
)
CANVAS: Final = Quirks(
    family="canvas",
    lifetime=3600,
    learner=(INSTITUTION + "#Instructor", INSTITUTION + "#Student", LEARNER, SYSTEM + "#User"),
    instructor=(INSTITUTION + "#Instructor", INSTRUCTOR, SYSTEM + "#User"),
    login_deployment=("lti_deployment_id", "deployment_id"),
)
BRIGHTSPACE: Final = Quirks(family="desire2learn", lifetime=3600, sends_azp=True, jwk_alg=False)
CONFORMANCE_SUITE: Final = Quirks(family="ims", target_on_deep_linking=False)


def resource_link(quirks: Quirks, *, base: str, target: str) -> Claims:
    """The message claims of a resource link launch, without roles and person; services are under `base`."""
    return {
        names.MESSAGE_TYPE: names.RESOURCE_LINK,
        names.VERSION: names.LTI_VERSION,
        names.TARGET_LINK_URI: target,
        names.RESOURCE_LINK_CLAIM: {"id": "link-1", "title": "Self-assessment"},
        names.CONTEXT: {
            "id": "course-1",
            "label": "WIN-1",
            "title": "Win-Winternship",
            "type": ["CourseSection"],
        },
        names.PRESENTATION: {"document_target": "iframe", "locale": "nl", "return_url": f"{base}/course/1"},
        names.TOOL_PLATFORM: {"guid": "fake-platform", "name": "Fake platform"}
        | ({"product_family_code": quirks.family} if quirks.family else {}),
        names.CUSTOM: {"lesson": "42"} | dict(quirks.custom),
        names.AGS_ENDPOINT: {
            "scope": [names.SCOPE_LINEITEM, names.SCOPE_SCORE, names.SCOPE_RESULT_READONLY],
            "lineitems": f"{base}/ags/1/lineitems?type_id=1",
            "lineitem": f"{base}/ags/1/lineitems/2/lineitem?type_id=1",
        },
        names.NRPS_SERVICE: {"context_memberships_url": f"{base}/nrps/1", "service_versions": ["2.0"]},
    }


def deep_linking_settings(*, base: str) -> Claims:
    """Settings that accept everything a tool can offer."""
    return {
        "deep_link_return_url": f"{base}/deep-link-return?course=1",
        "accept_types": ["link", "file", "html", "ltiResourceLink"],
        "accept_presentation_document_targets": ["iframe", "window"],
        "accept_multiple": True,
        "data": "909708",
    }
