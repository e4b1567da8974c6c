"""What each kind of message opens, and what its visit must remember of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .launch_store import Place
from .models import LaunchSession, Person
from .protocol import names
from .protocol.claims import DeepLinking, Launch

Kind = LaunchSession.Kind
KINDS: Mapping[str, Kind] = {
    names.RESOURCE_LINK: Kind.ACTIVITY,
    names.DEEP_LINKING: Kind.PICK,
    names.SUBMISSION_REVIEW: Kind.REVIEW,
    names.DATA_PRIVACY: Kind.PRIVACY,
}
# Which page a visit of each kind begins at; see urls.
PAGES: Mapping[str, str] = {
    Kind.ACTIVITY: "visit",
    Kind.PICK: "visit-pick",
    Kind.REVIEW: "visit-review",
    Kind.PRIVACY: "visit-privacy",
}
# Nothing is written of who chooses content or asks about someone: the visit alone says what they may do.
NOWHERE = Place(None, None, None)


def kind_of(launch: Launch) -> Kind:
    """Return what a launch opens. Who asks for a review of their own work gets the activity itself [SR 2]."""
    kind = KINDS[launch.message_type]
    if kind == Kind.REVIEW and launch.for_user is not None and launch.for_user.user_id == launch.subject:
        return Kind.ACTIVITY
    return kind


def has_link(kind: Kind) -> bool:
    """Say whether a visit of this kind is to one link. Open edX names one when content is chosen too: not that."""
    return kind in {Kind.ACTIVITY, Kind.REVIEW}


def request_of(kind: Kind, launch: Launch) -> str:
    """Return as JSON text what the answer to a deep linking request needs later; "{}" for other messages."""
    if kind != Kind.PICK or launch.deep_linking is None:
        return "{}"
    return json.dumps({"deployment_id": launch.deployment_id, "settings": asdict(launch.deep_linking)})


def about(kind: Kind, launch: Launch) -> int | None:
    """Return the key of the person whose work a review is of, or None for one who never came here."""
    if kind != Kind.REVIEW or launch.for_user is None:
        return None
    person = Person.objects.filter(issuer=launch.issuer, subject=launch.for_user.user_id)
    return person.values_list("pk", flat=True).first()


def deep_linking_of(request: Mapping[str, Any]) -> DeepLinking:
    """Return the settings that `request_of` wrote down."""
    stored = dict(request["settings"])
    for name in ("accept_types", "document_targets"):
        stored[name] = tuple(stored[name])
    return DeepLinking(**stored)
