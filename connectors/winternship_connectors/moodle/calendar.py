"""A placement's period in Moodle's calendar: two events of its group, on the first day and on the last.

One event of months would stand on each of its days. Moodle keeps no key of an event, so ours hold one in their
description, and are found by it among the events of the group. Of two requests at one moment the older event stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Context, Fields
from winternship_connectors.errors import AuthFailed, Rejected
from winternship_connectors.moodle.calling import call, in_pages
from winternship_connectors.records import Record

FUNCTIONS: Final = (
    "core_calendar_create_calendar_events",
    "core_calendar_delete_calendar_events",
    "core_calendar_get_calendar_events",
)
_ENDS: Final = ("begin", "end")
_WORDS: Final = {
    "nl": {"begin": "Begin stage", "end": "Einde stage", "mark": "Kenmerk"},
    "en": {"begin": "Start of placement", "end": "End of placement", "mark": "Reference"},
}
_MARK: Final = re.compile(r"(winternship/[^/\s<]+/[\w-]+)/(begin|end)\b", re.ASCII)
_PLAIN: Final = 2  # the format of the description: no HTML
_NO_GROUP: Final = 0


@dataclass(frozen=True, slots=True)
class Event:
    """An event with our mark. ``day`` is its first day in Amsterdam, as YYYY-MM-DD."""

    id: int
    group: int
    idnumber: str
    which: str
    name: str
    day: str

    def fits(self, fields: Fields) -> bool:
        """Whether it says what these fields want."""
        return self.name == fields[self.which] and self.day == fields[f"{self.which}_on"]


def fields(record: Record, company: str, idnumber: str, language: str) -> Fields:
    """What the two events of a placement say; the real last day once there is one."""
    period, words = record.period, _WORDS[language]
    last = max(period.ended_on or period.ends_on, period.starts_on)
    return {
        "idnumber": idnumber,
        "begin": f"{words['begin']}: {company}"[:254],
        "begin_on": period.starts_on.isoformat(),
        "end": f"{words['end']}: {company}"[:254],
        "end_on": last.isoformat(),
    }


def told(events: Sequence[Event], idnumber: str) -> Fields:
    """The fields as they are there; those of an event that somebody deleted are empty."""
    found: dict[str, str] = {"idnumber": idnumber}
    for which in _ENDS:
        one = next((one for one in events if one.which == which), None)
        found |= {which: one.name if one else "", f"{which}_on": one.day if one else ""}
    return found


def may_see(context: Context) -> bool:
    """Whether Moodle tells us the events of a group that we are not in."""
    return not _answer(context, [_NO_GROUP])["warnings"]


def listed(context: Context, groups: Sequence[int]) -> list[Event]:
    """The events with our mark of these groups, oldest first. Raises AuthFailed when Moodle keeps them back."""
    found: list[Event] = []
    for page in in_pages(groups):
        answer = _answer(context, page)
        if answer["warnings"]:
            raise AuthFailed(
                "core_calendar_get_calendar_events: Moodle does not show us the events of a group"
            )
        found += [event for one in answer["events"] if (event := _event(one))]
    return sorted(found, key=lambda one: one.id)


def bring(context: Context, fields: Fields, group: int, *, anew: bool) -> None:
    """Let the group have the two events as these fields want. Raises Rejected when both are gone and not ``anew``."""
    there = _ours(context, fields, group)
    if not there and not anew:
        raise Rejected(
            "the events are no longer in Moodle; somebody deleted them", fields={"idnumber": "not there"}
        )
    wanted = [which for which in _ENDS if fields[which] and fields[f"{which}_on"]]
    made = _create(context, fields, group, [which for which in wanted if not _fitting(there, fields, which)])
    if made:
        there = _ours(context, fields, group)
        # Of several requests at once each keeps the oldest, so ours may be gone again; but then another is there.
        if any(_fitting(there, fields, which) is None for which in wanted):
            _delete(context, made)
            raise AuthFailed(
                "core_calendar_get_calendar_events: Moodle does not show us the events that we made"
            )
    kept = {_fitting(there, fields, which) for which in wanted}
    _delete(context, {one.id for one in there if one.id not in kept})


def remove(context: Context, group: int, prefix: str) -> None:
    """Delete our events of a group; those that are gone already are well."""
    _delete(context, {one.id for one in listed(context, [group]) if one.idnumber.startswith(prefix)})


def _fitting(there: Sequence[Event], fields: Fields, which: str) -> int | None:
    """The id of the oldest event that needs no change."""
    return next((one.id for one in there if one.which == which and one.fits(fields)), None)


def _ours(context: Context, fields: Fields, group: int) -> list[Event]:
    return [one for one in listed(context, [group]) if one.idnumber == fields["idnumber"]]


def _create(context: Context, fields: Fields, group: int, missing: Sequence[str]) -> list[int]:
    course, mark = context.settings.config["course"], _WORDS[context.settings.language]["mark"]
    about = {"courseid": course, "groupid": group, "eventtype": "group", "format": _PLAIN}
    events = [
        about
        | _span(str(fields[f"{which}_on"]))
        | {"name": fields[which], "description": f"{mark}: {fields['idnumber']}/{which}"}
        for which in missing
    ]
    if not events:
        return []
    answer = call(context, "core_calendar_create_calendar_events", {"events": events})
    if answer["warnings"]:  # this is how it refuses
        raise AuthFailed("core_calendar_create_calendar_events: Moodle does not let us make an event")
    return [int(one["id"]) for one in answer["events"]]


def _delete(context: Context, ids: Iterable[int]) -> None:
    """One by one, since Moodle refuses all when one is gone; which another request may have done just now."""
    for one in sorted(ids):
        try:
            doomed = [{"eventid": one, "repeat": False}]
            call(context, "core_calendar_delete_calendar_events", {"events": doomed})
        except Rejected as error:
            if error.fields.get("moodle") != "invalidrecord":
                raise


def _answer(context: Context, groups: Sequence[int]) -> dict[str, Any]:
    """With any course or person in the question, Moodle leaves out the events of groups."""
    options = {"userevents": False, "siteevents": False}
    asked = {"events": {"groupids": groups}, "options": options}
    found: dict[str, Any] = call(context, "core_calendar_get_calendar_events", asked)
    return found


def _event(one: dict[str, Any]) -> Event | None:
    mark = _MARK.search(str(one.get("description") or ""))
    if mark is None:
        return None
    day = dt.datetime.fromtimestamp(int(one["timestart"]), AMSTERDAM).date().isoformat()
    return Event(int(one["id"]), int(one["groupid"]), mark[1], mark[2], unescape(one["name"]), day)


def _span(day: str) -> dict[str, int]:
    """A whole day in Amsterdam in seconds, 23 or 25 hours when the clock changes; Moodle has no other whole days."""
    first = dt.date.fromisoformat(day)
    starts, ends = (
        int(dt.datetime.combine(one, dt.time(), AMSTERDAM).timestamp())
        for one in (first, first + dt.timedelta(days=1))
    )
    return {"timestart": starts, "timeduration": ends - starts - 1}
