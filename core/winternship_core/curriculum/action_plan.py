"""The action plan: rows to begin with, and what to take along as a sheet or as appointments."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, TypedDict
from uuid import UUID, uuid5

from winternship_core.assessment import load_instrument
from winternship_core.errors import ActivityError
from winternship_core.text import Text

if TYPE_CHECKING:
    from icalendar import Event

COLUMNS: Final = {
    "step": Text("stap", "step"),
    "who": Text("wie", "who"),
    "when": Text("wanneer", "when"),
    "done": Text("klaar", "done"),
}
_YES: Final = Text("ja", "yes")
_NO: Final = Text("nee", "no")
_FORMULA: Final = ("=", "+", "-", "@")
# Ours alone: with another one, a second import would double every appointment.
_SPACE_OF_IDS: Final = UUID("0d0b9f0a-6f0b-4c55-9d3b-3a1f3f0f6f51")
Row = Mapping[str, object]


class PlanRow(TypedDict):
    """One row of the plan as it is saved; ``when`` is a date such as 2027-02-01, or empty."""

    step: str
    who: str
    when: str
    done: bool


def plan_rows(steps: Iterable[str], language: str) -> tuple[PlanRow, ...]:
    """Rows to begin a plan with: the steps of the self-assessment by item id, each with the lesson that helps.

    Keeps the order; an id that came before, or that is gone from the self-assessment, is left out.
    """
    items = {item.id: item for item in load_instrument().items}
    found = [items[step] for step in dict.fromkeys(steps) if step in items]
    return tuple(
        PlanRow(step=f"{item.step.in_language(language)} ({item.lesson})", who="", when="", done=False)
        for item in found
    )


def plan_csv(rows: Iterable[Row], language: str) -> str:
    """The plan as a spreadsheet opens it, with a heading; cells as text, and none that starts a formula.

    Rows are as :func:`parse_saved` leaves them; cells that are absent are empty.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(label.in_language(language) for label in COLUMNS.values())
    for row in rows:
        done = (_YES if row.get("done") else _NO).in_language(language)
        writer.writerow([*(_no_formula(_cell(row, name)) for name in ("step", "who", "when")), done])
    return sheet.getvalue()


def plan_ics(rows: Iterable[Row], language: str, now: datetime | None = None) -> bytes:
    """The rows that have a date and are still to do, as appointments of a whole day (RFC 5545).

    Appointments and not to-dos, because the calendars of Google and Outlook leave a VTODO out. They do not make the
    day busy. The id of an appointment hangs on step and person alone: importing again after a date was changed moves
    it. Raises :class:`ActivityError` for a date that is none.
    """
    from icalendar import Calendar  # noqa: PLC0415  only a host that offers calendars has it

    calendar = Calendar()
    calendar.add("prodid", "-//WINternship//action plan//EN")
    calendar.add("version", "2.0")
    stamp = now or datetime.now(UTC)
    seen: Counter[str] = Counter()
    for row in rows:
        name = f"{_line(row, 'step')}\n{_line(row, 'who')}"
        seen[name] += 1
        if _line(row, "when") and not row.get("done"):
            event = _event(row, language, stamp)
            unique = uuid5(_SPACE_OF_IDS, f"{name}\n{seen[name]}")
            event.add("uid", f"{unique}@winternship")
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(row: Row, language: str, stamp: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415  as above

    event = Event()
    event.add("dtstamp", stamp)
    # A start without an end is that one day (RFC 5545, 3.6.1).
    event.add("dtstart", _day(_line(row, "when")))
    event.add("summary", _line(row, "step") or COLUMNS["step"].in_language(language))
    if who := _line(row, "who"):
        event.add("description", f"{COLUMNS['who'].in_language(language)}: {who}")
    event.add("transp", "TRANSPARENT")
    return event


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        allowed = Text(nl="een datum zoals 2027-02-01, of niets", en="a date such as 2027-02-01, or nothing")
        raise ActivityError(COLUMNS["when"], value, allowed) from None


def _cell(row: Row, name: str) -> str:
    """A cell without what no file can hold: control characters, ends of lines and halves of characters."""
    text = str(row.get(name) or "")
    return "".join(_kept(one) for one in text)


def _kept(one: str) -> str:
    category = unicodedata.category(one)
    return "" if category == "Cs" else " " if category == "Cc" else one


def _line(row: Row, name: str) -> str:
    """The same with single spaces, for the calendar."""
    return " ".join(_cell(row, name).split())


def _no_formula(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
