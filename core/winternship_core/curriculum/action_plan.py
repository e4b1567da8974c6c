"""The plan a reader makes, to take along: as a sheet, or as days in a calendar."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from winternship_core.text import Text

HEADER: Final = (Text("stap", "step"), Text("wie", "who"), Text("wanneer", "when"), Text("klaar", "done"))
YES: Final = Text("ja", "yes")
TITLE: Final = Text("Actieplan stage", "Internship action plan")
Rows = Iterable[Mapping[str, Any]]
# A cell that starts so is a formula to a spreadsheet.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def plan_csv(rows: Rows, language: str) -> str:
    """The rows (``step``, ``who``, ``when``, ``done``) as CSV that no spreadsheet takes for formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name.in_language(language) for name in HEADER])
    for row in rows:
        done = YES.in_language(language) if row.get("done") else ""
        writer.writerow([*(_harmless(str(row.get(name, ""))) for name in ("step", "who", "when")), done])
    return out.getvalue()


def plan_ics(rows: Rows, language: str) -> bytes:
    """The rows that have a date and are not done, as all-day events; needs the package icalendar."""
    from icalendar import Calendar, Event  # noqa: PLC0415  only this needs it

    calendar = Calendar()
    calendar.add("prodid", "-//winternship//action plan//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", TITLE.in_language(language))
    for row in rows:
        if not row.get("when") or row.get("done"):
            continue
        day = date.fromisoformat(str(row["when"]))
        event = Event()
        who = f" ({row['who']})" if row.get("who") else ""
        event.add("summary", f"{row.get('step', '')}{who}")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
        event.add("uid", _uid(row))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(row: Mapping[str, Any]) -> str:
    """The same step of the same plan is the same event when it is taken into a calendar again."""
    return f"{sha256(str(row.get('step', '')).encode()).hexdigest()[:32]}@winternship"


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
