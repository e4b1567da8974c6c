"""What waits for a broker: companies to verify, vacancies to read, recognitions to check again."""

from __future__ import annotations

from typing import Final

from winternship_board import api
from winternship_board.screens.asking import Ask
from winternship_board.screens.broker import own
from winternship_board.screens.today import Item

SHOWN: Final = 10
_WAITS: Final = (
    ("organisation", "submitted", "br_today_verify"),
    ("vacancy", "in_review", "br_today_read"),
    ("accreditation", "recheck_due", "br_today_recheck"),
)


def broker(ask: Ask) -> list[Item]:
    """The oldest of each kind, ten at most; the lists have the rest."""
    found = []
    for kind, state, words in _WAITS:
        where: dict[str, object] = {"state": state}
        if kind != "accreditation":
            where["region"] = own.region(ask)
        rows = api.search(ask.actor, kind, where=where, limit=SHOWN).rows
        names = api.names(ask.actor, "organisation", [row.fields.get("organisation") for row in rows])
        found += [
            Item(ask.t[words].format(name=_name(row, names)), kind, {"id": row.id}) for row in reversed(rows)
        ]
    return found


def _name(row: api.Seen, names: dict[int, str]) -> str:
    if row.kind == "organisation":
        return own.name_of(row)
    if row.kind == "vacancy":
        return str(row.fields["title"])
    house = row.fields.get("organisation")
    return f"{names.get(house, '') if isinstance(house, int) else ''} ({row.fields['crebo']})"
