"""Legal facts where they matter, by id from the register, with when each was checked; and what nobody may set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from winternship_board import clock
from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school.paper import Part
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.texts import text
from winternship_core.facts import load_facts
from winternship_core.placements.blocks import BLOCK_FACTS, BLOCK_TEXTS, Block


def lines(ask: Ask, ids: Sequence[str]) -> list[str]:
    """Each fact with its label, in the person's language."""
    facts, language = load_facts(), ask.host.language
    return [
        f"{facts[one].text.in_language(language)} ({facts[one].label(language, clock.today())})"
        for one in ids
    ]


def part(ask: Ask, title: str, ids: Sequence[str]) -> Part:
    """These facts as a part of a page."""
    return Part(ask.t[title], lines=lines(ask, ids))


def view(ask: Ask) -> Shown:
    """The four rules without exception, each with the fact that it rests on."""
    rules = [(ask.say(BLOCK_TEXTS[block]), lines(ask, [BLOCK_FACTS[block]])[0]) for block in Block]
    return Shown("school/rules.html", {"rules": rules})


RULES: Final = Screen("rules", text("sc_rules_title"), STAFF, view)
