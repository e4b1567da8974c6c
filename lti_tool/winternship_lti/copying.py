"""Course copy: a link that is new here takes over what an author set at the link it was copied from.

The platform gives the copy another id [Core 5.3.5]. What its launch still says is the stable id of the activity and,
if the platform fills them in, which links and courses it was copied from. Only settings, content and structure are
taken over; what people did stays where they did it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .models import BlockState, ResourceLink
from .notices import copied_from
from .protocol.lineage import Lineage
from .runtime.keys import PATTERN, UsageId
from .runtime.store import NOBODY

SETTINGS = "settings"
STRUCTURE = frozenset({"children", "parent"})
AUTHORS_SCOPES = frozenset({SETTINGS, "content", *STRUCTURE})


def take_over(link: ResourceLink, lineage: Lineage) -> ResourceLink | None:
    """Give a new link the author's settings of the one it is a copy of, and return that one. In a transaction."""
    origin = find_origin(link, lineage)
    if origin is not None:
        copy_settings(origin, link)
    return origin


def find_origin(link: ResourceLink, lineage: Lineage) -> ResourceLink | None:
    """Return the nearest link that this one can be a copy of, within the same registration.

    It must show the same kind of block under the same activity id, so that typing another link's number into a custom
    parameter gets nobody the settings of an activity that our picker placed. Without a history only the activity's
    id tells, and only if it is one that cannot be guessed; the newest link that has it counts.
    """
    # Two queries of their own: a first launch of a link is rare, and most links descend from nothing.
    same = ResourceLink.objects.filter(
        deployment__registration=link.deployment.registration_id,
        block_type=link.block_type,
        activity_id=link.activity_id,
    ).exclude(pk=link.pk)
    if lineage.links:
        rows = same.filter(deployment=link.deployment_id, lti_id__in=lineage.links)
        found = _first(rows, lineage.links, lambda row: row.lti_id)
        if found is not None:
            return found
    rows = same.select_related("context").order_by("-pk")
    # A notice is signed by the platform: within the course that it names, an id that is not random will do.
    told = copied_from(link.context) if link.context and link.activity_id else ()
    if not lineage.is_random:
        return _first(rows, told, _context_of)
    return _first(rows, (*lineage.contexts, *told), _context_of) or rows.first()


def _context_of(link: ResourceLink) -> str:
    return link.context.lti_id if link.context else ""


def copy_settings(origin: ResourceLink, link: ResourceLink) -> None:
    """Copy every block's settings, content and structure; ids of blocks in them are changed along."""
    rows = list(
        BlockState.objects.filter(target__startswith=f"{origin.pk}.", owner=NOBODY, scope__in=AUTHORS_SCOPES)
    )
    ids = {row.target for row in rows} | {
        text for row in rows if row.scope in STRUCTURE for text in _texts(row.fields)
    }
    renamed = {old: _moved(old, link) for old in ids if PATTERN.match(old) and UsageId(old).link == origin.pk}
    BlockState.objects.bulk_create(
        [
            BlockState(
                scope=row.scope,
                target=_moved(row.target, link),
                owner=NOBODY,
                fields=_renamed(row.fields, renamed),
            )
            for row in rows
        ],
        ignore_conflicts=True,
    )


def make_way(link: ResourceLink) -> None:
    """Forget what an author set earlier in the fields that a new choice for the same link sets: the choice counts."""
    root = UsageId.root(link.pk, link.block_type)
    row = BlockState.objects.select_for_update().filter(scope=SETTINGS, target=root, owner=NOBODY).first()
    if row is not None and row.fields.keys() & link.settings.keys():
        row.fields = {name: value for name, value in row.fields.items() if name not in link.settings}
        row.save(update_fields=["fields", "changed_at"])


def _first(rows: Iterable[ResourceLink], order: tuple[str, ...], key: Any) -> ResourceLink | None:
    known = {key(row): row for row in reversed(list(rows))}
    return next((known[name] for name in order if name in known), None)


def _moved(usage: str, link: ResourceLink) -> str:
    return f"{link.pk}.{usage.partition('.')[2]}"


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in inside for text in _texts(part)]


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    if isinstance(value, dict):
        return {key: _renamed(part, names) for key, part in value.items()}
    return value
