"""Writes who came, where, and in which role; a warm launch (nothing new) costs one SELECT.

Roles are replaced, never added to. Titles and settings follow the platform.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from . import auditing, copying, launch_store
from .errors import ActivityUnknown
from .launch_store import Place
from .models import Context, Membership, Person, ResourceLink
from .protocol import names
from .protocol.claims import Launch
from .protocol.deep_linking import FIELD_PREFIX
from .protocol.lineage import read_lineage
from .registry import KnownPlatform

TITLE_LENGTH = 255


def place(platform: KnownPlatform, deployment_pk: int, launch: Launch) -> Place:
    """Return the rows of this launch, made or brought up to date where needed. Call it in a transaction."""
    wanted = _wanted(launch)
    digest = _digest(launch, wanted)
    if launch.subject is not None:
        known = launch_store.known_place(platform.issuer, launch.subject, deployment_pk, _link_id(launch))
        if known is not None and known[1] == digest:
            return known[0]
    link = _link(deployment_pk, launch, wanted)
    if launch.subject is None:
        return Place(None, link.pk, None)
    person, _ = _get_or_create(Person, issuer=platform.issuer, subject=launch.subject)
    membership = _membership(person, link, launch, digest)
    return Place(person.pk, link.pk, membership.pk)


def grade_service(launch: Launch) -> str:
    """Return what later calls need of the launch's AGS and NRPS claims as JSON; "{}" when there are none."""
    ags = launch.ags
    claim: dict[str, object] = {}
    if ags is not None:
        claim |= {"lineitem": ags.lineitem, "lineitems": ags.lineitems, "scope": ags.scope}
    if launch.nrps is not None:
        claim["members"] = launch.nrps.url
    return json.dumps(claim)


def _wanted(launch: Launch) -> dict[str, Any]:
    """The columns of the link that the launch decides."""
    resource = launch.resource_link
    block_type = launch.custom.get("block") or settings.DEFAULT_BLOCK
    if block_type not in settings.HOSTED_BLOCKS:
        raise ActivityUnknown(
            f"the link asks for block {block_type[:100]!r}; this service shows {', '.join(settings.HOSTED_BLOCKS)}"
        )
    return {
        "title": ((resource.title if resource else "") or "")[:TITLE_LENGTH],
        "block_type": block_type,
        "activity_id": read_lineage(launch.custom).activity,
        "settings": {
            key.removeprefix(FIELD_PREFIX): value
            for key, value in launch.custom.items()
            if key.startswith(FIELD_PREFIX)
        },
    }


def _digest(launch: Launch, wanted: dict[str, Any]) -> str:
    """All that this launch may change, and the day: equal digests mean that there is nothing to write today."""
    context = launch.context
    said = [
        localdate().isoformat(),
        launch.roles.exact,
        wanted,
        [context.id, context.title] if context else None,
    ]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _link(deployment_pk: int, launch: Launch, wanted: dict[str, Any]) -> ResourceLink:
    context = None
    if launch.context is not None:
        context, _ = _get_or_create(Context, deployment_id=deployment_pk, lti_id=launch.context.id)
        _update(context, title=(launch.context.title or "")[:TITLE_LENGTH])
    link: ResourceLink
    link, is_new = _get_or_create(
        ResourceLink,
        deployment_id=deployment_pk,
        lti_id=_link_id(launch),
        defaults={**wanted, "context": context},
    )
    if is_new:
        copying.take_over(link, read_lineage(launch.custom))
    elif launch.message_type != names.RESOURCE_LINK:
        return link  # a review may come without the link's custom parameters: it changes nothing
    changed = _update(link, context=context, **wanted)
    if "activity_id" in changed and link.activity_id:
        copying.make_way(link)  # someone chose anew for the same link, as Open edX has it
    return link


def _membership(person: Person, link: ResourceLink, launch: Launch, digest: str) -> Membership:
    now = {
        "roles": list(launch.roles.exact),
        "is_instructor": launch.roles.is_instructor,
        "seen_on": localdate(),
        "digest": digest,
    }
    membership: Membership
    membership, is_new = _get_or_create(Membership, person=person, link=link, defaults=now)
    before = membership.is_instructor and not is_new
    _update(membership, **now)
    auditing.role_changed(person, link, before=before, after=launch.roles.is_instructor)
    return membership


def _link_id(launch: Launch) -> str:
    return launch.resource_link.id if launch.resource_link else ""


def _get_or_create(model: type[Any], defaults: dict[str, Any] | None = None, **key: Any) -> tuple[Any, bool]:
    # Two first launches at once both find nothing; the loser of the insert reads the winner's row.
    found = model.objects.filter(**key).first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return model.objects.create(**key, **(defaults or {})), True
    except IntegrityError:
        return model.objects.get(**key), False


def _update(row: models.Model, **values: Any) -> list[str]:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return changed
