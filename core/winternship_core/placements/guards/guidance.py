"""Conditions for what happens during a placement: hours, contact moments and the assessment."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.codes import CONTACT_MODE
from winternship_core.placements.guard import Asks, Assertion, Check, Effect, Guard
from winternship_core.placements.views import AssessmentView, ContactMomentView, HourWeekView
from winternship_core.text import Text

NO_ANSWER_DAYS: Final = 14
DAYS: Final = 7
HOURS_A_DAY: Final = 24

_HOURS: Final = Check[HourWeekView](
    "days",
    Text("Vul voor zeven dagen de uren in, van 0 tot 24.", "Fill in the hours of seven days, 0 to 24."),
    lambda seen, _: len(seen.days) == DAYS and all(0 <= hours <= HOURS_A_DAY for hours in seen.days),
)
_CLOSED: Final = Check[HourWeekView](
    "placement_closed",
    Text("De plaatsing is nog niet afgesloten.", "The placement is not closed yet."),
    lambda seen, _: seen.placement_closed,
)
_NOT_CLOSED: Final = Check[HourWeekView](
    "placement_open",
    Text("De plaatsing is al afgesloten.", "The placement is closed already."),
    lambda seen, _: not seen.placement_closed,
)


def _reopen() -> Guard[HourWeekView]:
    return Guard("before closing; reason logged", checks=(_NOT_CLOSED,), asks=Asks(text=True))


HOUR_WEEK: Final[dict[tuple[str, str], Guard[Any]]] = {
    # Hours over the limit under 18 are not refused: a record must tell what happened. They are noted and shown.
    ("open", "submit week"): Guard[HourWeekView](
        "hours per day; under-18 limits checked", checks=(_HOURS,), does=(Effect.NOTE_HOUR_LIMITS,)
    ),
    ("submitted", "approve"): Guard[HourWeekView]("also in bulk; also by mail link"),
    ("submitted", "return"): Guard[HourWeekView]("comment", asks=Asks(text=True)),
    ("returned", "resubmit"): Guard[HourWeekView]("", checks=(_HOURS,), does=(Effect.NOTE_HOUR_LIMITS,)),
    ("submitted", "approve after no answer"): Guard[HourWeekView](
        "after 14 days without an answer; marked as such",
        checks=(
            Check(
                "answer_time",
                Text(
                    "De praktijkopleider heeft nog tijd om te antwoorden.",
                    "The trainer still has time to answer.",
                ),
                lambda v, _: v.submitted_on is not None and (v.today - v.submitted_on).days >= NO_ANSWER_DAYS,
            ),
        ),
    ),
    ("approved", "reopen"): _reopen(),
    ("approved_by_school", "reopen"): _reopen(),
    ("approved", "lock"): Guard[HourWeekView]("placement closed", checks=(_CLOSED,)),
    ("approved_by_school", "lock"): Guard[HourWeekView]("placement closed", checks=(_CLOSED,)),
}

CONTACT_MOMENT: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("planned", "hold"): Guard[ContactMomentView](
        "visit, video or phone",
        checks=(
            Check(
                "mode",
                Text("Kies: bezoek, video of telefoon.", "Choose: visit, video or phone."),
                lambda v, _: v.mode in CONTACT_MODE,
            ),
        ),
    ),
    ("planned", "move"): Guard[ContactMomentView](
        "new date",
        checks=(
            Check(
                "new_date",
                Text("Geef een andere datum, vandaag of later.", "Give another date, today or later."),
                lambda v, said: said.on is not None and said.on != v.planned_on and said.on >= v.today,
            ),
        ),
        does=(Effect.MOVE_DATE,),
    ),
    ("planned", "not held"): Guard[ContactMomentView](
        "date passed by 14 days; shows on dashboard",
        checks=(
            Check(
                "late",
                Text("De datum is nog geen 14 dagen voorbij.", "The date has not passed by 14 days yet."),
                lambda v, _: v.planned_on is not None and (v.today - v.planned_on).days >= NO_ANSWER_DAYS,
            ),
        ),
    ),
    ("held", "report"): Guard[ContactMomentView](
        "agreements; visible to student and trainer; private note only for school",
        checks=(
            Check(
                "agreements",
                Text("Schrijf op wat is afgesproken.", "Write down what was agreed."),
                lambda v, _: bool(v.agreements.strip()),
            ),
        ),
    ),
}

_COMMENT: Final = Guard[AssessmentView]("comment", asks=Asks(text=True))

ASSESSMENT: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("draft", "submit"): Guard[AssessmentView](
        "per work process; words, not only a mark",
        checks=(
            Check(
                "work_processes",
                Text("Beoordeel elk werkproces van het plan.", "Judge every work process of the plan."),
                lambda v, _: bool(v.judged) and v.planned <= v.judged,
            ),
            Check(
                "words",
                Text("Schrijf er woorden bij, niet alleen een cijfer.", "Add words, not only a mark."),
                lambda v, _: v.judged <= v.in_words,
            ),
        ),
    ),
    ("submitted", "discuss with student"): Guard[AssessmentView](
        "student adds own view",
        checks=(
            Check(
                "student_view",
                Text("De student heeft nog niets gezegd.", "The student has not added a view yet."),
                lambda v, _: bool(v.student_view.strip()),
            ),
        ),
    ),
    ("discussed", "confirm"): Guard[AssessmentView](
        "school is responsible; feedback to company",
        checks=(
            Check(
                "feedback",
                Text("Schrijf wat het bedrijf terughoort.", "Write the feedback to the company."),
                lambda v, _: bool(v.feedback_to_company.strip()),
            ),
        ),
        asserted=(
            Assertion("school_decides", Text("De school stelt dit vast.", "The school decides this.")),
        ),
    ),
    ("submitted", "return"): _COMMENT,
    ("discussed", "return"): _COMMENT,
}
