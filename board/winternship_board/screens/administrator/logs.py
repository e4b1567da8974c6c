"""The technical log and the log of looks at data of students under 18: codes and moments, no content."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from winternship_board import api
from winternship_board.kinds import KINDS
from winternship_board.screens import saying
from winternship_board.screens.administrator import own
from winternship_board.screens.asking import Ask
from winternship_board.screens.listed import list_screen
from winternship_board.screens.listing import Column, Filter, Listing
from winternship_board.screens.texts import text

_DATES: Final = (Filter("from", text("ad_from"), "date"), Filter("until", text("ad_until"), "date"))
_SORTS: Final = {"newest": text("sort_newest"), "oldest": text("ad_sort_oldest")}


def _kinds(ask: Ask) -> list[tuple[str, str]]:
    named = [
        (kind, own.kind_name(ask.host.language, kind))
        for kind in (*KINDS, "role", "invitation", "person", "retention")
    ]
    return sorted(named, key=lambda pair: pair[1])


def moment(ask: Ask, row: api.Seen) -> str:
    """A moment with its time, for a log."""
    at = timezone.localtime(row.fields["at"])  # type: ignore[arg-type]
    return f"{saying.day(ask.host.language, at)} {at:%H:%M}"


def _what(ask: Ask, row: api.Seen) -> str:
    return f"{own.kind_name(ask.host.language, row.fields['kind'])} {row.fields['object_id']}"


def _action(ask: Ask, row: api.Seen) -> str:
    return ask.say(saying.action(str(row.fields["kind"]), str(row.fields["action"])))


def _role(ask: Ask, row: api.Seen) -> str:
    return saying.role(ask.host.language, str(row.fields.get("by_role") or row.fields.get("role")))


EVENTS: Final = Listing(
    "log",
    "event",
    (
        Column("at", text("ad_at"), show=moment),
        Column("kind", text("ad_about"), show=_what),
        Column("action", text("ad_action"), show=_action),
        Column("by_role", text("ad_role"), show=_role),
        Column("by_person", text("ad_person_number")),
    ),
    filters=(
        Filter("kind", text("ad_about"), choices=_kinds),
        Filter("object_id", text("ad_number"), "text"),
        Filter("by_role", text("ad_role"), choices=own.roles),
        Filter("by_person", text("ad_person_number"), "text"),
        *_DATES,
    ),
    sorts=_SORTS,
    source=api.oversight.technical_log,
    empty=text("ad_log_empty"),
)
LOOKS: Final = Listing(
    "looks",
    "look",
    (
        Column("at", text("ad_at"), show=moment),
        Column("role", text("ad_role"), show=_role),
        Column("person", text("ad_person_number")),
        Column(
            "object_kind",
            text("ad_about"),
            show=lambda ask, row: own.kind_name(ask.host.language, row.fields["object_kind"]),
        ),
    ),
    filters=(
        Filter("role", text("ad_role"), choices=own.roles),
        Filter("object_kind", text("ad_about"), choices=_kinds),
        Filter("person", text("ad_person_number"), "text"),
        *_DATES,
    ),
    sorts=_SORTS,
    source=api.oversight.access_entries,
    empty=text("ad_looks_empty"),
)
LOG: Final = list_screen(
    EVENTS, text("ad_log_title"), own.ADMIN, template="administrator/log.html", more=own.never
)
ACCESS: Final = list_screen(
    LOOKS, text("ad_looks_title"), own.ADMIN, menu=False, template=own.LIST, more=own.never
)
