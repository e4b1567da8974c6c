"""Conditions for applications: the student decides, the company answers in time, and only the work is a reason."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.blocks import Block
from winternship_core.placements.guard import Asks, Assertion, Check, Effect, Guard, blocked
from winternship_core.placements.views import ApplicationView
from winternship_core.text import Text

REPLY_WORKING_DAYS: Final = 10
REMINDERS_AT: Final = (5, 10)
LAPSE_WORKING_DAYS: Final = 15

_OPEN: Final = Check[ApplicationView](
    "vacancy_open",
    Text("De vacature is niet meer open.", "The vacancy is no longer open."),
    lambda seen, _: seen.vacancy_open,
)
_CRITERIA: Final = Check[ApplicationView](
    "criteria",
    Text(
        "De plek past niet bij je opleiding, periode of afspraken. Vraag je stagecoördinator.",
        "The place does not fit your programme, period or plan. Ask your placement coordinator.",
    ),
    lambda seen, _: not seen.unmet_criteria or seen.waived,
)
_FAIR: Final[Check[ApplicationView]] = blocked(Block.PROTECTED_DATA, lambda seen, _: not seen.reason_words)


def _decline(says: str) -> Guard[ApplicationView]:
    return Guard(
        says,
        checks=(blocked(Block.PROTECTED_DATA, lambda seen, _: not seen.reason_words),),
        asks=Asks(codes="decline", text_with=frozenset({"other"})),
    )


def _no_answer(says: str) -> Guard[ApplicationView]:
    return Guard(
        says,
        checks=(
            Check(
                "reply_time",
                Text("Het bedrijf heeft nog tijd om te antwoorden.", "The company still has time to answer."),
                lambda seen, _: seen.waiting_working_days >= LAPSE_WORKING_DAYS,
            ),
            Check(
                "reminders",
                Text(
                    "Het bedrijf is nog niet twee keer herinnerd.", "The company was not reminded twice yet."
                ),
                lambda seen, _: seen.reminders >= len(REMINDERS_AT),
            ),
        ),
        does=(Effect.COUNT_NO_ANSWER,),
    )


APPLICATION: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("draft", "apply"): Guard[ApplicationView](
        "hard criteria met or override by SC with reason; blind profile shown first",
        checks=(_OPEN, _CRITERIA, _FAIR),
        asserted=(
            Assertion(
                "profile_seen",
                Text(
                    "Ik heb gezien wat het bedrijf van mij te zien krijgt.",
                    "I have seen what the company gets to see of me.",
                ),
            ),
        ),
        does=(Effect.START_REPLY_CLOCK,),
    ),
    ("draft", "propose match"): Guard[ApplicationView](
        "student has agreed to be proposed",
        checks=(
            _OPEN,
            _FAIR,
            Check(
                "consent",
                Text("De student wil niet voorgesteld worden.", "The student has not agreed to be proposed."),
                lambda v, _: v.agreed_to_be_proposed,
            ),
        ),
    ),
    ("proposed", "student agrees"): Guard[ApplicationView](
        "", checks=(_OPEN, _FAIR), does=(Effect.START_REPLY_CLOCK,)
    ),
    ("proposed", "student declines"): Guard[ApplicationView]("no reason required"),
    ("submitted", "invite"): Guard[ApplicationView](
        "same question list for all; reply due in 10 working days",
        asserted=(
            Assertion(
                "same_questions",
                Text("Ik stel iedereen dezelfde vragen.", "I ask everyone the same questions."),
            ),
        ),
        does=(Effect.START_REPLY_CLOCK,),
    ),
    ("submitted", "decline"): _decline("reason from the list of work-related reasons; student sees it"),
    ("in_talks", "decline"): _decline("same"),
    ("offered", "accept"): Guard[ApplicationView](
        "creates the placement; other applications of the student stay until confirmed",
        does=(Effect.CREATE_PLACEMENT,),
    ),
    ("submitted", "no answer"): _no_answer(
        "reminders at 5 and 10 working days; lapse at 15; counts in the company's reply rate"
    ),
    ("in_talks", "no answer"): _no_answer("same"),
    ("offered", "offer expires"): Guard[ApplicationView](
        "after a stated date",
        checks=(
            Check(
                "offer_stands",
                Text("Het aanbod staat nog.", "The offer still stands."),
                lambda v, _: v.offer_expires is not None and v.today > v.offer_expires,
            ),
        ),
    ),
}
