"""Columns whose words lie elsewhere, looked up once for a whole page: programmes, placements, hours, signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winternship_board import api, overviews
from winternship_board.screens import saying
from winternship_board.screens.asking import Ask

Rows = Sequence[api.Seen]


def programmes(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """The programme of a student or placement by name, with its crebo number."""
    ids = {row.id: row.fields.get("programme") for row in rows}
    known = overviews.learning({one for one in ids.values() if isinstance(one, int)})
    return {
        row: programme_name(ask, known[one])
        for row, one in ids.items()
        if isinstance(one, int) and one in known
    }


def programme_name(ask: Ask, one: overviews.Learning) -> str:
    """How a programme is written: its name, level and number."""
    return f"{ask.say(one.name)} ({one.level}, {one.crebo})"


def students(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """The student of each part of a placement."""
    return {row: one.student for row, one in _titles(ask, rows).items()}


def companies(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """The company of each part of a placement."""
    return {row: one.company for row, one in _titles(ask, rows).items()}


def how_far(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """How near each student is to a place, in the words of the furthest step."""
    far = overviews.how_far(ask.actor, [row.id for row in rows])
    nothing = ask.t["sc_nothing_begun"]
    return {
        row.id: saying.state(ask.host.language, *far[row.id]) if row.id in far else nothing for row in rows
    }


def signatures(ask: Ask, rows: Rows) -> Mapping[int, str]:
    """Who signed each agreement and who has not; nothing before it is sent for signing."""
    language, found = ask.host.language, {}
    sent = [row.id for row in rows if row.fields.get("frozen_at")]
    for pk, parties in overviews.signers(ask.actor, sent).items():
        said = [
            (saying.role(language, one.role), "sc_signed" if one.at else "sc_not_signed") for one in parties
        ]
        found[pk] = ", ".join(f"{role}: {ask.t[key]}" for role, key in said)
    return found


def _titles(ask: Ask, rows: Rows) -> Mapping[int, overviews.Title]:
    ids = {row.id: row.fields.get("placement") for row in rows}
    known = overviews.titles(ask.actor, list(ids.values()))
    return {row: known[one] for row, one in ids.items() if isinstance(one, int) and one in known}
