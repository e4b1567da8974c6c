"""What a placement and its visits say in a calendar: flat fields, which events are made of and read back to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from winternship_connectors.clock import AMSTERDAM
from winternship_connectors.contract import Fields, Settings
from winternship_connectors.records import Record, State, Visit
from winternship_core.placements.codes import CONTACT_KIND, CONTACT_MODE
from winternship_core.text import Text

PLACEMENT: Final = "placement"
_TALK: Final = Text("Gesprek", "Talk")
_AFAR: Final = {"video", "phone"}
_TENTATIVE: Final = {State.PROPOSED, State.AGREED}
_WORDS: Final = {
    "nl": {"title": "Stage", "student": "Student", "programme": "Opleiding", "hours": "Uren"},
    "en": {"title": "Internship", "student": "Student", "programme": "Programme", "hours": "Hours"},
}


def parts(record: Record, settings: Settings) -> Iterator[tuple[str, Fields]]:
    """Each event of a placement by its part: the period, and each visit; none when it is cancelled."""
    if record.state is State.CANCELLED:
        return
    yield PLACEMENT, _period(record, settings)
    for visit in record.visits:
        yield f"visit-{visit.local_id}", _visit(record, visit, settings)


def _period(record: Record, settings: Settings) -> Fields:
    period = record.period
    last = max(period.ended_on or period.ends_on, period.starts_on)
    words = _WORDS[settings.language]
    return {
        "summary": line_of(f"{words['title']}: {record.company.name}"),
        "status": _status(record),
        "starts_on": period.starts_on.isoformat(),
        "ends_on": last.isoformat(),
        "location": _address(record),
        "description": _description(record, settings),
    }


def _visit(record: Record, visit: Visit, settings: Settings) -> Fields:
    kind = CONTACT_KIND.get(visit.kind)
    talk = _TALK.in_language(settings.language)
    title = f"{talk} ({kind.in_language(settings.language)})" if kind else talk
    mode = CONTACT_MODE.get(visit.place)
    return {
        "summary": line_of(f"{title}: {record.company.name}"),
        "status": _status(record),
        "starts_at": visit.starts_at.astimezone(AMSTERDAM).replace(microsecond=0).isoformat(),
        "minutes": max(visit.minutes, 1),
        "location": mode.in_language(settings.language)
        if mode and visit.place in _AFAR
        else _address(record),
        "description": _description(record, settings),
    }


def _status(record: Record) -> str:
    return "TENTATIVE" if record.state in _TENTATIVE else "CONFIRMED"


def _address(record: Record) -> str:
    company = record.company
    return line_of(", ".join(filter(None, (company.street, f"{company.postcode} {company.city}".strip()))))


def _description(record: Record, settings: Settings) -> str:
    """Lines for whoever sees the calendar; no more about the student than the setting says, and nobody else's name."""
    words, student = _WORDS[settings.language], record.student
    shown = {"nothing": "", "name": f"{student.name} {student.number}"}.get(
        str(settings.config.get("student") or "number"), student.number
    )
    programme = f"{record.qualification.name} {record.qualification.crebo}"
    hours = str(record.hours.planned) if record.hours.planned else ""
    told = {"student": shown, "programme": programme, "hours": hours}
    return "\n".join(f"{words[name]}: {line}" for name, one in told.items() if (line := line_of(one)))


def line_of(text: str) -> str:
    """One line without control characters, which no calendar may hold [RFC 5545 3.1]."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
