"""What every screen of a company shares: its roles, its own house, and facts beside what they are about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from winternship_board import api, clock
from winternship_board.overviews import learning, programme_of
from winternship_board.screens.asking import Ask
from winternship_core.facts import load_facts
from winternship_core.placements import Role

COMPANY: Final = frozenset({Role.COMPANY})
TRAINER: Final = frozenset({Role.TRAINER})
HOUSE: Final = COMPANY | TRAINER
MOST: Final = 100


def house(ask: Ask) -> api.Seen:
    """The company of the person who asks; raises :class:`NotFound` for who holds no more than a link."""
    rows = api.search(ask.actor, "organisation", limit=1).rows
    if not rows:
        raise api.NotFound("organisation")
    return rows[0]


def facts(ask: Ask, ids: Iterable[str]) -> list[tuple[str, str]]:
    """(text, when it was checked and where the rule is now) of these facts of the register."""
    register, language = load_facts(), ask.host.language
    return [(ask.say(register[one].text), register[one].label(language, clock.today())) for one in ids]


def locations(ask: Ask) -> list[tuple[str, str]]:
    """(id, name) of the company's own locations, for a choice."""
    rows = api.search(ask.actor, "location", sort="newest", limit=MOST).rows
    return [(str(row.id), place_name(row)) for row in reversed(rows)]


def place_name(row: api.Seen) -> str:
    """A location as people call it: its name and city, as far as they are known."""
    words = [str(row.fields.get(name) or "") for name in ("name", "address", "city")]
    return ", ".join(filter(None, words)) or str(row.id)


def contacts(ask: Ask) -> list[tuple[str, str]]:
    """(id, name) of the company's contact persons; none for a trainer, who does not see that list."""
    rows = api.search(ask.actor, "contact", limit=MOST).rows
    return [(str(row.id), str(row.fields["name"])) for row in reversed(rows)]


def programme(ask: Ask, which: object) -> tuple[str, dict[str, str]]:
    """A programme by name with its crebo, and its work processes by code; ``which``: its id or its crebo."""
    pk = programme_of(which) if isinstance(which, str) else which
    known = learning([pk]).get(pk) if isinstance(pk, int) else None
    if known is None:
        return str(which or ""), {}
    return f"{ask.say(known.name)} ({known.crebo})", dict(known.work)


def work_names(ask: Ask) -> dict[str, str]:
    """Work process → its name, as the company's vacancies say it; empty for a link, which sees none of them."""
    found: dict[str, str] = {}
    for row in api.search(ask.actor, "vacancy", limit=MOST).rows:
        tasks = row.fields.get("tasks")
        for task in tasks if isinstance(tasks, list) else []:
            if task["name"]:
                found.setdefault(task["code"], task["name"])
    return found


def with_name(code: str, names: dict[str, str]) -> str:
    """A work process with its name when there is one."""
    return f"{code} {names[code]}" if code in names else code
