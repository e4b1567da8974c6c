"""Conditions for placements: what must be in order before a student starts, and what must be settled at the end."""

from __future__ import annotations

from typing import Any, Final

from winternship_core.placements.blocks import Block, missing_signatures, safe_for_minor
from winternship_core.placements.guard import Asks, Assertion, Check, Effect, Guard, blocked
from winternship_core.placements.views import PlacementView
from winternship_core.text import Text

_RECOGNISED: Final[Check[PlacementView]] = blocked(Block.RECOGNITION, lambda seen, _: seen.recognised)
_SAFE: Final[Check[PlacementView]] = blocked(
    Block.FORBIDDEN_WORK,
    lambda seen, _: safe_for_minor(
        minor=seen.minor,
        checked=seen.safety_checked,
        forbidden_left=seen.forbidden_left,
        supervised=seen.supervised,
    ),
)
_SIGNED: Final[Check[PlacementView]] = blocked(
    Block.SIGNATURE,
    lambda seen, _: (
        seen.agreement_active
        and not missing_signatures(seen.signed, minor_when_signing=seen.minor_when_signing)
    ),
)
_SETTLED: Final = Check[PlacementView](
    "hours",
    Text("Niet alle uren zijn goedgekeurd.", "Not all hours are approved."),
    lambda seen, _: seen.unsettled_weeks == 0,
)


def _cancel(says: str, *more: Effect, heard: bool = False) -> Guard[PlacementView]:
    both = Assertion("parties_heard", Text("Ik heb alle partijen gehoord.", "I heard all parties."))
    return Guard(
        says,
        asserted=(both,) if heard else (),
        asks=Asks(codes="end_early", silent_with=frozenset({"illness"})),
        does=(*more, Effect.FREE_PLACE, Effect.HELP_STUDENT),
    )


def _end_early(says: str) -> Guard[PlacementView]:
    return Guard(
        says,
        asserted=(
            Assertion(
                "rules_followed",
                Text("De regels van de overeenkomst zijn gevolgd.", "The agreement's rules were followed."),
            ),
        ),
        asks=Asks(codes="end_early", silent_with=frozenset({"illness"}), who=True),
        does=(Effect.END_AGREEMENT, Effect.HELP_STUDENT),
    )


def _approve() -> Guard[PlacementView]:
    def check(code: str, text: Text, holds: Any) -> Check[PlacementView]:
        return Check(code, text, holds)

    return Guard(
        "programme, level, hours, period and learning goals fit",
        checks=(
            check(
                "programme",
                Text("De opleiding past niet.", "The programme does not fit."),
                lambda v, _: v.programme_fits,
            ),
            check(
                "level", Text("Het niveau past niet.", "The level does not fit."), lambda v, _: v.level_fits
            ),
            check("hours", Text("De uren ontbreken.", "The hours are missing."), lambda v, _: v.hours > 0),
            check(
                "period",
                Text(
                    "De periode ontbreekt of is omgekeerd.", "The period is missing or the wrong way round."
                ),
                lambda v, _: v.starts_on is not None and v.ends_on is not None and v.starts_on <= v.ends_on,
            ),
            check(
                "goals",
                Text("De leerdoelen ontbreken.", "The learning goals are missing."),
                lambda v, _: v.goals,
            ),
        ),
    )


