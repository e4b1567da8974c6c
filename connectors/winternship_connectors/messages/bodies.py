"""What a message says, in the three forms that receivers read."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from winternship_connectors.contract import Action, Fields
from winternship_connectors.records import Record, State
from winternship_core.text import Text

_STATES: Final = {
    State.PROPOSED: Text("voorgesteld", "proposed"),
    State.AGREED: Text("afgesproken", "agreed"),
    State.SIGNED: Text("getekend", "signed"),
    State.ACTIVE: Text("bezig", "active"),
    State.ENDED: Text("afgelopen", "ended"),
    State.CANCELLED: Text("geannuleerd", "cancelled"),
}


def state_word(state: str, language: str) -> str:
    """How a placement stands, for people."""
    return _STATES[State(state)].in_language(language)


def fields(record: Record) -> Fields:
    """What is told of a placement; never a student or a supervisor."""
    return {
        "placement": record.id,
        "state": record.state.value,
        "company": record.company.name,
        "starts_on": record.period.starts_on.isoformat(),
        "ends_on": record.period.ends_on.isoformat(),
    }


def standard(action: Action, now: dt.datetime) -> dict[str, Any]:
    """The envelope of Standard Webhooks: type, timestamp and data."""
    return {
        "type": f"placement.{action.fields['state']}",
        "timestamp": now.isoformat(),
        "data": {**action.fields, "rev": action.rev},
    }


def sentence(action: Action, language: str) -> str:
    """One line for people in a room; marks that a room would read as a call to everybody are taken out."""
    told = action.fields
    state = state_word(str(told["state"]), language)
    line = f"{'Plaatsing' if language == 'nl' else 'Placement'} {told['placement']}: {state}"
    if "company" in told:
        line += f" – {told['company']}, {told['starts_on']} – {told['ends_on']}"
    return "".join(" " if one in "<>@*[]`\r\n" else one for one in line)


def text(action: Action, language: str) -> dict[str, Any]:
    """What Slack and Mattermost read."""
    return {"text": sentence(action, language)}


def teams(action: Action, language: str) -> dict[str, Any]:
    """An adaptive card in a message, which a workflow of Teams posts."""
    block = {"type": "TextBlock", "text": sentence(action, language), "wrap": True}
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [block],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
    return {"type": "message", "attachments": [attachment]}
