"""What people are told of a placement, in an e-mail or in a room: fields, when they are told, and the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from winternship_connectors.calendars.fields import line_of
from winternship_connectors.contract import Action, Fields, Link, Settings, Verb
from winternship_connectors.messages.bodies import state_word
from winternship_connectors.planning import brought
from winternship_connectors.records import Record, State

PART: Final = "message"
# That a signed placement has begun is no news: its first day was told.
_TOLD: Final = {State.ACTIVE: State.SIGNED}
_WORDS: Final = {
    "nl": {
        "placement": "Plaatsing",
        "company": "Bedrijf",
        "starts_on": "Van",
        "ends_on": "Tot en met",
        "student": "Student",
        "changed": "gewijzigd",
    },
    "en": {
        "placement": "Placement",
        "company": "Company",
        "starts_on": "From",
        "ends_on": "Up to and including",
        "student": "Student",
        "changed": "changed",
    },
}


def plan(
    settings: Settings, record: Record | None, links: Mapping[str, Link], object_id: str
) -> Sequence[Action]:
    """A notice when something told has changed; none of a proposal, or of an end that nobody heard begin."""
    link = links.get(PART)
    if record is None:
        return gone(object_id, link)
    if link is None and record.state in {State.PROPOSED, State.CANCELLED}:
        return []
    return brought(object_id, PART, _fields(record, settings), link, record.rev)


def gone(object_id: str, link: Link | None) -> Sequence[Action]:
    """The last notice, of what is taken away; ``is_told`` says whether it must still be sent."""
    fields = {"placement": object_id, "state": State.CANCELLED.value}
    return [Action(Verb.DELETE, object_id, PART, fields, link, link.rev)] if link else []


def is_told(action: Action) -> bool:
    """Whether the receiver knows already that this placement is cancelled: a second notice would say nothing."""
    return action.verb is Verb.DELETE and action.link is not None and action.link.etag == State.CANCELLED


def mark(action: Action) -> str:
    """What the link keeps as the version: the state that was told last."""
    return str(action.fields["state"])


def subject(action: Action, language: str) -> str:
    """One line from our own words and our number; no text that somebody typed."""
    words = _WORDS[language]
    line = f"{words['placement']} {action.object_id.rpartition('-')[2]}: {state_word(mark(action), language)}"
    # The same state again means that something else is new.
    is_change = action.link is not None and action.link.etag == mark(action)
    return f"{line} ({words['changed']})" if is_change else line


def lines(action: Action, language: str) -> list[str]:
    """What is told beside the subject, a line for each field."""
    told, words = action.fields, _WORDS[language]
    names = ("company", "starts_on", "ends_on", "student")
    return [f"{words[name]}: {told[name]}" for name in names if told.get(name)]


def _fields(record: Record, settings: Settings) -> Fields:
    student, period = record.student, record.period
    shown = {"number": student.number, "name": f"{student.name} {student.number}"}
    return {
        "placement": record.id,
        "state": _TOLD.get(record.state, record.state).value,
        "company": line_of(record.company.name),
        "starts_on": period.starts_on.isoformat(),
        "ends_on": (period.ended_on or period.ends_on).isoformat(),
        "student": line_of(shown.get(str(settings.config.get("student")), "")),
    }