PLACEMENT: Final[dict[tuple[str, str], Guard[Any]]] = {
    ("proposed", "approve content"): _approve(),
    ("proposed", "reject"): Guard[PlacementView](
        "reason; student gets help with a new place",
        checks=(blocked(Block.PROTECTED_DATA, lambda seen, _: not seen.reason_words),),
        asks=Asks(text=True),
        does=(Effect.FREE_PLACE, Effect.HELP_STUDENT),
    ),
    ("approved", "check recognition and prepare agreement"): Guard[PlacementView](
        "accreditation recognised on the start date for this crebo and location; minors' safety check done if under 18",
        checks=(_RECOGNISED, _SAFE),
    ),
    ("agreement", "all signatures in"): Guard[PlacementView](
        "agreement active; parent signed if the student was under 18 when signing",
        checks=(_SIGNED, _RECOGNISED, _SAFE),
    ),
    ("confirmed", "start"): Guard[PlacementView](
        "start date reached; trainer and school supervisor named; day-1 list sent",
        checks=(
            Check(
                "start_date",
                Text("De begindatum is nog niet bereikt.", "The start date is not reached yet."),
                lambda v, _: v.starts_on is not None and v.today >= v.starts_on,
            ),
            Check(
                "trainer",
                Text("De praktijkopleider ontbreekt.", "The workplace trainer is not named."),
                lambda v, _: v.trainer_named,
            ),
            Check(
                "supervisor",
                Text("De stagebegeleider ontbreekt.", "The school supervisor is not named."),
                lambda v, _: v.supervisor_named,
            ),
            Check(
                "day_one",
                Text("De lijst voor dag 1 is niet verstuurd.", "The day-1 list was not sent."),
                lambda v, _: v.day_one_sent,
            ),
            _SIGNED,
            _RECOGNISED,
            _SAFE,
        ),
    ),
    ("active", "pause"): Guard[PlacementView](
        "reason code (illness, holiday, safety, other); no health details",
        asks=Asks(codes="interrupt", text_with=frozenset({"other"}), silent_with=frozenset({"illness"})),
    ),
    ("interrupted", "resume"): Guard[PlacementView](
        "end date or hours adapted by amendment if needed",
        checks=(
            Check(
                "period_over",
                Text(
                    "De einddatum is voorbij; pas die eerst aan.", "The end date has passed; adapt it first."
                ),
                lambda v, _: v.ends_on is None or v.today <= v.ends_on,
            ),
        ),
        asserted=(
            Assertion(
                "amended_if_needed",
                Text(
                    "De overeenkomst is aangepast, of dat was niet nodig.",
                    "The agreement was amended, or that was not needed.",
                ),
            ),
        ),
    ),
    ("active", "end date reached"): Guard[PlacementView](
        "",
        checks=(
            Check(
                "end_date",
                Text("De einddatum is nog niet bereikt.", "The end date is not reached yet."),
                lambda v, _: v.ends_on is not None and v.today >= v.ends_on,
            ),
        ),
        does=(Effect.CLOSE_AGREEMENT,),
    ),
    ("ended", "assessment confirmed"): Guard[PlacementView](
        "company opinion heard; school decides",
        checks=(
            Check(
                "company_heard",
                Text("Het bedrijf heeft nog niet geoordeeld.", "The company's opinion was not heard yet."),
                lambda v, _: v.company_heard,
            ),
            Check(
                "assessment",
                Text("De beoordeling is niet vastgesteld.", "The assessment is not confirmed."),
                lambda v, _: v.assessment_confirmed,
            ),
        ),
    ),
    ("assessed", "close"): Guard[PlacementView](
        "evaluations asked from three parties; hours locked; retention clock starts",
        checks=(_SETTLED,),
        does=(Effect.ASK_EVALUATIONS, Effect.LOCK_HOURS, Effect.START_RETENTION),
    ),
    ("active", "end early"): _end_early(
        "reason code; who asked; agreement's rules followed; school looks for a new place"
    ),
    ("interrupted", "end early"): _end_early("same"),
    ("ended_early", "close"): Guard[PlacementView](
        "partial hours and assessment recorded",
        checks=(_SETTLED,),
        asserted=(
            Assertion(
                "partial_recorded",
                Text(
                    "De uren en de beoordeling tot nu toe liggen vast.",
                    "The hours and the assessment so far are recorded.",
                ),
            ),
        ),
        does=(Effect.LOCK_HOURS, Effect.START_RETENTION),
    ),
    ("proposed", "cancel"): _cancel("reason code"),
    ("approved", "cancel"): _cancel("reason code"),
    ("agreement", "cancel"): _cancel("reason code; signing stopped", Effect.STOP_SIGNING),
    ("confirmed", "cancel before start"): _cancel(
        "reason code; parties heard", Effect.END_AGREEMENT, heard=True
    ),
}
