"""Fields become an event in a calendar object, and back (RFC 5545; one event to an object, RFC 4791 4.1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone

from winternship_connectors.calendars.fields import PLACEMENT, line_of
from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Fields, Value

# The European rule since 1996, without an end: what a library lists year by year stops in 2037.
_ZONE: Final = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")
# What we write; all else that somebody added to the event, such as an alarm, stays.
_OURS: Final = (
    "UID",
    "SEQUENCE",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "STATUS",
    "LOCATION",
    "DESCRIPTION",
    "TRANSP",
)
_NAME: Final = re.compile(r"(placement-[0-9]+)(?:\.(visit-[0-9A-Za-z_-]+))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Names:
    """How our events are called: a UID tells the site, the placement and the part."""

    site: str

    @property
    def host(self) -> str:
        """The right side of a UID."""
        return urlsplit(self.site).hostname or "winternship.invalid"

    def uid(self, object_id: str, part: str) -> str:
        """The UID, the same for ever: ``placement-7@host``, ``placement-7.visit-4@host``."""
        return f"{object_id}@{self.host}" if part == PLACEMENT else f"{object_id}.{part}@{self.host}"

    def whose(self, uid: str) -> tuple[str, str]:
        """Placement and part of a UID; both empty when it is not ours."""
        name, _, host = uid.rpartition("@")
        found = _NAME.fullmatch(name) if host == self.host else None
        return (found[1], found[2] or PLACEMENT) if found else ("", "")


def written(fields: Fields, uid: str, rev: int, now: dt.datetime, there: bytes = b"") -> bytes:
    """The calendar object of these fields; over ``there``, what others added to the event is kept."""
    event = event_of(there) or Event()
    for name in _OURS:
        event.pop(name, None)
    starts, ends, transparency = _span(fields)
    event.add("uid", uid)
    event.add("sequence", rev)
    event.add("dtstamp", now.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("transp", transparency)
    for name in ("summary", "status", "location", "description"):
        if fields[name]:
            event.add(name, fields[name])
    made = Calendar()
    made.add("prodid", "-//winternship//connectors//EN")
    made.add("version", "2.0")
    if "starts_at" in fields:
        made.add_component(Timezone.from_ical(_ZONE))
    made.add_component(event)
    told: bytes = made.to_ical()
    return told


def read(event: Event) -> dict[str, Value]:
    """The fields as they are in an event; whole days for a period, a moment and minutes for a visit."""
    found: dict[str, Value] = {
        "summary": line_of(str(event.get("summary", ""))),
        "status": str(event.get("status", "")).upper(),
        "location": line_of(str(event.get("location", ""))),
        "description": str(event.get("description", "")).replace("\r\n", "\n").strip(),
    }
    found.update(_read_span(event))
    return found


def event_of(data: bytes) -> Event | None:
    """The event of a calendar object, that of the whole series when it repeats; None when there is none to read."""
    try:
        events = Calendar.from_ical(data).walk("VEVENT")
    except (ValueError, IndexError, KeyError):  # what somebody else wrote may be anything
        return None
    series = [one for one in events if "RECURRENCE-ID" not in one]
    return series[0] if series and isinstance(series[0], Event) else None


def uid_of(event: Event) -> str:
    """The UID of an event, empty without one."""
    return str(event.get("uid", ""))


def _span(fields: Fields) -> tuple[Any, Any, str]:
    """Start and end; the end is the first moment after it [RFC 5545 3.6.1]. A whole period keeps nobody occupied."""
    if "starts_on" in fields:
        last = dt.date.fromisoformat(str(fields["ends_on"]))
        return dt.date.fromisoformat(str(fields["starts_on"])), last + dt.timedelta(1), "TRANSPARENT"
    starts = dt.datetime.fromisoformat(str(fields["starts_at"])).astimezone(dt.UTC)
    ends = starts + dt.timedelta(minutes=int(fields["minutes"] or 1))
    return _local(starts), _local(ends), "OPAQUE"


def _local(moment: dt.datetime) -> dt.datetime:
    """The time in Amsterdam; in UTC in the hour that comes twice, of which a local time means the first."""
    there = moment.astimezone(AMSTERDAM)
    return moment if there.fold else there


def _read_span(event: Event) -> Mapping[str, Value]:
    try:
        starts, ends = event.start, event.end
    except Exception:
        return {}
    if not isinstance(starts, dt.datetime) or not isinstance(ends, dt.datetime):
        return {"starts_on": starts.isoformat(), "ends_on": (ends - dt.timedelta(1)).isoformat()}
    local = [one if one.tzinfo else one.replace(tzinfo=AMSTERDAM) for one in (starts, ends)]
    begin, end = (one.astimezone(dt.UTC) for one in local)
    minutes = int((end - begin).total_seconds() // 60)
    return {"starts_at": begin.astimezone(AMSTERDAM).isoformat(), "minutes": minutes}
