"""Where the screens are that are not needed every day: a menu of twenty would hide the ones that are."""

from __future__ import annotations

from typing import Final

from winternship_board.screens.asking import Ask
from winternship_board.screens.registry import Screen
from winternship_board.screens.replying import Shown
from winternship_board.screens.school import (
    applications,
    assessments,
    class_codes,
    facts,
    hours,
    imports,
    people,
    recognitions,
    rounds,
    student_forms,
    vacancies,
)
from winternship_board.screens.school.paper import Link
from winternship_board.screens.school.roles import STAFF
from winternship_board.screens.texts import text

PLACES: Final = (
    applications.APPLICATIONS,
    hours.WEEKS,
    assessments.ASSESSMENTS,
    vacancies.VACANCIES,
    recognitions.RECOGNITIONS,
    rounds.ROUNDS,
    imports.IMPORTS,
    student_forms.NEW_STUDENT,
    class_codes.CODES,
    people.PEOPLE,
    facts.RULES,
)


def view(ask: Ask) -> Shown:
    """The other screens of this role, each with what it is for."""
    links = [
        Link(ask.say(one.title), one.name, hint=ask.t[f"sc_for_{one.name}"])
        for one in PLACES
        if ask.actor.role in one.roles
    ]
    return Shown("school/links.html", {"links": links})


MORE: Final = Screen("more", text("sc_more_title"), STAFF, view, menu=True)
